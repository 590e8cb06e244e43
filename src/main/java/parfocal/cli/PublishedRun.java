package parfocal.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.curve.Arrival;
import parfocal.curve.Hyperbola;
import parfocal.curve.PlusMinus;
import parfocal.report.CurvePicture;
import tools.jackson.databind.JsonNode;

/// A run as another program published it: told to people, and drawn.
///
/// @param json as `autofocus --json` prints it
record PublishedRun(JsonNode json) {

    boolean accepted() {
        return json.path("outcome").asString().equals("accepted");
    }

    CurvePicture picture(String title) {
        var samples = new ArrayList<CurvePicture.Sample>();
        for (JsonNode sample : json.path("samples")) {
            if (sample.path("hfrPixels").isNumber()) {
                samples.add(
                        new CurvePicture.Sample(
                                sample.path("positionSteps").asDouble(),
                                sample.path("hfrPixels").asDouble(),
                                StatusCommand.number(sample.path("sigmaPixels")),
                                arrival(sample),
                                sample.path("used").asBoolean(),
                                Optional.empty()));
            }
        }
        CurvePicture picture = CurvePicture.of(title, samples);
        OptionalDouble start = StatusCommand.number(json.path("startPositionSteps"));
        if (start.isPresent()) {
            picture = picture.withStart(start.getAsDouble());
        }
        if (json.path("halfWidthSteps").isNumber()) {
            var curve =
                    new Hyperbola(
                            json.path("bestPositionSteps").asDouble(),
                            json.path("halfWidthSteps").asDouble(),
                            json.path("minimumHfrPixels").asDouble());
            picture =
                    picture.withModel(curve::sizeAt)
                            .withBest(curve.bestPositionSteps(), json.path("sigmaSteps").asDouble())
                            .withCriticalHalfWidth(json.path("criticalZoneSteps").asDouble());
        }
        JsonNode proof = json.path("proof");
        return proof.isObject() && json.path("finalPositionSteps").isNumber() && accepted()
                ? picture.withProof(
                        new CurvePicture.Proof(
                                json.path("finalPositionSteps").asDouble(),
                                proof.path("hfrPixels").asDouble(),
                                OptionalDouble.empty()))
                : picture;
    }

    private static Optional<Arrival> arrival(JsonNode sample) {
        return StatusCommand.text(sample.path("arrival"))
                .map(word -> Arrival.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    void print(PrintWriter out) {
        if (accepted()) {
            out.printf(
                    "ACCEPTED  %d, reached %s; best focus %s, critical zone ± %.1f steps.%n",
                    json.path("finalPositionSteps").asInt(),
                    json.path("approach").asString(),
                    PlusMinus.of(
                            json.path("bestPositionSteps").asDouble(),
                            json.path("sigmaSteps").asDouble()),
                    json.path("criticalZoneSteps").asDouble());
            JsonNode shape = json.path("shape");
            if (shape.isObject()) {
                out.printf(
                        "SHAPE     By the shape of the stars best focus is at %s.%n",
                        PlusMinus.of(
                                shape.path("bestPositionSteps").asDouble(),
                                shape.path("sigmaSteps").asDouble()));
            }
            JsonNode proof = json.path("proof");
            out.printf(
                    "PROOF     Stars are %.2f px here, the curve promised %.2f ± %.2f.%n",
                    proof.path("hfrPixels").asDouble(),
                    proof.path("predictedPixels").asDouble(),
                    proof.path("sigmaPixels").asDouble());
        } else {
            out.printf("REFUSED   %s%n", json.path("reason").asString());
            if (json.path("finalPositionSteps").isNumber()) {
                out.printf(
                        "          The focuser stands at %d; the run began at %d.%n",
                        json.path("finalPositionSteps").asInt(),
                        json.path("startPositionSteps").asInt());
            }
        }
        json.path("advice").forEach(advice -> out.printf("ADVICE    %s%n", advice.asString()));
        json.path("repairs").forEach(repair -> out.printf("REPAIR    %s.%n", repair.asString()));
        for (JsonNode diagnosis : json.path("diagnoses")) {
            out.printf(
                    "CAUSE     %s: %s%n",
                    diagnosis.path("cause").asString(), diagnosis.path("message").asString());
            out.printf("          %s%n", diagnosis.path("remedy").asString());
        }
    }
}
