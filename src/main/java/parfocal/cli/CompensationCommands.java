package parfocal.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parfocal.report.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// What holds a focuser of the running hub in focus: compensate now, and how it is to be done.
final class CompensationCommands {
    private CompensationCommands() {}

    static String path(HubClient hub, String rest) throws Refusal, Misuse, InterruptedException {
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
                out.printf(
                        "It goes %d step%s %s.%n",
                        Math.abs(moved), Math.abs(moved) == 1 ? "" : "s", moved < 0 ? "in" : "out");
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
}
