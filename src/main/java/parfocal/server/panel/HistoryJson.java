package parfocal.server.panel;

import java.util.Locale;
import parfocal.history.AirReading;
import parfocal.history.Bucket;
import parfocal.history.Move;
import parfocal.history.Note;
import parfocal.history.Reading;
import parfocal.history.Run;
import parfocal.report.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The history's values as published JSON.
final class HistoryJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private HistoryJson() {}

    static Json of(Bucket bucket) {
        return new Json()
                .put("at", bucket.from().toString())
                .put("count", bucket.count())
                .put("positionSteps", bucket.positionSteps().map(HistoryJson::of))
                .put("temperatureCelsius", bucket.temperatureCelsius().map(HistoryJson::of))
                .put("humidityPercent", bucket.humidityPercent().map(HistoryJson::of))
                .put("dewPointCelsius", bucket.dewPointCelsius().map(HistoryJson::of));
    }

    private static Json of(Bucket.Band band) {
        return new Json()
                .put("minimum", band.minimum())
                .put("mean", band.mean())
                .put("maximum", band.maximum());
    }

    static Json of(Reading reading) {
        return new Json()
                .put("at", reading.at().toString())
                .put("focuser", reading.focuserId())
                .put("positionSteps", reading.positionSteps())
                .put("temperatureCelsius", reading.temperatureCelsius())
                .put("humidityPercent", reading.humidityPercent())
                .put("dewPointCelsius", reading.dewPointCelsius());
    }

    static Json of(AirReading reading) {
        return new Json()
                .put("at", reading.at().toString())
                .put("sensor", reading.sensorId())
                .put("temperatureCelsius", reading.temperatureCelsius())
                .put("humidityPercent", reading.humidityPercent())
                .put("dewPointCelsius", reading.dewPointCelsius());
    }

    static Json of(Move move) {
        return new Json()
                .put("at", move.at().toString())
                .put("endedAt", move.endedAt().toString())
                .put("focuser", move.focuserId())
                .put("orderedBy", move.orderedBy())
                .put("fromSteps", move.fromSteps())
                .put("targetSteps", move.targetSteps())
                .put("standsSteps", move.standsSteps())
                .put("trouble", move.trouble().orElse(null));
    }

    static Json of(Run run) {
        return new Json()
                .put("at", run.at().toString())
                .put("endedAt", run.endedAt().toString())
                .put("focuser", run.focuserId())
                .put("camera", run.cameraId())
                .put("orderedBy", run.orderedBy())
                .put("verdict", word(run.verdict()))
                .put("reason", run.reason().orElse(null))
                .put("bestPositionSteps", run.bestSteps())
                .put("sigmaSteps", run.sigmaSteps())
                .put("hfrPixels", run.hfrPixels())
                .put("temperatureCelsius", run.temperatureCelsius())
                .put("filter", run.filter().orElse(null));
    }

    /// With everything that the run found.
    static Json whole(Run run) {
        Json json = of(run);
        try {
            JsonNode result = JSON.readTree(run.resultJson());
            return json.putTree("result", JSON.convertValue(result, Object.class));
        } catch (JacksonException damaged) {
            return json.putNull("result");
        }
    }

    static Json of(Note note) {
        return new Json()
                .put("at", note.at().toString())
                .put("focuser", note.focuserId())
                .put("notes", note.text());
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
