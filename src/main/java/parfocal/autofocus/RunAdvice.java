package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import parfocal.curve.CurveFit;
import parfocal.curve.StepAdvice;

/// What a run says about how to take its frames: what it changed for itself, and what would serve the next one.
public final class RunAdvice {
    private static final int USUAL_POINTS = 9;

    private RunAdvice() {}

    /// Sentences, those that were followed first.
    public static List<String> of(FocusResult result) {
        FocusPlan plan = result.run().plan();
        var advice = new ArrayList<String>();
        plan.looks().ifPresent(looks -> advice.addAll(looks.sentences()));
        if (result.accepted()) {
            result.fit().map(SweepFit::fit).ifPresent(fit -> advice.add(sweep(fit, plan)));
        }
        return List.copyOf(advice);
    }

    private static String sweep(CurveFit fit, FocusPlan plan) {
        return plan.fixed()
                .map(fixed ->
                        StepAdvice.of(fit.curve(), fixed.samples()).comparedWith(fixed.stepSteps()))
                .orElseGet(() ->
                        String.format(
                                Locale.ROOT,
                                "For a fixed sweep: %s",
                                StepAdvice.of(fit.curve(), USUAL_POINTS).sentence()));
    }
}
