package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.curve.CurveFit;
import parfocal.curve.Proof;

/// What a run tells while it goes on; for progress lines, records and pages. Nothing in the run listens to these.
public sealed interface AutofocusEvent {

    /// About to go somewhere.
    record Going(MeasureAt step) implements AutofocusEvent {}

    /// A frame was taken and measured. `number` counts from 1.
    record Measured(int number, Sample sample) implements AutofocusEvent {}

    /// The first frame, or what earlier runs saw, advised another exposure or binning, and it is followed. The frame is no sample.
    record Advised(CameraAdvice advice) implements AutofocusEvent {}

    /// The curve as it stands after a sample.
    record Fitted(CurveFit fit) implements AutofocusEvent {}

    /// The exposure at the best position was judged.
    record Proved(Proof proof) implements AutofocusEvent {}

    /// On the way back to where the run began, and why.
    record GoingBack(int startSteps, String reason) implements AutofocusEvent {}

    /// What there is to tell once a run has a frame more: its sample as it stands now, which frames to come will still put on the scale
    /// of more stars, and what follows from it.
    static List<AutofocusEvent> measured(FocusRun given) {
        var told = new ArrayList<AutofocusEvent>();
        // The frame by which the light was seen to have changed is the last of what counts no more.
        FocusRun run = given.taken().isEmpty() ? given.before().orElseThrow().run() : given;
        told.add(new Measured(run.samples().size(), run.samples().getLast()));
        run.fit().ifPresent(fit -> told.add(new Fitted(fit.fit())));
        run.proof().ifPresent(proof -> told.add(new Proved(proof)));
        return told;
    }
}
