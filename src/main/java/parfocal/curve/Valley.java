package parfocal.curve;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.util.FastMath;

/// Whether the sizes form a valley at all, and where the minimum is to be sought when they do not.
final class Valley {
    private static final double SURE = 0.99;
    private static final double SIGMAS_IN_MIDDLE = 1.4826;

    private final ScaledPoints points;
    private final LeastSquares fitted;
    private final List<CurvePoint> used;

    /// @param used the points of the fit, from the lowest position to the highest
    Valley(ScaledPoints points, LeastSquares fitted, List<CurvePoint> used) {
        this.points = points;
        this.fitted = fitted;
        this.used = used;
    }

    /// Empty when there is a valley with its bottom among the points.
    Optional<NoCurve> missing() {
        Hyperbola curve = points.hyperbola(fitted);
        CurvePoint first = used.getFirst();
        CurvePoint last = used.getLast();
        if (!bends()) {
            return Optional.of(withoutBend());
        }
        int trend = trend();
        double best = curve.bestPositionSteps();
        if (trend == 0 && best >= first.positionSteps() && best <= last.positionSteps()) {
            return Optional.empty();
        }
        boolean above = trend == 0 ? best > last.positionSteps() : trend < 0;
        String course =
                trend == 0
                        ? Sentence.of(
                                "the curve through the sizes has its bottom near %s, outside the points",
                                Sentence.steps(best))
                        : Sentence.of(
                                "sizes only %s, from %s px at %s to %s px at %s",
                                trend < 0 ? "fall" : "rise",
                                Sentence.pixels(first.hfrPixels()),
                                Sentence.steps(first.positionSteps()),
                                Sentence.pixels(last.hfrPixels()),
                                Sentence.steps(last.positionSteps()));
        double edge = above ? last.positionSteps() : first.positionSteps();
        return Optional.of(
                new NoCurve(
                        above ? NoCurve.Cause.MINIMUM_ABOVE : NoCurve.Cause.MINIMUM_BELOW,
                        Sentence.of(
                                "%s: the minimum lies %s %s",
                                course, above ? "above" : "below", Sentence.steps(edge)),
                        Optional.of(curve)));
    }

    /// Whether a curve explains the sizes better than one size for all, by the law or by the scatter itself.
    ///
    /// Losses and the scatter are robust: a few wild points do not hide a valley.
    private boolean bends() {
        double level =
                IntStream.of(fitted.rows())
                        .mapToDouble(
                                row -> fitted.lossAtLevel(points.logSizes, points.logSizes[row]))
                        .min()
                        .orElseThrow();
        double gain = level - fitted.loss();
        double[] residuals = fitted.residualSigmas();
        double[] sizes = Arrays.stream(residuals).map(FastMath::abs).sorted().toArray();
        double middle = (sizes[(sizes.length - 1) / 2] + sizes[sizes.length / 2]) / 2;
        int spare = fitted.degreesOfFreedom();
        double scatter =
                spare > 0
                        ? SIGMAS_IN_MIDDLE * middle * FastMath.sqrt((double) sizes.length / spare)
                        : 1;
        if (gain
                > new ChiSquaredDistribution(2).inverseCumulativeProbability(SURE)
                        * FastMath.max(1, scatter * scatter)) {
            return true;
        }
        return spare > 0
                && gain > 1e-9
                && gain / 2 * spare
                        > fitted.loss()
                                * new FDistribution(2, spare).inverseCumulativeProbability(SURE);
    }

    private NoCurve withoutBend() {
        double smallest = used.stream().mapToDouble(CurvePoint::hfrPixels).min().orElseThrow();
        double largest = used.stream().mapToDouble(CurvePoint::hfrPixels).max().orElseThrow();
        double travel = used.getLast().positionSteps() - used.getFirst().positionSteps();
        boolean flat = largest < 1.5 * smallest;
        String reason =
                flat
                        ? Sentence.of(
                                "sizes stay between %s and %s px over %s steps: no bend that errors could not make",
                                Sentence.pixels(smallest),
                                Sentence.pixels(largest),
                                Sentence.steps(travel))
                        : Sentence.of(
                                "sizes go from %s px at one end to %s px at the other with %s px the smallest and %s px"
                                        + " the largest between: they do not form a valley",
                                Sentence.pixels(used.getFirst().hfrPixels()),
                                Sentence.pixels(used.getLast().hfrPixels()),
                                Sentence.pixels(smallest),
                                Sentence.pixels(largest));
        return new NoCurve(
                flat ? NoCurve.Cause.FLAT : NoCurve.Cause.NO_VALLEY, reason, Optional.empty());
    }

    /// +1 when sizes only rise with position, −1 when they only fall, 0 otherwise.
    private int trend() {
        int[] rows = fitted.rows();
        boolean rises = true;
        boolean falls = true;
        for (int row = 1; row < rows.length; row++) {
            double change = points.logSizes[rows[row]] - points.logSizes[rows[row - 1]];
            boolean moved = points.positions[rows[row]] > points.positions[rows[row - 1]];
            rises &= !moved || change >= 0;
            falls &= !moved || change <= 0;
        }
        return rises ? 1 : falls ? -1 : 0;
    }
}
