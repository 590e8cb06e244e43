package parfocal.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parfocal.report.Json;
import parfocal.time.Pace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the focusers of the running hub as they change: a line for each change, until Ctrl-C.",
            "A hub that ends and comes back is waited for."
        },
        footer = {
            "",
            "Examples:",
            "  parfocal watch",
            "  parfocal watch --focuser main-focuser --json >> night.jsonl"
        })
final class WatchCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration RETRY = Duration.ofSeconds(2);

    @Mixin private HubClient hub = new HubClient();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Ends by itself after so long. Default: goes on.")
    private @Nullable Double seconds;

    @Option(names = "--json", description = "One JSON object a line on standard output.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    private final Map<String, String> shown = new LinkedHashMap<>();

    @Override
    public Integer call() throws Refusal, Misuse, InterruptedException {
        if (seconds != null && !(seconds >= 0)) {
            throw new Misuse("--seconds is 0 or more; %s was asked.".formatted(seconds));
        }
        Pace pace = Pace.wall();
        Instant end =
                seconds == null ? Instant.MAX : pace.now().plusMillis(Math.round(seconds * 1000));
        // Whatever is wrong at the first look is said and ends it; later the night goes on.
        show(hub.focusers());
        boolean gone = false;
        while (pace.now().isBefore(end)) {
            pace.pause(gone ? RETRY : LOOK);
            try {
                show(hub.focusers());
                gone = false;
            } catch (HubGone lost) {
                if (!gone) {
                    spec.commandLine().getErr().println(lost.getMessage());
                    spec.commandLine().getErr().flush();
                    shown.clear();
                }
                gone = true;
            }
        }
        return Parfocal.DONE;
    }

    private void show(Iterable<JsonNode> focusers) {
        PrintWriter out = spec.commandLine().getOut();
        for (JsonNode focuser : focusers) {
            String id = focuser.path("id").asString();
            String now = json ? published(focuser).toString() : words(focuser);
            if (!now.equals(shown.put(id, now))) {
                out.println(json ? stamped(focuser) : "%s  %-18s %s".formatted(clock(), id, now));
                out.flush();
            }
        }
    }

    private static String clock() {
        return LocalTime.ofInstant(Pace.wall().now(), java.time.ZoneId.systemDefault())
                .truncatedTo(ChronoUnit.SECONDS)
                .format(java.time.format.DateTimeFormatter.ISO_LOCAL_TIME);
    }

    private static Json stamped(JsonNode focuser) {
        return published(focuser).put("seenAt", focuser.path("state").path("seenAt").asString());
    }

    private static Json published(JsonNode focuser) {
        JsonNode state = focuser.path("state");
        return new Json()
                .put("focuser", focuser.path("id").asString())
                .put("availability", state.path("availability").asString())
                .put("positionSteps", state.path("positionSteps").asInt())
                .put("moving", state.path("moving").asBoolean())
                .put("targetSteps", StatusCommand.whole(state.path("targetSteps")))
                .put("temperatureCelsius", StatusCommand.number(state.path("temperatureCelsius")))
                .put("owner", StatusCommand.text(state.path("owner")).orElse(null));
    }

    private static String words(JsonNode focuser) {
        JsonNode state = focuser.path("state");
        if (!state.path("availability").asString().equals("ready")) {
            return "not available: " + state.path("reason").asString("it is being opened.");
        }
        var words = new StringBuilder();
        words.append("%7d".formatted(state.path("positionSteps").asInt()));
        if (state.path("temperatureCelsius").isNumber()) {
            words.append("  %5.1f °C".formatted(state.path("temperatureCelsius").asDouble()));
        }
        if (state.path("moving").asBoolean()) {
            words.append("  moving");
            if (state.path("targetSteps").isNumber()) {
                words.append(" to %d".formatted(state.path("targetSteps").asInt()));
            }
        }
        StatusCommand.text(state.path("owner"))
                .ifPresent(owner -> words.append("  ").append(owner).append(" has it"));
        return words.toString();
    }
}
