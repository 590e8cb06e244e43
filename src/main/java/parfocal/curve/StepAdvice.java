package parfocal.curve;

import org.hipparchus.util.FastMath;

/// How large the sweep's steps should be.
///
/// @param points     of the sweep, at least 3
/// @param edgeHeight size at the ends over the minimum
/// @param stepSteps  distance between neighbouring samples, in whole focuser steps, at least 1
/// @param sentence   the advice with its numbers
public record StepAdvice(int points, double edgeHeight, int stepSteps, String sentence) {
    /// Ends 2.5 to 3 times as large as the minimum tell most about it.
    public static final double USUAL_EDGE_HEIGHT = 2.75;

    /// From a fitted curve, for ends 2.75 times the minimum.
    public static StepAdvice of(Hyperbola curve, int points) {
        return of(curve, points, USUAL_EDGE_HEIGHT);
    }

    /// @throws IllegalArgumentException for fewer than 3 points, or ends no higher than the minimum
    public static StepAdvice of(Hyperbola curve, int points, double edgeHeight) {
        if (points < 3 || !(edgeHeight > 1)) {
            throw new IllegalArgumentException(
                    "%d points with ends at %s times the minimum are no sweep"
                            .formatted(points, edgeHeight));
        }
        double reach = curve.distanceOfSize(edgeHeight * curve.minimumPixels());
        int step = (int) FastMath.max(1, FastMath.rint(2 * reach / (points - 1)));
        return new StepAdvice(
                points,
                edgeHeight,
                step,
                Sentence.of(
                        "%d points %d steps apart reach from %.0f to %.0f, where stars are about %.1f times as large as"
                                + " in focus.",
                        points,
                        step,
                        curve.bestPositionSteps() - step * (points - 1) / 2.0,
                        curve.bestPositionSteps() + step * (points - 1) / 2.0,
                        curve.sizeAt(curve.bestPositionSteps() + step * (points - 1) / 2.0)
                                / curve.minimumPixels()));
    }

    /// Judges the steps a sweep was made with.
    ///
    /// @param usedStepSteps distance between its samples, above 0
    public String comparedWith(double usedStepSteps) {
        double ratio = usedStepSteps / stepSteps;
        String verdict = ratio < 0.6 ? "too small" : ratio > 1.6 ? "too large" : "about right";
        return Sentence.of("Steps of %.0f are %s. %s", usedStepSteps, verdict, sentence);
    }
}
