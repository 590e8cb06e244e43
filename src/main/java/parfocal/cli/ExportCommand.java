package parfocal.cli;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Prints any span of the running hub's history as a table or as JSON.",
            "A time is a date, a local time, or one with its offset; a date as --to includes its day."
        },
        footer = {
            "",
            "Examples:",
            "  parfocal export --night 2026-11-20 > night.csv",
            "  parfocal export --kind runs --format json --from 2026-11-01 --to 2026-11-30"
        })
final class ExportCommand implements Callable<Integer> {
    enum Kind {
        READINGS,
        MOVES,
        RUNS
    }

    enum Format {
        CSV,
        JSON
    }

    @Mixin private HubClient hub = new HubClient();

    @Option(names = "--from", paramLabel = "TIME", description = "Default: noon before tonight.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Default: now.")
    private @Nullable String to;

    @Option(
            names = "--night",
            paramLabel = "DATE",
            description = "From noon of that date to the next noon.")
    private @Nullable String night;

    @Option(
            names = "--sensor",
            paramLabel = "ID",
            description = "Readings of a sensor that belongs to no focuser.")
    private @Nullable String sensor;

    @Option(
            names = "--kind",
            paramLabel = "readings|moves|runs",
            description = "What is written. Default: readings.")
    private Kind kind = Kind.READINGS;

    @Option(names = "--format", paramLabel = "csv|json", description = "Default: csv.")
    private Format format = Format.CSV;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Refusal, Misuse, InterruptedException {
        if (night != null && (from != null || to != null)) {
            throw new Misuse("Give --night, or --from and --to.");
        }
        var path = new StringBuilder("/history/export?kind=" + word(kind));
        add(path, "format", json ? "json" : word(format));
        add(path, "night", night);
        add(path, "from", from);
        add(path, "to", to);
        add(path, "sensor", sensor);
        Optional<String> named = hub.named();
        if (named.isPresent()) {
            // One that was taken out of the configuration still has a history.
            add(path, "focuser", named.get());
        }
        PrintWriter out = spec.commandLine().getOut();
        hub.lines(path.toString(), out::println);
        out.flush();
        return Parfocal.DONE;
    }

    private static void add(StringBuilder path, String key, @Nullable String value) {
        if (value != null) {
            path.append('&')
                    .append(key)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
