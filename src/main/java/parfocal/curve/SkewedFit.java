package parfocal.curve;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.util.FastMath;

/// A hyperbola whose flanks differ: `y = m·(√(1 + u²) + t·u)`, `u = (x − x0)/w`, `|t| < 0.9`.
///
/// @param lowest          its lowest point, at `u = −t/√(1 − t²)`, which is best focus (not `x0`)
/// @param minimumPixels   the size there, `m·√(1 − t²)`
/// @param skew            `t`; the flanks' slopes are `k·(1 ± t)`
/// @param skewProbability probability of so large an improvement over the plain hyperbola by chance (F test)
public record SkewedFit(
        ModelFit lowest, double minimumPixels, double skew, double skewProbability) {
    private static final int PARAMETERS = 4;
    private static final int FEWEST_POINTS = 6;
    private static final double SIGNIFICANT = 0.05;

    /// Whether the flanks really differ, at 95 %.
    public boolean preferred() {
        return skewProbability < SIGNIFICANT;
    }

    /// @return empty for fewer than six used points
    public static Optional<SkewedFit> of(CurveFit fit) {
        var used = fit.usedPoints();
        if (used.size() < FEWEST_POINTS) {
            return Optional.empty();
        }
        ScaledPoints points = new ScaledPoints(used);
        int[] rows = IntStream.range(0, points.count()).toArray();
        double[] sigmaLogs = points.sigmaLogs(fit.law(), points.heights(fit.curve()), rows);
        double[] start = points.parameters(fit.curve());
        LeastSquares plain =
                LeastSquares.solve(
                        LogSizeModel.hyperbola(points.positions),
                        rows,
                        points.logSizes,
                        sigmaLogs,
                        start);
        LeastSquares skewed =
                LeastSquares.solve(
                        LogSizeModel.skewed(points.positions),
                        rows,
                        points.logSizes,
                        sigmaLogs,
                        Arrays.copyOf(plain.parameters(), PARAMETERS));
        return Optional.of(read(points, plain, skewed));
    }

    private static SkewedFit read(ScaledPoints points, LeastSquares plain, LeastSquares skewed) {
        Hyperbola frame = points.hyperbola(skewed);
        double t = Shape.skew(skewed.parameter(3));
        double root = FastMath.sqrt(1 - t * t);
        double lowest = frame.bestPositionSteps() - frame.halfWidthSteps() * t / root;
        double width = FastMath.exp(skewed.parameter(1));
        double[] gradient = {
            1,
            -width * t / root,
            0,
            -width / (root * root * root) * Shape.skewSlope(skewed.parameter(3))
        };
        double gain = plain.loss() - skewed.loss();
        int spare = skewed.degreesOfFreedom();
        double probability =
                gain <= 1e-9
                        ? 1
                        : 1
                                - new FDistribution(1, spare)
                                        .cumulativeProbability(
                                                gain * spare / FastMath.max(1e-9, skewed.loss()));
        ModelFit model =
                new ModelFit(
                        "skewed hyperbola",
                        lowest,
                        points.reachSteps() * skewed.sigmaAlong(gradient),
                        OptionalDouble.of(
                                points.rSquared(point -> {
                                    double[] ignored = new double[PARAMETERS];
                                    return Shape.skewed(
                                            points.positions[point], skewed.parameters(), ignored);
                                })));
        return new SkewedFit(model, frame.minimumPixels() * root, t, probability);
    }
}
