package parfocal.server.panel;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.autofocus.AutofocusEvent;
import parfocal.autofocus.AutofocusEvent.Advised;
import parfocal.autofocus.AutofocusEvent.Fitted;
import parfocal.autofocus.AutofocusEvent.Going;
import parfocal.autofocus.AutofocusEvent.GoingBack;
import parfocal.autofocus.AutofocusEvent.Measured;
import parfocal.autofocus.AutofocusEvent.Proved;
import parfocal.autofocus.BestFocus;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.SweepFit;
import parfocal.curve.CriticalZone;
import parfocal.curve.CurveFit;
import parfocal.hub.RunState;
import parfocal.report.FocusJson;
import parfocal.report.Json;

/// Autofocus runs as published JSON.
final class RunJson {
    private RunJson() {}

    static Json of(RunState run) {
        return head(run)
                .putObjects("story", run.story().stream().map(RunJson::of).toList())
                .put(
                        "result",
                        run.result()
                                .map(result -> FocusJson.ofRun(result, OptionalDouble.empty())));
    }

    /// One line of a list.
    static Json summary(RunState run) {
        Optional<FocusResult> result = run.result();
        Optional<CurveFit> fit = result.flatMap(FocusResult::fit).map(SweepFit::fit);
        Optional<BestFocus> best = result.flatMap(FocusResult::best);
        return head(run)
                .put(
                        "outcome",
                        result.map(ended -> ended.accepted() ? "accepted" : "refused").orElse(null))
                .put("bestPositionSteps", number(best.map(BestFocus::positionSteps)))
                .put("sigmaSteps", number(best.map(BestFocus::sigmaSteps)))
                .put("minimumHfrPixels", number(fit.map(curve -> curve.curve().minimumPixels())))
                .putObjects("points", points(run));
    }

    private static List<Json> points(RunState run) {
        return run.story().stream()
                .filter(Measured.class::isInstance)
                .map(event -> ((Measured) event).sample())
                .filter(sample -> !sample.proof() && sample.size().hfrPixels().isPresent())
                .map(sample ->
                        new Json()
                                .put("positionSteps", sample.positionSteps())
                                .put("hfrPixels", sample.size().hfrPixels()))
                .toList();
    }

    private static Json head(RunState run) {
        return new Json()
                .put("focuser", run.focuserId())
                .put("camera", run.cameraId())
                .put("orderedBy", run.orderedBy().toString())
                .put("beganAt", run.beganAt().toString())
                .put("endedAt", run.endedAt().map(Object::toString).orElse(null))
                .put("running", run.isRunning())
                .put("exposureSeconds", run.plan().exposure().toMillis() / 1000.0)
                .put("trouble", run.trouble().orElse(null));
    }

    static Json of(AutofocusEvent event) {
        return switch (event) {
            case Going(var step) ->
                    new Json()
                            .put("event", "going")
                            .put("positionSteps", step.positionSteps())
                            .put("why", step.why());
            case Measured(int number, var sample) ->
                    FocusJson.sample(sample, true)
                            .put("event", "measured")
                            .put("number", number)
                            .put("proof", sample.proof())
                            .put("why", sample.why());
            case Fitted(var fit) ->
                    new Json()
                            .put("event", "fitted")
                            .put("bestPositionSteps", fit.curve().bestPositionSteps())
                            .put("sigmaSteps", fit.sigmaSteps())
                            .put("minimumHfrPixels", fit.curve().minimumPixels())
                            .put("halfWidthSteps", fit.curve().halfWidthSteps())
                            .put(
                                    "criticalZoneSteps",
                                    CriticalZone.halfWidthSteps(
                                            fit.curve(), FocusPlan.defaults().tolerance()));
            case Advised(var advice) ->
                    new Json()
                            .put("event", "advised")
                            .put("exposureSeconds", advice.exposure().toNanos() / 1e9)
                            .put("binning", advice.binning())
                            .put("sentence", advice.sentence());
            case Proved(var proof) ->
                    FocusJson.proof(proof).put("event", "proved").put("sentence", proof.sentence());
            case GoingBack(int startSteps, String reason) ->
                    new Json()
                            .put("event", "going-back")
                            .put("positionSteps", startSteps)
                            .put("reason", reason);
        };
    }

    private static OptionalDouble number(Optional<Double> value) {
        return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
    }
}
