package parfocal.autofocus;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import parfocal.curve.ErrorLaw;
import parfocal.device.Approach;

/// How a run is to be made. The defaults need no knowledge of the telescope.
///
/// @param exposure          of every sample and of the proof
/// @param approach          the direction of every sample and of the final move
/// @param firstStepSteps    the first step of the search; empty: a two-hundredth of the travel
/// @param mostSamples       samples of one sweep, the search included
/// @param mostRepairs       how often a run may mend itself, each time with a stated reason
/// @param tolerance         growth of the stars that still counts as focused; makes the critical zone
/// @param law               errors of frame sizes before any are known
/// @param learned           what earlier runs taught about this telescope; empty: it is searched for as if never seen
/// @param fixed             the sweep as somebody wants it; empty: the run chooses its samples itself
/// @param binning           pixels read as one, in both directions
/// @param looks             what of exposure and binning the run may choose for itself; empty: nothing
public record FocusPlan(
        Duration exposure,
        Approach approach,
        OptionalInt firstStepSteps,
        int mostSamples,
        int mostRepairs,
        double tolerance,
        ErrorLaw law,
        Optional<Learned> learned,
        Optional<FixedSweep> fixed,
        int binning,
        Optional<FirstLooks> looks) {

    public static FocusPlan defaults() {
        return new FocusPlan(
                Duration.ofSeconds(4),
                Approach.DOWN,
                OptionalInt.empty(),
                14,
                2,
                0.03,
                ErrorLaw.ORDINARY_NIGHT,
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.empty());
    }

    public FocusPlan withExposure(Duration newExposure) {
        return with(newExposure, approach, learned, fixed, binning, looks);
    }

    public FocusPlan withApproach(Approach newApproach) {
        return with(exposure, newApproach, learned, fixed, binning, looks);
    }

    /// For a telescope that is known.
    public FocusPlan withLearned(Optional<Learned> newLearned) {
        return with(exposure, approach, newLearned, fixed, binning, looks);
    }

    public FocusPlan withFixed(FixedSweep newFixed) {
        return with(exposure, approach, learned, Optional.of(newFixed), binning, looks);
    }

    public FocusPlan withBinning(int newBinning) {
        return with(exposure, approach, learned, fixed, newBinning, looks);
    }

    /// Exposure and binning are a beginning, and the first frames may advise others.
    ///
    /// @param exposureFree whether the exposure may be changed
    /// @param binningFree  whether the binning may be changed
    public FocusPlan advised(boolean exposureFree, boolean binningFree) {
        return withLooks(FirstLooks.of(this, exposureFree, binningFree));
    }

    /// Exposure and binning stay as they are, whatever frames advise.
    public FocusPlan unadvised() {
        return with(exposure, approach, learned, fixed, binning, Optional.empty());
    }

    FocusPlan withLooks(FirstLooks newLooks) {
        return with(exposure, approach, learned, fixed, binning, Optional.of(newLooks));
    }

    private FocusPlan with(
            Duration newExposure,
            Approach newApproach,
            Optional<Learned> newLearned,
            Optional<FixedSweep> newFixed,
            int newBinning,
            Optional<FirstLooks> newLooks) {
        return new FocusPlan(
                newExposure,
                newApproach,
                firstStepSteps,
                mostSamples,
                mostRepairs,
                tolerance,
                law,
                newLearned,
                newFixed,
                newBinning,
                newLooks);
    }
}
