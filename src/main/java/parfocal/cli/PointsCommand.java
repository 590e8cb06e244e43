package parfocal.cli;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parfocal.report.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "points",
        mixinStandardHelpOptions = true,
        description =
                "The calculator: points of temperature and focus, what they say, and how good they are.",
        footer = {
            "",
            "Examples:",
            "  parfocal points",
            "  parfocal points --add               (where it stands, at the temperature of now)",
            "  parfocal points --add 12.5 5162     (as noted in the log book)",
            "  parfocal points --remove 3",
            "  parfocal points --clear --yes",
            "  parfocal points --apply"
        })
final class PointsCommand implements Callable<Integer> {
    @Mixin private HubClient hub = new HubClient();

    @Option(names = "--add", description = "Adds a point.")
    private boolean add;

    @Parameters(index = "0", arity = "0..1", paramLabel = "CELSIUS")
    private @Nullable Double celsius;

    @Parameters(index = "1", arity = "0..1", paramLabel = "POS")
    private @Nullable Double positionSteps;

    @Option(
            names = "--filter",
            paramLabel = "NAME",
            description = "Points of one filter only; of a new point, its filter.")
    private @Nullable String filter;

    @Option(names = "--remove", paramLabel = "NUMBER", description = "Deletes a point.")
    private @Nullable Integer remove;

    @Option(
            names = "--clear",
            description = "Deletes all points, and says how to bring them back. Wants --yes.")
    private boolean clear;

    @Option(names = "--yes", description = "With --clear: they may go.")
    private boolean yes;

    @Option(names = "--apply", description = "Takes what the points say as the coefficient.")
    private boolean apply;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Refusal, Misuse, InterruptedException {
        if (add) {
            addPoint();
        } else if (celsius != null) {
            throw new Misuse("To add a point, write --add %s POS.".formatted(celsius));
        }
        if (remove != null) {
            var _ =
                    hub.post(
                            CompensationCommands.path(hub, "/points/%d/remove".formatted(remove)),
                            new Json());
        }
        if (clear) {
            clear();
        }
        if (apply) {
            var order = new Json();
            if (filter != null) {
                order.put("filter", filter);
            }
            var _ = hub.post(CompensationCommands.path(hub, "/points/apply"), order);
        }
        String query =
                filter == null || add
                        ? ""
                        : "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
        JsonNode study = hub.get(CompensationCommands.path(hub, "/points" + query));
        if (json) {
            spec.commandLine().getOut().println(study);
        } else {
            show(study, spec.commandLine().getOut());
            if (apply) {
                tellLaw(spec.commandLine().getOut());
            }
        }
        return Parfocal.DONE;
    }

    private void tellLaw(PrintWriter out) throws Refusal, Misuse, InterruptedException {
        JsonNode state = hub.get(CompensationCommands.path(hub, ""));
        for (JsonNode piece : state.path("law").path("pieces")) {
            out.printf(
                    Locale.ROOT,
                    "The coefficient is now %.2f steps/°C. %s%n",
                    piece.path("stepsPerCelsius").asDouble(),
                    state.path("consequence").asString(""));
        }
    }

    private void clear() throws Refusal, Misuse, InterruptedException {
        JsonNode points = hub.get(CompensationCommands.path(hub, "/points")).path("points");
        int count = points.size();
        if (count == 0) {
            return;
        }
        String all = count == 1 ? "the only point" : "all %d points".formatted(count);
        if (!yes) {
            throw new Misuse(
                    "--clear deletes %s. If you mean it: parfocal points --clear --yes%s"
                            .formatted(all, hub.again()));
        }
        var _ = hub.post(CompensationCommands.path(hub, "/points/clear"), new Json());
        PrintWriter err = spec.commandLine().getErr();
        err.printf("Deleted %s. To bring them back:%n", all);
        for (JsonNode point : points) {
            String of = point.path("filter").asString("");
            err.printf(
                    Locale.ROOT,
                    "  parfocal points --add %s %s%s%s%n",
                    point.path("celsius").asDouble(),
                    point.path("positionSteps").asDouble(),
                    of.isEmpty() ? "" : " --filter \"%s\"".formatted(of),
                    hub.again());
        }
    }

    private void addPoint() throws Refusal, Misuse, InterruptedException {
        var order = new Json();
        if (celsius != null) {
            if (positionSteps == null) {
                throw new Misuse(
                        "A point has a temperature and a position: --add 12.5 5162, or --add alone for where it stands now.");
            }
            order.put("celsius", celsius).put("positionSteps", positionSteps);
        }
        if (filter != null) {
            order.put("filter", filter);
        }
        var _ = hub.post(CompensationCommands.path(hub, "/points"), order);
    }

    private static void show(JsonNode study, PrintWriter out) {
        for (JsonNode point : study.path("points")) {
            out.printf(
                    Locale.ROOT,
                    "%4d  %6.2f °C  %10.1f  %-10s %-8s %s%n",
                    point.path("number").asInt(),
                    point.path("celsius").asDouble(),
                    point.path("positionSteps").asDouble(),
                    point.path("night").asString(""),
                    point.path("filter").asString(""),
                    point.path("outlier").asBoolean() ? "left out" : "");
        }
        out.println(study.path("verdict").asString());
    }
}
