package parfocal.hub;

import java.util.OptionalDouble;
import parfocal.autofocus.BacklashFound;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.SweepFit;
import parfocal.curve.CriticalZone;
import parfocal.filters.FilterOffset;
import parfocal.filters.FilteredAutofocus;

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

    /// Of an accepted run.
    static FocusedRun of(FilteredAutofocus.Outcome outcome) {
        FocusResult result = outcome.result();
        SweepFit fit = result.fit().orElseThrow();
        double focus = outcome.focusSteps().orElseThrow();
        return new FocusedRun(
                focus,
                result.best().orElseThrow().sigmaSteps(),
                outcome.filter(),
                outcome.offset(),
                result.finalPositionSteps()
                        .orElse((int) Math.rint(focus + outcome.offset().steps())),
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
