package parfocal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import parfocal.report.CurvePicture;
import parfocal.report.SvgCurve;
import picocli.CommandLine.Option;

/// What is to be kept of a run, and where.
final class KeepOptions {
    @Option(
            names = "--plot",
            paramLabel = "F.svg|F.png",
            description = "Draws the curve into a file.")
    private @Nullable Path plot;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description =
                    "Keeps the run there: report.html, a page that needs nothing beside it; run.json, which replay reads; nina.json, as N.I.N.A. writes it; curve.svg; and, with --rig, the talk on the wire.")
    private @Nullable Path report;

    @Option(
            names = "--nina",
            paramLabel = "F.json",
            description =
                    "Writes the run as an autofocus report of N.I.N.A., for viewers of these.")
    private @Nullable Path nina;

    /// A run in the forms in which it is kept; each is asked for only if it is wanted.
    interface Texts {
        String record() throws Refusal, Misuse, InterruptedException;

        String page() throws Refusal, Misuse, InterruptedException;

        String nina() throws Refusal, Misuse, InterruptedException;
    }

    void requireWritable() throws Misuse {
        if (plot != null) {
            CurveFile.requireWritable(plot);
        }
        if (nina != null) {
            Output.requireWritable(nina, ".json");
        }
        if (report != null) {
            Output.requireFolder(report);
        }
    }

    void keep(CurvePicture picture, Texts texts, PrintWriter err)
            throws Refusal, Misuse, InterruptedException {
        if (plot != null) {
            CurveFile.write(plot, picture, err);
        }
        if (nina != null) {
            write(nina, texts.nina());
        }
        if (report != null) {
            write(report.resolve("run.json"), texts.record());
            write(report.resolve("nina.json"), texts.nina());
            write(report.resolve("curve.svg"), SvgCurve.of(picture));
            write(report.resolve("report.html"), texts.page());
        }
    }

    /// One more file beside the report, where there is one.
    void beside(String name, String text) throws Refusal {
        if (report != null) {
            write(report.resolve(name), text);
        }
    }

    private static void write(Path file, String text) throws Refusal {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException trouble) {
            throw Output.failed(file, trouble);
        }
    }
}
