package parfocal.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.curve.Arrival;
import tools.jackson.databind.JsonNode;

/// The JSON report of an autofocus run of N.I.N.A.: its points, sorted by position, so the order of arrival is lost.
final class NinaReport {
    private NinaReport() {}

    static List<RecordedSample> samples(String name, JsonNode report) throws UnreadableInput {
        JsonNode points = report.path("MeasurePoints");
        if (!points.isArray()) {
            throw new UnreadableInput(
                    name,
                    "neither a saved run nor an autofocus report of N.I.N.A., which has MeasurePoints; give one of these or"
                            + " a CSV position,hfr");
        }
        if (report.path("Method").asString("").equals("CONTRASTDETECTION")) {
            throw new UnreadableInput(
                    name,
                    "this run measured contrast, not star size; repeat it with N.I.N.A.'s method Star HFR");
        }
        var samples = new ArrayList<RecordedSample>();
        for (JsonNode point : points) {
            double position =
                    number(point.path("Position"))
                            .orElseThrow(() ->
                                    new UnreadableInput(
                                            name,
                                            "point %d of MeasurePoints has no Position; was the report edited?"
                                                    .formatted(samples.size() + 1)));
            samples.add(
                    new RecordedSample(
                            position,
                            positive(number(point.path("Value"))),
                            positive(number(point.path("Error"))),
                            Optional.empty()));
        }
        if (samples.isEmpty()) {
            throw new UnreadableInput(name, "the report holds no points: the run was broken off");
        }
        return sweptDownward(samples, number(report.path("InitialFocusPoint").path("Position")))
                ? arrivingDownward(samples)
                : samples;
    }

    /// N.I.N.A. begins some steps above where it stands and sweeps down, and only afterwards adds points where they are missing. So
    /// the highest point was the first, unless points were added above: then there are more above the start than below.
    private static boolean sweptDownward(List<RecordedSample> samples, OptionalDouble start) {
        if (start.isEmpty()) {
            return false;
        }
        double from = start.getAsDouble();
        long above = samples.stream().filter(s -> s.positionSteps() > from).count();
        long below = samples.stream().filter(s -> s.positionSteps() < from).count();
        return above > 0 && above <= below;
    }

    private static List<RecordedSample> arrivingDownward(List<RecordedSample> samples) {
        return samples.stream()
                .sorted(Comparator.comparingDouble(RecordedSample::positionSteps).reversed())
                .map(s ->
                        new RecordedSample(
                                s.positionSteps(),
                                s.hfrPixels(),
                                s.sigmaPixels(),
                                Optional.of(Arrival.DOWN)))
                .toList();
    }

    /// Numbers stand there as numbers, but what is no number stands there as the text "NaN".
    private static OptionalDouble number(JsonNode value) {
        if (value.isNumber()) {
            return OptionalDouble.of(value.asDouble());
        }
        return value.isString() ? CurveCsv.number(value.asString()) : OptionalDouble.empty();
    }

    /// 0 is written for a picture without stars.
    private static OptionalDouble positive(OptionalDouble value) {
        return value.isPresent() && value.getAsDouble() > 0 ? value : OptionalDouble.empty();
    }
}
