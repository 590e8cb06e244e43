package parfocal.report;

import java.time.Duration;
import java.util.Optional;
import parfocal.autofocus.CameraAdvice;
import parfocal.autofocus.FirstLooks;
import parfocal.autofocus.FocusPlan;
import tools.jackson.databind.JsonNode;

/// How a recorded run came to its exposure and binning: what it might choose, and the frames by which it chose.
final class LooksJson {
    private LooksJson() {}

    /// @param plan      as it was when the samples began
    /// @param decisions how many were asked
    /// @param different the first that is another one now; empty when all are the same
    record Again(FocusPlan plan, int decisions, Optional<String> different) {}

    static Json of(FirstLooks looks) {
        return new Json()
                .put("exposureFree", looks.exposureFree())
                .put("binningFree", looks.binningFree())
                .put("orderedExposureNanos", looks.orderedExposure().toNanos())
                .put("orderedBinning", looks.orderedBinning())
                .put("largestBinning", looks.largestBinning())
                .putObjects("changes", looks.changes().stream().map(LooksJson::change).toList());
    }

    private static Json change(FirstLooks.Change change) {
        CameraAdvice advice = change.advice();
        Json json =
                new Json()
                        .put("exposureNanos", advice.exposure().toNanos())
                        .put("binning", advice.binning())
                        .put("sentence", advice.sentence());
        return change.seen().map(seen -> SeenJson.into(json, seen)).orElse(json);
    }

    /// Chooses again.
    ///
    /// @param plan   as the record tells it: with the light that was chosen
    /// @param record what [#of] wrote; missing where the light was not free
    static Again again(FocusPlan plan, JsonNode record) {
        if (!record.isObject()) {
            return new Again(plan, 0, Optional.empty());
        }
        FocusPlan ordered =
                plan.withExposure(Duration.ofNanos(record.path("orderedExposureNanos").asLong()))
                        .withBinning(record.path("orderedBinning").asInt())
                        .advised(
                                record.path("exposureFree").asBoolean(),
                                record.path("binningFree").asBoolean());
        FocusPlan now = FirstLooks.before(ordered, record.path("largestBinning").asInt());
        int decisions = 0;
        Optional<String> different = Optional.empty();
        for (JsonNode change : record.path("changes")) {
            decisions++;
            if (change.path("stars").isArray()) {
                now = FirstLooks.after(now, SeenJson.read(change)).orElse(now);
            }
            String was = change.path("sentence").asString();
            String is =
                    now.looks().stream()
                            .flatMap(looks -> looks.sentences().stream())
                            .reduce("to change nothing", (_, last) -> last);
            if (different.isEmpty() && !was.equals(is)) {
                different = Optional.of("The light was chosen so: %s Now: %s".formatted(was, is));
            }
        }
        return new Again(now, decisions, different);
    }
}
