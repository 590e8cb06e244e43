package parfocal.cli;

import java.io.PrintWriter;
import java.time.Duration;
import parfocal.report.Json;
import parfocal.time.Pace;
import tools.jackson.databind.JsonNode;

/// An autofocus run on the running hub, watched from here: each step is told as it happens. Ctrl-C ends the run there too, and waits
/// until the focuser is back where the run began.
final class HubRun {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int LOOKS_ON_THE_WAY_BACK = 150;

    private final HubClient hub;
    private final PrintWriter err;
    private final boolean quiet;
    private String why = "";
    private String beganAt = "latest";
    private int told;

    HubRun(HubClient hub, PrintWriter err, boolean quiet) {
        this.hub = hub;
        this.err = err;
        this.quiet = quiet;
    }

    /// Starts the run and waits for its end; interrupted, it ends the run on the hub as well.
    ///
    /// @return the published result
    /// @throws Refusal when the run could not begin, or ended without a result
    JsonNode follow(Json order) throws Refusal, Misuse, InterruptedException {
        String path = "/focusers/%s/autofocus".formatted(hub.focuser().path("id").asString());
        try (var _ = CtrlC.interruptsThisThread()) {
            var _ = hub.post(path, order);
            try {
                JsonNode run = look(path);
                while (run.path("running").asBoolean()) {
                    Pace.wall().pause(LOOK);
                    run = look(path);
                }
                return result(run);
            } catch (InterruptedException cancelled) {
                end(path);
                throw cancelled;
            }
        }
    }

    /// Of the run that was followed: its `report`, a page of HTML, or its `record`, which replay reads.
    String text(String what) throws Refusal, Misuse, InterruptedException {
        return hub.text(
                "/focusers/%s/runs/%s/%s"
                        .formatted(hub.focuser().path("id").asString(), beganAt, what));
    }

    private JsonNode look(String path) throws Refusal, Misuse, InterruptedException {
        JsonNode run;
        try {
            run = hub.get(path);
        } catch (HubGone gone) {
            throw new Refusal(
                    "The hub at %s ended in the middle of the run. A hub that is ended cancels its runs and halts what moves; after a crash the motor may have gone on. Start it again, look where the focuser stands (parfocal status), and repeat the run."
                            .formatted(hub.address()),
                    gone);
        }
        beganAt = run.path("beganAt").asString("latest");
        for (; told < run.path("story").size(); told++) {
            tell(run.path("story").get(told));
        }
        return run;
    }

    private void end(String path) throws Refusal, Misuse, InterruptedException {
        err.println("Ending the run; the focuser goes back to where it began …");
        err.flush();
        var _ = hub.post(path + "/stop", new Json());
        JsonNode run = look(path);
        for (int i = 0; i < LOOKS_ON_THE_WAY_BACK && run.path("running").asBoolean(); i++) {
            Pace.wall().pause(LOOK);
            run = look(path);
        }
        err.println(
                run.path("running").asBoolean()
                        ? "It is still on its way; `parfocal halt` stops it."
                        : run.path("trouble").asString("The run was over already."));
        err.flush();
    }

    private static JsonNode result(JsonNode run) throws Refusal {
        if (run.path("result").isObject()) {
            return run.path("result");
        }
        throw new Refusal(run.path("trouble").asString("The run ended without a result."));
    }

    private void tell(JsonNode event) {
        if (quiet) {
            return;
        }
        switch (event.path("event").asString()) {
            case "going" -> why = event.path("why").asString();
            case "measured" ->
                    err.println(
                            "%2d %s %7d   %s   %s"
                                    .formatted(
                                            event.path("number").asInt(),
                                            event.path("proof").asBoolean() ? "★" : "●",
                                            event.path("positionSteps").asInt(),
                                            size(event),
                                            why));
            case "advised", "proved" ->
                    err.println("            " + event.path("sentence").asString());
            case "going-back" ->
                    err.println(
                            "   back to %d: %s"
                                    .formatted(
                                            event.path("positionSteps").asInt(),
                                            event.path("reason").asString()));
            default -> {}
        }
        err.flush();
    }

    private static String size(JsonNode event) {
        return event.path("hfrPixels").isNumber()
                ? "HFR %5.2f ± %.3f px, %3d stars"
                        .formatted(
                                event.path("hfrPixels").asDouble(),
                                event.path("sigmaPixels").asDouble(),
                                event.path("starCount").asInt())
                : "no star                      ";
    }
}
