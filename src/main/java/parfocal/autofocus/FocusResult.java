package parfocal.autofocus;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import parfocal.autofocus.FocusStep.GiveUp;
import parfocal.curve.Proof;

/// How a run ended: accepted and proven, or back at the start with a reason.
///
/// @param refusal            why not; empty when accepted
/// @param run                everything measured and decided
/// @param backlash           play that the run noticed
/// @param diagnoses          what lies behind what was seen, most likely first
/// @param finalPositionSteps where the focuser stands; empty when it does not say
/// @param duration           from the first order to the last
public record FocusResult(
        Optional<GiveUp> refusal,
        FocusRun run,
        Optional<BacklashFound> backlash,
        List<Diagnosis> diagnoses,
        OptionalInt finalPositionSteps,
        Duration duration) {
    public FocusResult {
        diagnoses = List.copyOf(diagnoses);
    }

    /// From what a run measured and how it ended.
    public static FocusResult of(
            Optional<GiveUp> refusal,
            FocusRun run,
            OptionalInt finalPositionSteps,
            Duration duration) {
        var findings = new Findings(run, refusal);
        return new FocusResult(
                refusal,
                run,
                findings.backlash(),
                findings.diagnoses(),
                finalPositionSteps,
                duration);
    }

    public boolean accepted() {
        return refusal.isEmpty();
    }

    /// The curve the result stands on, as far as there is one.
    public Optional<SweepFit> fit() {
        return run.fit();
    }

    /// By what decided it; empty without a curve.
    public Optional<BestFocus> best() {
        return run.best();
    }

    public Optional<Proof> proof() {
        return run.proof();
    }

    /// Best focus of an accepted run, in real numbers. A repaired run stands where it was proven, which need not be where the first
    /// curve said.
    public double focusSteps() {
        double best = best().orElseThrow().positionSteps();
        int stands = finalPositionSteps.orElse((int) Math.round(best));
        return Math.abs(best - stands) <= 1 ? best : stands;
    }

    /// The same, with the focuser somewhere else since.
    public FocusResult standingAt(int positionSteps) {
        return new FocusResult(
                refusal, run, backlash, diagnoses, OptionalInt.of(positionSteps), duration);
    }

    /// Every frame that cost its time: those before the first sample and those thrown away included.
    public int exposures() {
        return run.everyTaken().size()
                + run.disturbances().frames()
                + run.plan().looks().map(FirstLooks::frames).orElse(0);
    }
}
