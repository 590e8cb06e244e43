package parfocal.server.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.compensation.CompensationSettings;
import parfocal.hub.CompensationState;
import parfocal.hub.KeptPoint;
import parfocal.report.Json;
import parfocal.thermal.StudyWords;
import parfocal.thermal.TemperatureLaw;
import parfocal.thermal.TemperatureStudy;

/// What holds a focuser in focus, and the calculator's points and verdict, as published JSON.
final class CompensationJson {
    private static final double COLDER_THAN_ANYTHING = 1_000;

    private CompensationJson() {}

    static Json of(CompensationState state) {
        CompensationSettings settings = state.settings();
        return new Json()
                .put("mode", settings.mode().name().toLowerCase(Locale.ROOT))
                .put("thresholdSteps", settings.thresholdSteps())
                .put("sensor", settings.sensorId().orElse("own"))
                .put("averagingSeconds", settings.averaging().toSeconds())
                .put("learning", settings.learning())
                .put("law", settings.law().map(CompensationJson::of))
                .put("consequence", state.consequence().orElse(null))
                .put("celsius", state.celsius())
                .put(
                        "reference",
                        state.reference()
                                .map(reference ->
                                        new Json()
                                                .put("positionSteps", reference.positionSteps())
                                                .put("sigmaSteps", reference.sigmaSteps())
                                                .put("celsius", reference.celsius())))
                .put("targetSteps", state.targetSteps())
                .put("sigmaSteps", state.sigmaSteps())
                .put("dueSteps", state.dueSteps())
                .put("meterCelsius", state.meterCelsius())
                .put("waiting", state.waiting().orElse(null))
                .put("advice", state.advice().orElse(null))
                .put("pointsEdition", state.pointsEdition());
    }

    private static Json of(TemperatureLaw law) {
        return new Json()
                .put("lagMinutes", law.lagMinutes())
                .put("scatterSteps", law.scatterSteps())
                .putObjects("pieces", law.pieces().stream().map(CompensationJson::of).toList());
    }

    private static Json of(TemperatureLaw.Piece piece) {
        boolean judged = Double.isFinite(piece.low()) && Double.isFinite(piece.high());
        Json json =
                new Json()
                        .put("fromCelsius", bound(piece.fromCelsius()))
                        .put("toCelsius", bound(piece.toCelsius()))
                        .put("stepsPerCelsius", piece.stepsPerCelsius())
                        .put("sigma", piece.sigma());
        return judged
                ? json.put("low", piece.low()).put("high", piece.high())
                : json.putNull("low").putNull("high");
    }

    /// Nothing where a law holds for all colder, or all warmer temperatures.
    private static OptionalDouble bound(double celsius) {
        return Math.abs(celsius) < COLDER_THAN_ANYTHING
                ? OptionalDouble.of(celsius)
                : OptionalDouble.empty();
    }

    static Json of(List<KeptPoint> points, TemperatureStudy study, Optional<String> filter) {
        var rows = new ArrayList<Json>();
        int judged = 0;
        for (KeptPoint kept : points) {
            boolean meant = filter.isEmpty() || filter.get().equals(kept.point().filter());
            Json row =
                    new Json()
                            .put("number", kept.number())
                            .put("at", kept.at().toString())
                            .put("source", kept.source().name().toLowerCase(Locale.ROOT))
                            .put("celsius", kept.point().celsius())
                            .put("positionSteps", kept.point().positionSteps())
                            .put("sigmaSteps", kept.point().sigmaSteps())
                            .put("night", kept.point().night())
                            .put("filter", kept.point().filter())
                            .put("judged", meant)
                            .put("outlier", meant && study.outliers().contains(judged));
            rows.add(
                    meant && judged < study.residuals().size()
                            ? row.put("residualSteps", study.residuals().get(judged))
                            : row.putNull("residualSteps"));
            judged += meant ? 1 : 0;
        }
        return new Json()
                .putObjects("points", rows)
                .put("quality", study.quality().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("verdict", StudyWords.of(study))
                .put("trusted", study.trusted())
                .put("spanCelsius", study.spanCelsius())
                .put("law", study.law().map(CompensationJson::of));
    }
}
