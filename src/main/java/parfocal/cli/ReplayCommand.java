package parfocal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parfocal.report.KeptFrames;
import parfocal.report.NinaExport;
import parfocal.report.RunPage;
import parfocal.report.RunRecord;
import parfocal.report.UnreadableInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "A saved run again, decision by decision: from the same stars the engine decides anew, and every decision and every"
                    + " byte of the result is held against the file.",
            "Exit status 0: all the same. 1: something is another decision now, and which is said."
        },
        footer = {
            "",
            "Examples:",
            "  parfocal autofocus --rig refractor-toa150 --report night1",
            "  parfocal replay night1/run.json"
        })
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "run.json, or the folder that --report made.")
    private @Nullable Path run;

    @Option(
            names = "--report",
            paramLabel = "F.html",
            description =
                    "Writes the run as a page that needs nothing beside it; where the stars stood instead of the frames, which run.json does not hold.")
    private @Nullable Path report;

    @Option(
            names = "--nina",
            paramLabel = "F.json",
            description =
                    "Writes the run as an autofocus report of N.I.N.A., for viewers of these.")
    private @Nullable Path nina;

    @Option(names = "--json", description = "The result as decided now, on standard output.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Refusal, Misuse {
        if (report != null) {
            Output.requireWritable(report, ".html");
        }
        if (nina != null) {
            Output.requireWritable(nina, ".json");
        }
        Path given = run == null ? Path.of(".") : run;
        Path file = Files.isDirectory(given) ? given.resolve("run.json") : given;
        String saved;
        RunRecord.Replayed replayed;
        try {
            saved = Files.readString(file);
            requireRecord(file, saved);
            replayed = RunRecord.replay(file.toString(), saved);
        } catch (NoSuchFileException missing) {
            throw new Refusal(
                    "There is no file %s. Replay reads the run.json that autofocus --report writes."
                            .formatted(file),
                    missing);
        } catch (IOException trouble) {
            throw new Refusal(
                    "%s cannot be read: %s.".formatted(file, trouble.getMessage()), trouble);
        } catch (UnreadableInput unreadable) {
            throw new Refusal(String.valueOf(unreadable.getMessage()), unreadable);
        }
        if (report != null) {
            write(report, RunPage.of(replayed.result(), about(file), new KeptFrames()));
        }
        if (nina != null) {
            write(nina, NinaExport.of(replayed.result(), written(file), ""));
        }
        PrintWriter out = spec.commandLine().getOut();
        boolean identical = saved.equals(replayed.written());
        if (json) {
            out.print(replayed.written());
            out.flush();
        } else {
            replayed.told().forEach(new Progress(out, false));
            out.println(
                    replayed.result()
                            .refusal()
                            .map(refusal -> "REFUSED   " + refusal.reason())
                            .orElse("ACCEPTED"));
        }
        PrintWriter words = json ? spec.commandLine().getErr() : out;
        words.println(
                identical
                        ? "%d decisions, and %d bytes of result: identical."
                                .formatted(replayed.decisions(), saved.length())
                        : replayed.different()
                                .orElse(
                                        "All decisions are the same, and the result is written otherwise: another version of the program?"));
        return identical ? Parfocal.DONE : Parfocal.FAILED;
    }

    /// The files of a report lie side by side, and only one of them is for programs.
    private static void requireRecord(Path file, String text) throws Refusal {
        if (text.stripLeading().startsWith("{")) {
            return;
        }
        Path beside = file.resolveSibling("run.json");
        throw new Refusal(
                "%s is no record of a run. Replay reads the run.json that autofocus --report writes, beside report.html%s."
                        .formatted(
                                file.getFileName(),
                                Files.exists(beside) ? ": parfocal replay " + beside : ""));
    }

    private static RunPage.About about(Path file) {
        return new RunPage.About(
                "Autofocus run", "Replayed from " + file, OptionalDouble.empty(), List.of());
    }

    /// A record does not say when the run was; its file was written at its end.
    private static OffsetDateTime written(Path file) throws Refusal {
        try {
            return Files.getLastModifiedTime(file)
                    .toInstant()
                    .atZone(ZoneId.systemDefault())
                    .toOffsetDateTime();
        } catch (IOException trouble) {
            throw Output.failed(file, trouble);
        }
    }

    private static void write(Path file, String page) throws Refusal {
        try {
            Files.writeString(file, page);
        } catch (IOException trouble) {
            throw Output.failed(file, trouble);
        }
    }
}
