package parfocal.cli;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parfocal.time.Pace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "log",
        mixinStandardHelpOptions = true,
        description =
                "Shows the log of a night of the running hub: who did what, and what went wrong.",
        footer = {
            "",
            "Examples:",
            "  parfocal log",
            "  parfocal log --follow",
            "  parfocal log --night 2026-11-20"
        })
final class LogCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Mixin private HubClient hub = new HubClient();

    @Option(
            names = "--night",
            paramLabel = "DATE",
            description = "The date of its evening. Default: tonight.")
    private @Nullable String night;

    @Option(names = "--follow", description = "Goes on showing what happens, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--json",
            description = "One JSON object on standard output; not with --follow.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Refusal, Misuse, InterruptedException {
        if (json && follow) {
            throw new Misuse("--json prints one object, which has no end with --follow.");
        }
        PrintWriter out = spec.commandLine().getOut();
        Pace pace = Pace.wall();
        long next = 0;
        String shown = night == null ? "" : night;
        while (true) {
            JsonNode portion = hub.get(path(next));
            if (json) {
                out.println(portion);
                return Parfocal.DONE;
            }
            String of = portion.path("night").asString();
            if (!of.equals(shown) && !shown.isEmpty() && night == null) {
                // At noon another log begins.
                shown = of;
                next = 0;
                continue;
            }
            shown = of;
            JsonNode lines = portion.path("lines");
            lines.forEach(line -> out.println(line.asString()));
            out.flush();
            if (lines.isEmpty() && !follow) {
                if (next == 0) {
                    spec.commandLine()
                            .getErr()
                            .printf("There is no log of the night of %s.%n", shown);
                }
                return Parfocal.DONE;
            }
            next = portion.path("next").asLong();
            if (lines.isEmpty()) {
                pace.pause(LOOK);
            }
        }
    }

    private String path(long next) {
        return "/history/log?from=%d%s"
                .formatted(
                        next,
                        night == null
                                ? ""
                                : "&night=" + URLEncoder.encode(night, StandardCharsets.UTF_8));
    }
}
