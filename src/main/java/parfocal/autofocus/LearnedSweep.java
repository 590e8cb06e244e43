package parfocal.autofocus;

import java.util.List;
import java.util.Optional;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.curve.CriticalZone;
import parfocal.curve.CurveBeforehand;
import parfocal.curve.CurveFit;
import parfocal.curve.Hyperbola;
import parfocal.device.Travel;

/// Where to measure next on a telescope that is known: one sample on each flank, about equally far from focus, so that what the night
/// did to the smallest size and to the slope cancels. In the numbers of its [Course].
///
/// It gives way to the search of an unknown telescope as soon as its samples contradict what was learned.
final class LearnedSweep {
    private static final double LEAST_DEFOCUS = 1.6;
    private static final double MOST_DEFOCUS = 4;

    /// Nearer to focus than this, in half-widths, a sample does not say on which side it is.
    private static final double AT_THE_BOTTOM = 1.1;

    private static final int MOST_SAMPLES = 4;

    /// Squares of deviations, prior knowledge's among them, for each sample beyond the first.
    private static final double CONTRADICTION = 6.25;

    /// Focus is not sought farther from the samples than this, in half-widths: donuts are.
    private static final double FARTHEST = 8;

    private final FocusPlan plan;
    private final Travel travel;
    private final Course course;
    private final List<Sample> samples;
    private final Learned learned;
    private final CurveBeforehand beforehand;

    LearnedSweep(FocusPlan plan, Travel travel, List<Sample> samples, Learned learned) {
        this.plan = plan;
        this.travel = travel;
        this.course = new Course(plan.approach(), travel);
        this.samples = samples;
        this.learned = learned;
        this.beforehand = learned.curve();
    }

    /// The curve, if the samples enclose it and agree with what was learned.
    Optional<SweepFit> fit() {
        return consistent().filter(this::encloses).map(fit -> new SweepFit(fit, samples));
    }

    private Optional<CurveFit> consistent() {
        boolean usable =
                samples.size() >= 2
                        && samples.size() <= MOST_SAMPLES
                        && samples.stream()
                                .allMatch(s -> s.hasStars() && s.travelSinceReversalSteps() > 0);
        return usable
                ? beforehand
                        .fit(samples.stream().map(Sample::point).toList(), plan.law())
                        .filter(fit -> fit.sumOfSquares() <= CONTRADICTION * (samples.size() - 1))
                : Optional.empty();
    }

    private boolean encloses(CurveFit fit) {
        return clear(fit, -1) && clear(fit, 1);
    }

    private boolean clear(CurveFit fit, int side) {
        Hyperbola curve = fit.curve();
        return samples.stream()
                .mapToDouble(s -> side * curve.defocusAt(s.positionSteps()))
                .anyMatch(defocus -> defocus > AT_THE_BOTTOM);
    }

    /// @return empty when there is nothing left to do this way: the curve is there, or it has to be done as on an unknown telescope
    Optional<FocusStep> next() {
        if (samples.size() >= MOST_SAMPLES || !samples.getLast().hasStars()) {
            return Optional.empty();
        }
        if (samples.size() == 1) {
            return second(samples.getFirst());
        }
        return consistent().flatMap(fit -> encloses(fit) ? sharper(fit) : otherSide(fit));
    }

    private Optional<FocusStep> second(Sample first) {
        if (first.travelSinceReversalSteps() == 0) {
            return Optional.empty();
        }
        double halfWidth = beforehand.around(0).halfWidthSteps();
        double distance =
                beforehand.around(0).distanceOfSize(first.size().hfrPixels().orElseThrow());
        double here = course.along(first.positionSteps());
        if (distance > FARTHEST * halfWidth) {
            return Optional.empty();
        }
        if (distance < AT_THE_BOTTOM * halfWidth) {
            return behind(here - 2 * halfWidth, halfWidth, "near focus: beginning beyond it");
        }
        double beyond = Math.clamp(distance, LEAST_DEFOCUS * halfWidth, MOST_DEFOCUS * halfWidth);
        return isAhead(here, distance)
                ? onward(here + distance + beyond, "on the other flank, as this telescope is known")
                : behind(
                        here - distance - beyond,
                        halfWidth,
                        "on the other flank, behind, as this telescope is known");
    }

    /// Of the two places a size belongs to, the one nearer to where focus was last; ahead where nobody knows.
    private boolean isAhead(double here, double distance) {
        return learned.bestPositionSteps(plan.approach()).stream()
                .map(course::along)
                .allMatch(last ->
                        Math.abs(here + distance - last) <= Math.abs(here - distance - last));
    }

    private Optional<FocusStep> otherSide(CurveFit fit) {
        double halfWidth = fit.curve().halfWidthSteps();
        double best = course.along(fit.curve().bestPositionSteps());
        double nearest =
                samples.stream()
                        .mapToDouble(s -> Math.abs(course.along(s.positionSteps()) - best))
                        .filter(distance -> distance > AT_THE_BOTTOM * halfWidth)
                        .min()
                        .orElse(2 * halfWidth);
        double beyond = Math.clamp(nearest, LEAST_DEFOCUS * halfWidth, MOST_DEFOCUS * halfWidth);
        boolean nearFlankMissing = !clear(fit, -plan.approach().sign());
        return nearFlankMissing
                ? behind(best - beyond, halfWidth, "on the other flank, behind")
                : onward(best + beyond, "on the other flank");
    }

    /// One more where two were far out: at twice the smallest size, on the side ahead.
    private Optional<FocusStep> sharper(CurveFit fit) {
        double zone = CriticalZone.halfWidthSteps(fit.curve(), plan.tolerance());
        return fit.sigmaSteps() <= zone / 3
                ? Optional.empty()
                : behind(
                        course.along(fit.curve().bestPositionSteps())
                                - 2 * fit.curve().halfWidthSteps(),
                        fit.curve().halfWidthSteps(),
                        "one more: the curve is not sharp enough yet");
    }

    private Optional<FocusStep> onward(double place, String why) {
        double here = course.along(samples.getLast().positionSteps());
        return place <= here || !course.allows(place)
                ? Optional.empty()
                : Optional.of(
                        new MeasureAt(course.position(place), List.of(), Purpose.SAMPLE, why));
    }

    private Optional<FocusStep> behind(double place, double halfWidth, String why) {
        int back = course.position(place - RunUp.steps(travel, halfWidth));
        return !course.allows(place) || back == course.position(place)
                ? Optional.empty()
                : Optional.of(
                        new MeasureAt(course.position(place), List.of(back), Purpose.RESTART, why));
    }
}
