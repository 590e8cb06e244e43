package parfocal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.autofocus.BestFocus;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.FocusRun;
import parfocal.autofocus.Sample;
import parfocal.autofocus.SweepFit;
import parfocal.curve.CriticalZone;
import parfocal.curve.CurveFit;

/// Runs and curves as pictures to be drawn.
public final class RunPicture {
    private RunPicture() {}

    public static CurvePicture of(String title, FocusResult result) {
        FocusRun run = result.run();
        var samples = new ArrayList<CurvePicture.Sample>();
        List<Sample> counting = result.fit().map(SweepFit::counting).orElse(List.of());
        for (Sample sample : run.everySample()) {
            if (!sample.proof() && sample.size().hfrPixels().isPresent()) {
                samples.add(
                        new CurvePicture.Sample(
                                sample.positionSteps(),
                                sample.size().hfrPixels().getAsDouble(),
                                OptionalDouble.of(sample.size().sigmaPixels()),
                                Optional.of(sample.arrived().arrival()),
                                counting.contains(sample),
                                Optional.empty()));
            }
        }
        CurvePicture picture = CurvePicture.of(title, samples).withStart(run.startSteps());
        if (result.fit().isPresent()) {
            BestFocus best = result.best().orElseThrow();
            picture =
                    withFit(picture, result.fit().get().fit(), run.plan().tolerance())
                            .withBest(best.positionSteps(), best.sigmaSteps());
        }
        if (result.proof().isPresent()) {
            var proof = result.proof().get();
            picture =
                    picture.withProof(
                            new CurvePicture.Proof(
                                    proof.positionSteps(),
                                    proof.hfrPixels(),
                                    OptionalDouble.of(proof.sigmaPixels())));
        }
        return picture;
    }

    public static CurvePicture withFit(CurvePicture picture, CurveFit fit, double tolerance) {
        return picture.withModel(fit.curve()::sizeAt)
                .withBest(fit.curve().bestPositionSteps(), fit.sigmaSteps())
                .withCriticalHalfWidth(CriticalZone.halfWidthSteps(fit.curve(), tolerance));
    }
}
