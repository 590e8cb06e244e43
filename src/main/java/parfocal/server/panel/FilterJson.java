package parfocal.server.panel;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.filters.FilterOffset;
import parfocal.filters.FilterSettings;
import parfocal.filters.Leg;
import parfocal.filters.OffsetFit;
import parfocal.filters.OffsetMeasurement.Progress;
import parfocal.hub.HubFilters;
import parfocal.hub.HubWheel;
import parfocal.hub.OffsetRun;
import parfocal.report.Json;

/// Filters, their offsets and the measurement of them, as published JSON.
final class FilterJson {
    private FilterJson() {}

    static Json of(HubFilters filters) {
        FilterSettings settings = filters.settings();
        Optional<HubWheel> wheel = filters.wheel();
        return new Json()
                .put("wheel", wheel.map(HubWheel::id).orElse(null))
                .put("filter", wheel.flatMap(known -> known.state().filter()).orElse(null))
                .put("referenceFilter", settings.reference().orElse(null))
                .put("moveOnChange", settings.movesWithFilters())
                .put("offsets", offsets(settings.offsets()))
                .put("exposureFactors", numbers(settings.exposureFactors()));
    }

    private static Json numbers(Map<String, Double> numbers) {
        var json = new Json();
        numbers.forEach(json::put);
        return json;
    }

    private static Json offsets(Map<String, FilterOffset> offsets) {
        var json = new Json();
        offsets.forEach((filter, offset) ->
                json.put(
                        filter,
                        new Json()
                                .put("steps", offset.steps())
                                .put("sigmaSteps", offset.sigmaSteps())
                                .put(
                                        "measuredAt",
                                        offset.measuredAt().map(Object::toString).orElse(null))));
        return json;
    }

    static Json of(OffsetRun run) {
        return new Json()
                .put("running", run.isRunning())
                .put("orderedBy", run.orderedBy().toString())
                .put("beganAt", run.beganAt().toString())
                .put("endedAt", run.endedAt().map(Object::toString).orElse(null))
                .put("referenceFilter", run.plan().reference())
                .putList("filters", run.plan().filters())
                .put("pairs", run.plan().pairs())
                .put("runs", run.plan().runs())
                .putObjects("story", run.story().stream().map(FilterJson::of).toList())
                .put(
                        "result",
                        run.outcome()
                                .map(outcome -> {
                                    var leftOut = new Json();
                                    outcome.leftOut().forEach(leftOut::put);
                                    return outcome.fit()
                                            .map(FilterJson::of)
                                            .orElseGet(Json::new)
                                            .put("leftOut", leftOut);
                                }))
                .put("trouble", run.trouble().orElse(null));
    }

    static Json of(OffsetFit fit) {
        return new Json()
                .put("offsets", offsets(fit.offsets()))
                .put("driftStepsPerHour", fit.driftStepsPerHour())
                .put("scatter", fit.scatter());
    }

    private static Json of(Progress progress) {
        return new Json()
                .put("run", progress.run())
                .put("filter", progress.filter())
                .put("focusSteps", number(progress.leg().map(Leg::focusSteps)))
                .put("sigmaSteps", number(progress.leg().map(Leg::sigmaSteps)))
                .put("refusal", progress.refusal().orElse(null));
    }

    private static OptionalDouble number(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
