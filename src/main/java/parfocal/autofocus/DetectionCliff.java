package parfocal.autofocus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import parfocal.curve.CurveFit;
import parfocal.curve.CurvePoint;
import parfocal.curve.ErrorLaw;

/// Sizes that level or fall toward both ends of a sweep, where the curve of all samples between goes on rising: cores and fragments of
/// stars were measured there, and not the stars. No tube does that: one that stands still is level at one end, the later one.
///
/// @param beyond samples whose sizes are too small, from the lowest position to the highest
/// @param curve  the curve of the others
record DetectionCliff(List<Sample> beyond, CurveFit curve) {
    private static final int FEWEST_BETWEEN = 4;

    /// Of the farthest sample on either side, below the curve, and by this factor.
    private static final double TOO_SMALL_SIGMAS = 2.5;

    private static final double TOO_SMALL_FACTOR = 1.15;

    /// Of each of the others beyond: the nearest has only begun to be cut off.
    private static final double BELOW_SIGMAS = 1.5;

    /// Largest over smallest of all beyond: they hardly differ, however far out.
    private static final double LEVEL = 1.3;

    private static final double MOST_SCATTER = 5;

    private static final double SEEN = 0.85;

    static Optional<DetectionCliff> in(List<Sample> all, ErrorLaw law) {
        List<Sample> sorted =
                RoughAir.onOneCurve(all).stream()
                        .filter(Sample::sweeping)
                        .sorted(Comparator.comparingDouble(s -> s.point().positionSteps()))
                        .toList();
        // As many as can be: whatever lies on the curve contradicts its own leaving out.
        for (int out = sorted.size() - FEWEST_BETWEEN; out >= 2; out--) {
            for (int below = 1; below < out; below++) {
                Optional<DetectionCliff> found = leavingOut(sorted, below, out - below, law);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<DetectionCliff> leavingOut(
            List<Sample> sorted, int below, int above, ErrorLaw law) {
        int end = sorted.size() - above;
        var beyond = new ArrayList<>(sorted.subList(0, below));
        beyond.addAll(sorted.subList(end, sorted.size()));
        double smallest = beyond.stream().mapToDouble(DetectionCliff::hfr).min().orElseThrow();
        double largest = beyond.stream().mapToDouble(DetectionCliff::hfr).max().orElseThrow();
        if (largest > LEVEL * smallest) {
            return Optional.empty();
        }
        List<CurvePoint> between = sorted.subList(below, end).stream().map(Sample::point).toList();
        return CurveFit.of(between, law) instanceof CurveFit fit
                        && fit.reducedChiSquare().orElse(0) < MOST_SCATTER
                        && beyond.stream()
                                .allMatch(s -> fit.excessSigmas(s.point()) < -BELOW_SIGMAS)
                        && muchTooSmall(sorted.getFirst(), fit)
                        && muchTooSmall(sorted.getLast(), fit)
                ? Optional.of(new DetectionCliff(beyond, fit))
                : Optional.empty();
    }

    private static boolean muchTooSmall(Sample sample, CurveFit fit) {
        return expected(sample, fit) > TOO_SMALL_FACTOR * hfr(sample)
                && fit.excessSigmas(sample.point()) < -TOO_SMALL_SIGMAS;
    }

    private static double expected(Sample sample, CurveFit fit) {
        return fit.curve().sizeAt(sample.point().positionSteps());
    }

    private static double hfr(Sample sample) {
        return sample.size().hfrPixels().orElseThrow();
    }

    /// All samples, with those beyond the cliff said to be.
    List<Sample> leftOut(List<Sample> all) {
        return all.stream().map(s -> beyond.contains(s) ? s.beyondTheCliff() : s).toList();
    }

    Diagnosis diagnosis(List<Sample> all) {
        Sample first = beyond.getFirst();
        Sample last = beyond.getLast();
        return new Diagnosis(
                Cause.DETECTION_CLIFF,
                SEEN,
                "Stars at both ends of the sweep measure %.2f px at %d and %.2f px at %d, where the curve of the samples between has %.2f px and %.2f px: farther out only their cores or fragments were measured. These %d samples were left out."
                        .formatted(
                                hfr(first),
                                first.positionSteps(),
                                hfr(last),
                                last.positionSteps(),
                                expected(first, curve),
                                expected(last, curve),
                                beyond.size()),
                "Keep the sweep shorter, or give stars more room: a larger window or region to measure in, longer exposures, no limit of size in the camera's program.",
                IntStream.range(0, all.size()).filter(i -> all.get(i).cutOff()).boxed().toList());
    }
}
