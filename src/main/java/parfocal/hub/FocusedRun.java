package parfocal.hub;

import java.util.OptionalDouble;
import parfocal.autofocus.BacklashFound;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.SweepFit;
import parfocal.curve.CriticalZone;
import parfocal.filters.FilterOffset;

/// An accepted run, as a compensation takes it.
///
/// @param throughSteps best focus through the filter of the run, in real numbers
/// @param throughSigma standard deviation of that
/// @param filter       of the run; empty where there is no wheel
/// @param offset       of the filter in the light now, from that of the run
/// @param standsSteps  where the focuser was left
/// @param zoneSteps    half width of the critical zone
/// @param playSteps    that the run noticed
record FocusedRun(
        double throughSteps,
        double throughSigma,
        String filter,
        FilterOffset offset,
        int standsSteps,
        double zoneSteps,
        OptionalDouble playSteps) {

    static FocusedRun of(FocusResult result, String filter, FilterOffset offset) {
        SweepFit fit = result.fit().orElseThrow();
        double best = fit.fit().curve().bestPositionSteps();
        int stands = result.finalPositionSteps().orElse((int) Math.round(best + offset.steps()));
        // A repaired run stands where it was proven, which need not be where the first curve said.
        boolean asFitted = Math.abs(best + offset.steps() - stands) <= 1;
        return new FocusedRun(
                asFitted ? best : stands - offset.steps(),
                fit.fit().sigmaSteps(),
                filter,
                offset,
                stands,
                CriticalZone.halfWidthSteps(fit.fit().curve(), FocusPlan.defaults().tolerance()),
                result.backlash()
                        .map(BacklashFound::steps)
                        .map(OptionalDouble::of)
                        .orElse(OptionalDouble.empty()));
    }

    /// Best focus through the filter in the light now.
    double focusSteps() {
        return throughSteps + offset.steps();
    }

    /// Standard deviation of [#focusSteps].
    double sigmaSteps() {
        return Math.hypot(throughSigma, offset.sigmaSteps());
    }
}
