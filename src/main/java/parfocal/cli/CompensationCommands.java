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

/// What holds a focuser of the running hub in focus: compensate now, how it is to be done, and the calculator behind it.
final class CompensationCommands {
    private CompensationCommands() {}

    private static String path(HubClient hub, String rest)
            throws Refusal, Misuse, InterruptedException {
        return "/focusers/%s/compensation%s".formatted(hub.focuser().path("id").asString(), rest);
    }

    @Command(
            name = "compensate",
            mixinStandardHelpOptions = true,
            description =
                    "Moves a focuser of the running hub to where focus is at the temperature of now, if enough steps are due.",
            footer = {"", "Example, after each exposure: parfocal compensate --threshold 20"})
    static final class Compensate implements Callable<Integer> {
        @Mixin private HubClient hub = new HubClient();

        @Option(
                names = "--threshold",
                paramLabel = "STEPS",
                description =
                        "Fewer steps than these are left undone. Default: the focuser's own threshold.")
        private @Nullable Integer thresholdSteps;

        @Option(names = "--json", description = "One JSON object on standard output.")
        private boolean json;

        @Spec private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Refusal, Misuse, InterruptedException {
            var order = new Json();
            if (thresholdSteps != null) {
                if (thresholdSteps < 0) {
                    throw new Misuse(
                            "A threshold is 0 or more steps, not %d.".formatted(thresholdSteps));
                }
                order.put("thresholdSteps", thresholdSteps);
            }
            JsonNode answer = hub.post(path(hub, "/compensate"), order);
            int moved = answer.path("movedSteps").asInt();
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(answer);
            } else if (moved == 0) {
                out.printf(
                        Locale.ROOT,
                        "Nothing moved: %.1f steps are due.%n",
                        tenths(answer.path("dueSteps").asDouble()));
            } else {
                out.printf("It goes %d steps %s.%n", Math.abs(moved), moved < 0 ? "in" : "out");
            }
            return Parfocal.DONE;
        }

        /// Zero added makes of a zero with a minus sign, which would be printed, one without.
        private static double tenths(double steps) {
            return Math.rint(steps * 10) / 10 + 0.0;
        }
    }

    @Command(
            name = "compensation",
            mixinStandardHelpOptions = true,
            description =
                    "Shows how a focuser is held in focus as the temperature changes, or changes it.",
            footer = {
                "",
                "Examples:",
                "  parfocal compensation",
                "  parfocal compensation --coefficient 35 --threshold 10 --mode automatic",
                "  parfocal compensation --learning on"
            })
    static final class Compensation implements Callable<Integer> {
        @Mixin private HubClient hub = new HubClient();

        @Option(
                names = "--mode",
                paramLabel = "off|manual|automatic",
                description =
                        "manual: moves when ordered; automatic: whenever the threshold is exceeded.")
        private @Nullable String mode;

        @Option(
                names = "--coefficient",
                paramLabel = "STEPS",
                description = "Steps per degree; positive when colder means smaller numbers.")
        private @Nullable Double stepsPerCelsius;

        @Option(
                names = "--threshold",
                paramLabel = "STEPS",
                description = "Fewer due steps than these are left undone.")
        private @Nullable Integer thresholdSteps;

        @Option(
                names = "--sensor",
                paramLabel = "own|NAME",
                description =
                        "Whose temperature counts: its own, or that of another focuser of the hub.")
        private @Nullable String sensor;

        @Option(
                names = "--averaging",
                paramLabel = "SECONDS",
                description = "The temperature is averaged over this time.")
        private @Nullable Integer averagingSeconds;

        @Option(
                names = "--learning",
                paramLabel = "on|off",
                description = "Whether accepted autofocus runs replace the coefficient.")
        private @Nullable String learning;

        @Option(names = "--json", description = "One JSON object on standard output.")
        private boolean json;

        @Spec private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Refusal, Misuse, InterruptedException {
            Json order = order();
            if (!order.toString().equals("{}")) {
                var _ = hub.post(path(hub, ""), order);
            }
            JsonNode state = hub.get(path(hub, ""));
            if (json) {
                spec.commandLine().getOut().println(state);
            } else {
                show(state, spec.commandLine().getOut());
            }
            return Parfocal.DONE;
        }

        private Json order() throws Misuse {
            var order = new Json();
            if (mode != null) {
                order.put("mode", mode);
            }
            if (stepsPerCelsius != null) {
                if (!Double.isFinite(stepsPerCelsius)) {
                    throw new Misuse("A coefficient is a number of steps per degree.");
                }
                order.put("stepsPerCelsius", stepsPerCelsius);
            }
            if (thresholdSteps != null) {
                order.put("thresholdSteps", thresholdSteps);
            }
            if (sensor != null) {
                order.put("sensor", sensor);
            }
            if (averagingSeconds != null) {
                order.put("averagingSeconds", averagingSeconds);
            }
            if (learning != null) {
                if (!learning.equals("on") && !learning.equals("off")) {
                    throw new Misuse("--learning is on or off, not '%s'.".formatted(learning));
                }
                order.put("learning", learning.equals("on"));
            }
            return order;
        }

        private static void show(JsonNode state, PrintWriter out) {
            out.printf("%-14s %s%n", "mode", state.path("mode").asString());
            for (JsonNode piece : state.path("law").path("pieces")) {
                out.printf(
                        Locale.ROOT,
                        "%-14s %.2f steps/°C%n",
                        "coefficient",
                        piece.path("stepsPerCelsius").asDouble());
            }
            line(out, "that is", state.path("consequence"), "");
            line(out, "temperature", state.path("celsius"), " °C");
            line(out, "due", state.path("dueSteps"), " steps");
            line(out, "threshold", state.path("thresholdSteps"), " steps");
            line(out, "sensor", state.path("sensor"), "");
            line(out, "waiting", state.path("waiting"), "");
            line(out, "advice", state.path("advice"), "");
        }

        private static void line(PrintWriter out, String name, JsonNode value, String unit) {
            if (value.isNumber() && !value.isIntegralNumber()) {
                out.printf(Locale.ROOT, "%-14s %.2f%s%n", name, value.asDouble(), unit);
            } else if (!value.isNull() && !value.isMissingNode()) {
                out.printf("%-14s %s%s%n", name, value.asString(), unit);
            }
        }
    }

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
    static final class Points implements Callable<Integer> {
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
                var _ = hub.post(path(hub, "/points/%d/remove".formatted(remove)), new Json());
            }
            if (clear) {
                clear();
            }
            if (apply) {
                var order = new Json();
                if (filter != null) {
                    order.put("filter", filter);
                }
                var _ = hub.post(path(hub, "/points/apply"), order);
            }
            String query =
                    filter == null || add
                            ? ""
                            : "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
            JsonNode study = hub.get(path(hub, "/points" + query));
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
            JsonNode state = hub.get(path(hub, ""));
            for (JsonNode piece : state.path("law").path("pieces")) {
                out.printf(
                        Locale.ROOT,
                        "The coefficient is now %.2f steps/°C. %s%n",
                        piece.path("stepsPerCelsius").asDouble(),
                        state.path("consequence").asString(""));
            }
        }

        private void clear() throws Refusal, Misuse, InterruptedException {
            JsonNode points = hub.get(path(hub, "/points")).path("points");
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
            var _ = hub.post(path(hub, "/points/clear"), new Json());
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
            var _ = hub.post(path(hub, "/points"), order);
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
}
