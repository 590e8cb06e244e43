package parfocal.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Function;
import parfocal.report.Json;
import parfocal.time.Pace;
import tools.jackson.databind.JsonNode;

/// Waits until a focuser of the running hub stands still, and tells how far it is. Ctrl-C halts it.
final class HubWait {
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int LOOKS_PER_LINE = 8;

    private final HubClient hub;
    private final PrintWriter err;
    private final Function<JsonNode, String> progress;

    /// @param progress one line about a focuser as the hub shows it
    HubWait(HubClient hub, PrintWriter err, Function<JsonNode, String> progress) {
        this.hub = hub;
        this.err = err;
        this.progress = progress;
    }

    /// Only its position.
    static String position(JsonNode focuser) {
        return "%d".formatted(focuser.path("state").path("positionSteps").asInt());
    }

    /// @return the focuser as it stands then
    /// @throws InterruptedException after a halt, when the user did not want to wait any longer
    JsonNode untilItStands() throws Refusal, Misuse, InterruptedException {
        try (var _ = CtrlC.interruptsThisThread()) {
            try {
                return look();
            } catch (InterruptedException cancelled) {
                hub.order("halt", new Json());
                err.printf("Halted. It stands at %s.%n", position(hub.focuser()));
                err.flush();
                throw cancelled;
            }
        }
    }

    private JsonNode look() throws Refusal, Misuse, InterruptedException {
        String told = "";
        for (int looks = 1; ; looks++) {
            JsonNode focuser;
            try {
                focuser = hub.focuser();
            } catch (HubGone gone) {
                throw new Refusal(
                        "The hub at %s ended while the focuser was on its way. A hub that is ended halts what moves; after a crash the motor may have gone on. Start it again, and look where it stands: parfocal status."
                                .formatted(hub.address()),
                        gone);
            }
            if (!focuser.path("state").path("moving").asBoolean()) {
                return focuser;
            }
            String now = progress.apply(focuser);
            if (looks % LOOKS_PER_LINE == 0 && !now.equals(told)) {
                told = now;
                err.printf("… %s%n", now);
                err.flush();
            }
            Pace.wall().pause(LOOK);
        }
    }
}
