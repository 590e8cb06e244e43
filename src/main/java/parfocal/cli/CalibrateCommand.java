package parfocal.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import parfocal.report.Json;
import parfocal.time.Pace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = {
            "Lets a focuser find its own range, from stop to stop: Celestron's motor does, in three to four minutes.",
            "Begin near the middle of the travel, and stay with it. Ctrl-C ends it early."
        },
        footer = {"", "Example: parfocal calibrate"})
final class CalibrateCommand implements Callable<Integer> {
    private static final String ORDER = "calibrate";
    private static final String STORY = "calibration";
    // A motor that was calibrated before stays so when another attempt fails, and adds why.
    private static final String SUCCESS =
            "calibrated, raw -?\\d+ to -?\\d+(; raw position before .*)?";

    private static final String GOING_ON = "(state \\d|about to begin).*";
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int LOOKS = 40;

    @Mixin private HubClient hub = new HubClient();

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Refusal, Misuse, InterruptedException {
        JsonNode focuser = hub.focuser();
        if (setting(focuser, ORDER).isEmpty()) {
            throw new Refusal(
                    "%s has no calibration of its own. A focuser that counts from a stop is sent there by `parfocal home`."
                            .formatted(focuser.path("name").asString()));
        }
        hub.order("settings", new Json().put("setting", ORDER).put("value", "yes"));
        JsonNode after =
                new HubWait(hub, spec.commandLine().getErr(), CalibrateCommand::progress)
                        .untilItStands();
        return told(concluded(after));
    }

    /// The motor stands a moment before the hub has read how it went.
    private JsonNode concluded(JsonNode standing) throws Refusal, Misuse, InterruptedException {
        JsonNode focuser = standing;
        for (int i = 0; i < LOOKS && setting(focuser, STORY).orElse("").matches(GOING_ON); i++) {
            Pace.wall().pause(LOOK);
            focuser = hub.focuser();
        }
        return focuser;
    }

    private int told(JsonNode focuser) {
        JsonNode state = focuser.path("state");
        String story = setting(focuser, STORY).orElse("");
        boolean done = story.matches(SUCCESS);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(
                    new Json()
                            .put("outcome", done ? "calibrated" : "failed")
                            .put("calibration", story)
                            .put("minimumSteps", state.path("minimumSteps").asInt())
                            .put("maximumSteps", state.path("maximumSteps").asInt()));
        } else {
            out.printf("Calibration: %s%n", story);
            StatusCommand.printFocuser(focuser, hub.address(), out);
        }
        return done ? Parfocal.DONE : Parfocal.FAILED;
    }

    private static String progress(JsonNode focuser) {
        return setting(focuser, STORY).orElseGet(() -> HubWait.position(focuser));
    }

    private static Optional<String> setting(JsonNode focuser, String name) {
        for (JsonNode each : focuser.path("state").path("settings")) {
            if (each.path("name").asString().equals(name)) {
                return Optional.of(each.path("value").asString());
            }
        }
        return Optional.empty();
    }
}
