package parfocal.nights;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.autofocus.BacklashFound;
import parfocal.autofocus.FocusResult;
import parfocal.rig.RigPlan;

/// How a night ended, beside the truth.
///
/// @param result         what the run said
/// @param defocusSteps   how far the tube really stood from best focus at the end
/// @param zoneSteps      how far it may stand from it before stars have grown by 3 %, from the optics
/// @param bestErrorSteps its best position minus the true one while it was measured, for its approach; empty without a curve
/// @param playSteps      the true backlash of the gear
/// @param reversalSteps  what a reversal really costs: the play, and what else leans over, such as a mirror
/// @param slackSteps     how much of it there was to take up when the run began
/// @param shownSteps     how much the tube lagged behind its motor in one frame more than in another: all of the play that frames can show
/// @param plain          the same night with the plain autofocus
/// @param cpuSeconds     of both
public record NightResult(
        NightPlan plan,
        FocusResult result,
        double defocusSteps,
        double zoneSteps,
        OptionalDouble bestErrorSteps,
        double playSteps,
        double reversalSteps,
        double slackSteps,
        double shownSteps,
        Optional<PlainResult> plain,
        double cpuSeconds) {

    /// @param refusal      why not; empty when it said "focused"
    /// @param defocusSteps how far the tube really stood from best focus at the end
    public record PlainResult(Optional<String> refusal, double defocusSteps, int exposures) {}

    public boolean accepted() {
        return result.accepted();
    }

    /// Accepted, and more than a whole zone off: the one thing that must not happen.
    public boolean falselyAccepted() {
        return accepted() && Math.abs(defocusSteps) > zoneSteps;
    }

    public boolean withinHalfZone() {
        return accepted() && Math.abs(defocusSteps) <= zoneSteps / 2;
    }

    /// What was wrong made no difference: focused to within half a zone, and the run had nothing to mend. Nights differ in whether a lost
    /// move hits where it shows, the air is bad just when a frame is taken, or the end of the travel lies just beyond the curve.
    public boolean harmless() {
        return plan.condition().mayBeHarmless()
                && withinHalfZone()
                && result.run().repairs().isEmpty();
    }

    /// Published names of the causes that were named, most likely first.
    public List<String> causes() {
        return result.diagnoses().stream().map(d -> d.cause().published()).toList();
    }

    /// Whether a step is as long one way as the other. On a lens whose keys are not equal a reversal costs the play and one percent of
    /// the way besides, and its counter, set right at each visit to the stop, means another place from one sweep to the next: there is no one number to
    /// hold a measurement of play against, and best focus only against where the night ended.
    boolean countsEvenly() {
        return countsEvenly(plan.rig());
    }

    static boolean countsEvenly(RigPlan rig) {
        return rig.stepsAlike() && !rig.quirks().containsKey("asymmetry-percent");
    }

    public Optional<BacklashFound> backlash() {
        return result.backlash();
    }
}
