package parfocal.autofocus;

import java.util.List;
import java.util.Optional;
import parfocal.curve.Check;
import parfocal.curve.CriticalZone;
import parfocal.curve.CurveChecks;
import parfocal.curve.CurveFit;
import parfocal.curve.CurvePoint;
import parfocal.curve.ErrorLaw;

/// The curve of a sweep and the samples it was made from.
///
/// @param fit      the curve
/// @param counting samples whose play was surely taken up, in order of arrival
public record SweepFit(CurveFit fit, List<Sample> counting) {
    public SweepFit {
        counting = List.copyOf(counting);
    }

    static Optional<SweepFit> of(List<Sample> sweep, ErrorLaw law) {
        List<Sample> seen = sweep.stream().filter(Sample::hasStars).toList();
        // How much travel takes up the play for certain is known in half-widths, and the half-width
        // only from a curve:
        // begin with the longest quarter, then once more with what the curve says.
        int longest = seen.stream().mapToInt(Sample::travelSinceReversalSteps).max().orElse(0);
        return from(seen, longest / 4.0, law)
                .flatMap(first ->
                        from(seen, Sweep.ENGAGED_AFTER * first.fit.curve().halfWidthSteps(), law));
    }

    private static Optional<SweepFit> from(List<Sample> seen, double engagedSteps, ErrorLaw law) {
        List<Sample> counting =
                seen.stream().filter(s -> s.travelSinceReversalSteps() >= engagedSteps).toList();
        if (counting.size() >= 4
                && CurveFit.of(counting.stream().map(Sample::point).toList(), law)
                        instanceof CurveFit fit
                && encloses(fit)) {
            return Optional.of(new SweepFit(fit, counting));
        }
        return Optional.empty();
    }

    /// At least one sample on each side clearly higher than the bottom: enough to plan by.
    private static boolean encloses(CurveFit fit) {
        double clearly = 1.15 * fit.curve().minimumPixels();
        double best = fit.curve().bestPositionSteps();
        List<CurvePoint> risen =
                fit.usedPoints().stream().filter(point -> point.hfrPixels() > clearly).toList();
        return risen.stream().anyMatch(point -> point.positionSteps() < best)
                && risen.stream().anyMatch(point -> point.positionSteps() > best);
    }

    List<Check> checks(double tolerance) {
        return CurveChecks.of(fit, CriticalZone.halfWidthSteps(fit.curve(), tolerance));
    }
}
