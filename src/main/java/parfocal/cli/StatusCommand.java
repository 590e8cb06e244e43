package parfocal.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows what the running hub has, where it stands, and what is wrong.",
        footer = {"", "Examples:", "  parfocal status", "  parfocal status --focuser main-focuser"})
final class StatusCommand implements Callable<Integer> {
    @Mixin private HubClient hub = new HubClient();

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Refusal, Misuse, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (hub.namesFocuser()) {
            JsonNode focuser = hub.focuser();
            if (json) {
                out.println(focuser);
            } else {
                printFocuser(focuser, hub.address(), out);
            }
            return Parfocal.DONE;
        }
        JsonNode status = hub.status();
        if (json) {
            out.println(status);
            return Parfocal.DONE;
        }
        status.path("focusers").forEach(focuser -> printFocuser(focuser, hub.address(), out));
        status.path("cameras").forEach(camera -> printDevice("camera", camera, out));
        status.path("filterWheels").forEach(wheel -> printDevice("filters", wheel, out));
        return Parfocal.DONE;
    }

    static OptionalInt whole(JsonNode value) {
        return value.isNumber() ? OptionalInt.of(value.asInt()) : OptionalInt.empty();
    }

    static OptionalDouble number(JsonNode value) {
        return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
    }

    static Optional<String> text(JsonNode value) {
        return value.isString() ? Optional.of(value.asString()) : Optional.empty();
    }

    /// @param hub where it is, for commands that the hub advises
    static void printFocuser(JsonNode focuser, String hub, PrintWriter out) {
        JsonNode state = focuser.path("state");
        out.printf("%-20s %s", focuser.path("id").asString(), focuser.path("name").asString());
        out.println(focuser.path("simulated").asBoolean() ? "   (simulated)" : "");
        if (!state.path("availability").asString().equals("ready")) {
            out.printf(
                    "  not available: %s%n", state.path("reason").asString("it is being opened."));
            return;
        }
        out.printf(
                "  stands at %d of %d…%d",
                state.path("positionSteps").asInt(),
                state.path("minimumSteps").asInt(),
                state.path("maximumSteps").asInt());
        if (state.path("positionSigmaSteps").isNumber()) {
            out.printf(" ± %.1f", state.path("positionSigmaSteps").asDouble());
        }
        if (state.path("moving").asBoolean()) {
            out.printf(
                    ", moving%s",
                    state.path("targetSteps").isNumber()
                            ? " to %d".formatted(state.path("targetSteps").asInt())
                            : "");
        }
        if (state.path("temperatureCelsius").isNumber()) {
            out.printf(", %.1f °C", state.path("temperatureCelsius").asDouble());
        }
        out.println();
        if (state.path("owner").isString()) {
            out.println("  " + state.path("owner").asString() + " has it");
        }
        if (state.path("trouble").isString()) {
            out.println("  last order: " + state.path("trouble").asString());
        }
        state.path("warnings")
                .forEach(warning -> out.println("  ! " + Advice.forHub(warning.asString(), hub)));
    }

    private static void printDevice(String kind, JsonNode device, PrintWriter out) {
        out.printf(
                "%-20s %s   (%s%s)%n",
                device.path("id").asString(),
                device.path("name").asString(),
                kind,
                device.path("reason").isString() ? ": " + device.path("reason").asString() : "");
    }
}
