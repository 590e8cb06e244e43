package parfocal.curve;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/// `1 − RSS/TSS` of sizes in pixels, every point alike, as other programs print it.
final class RSquared {

    private RSquared() {}

    /// @param parameters of the model
    /// @return empty where the model has no point left over to be judged by
    static OptionalDouble of(List<CurvePoint> points, int parameters, DoubleUnaryOperator sizeAt) {
        return points.size() > parameters
                ? OptionalDouble.of(of(points, sizeAt))
                : OptionalDouble.empty();
    }

    static double of(List<CurvePoint> points, DoubleUnaryOperator sizeAt) {
        double mean = points.stream().mapToDouble(CurvePoint::hfrPixels).average().orElse(0);
        double residual = 0;
        double total = 0;
        for (CurvePoint point : points) {
            double missed = point.hfrPixels() - sizeAt.applyAsDouble(point.positionSteps());
            double offMean = point.hfrPixels() - mean;
            residual += missed * missed;
            total += offMean * offMean;
        }
        return total > 0 ? 1 - residual / total : 0;
    }
}
