package parfocal.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.autofocus.BacklashFound;
import parfocal.autofocus.BestFocus;
import parfocal.autofocus.Diagnosis;
import parfocal.autofocus.FieldTilt;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.FocusRun;
import parfocal.autofocus.RunAdvice;
import parfocal.autofocus.RunChecks;
import parfocal.autofocus.Sample;
import parfocal.autofocus.ShapeOpinion;
import parfocal.autofocus.SweepFit;
import parfocal.curve.Check;
import parfocal.curve.CriticalZone;
import parfocal.curve.CurveFit;
import parfocal.curve.Hyperbola;
import parfocal.curve.ModelFit;
import parfocal.curve.Models;
import parfocal.curve.Proof;
import parfocal.device.Approach;

/// The published JSON of a run and of a curve; names and their order are a contract.
public final class FocusJson {
    private FocusJson() {}

    /// The result of a run.
    ///
    /// @param trueBestSteps on a simulated rig: where best focus was at the end, in reported steps for the direction of approach
    public static Json ofRun(FocusResult result, OptionalDouble trueBestSteps) {
        FocusRun run = result.run();
        Optional<CurveFit> fit = result.fit().map(SweepFit::fit);
        Json json =
                new Json()
                        .put("outcome", result.accepted() ? "accepted" : "refused")
                        .put("reason", result.refusal().map(r -> r.reason()).orElse(null));
        putCurve(
                json,
                fit,
                result.best(),
                Optional.of(word(run.plan().approach())),
                run.plan().tolerance());
        json.put("backlash", result.backlash().map(FocusJson::backlash));
        json.putObjects(
                "diagnoses", result.diagnoses().stream().map(FocusJson::diagnosis).toList());
        json.putObjects("models", fit.map(FocusJson::models).orElse(List.of()));
        json.putObjects(
                "samples",
                run.everySample().stream()
                        .filter(sample -> !sample.proof())
                        .map(sample -> sample(sample, used(result, sample)))
                        .toList());
        json.put("startPositionSteps", run.startSteps())
                .put("finalPositionSteps", result.finalPositionSteps())
                .put("exposures", result.exposures())
                .put("durationSeconds", result.duration().toMillis() / 1000.0)
                .put("proof", result.proof().map(FocusJson::proof))
                .putList("repairs", run.repairs())
                .put("field", FieldTilt.of(run).map(FocusJson::field))
                .put("shape", run.shape().map(FocusJson::shape))
                .put("exposureSeconds", run.plan().exposure().toNanos() / 1e9)
                .put("binning", run.plan().binning())
                .putList("advice", RunAdvice.of(result))
                .putObjects("checks", RunChecks.of(result).stream().map(FocusJson::check).toList());
        trueBestSteps.ifPresent(best -> putTruth(json, best, result));
        return json;
    }

    private static Json check(Check check) {
        return new Json()
                .put("name", check.name())
                .put("answer", check.answer().words())
                .put("message", check.sentence());
    }

    private static Json shape(ShapeOpinion opinion) {
        return new Json()
                .put("bestPositionSteps", opinion.best().positionSteps())
                .put("sigmaSteps", opinion.best().sigmaSteps())
                .put("chiSquare", opinion.shape().chiSquare())
                .put("obstruction", opinion.shape().obstruction())
                .put("sphericalPixels", opinion.shape().sphericalPixels());
    }

    private static Json field(FieldTilt tilt) {
        return new Json()
                .put("tilted", tilt.tilted())
                .put("curved", tilt.curved())
                .put("leftRightSteps", tilt.leftRight().steps())
                .put("leftRightSigmaSteps", tilt.leftRight().sigmaSteps())
                .put("topBottomSteps", tilt.topBottom().steps())
                .put("topBottomSigmaSteps", tilt.topBottom().sigmaSteps())
                .put("bowlSteps", tilt.bowl().steps())
                .put("bowlSigmaSteps", tilt.bowl().sigmaSteps())
                .put("message", tilt.sentence())
                .putObjects("parts", tilt.parts().stream().map(FocusJson::part).toList());
    }

    private static Json part(FieldTilt.Part part) {
        return new Json()
                .put("column", part.column())
                .put("row", part.row())
                .put("starCount", part.stars())
                .put("offsetSteps", number(part.offset().map(FieldTilt.Difference::steps)))
                .put("sigmaSteps", number(part.offset().map(FieldTilt.Difference::sigmaSteps)));
    }

    private static boolean used(FocusResult result, Sample sample) {
        return result.fit().stream().anyMatch(fit -> fit.counting().contains(sample));
    }

    /// The truth belongs to the rig at the end of the run: the night cools while a run goes on.
    private static void putTruth(Json json, double best, FocusResult result) {
        json.put("trueBestSteps", best);
        json.put(
                "trueErrorSteps",
                result.finalPositionSteps().isPresent()
                        ? OptionalDouble.of(result.finalPositionSteps().getAsInt() - best)
                        : OptionalDouble.empty());
    }

    /// @param best where the curve's own minimum is not what counts, that which does
    public static void putCurve(
            Json json,
            Optional<CurveFit> fit,
            Optional<BestFocus> best,
            Optional<String> approach,
            double tolerance) {
        Optional<Hyperbola> curve = fit.map(CurveFit::curve);
        json.put("bestPositionSteps", number(best.map(BestFocus::positionSteps)))
                .put("sigmaSteps", number(best.map(BestFocus::sigmaSteps)))
                .put("approach", approach.orElse(null))
                .put("minimumHfrPixels", number(curve.map(Hyperbola::minimumPixels)))
                .put("halfWidthSteps", number(curve.map(Hyperbola::halfWidthSteps)))
                .put("slopePixelsPerStep", number(curve.map(Hyperbola::slopePixelsPerStep)))
                .put(
                        "criticalZoneSteps",
                        number(curve.map(c -> CriticalZone.halfWidthSteps(c, tolerance))));
    }

    private static OptionalDouble number(Optional<Double> value) {
        return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
    }

    public static List<Json> models(CurveFit fit) {
        return Models.of(fit).stream().map(FocusJson::model).toList();
    }

    private static Json model(ModelFit model) {
        return new Json()
                .put("name", model.name())
                .put("bestPositionSteps", model.bestPositionSteps())
                .put("sigmaSteps", model.sigmaSteps())
                .put("rSquared", model.rSquared());
    }

    public static Json backlash(BacklashFound backlash) {
        return new Json()
                .put("steps", backlash.steps())
                .put("sigmaSteps", backlash.sigmaSteps())
                .put("method", backlash.method())
                .put("proven", backlash.proven());
    }

    public static Json diagnosis(Diagnosis diagnosis) {
        return new Json()
                .put("cause", diagnosis.cause().published())
                .put("confidence", diagnosis.confidence())
                .put("message", diagnosis.message())
                .put("remedy", diagnosis.remedy())
                .putList("samples", diagnosis.samples());
    }

    public static Json sample(Sample sample, boolean used) {
        return new Json()
                .put("positionSteps", sample.positionSteps())
                .put("arrival", word(sample.arrival()))
                .put("hfrPixels", sample.size().hfrPixels())
                .put("sigmaPixels", sample.size().sigmaPixels())
                .put("starCount", sample.size().starCount())
                .put("used", used);
    }

    public static Json proof(Proof proof) {
        return new Json()
                .put("hfrPixels", proof.hfrPixels())
                .put("predictedPixels", proof.predictedPixels())
                .put("sigmaPixels", proof.sigmaPixels())
                .put("passed", proof.passed());
    }

    public static String word(Approach approach) {
        return approach.name().toLowerCase(Locale.ROOT);
    }
}
