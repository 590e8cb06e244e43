package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parfocal.curve.Check;
import parfocal.curve.CriticalZone;
import parfocal.curve.CurveChecks;
import parfocal.curve.CurveFit;
import parfocal.curve.CurvePoint;
import parfocal.curve.ErrorLaw;
import parfocal.curve.Hyperbola;

/// The curve of a sweep and the samples it was made from.
///
/// All samples that were reached in one direction lie on one curve, whichever turn they came after: as long as the gear had
/// followed. A run-up takes care of that; the very first frame, taken where the focuser happened to stand, has none. It counts
/// where it is needed, and lies on the curve of the others.
///
/// @param fit      the curve
/// @param counting samples that made it, in order of arrival
public record SweepFit(CurveFit fit, List<Sample> counting) {
    private static final int FEWEST_SAMPLES = 4;

    /// Farther out, in half-widths, a sample says nothing of the bottom.
    private static final double FARTHEST = 6;

    private static final double ON_THE_CURVE_SIGMAS = 2.5;

    /// Scatter, squared and reduced, above which a sample that may hang in the play is suspected.
    private static final double SUSPICIOUS = 3;

    public SweepFit {
        counting = List.copyOf(counting);
    }

    static Optional<SweepFit> of(List<Sample> sweep, ErrorLaw law) {
        List<Sample> seen =
                sweep.stream()
                        .filter(s ->
                                s.hasStars() && !s.cutOff() && s.travelSinceReversalSteps() > 0)
                        .toList();
        Optional<SweepFit> best = near(seen, law);
        if (best.isPresent() && best.get().fit.reducedChiSquare().orElse(0) > SUSPICIOUS) {
            best = withoutOneThatHangs(seen, law).or(() -> near(seen, law));
        }
        return best.map(
                fitted -> fitted.fit.degreesOfFreedom() > 1 ? fitted : fitted.joinedBy(sweep, law));
    }

    /// The curve through the samples, and once more without those that turn out to be far from focus.
    private static Optional<SweepFit> near(List<Sample> seen, ErrorLaw law) {
        Optional<SweepFit> all = from(seen, law);
        if (all.isEmpty()) {
            return all;
        }
        Hyperbola curve = all.get().fit.curve();
        List<Sample> near =
                seen.stream()
                        .filter(s -> Math.abs(curve.defocusAt(s.positionSteps())) <= FARTHEST)
                        .toList();
        return near.size() == seen.size() ? all : from(near, law).or(() -> all);
    }

    /// The first sample after a turn is the only one that can hang while the next ones do not.
    private static Optional<SweepFit> withoutOneThatHangs(List<Sample> seen, ErrorLaw law) {
        SweepFit best = null;
        for (Sample suspect : seen) {
            if (!firstOfItsLeg(seen, suspect)) {
                continue;
            }
            Optional<SweepFit> rest =
                    near(seen.stream().filter(s -> !s.equals(suspect)).toList(), law);
            if (rest.isPresent()
                    && rest.get().fit.reducedChiSquare().orElse(SUSPICIOUS) < 1
                    && (best == null || rest.get().fit.sumOfSquares() < best.fit.sumOfSquares())) {
                best = rest.get();
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean firstOfItsLeg(List<Sample> seen, Sample sample) {
        int place = seen.indexOf(sample);
        return place == 0
                || sample.travelSinceReversalSteps()
                        < seen.get(place - 1).travelSinceReversalSteps();
    }

    private static Optional<SweepFit> from(List<Sample> seen, ErrorLaw law) {
        if (seen.size() >= FEWEST_SAMPLES
                && CurveFit.of(seen.stream().map(Sample::point).toList(), law)
                        instanceof CurveFit fit
                && encloses(fit)) {
            return Optional.of(new SweepFit(fit, seen));
        }
        return Optional.empty();
    }

    /// With the frames that no run-up preceded, if they agree.
    private SweepFit joinedBy(List<Sample> sweep, ErrorLaw law) {
        var joined = new ArrayList<Sample>();
        for (Sample sample : sweep) {
            if (counting.contains(sample) || agrees(sample)) {
                joined.add(sample);
            }
        }
        return joined.size() == counting.size() ? this : from(joined, law).orElse(this);
    }

    private boolean agrees(Sample sample) {
        return sample.hasStars()
                && sample.travelSinceReversalSteps() == 0
                && Math.abs(fit.curve().defocusAt(sample.positionSteps())) <= FARTHEST
                && Math.abs(fit.excessSigmas(sample.point())) < ON_THE_CURVE_SIGMAS;
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

    /// Half the width of the interval that holds best focus in 95 of 100 such runs, in critical zones, by what the samples themselves scatter.
    double intervalInZones(double tolerance) {
        return fit.intervalHalfWidthSteps(0.95)
                / CriticalZone.halfWidthSteps(fit.curve(), tolerance);
    }

    double apartSteps(SweepFit other) {
        return Math.abs(fit.curve().bestPositionSteps() - other.fit.curve().bestPositionSteps());
    }

    /// Whether two curves put best focus at the same place as far as they know.
    boolean agrees(SweepFit other) {
        return apartSteps(other)
                < Math.hypot(
                        fit.intervalHalfWidthSteps(0.95), other.fit.intervalHalfWidthSteps(0.95));
    }

    List<Check> checks(double tolerance) {
        return CurveChecks.of(fit, CriticalZone.halfWidthSteps(fit.curve(), tolerance));
    }
}
