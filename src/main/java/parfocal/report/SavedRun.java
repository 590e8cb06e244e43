package parfocal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.curve.Arrival;
import tools.jackson.databind.JsonNode;

/// A run that this program saved, as its published JSON: samples in order of arrival. Those that did not count in the run, because
/// play may still have been taken up, do not count here.
final class SavedRun {
    private SavedRun() {}

    static boolean looksLikeOne(JsonNode tree) {
        return tree.path("samples").isArray() && tree.has("outcome");
    }

    static List<RecordedSample> samples(String name, JsonNode run) throws UnreadableInput {
        var samples = new ArrayList<RecordedSample>();
        for (JsonNode sample : run.path("samples")) {
            if (!sample.path("positionSteps").isNumber()) {
                throw new UnreadableInput(
                        name, "a sample of this run has no positionSteps; was the file edited?");
            }
            if (sample.path("used").asBoolean(true)) {
                samples.add(
                        new RecordedSample(
                                sample.path("positionSteps").asDouble(),
                                positive(sample.path("hfrPixels")),
                                positive(sample.path("sigmaPixels")),
                                arrival(sample.path("arrival"))));
            }
        }
        if (samples.isEmpty()) {
            throw new UnreadableInput(
                    name, "no sample of this run counted: there is no curve in it");
        }
        return samples;
    }

    private static OptionalDouble positive(JsonNode value) {
        return value.isNumber() && value.asDouble() > 0
                ? OptionalDouble.of(value.asDouble())
                : OptionalDouble.empty();
    }

    private static Optional<Arrival> arrival(JsonNode word) {
        return switch (word.asString("")) {
            case "up" -> Optional.of(Arrival.UP);
            case "down" -> Optional.of(Arrival.DOWN);
            default -> Optional.empty();
        };
    }
}
