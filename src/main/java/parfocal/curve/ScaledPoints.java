package parfocal.curve;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.hipparchus.util.FastMath;

/// Readable points in order of position, with positions brought to −1 … +1 and sizes to about 1.
///
/// Sorting makes every sum run in the same order whatever the order of arrival; scaling makes the numbers the same
/// whatever the focuser counts and the camera's pixels.
final class ScaledPoints {
    /// Places of the points in the list they came from.
    final int[] origins;

    final double[] positions;
    final double[] logSizes;
    final double[] relativeSigmas;
    private final double middleSteps;
    private final double reachSteps;
    private final double unitPixels;

    ScaledPoints(List<CurvePoint> points) {
        origins =
                IntStream.range(0, points.size())
                        .boxed()
                        .filter(origin -> points.get(origin).readable())
                        .sorted(Comparator.comparing(points::get, CurvePoint.BY_POSITION))
                        .mapToInt(Integer::intValue)
                        .toArray();
        List<CurvePoint> sorted = IntStream.of(origins).mapToObj(points::get).toList();
        double first = sorted.isEmpty() ? 0 : sorted.getFirst().positionSteps();
        double last = sorted.isEmpty() ? 0 : sorted.getLast().positionSteps();
        middleSteps = first + (last - first) / 2;
        reachSteps = last > first ? (last - first) / 2 : 1;
        unitPixels = sorted.stream().mapToDouble(CurvePoint::hfrPixels).min().orElse(1);
        positions = sorted.stream().mapToDouble(p -> scaled(p.positionSteps())).toArray();
        logSizes =
                sorted.stream()
                        .mapToDouble(p -> FastMath.log(p.hfrPixels() / unitPixels))
                        .toArray();
        relativeSigmas = sorted.stream().mapToDouble(CurvePoint::relativeSigma).toArray();
    }

    int count() {
        return positions.length;
    }

    double scaled(double positionSteps) {
        return (positionSteps - middleSteps) / reachSteps;
    }

    double steps(double scaledPosition) {
        return middleSteps + scaledPosition * reachSteps;
    }

    /// Steps in one unit of scaled position.
    double reachSteps() {
        return reachSteps;
    }

    double pixels(double logSize) {
        return unitPixels * FastMath.exp(logSize);
    }

    Hyperbola hyperbola(LeastSquares solution) {
        return new Hyperbola(
                steps(solution.parameter(0)),
                reachSteps * FastMath.exp(solution.parameter(1)),
                pixels(solution.parameter(2)));
    }

    /// `x0, ln w, ln m` of a curve in these units.
    double[] parameters(Hyperbola curve) {
        return new double[] {
            scaled(curve.bestPositionSteps()),
            FastMath.log(curve.halfWidthSteps() / reachSteps),
            FastMath.log(curve.minimumPixels() / unitPixels)
        };
    }

    /// Sizes on a curve over its minimum.
    double[] heights(Hyperbola curve) {
        return Arrays.stream(positions)
                .map(position -> curve.sizeAt(steps(position)) / curve.minimumPixels())
                .toArray();
    }

    double rSquared(IntToDoubleFunction logSizeOn) {
        double mean =
                IntStream.range(0, count()).mapToDouble(i -> pixels(logSizes[i])).sum() / count();
        double residual = 0;
        double total = 0;
        for (int point = 0; point < count(); point++) {
            double missed = pixels(logSizes[point]) - pixels(logSizeOn.applyAsDouble(point));
            double offMean = pixels(logSizes[point]) - mean;
            residual += missed * missed;
            total += offMean * offMean;
        }
        return total > 0 ? 1 - residual / total : 0;
    }

    /// Of a solution whose first three parameters are `x0, ln w, ln m`.
    Covariance covariance(LeastSquares solution) {
        double[][] scaled = solution.covariance();
        return new Covariance(
                scaled[0][0] * reachSteps * reachSteps,
                scaled[0][1] * reachSteps,
                scaled[0][2] * reachSteps,
                scaled[1][1],
                scaled[1][2],
                scaled[2][2]);
    }

    /// Standard errors of ln size under a law, when the sizes are these. No point may weigh more than five median ones.
    double[] sigmaLogs(ErrorLaw law, double[] sizesOverMinimum, int[] rows) {
        double[] sigmas = new double[count()];
        for (int point = 0; point < sigmas.length; point++) {
            sigmas[point] = law.sigmaLog(sizesOverMinimum[point], 1, relativeSigmas[point]);
        }
        double[] counted = IntStream.of(rows).mapToDouble(row -> sigmas[row]).sorted().toArray();
        double median = (counted[(counted.length - 1) / 2] + counted[counted.length / 2]) / 2;
        double least = median / FastMath.sqrt(HEAVIEST_POINT_IN_MEDIANS);
        for (int point = 0; point < sigmas.length; point++) {
            sigmas[point] = FastMath.max(sigmas[point], least);
        }
        return sigmas;
    }

    private static final double HEAVIEST_POINT_IN_MEDIANS = 5;
}
