package parfocal.cli;

import java.io.PrintWriter;
import java.time.Duration;
import parfocal.report.Json;
import parfocal.time.Pace;
import tools.jackson.databind.JsonNode;

/// An autofocus run on the running hub, watched from here: each step is told as it happens.
final class HubRun {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final HubClient hub;
    private final PrintWriter err;
    private final boolean quiet;
    private String why = "";

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
        var _ = hub.post(path, order);
        int told = 0;
        try {
            while (true) {
                JsonNode run = hub.get(path);
                for (; told < run.path("story").size(); told++) {
                    tell(run.path("story").get(told));
                }
                if (!run.path("running").asBoolean()) {
                    return result(run);
                }
                Pace.wall().pause(LOOK);
            }
        } catch (InterruptedException cancelled) {
            var _ = hub.post(path + "/stop", new Json());
            throw cancelled;
        }
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
            case "proved" -> err.println("            " + event.path("sentence").asString());
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
