package parfocal.curve;

import java.util.List;
import java.util.Optional;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.util.FastMath;

/// Sizes that grow with the square of the distance from focus, `y = m·(1 + ((x − x0)/s)²)`, as libindi's camera simulator draws them and
/// no lens does.
///
/// Four samples lie on this as well as on a hyperbola, and what then differs is the size at the bottom. So it is believed only where
/// many samples, small and large, lie on it far closer than the air lets any real stars lie on anything.
///
/// @param bestPositionSteps `x0`
/// @param scaleSteps        `s`, above 0: at this distance the size is twice the minimum
/// @param minimumPixels     `m`, above 0
public record SquareGrowth(double bestPositionSteps, double scaleSteps, double minimumPixels) {
    private static final int FEWEST_POINTS = 7;

    /// The largest size over the smallest; a hyperbola is no parabola only where it is tall.
    private static final double LEAST_HEIGHT = 2;

    /// A seventh of the scatter that the law foresees. Simulated optics lie 15 times and more above it.
    private static final double LARGEST_CHI_SQUARE = 0.02;

    /// @return empty unless the points leave no doubt
    public static Optional<SquareGrowth> of(List<CurvePoint> points, ErrorLaw law) {
        List<CurvePoint> readable = points.stream().filter(CurvePoint::readable).toList();
        if (readable.size() < FEWEST_POINTS) {
            return Optional.empty();
        }
        double smallest = readable.stream().mapToDouble(CurvePoint::hfrPixels).min().orElseThrow();
        double largest = readable.stream().mapToDouble(CurvePoint::hfrPixels).max().orElseThrow();
        if (largest < LEAST_HEIGHT * smallest) {
            return Optional.empty();
        }
        return fitted(readable, smallest, law)
                .filter(fit -> fit.reducedChiSquare(readable, law) <= LARGEST_CHI_SQUARE);
    }

    public double sizeAt(double positionSteps) {
        double u = (positionSteps - bestPositionSteps) / scaleSteps;
        return minimumPixels * (1 + u * u);
    }

    private static Optional<SquareGrowth> fitted(
            List<CurvePoint> points, double smallest, ErrorLaw law) {
        double origin = points.getFirst().positionSteps();
        double unit =
                points.stream()
                        .mapToDouble(point -> FastMath.abs(point.positionSteps() - origin))
                        .max()
                        .orElseThrow();
        double[][] design = new double[points.size()][];
        double[] sizes = new double[points.size()];
        for (int row = 0; row < design.length; row++) {
            CurvePoint point = points.get(row);
            double size = point.hfrPixels();
            double weight = 1 / (size * law.sigmaLog(size, smallest, 0));
            double x = (point.positionSteps() - origin) / unit;
            design[row] = new double[] {weight * x * x, weight * x, weight};
            sizes[row] = weight * size;
        }
        double[] abc;
        try {
            abc =
                    new QRDecomposition(new Array2DRowRealMatrix(design, false), 1e-12)
                            .getSolver()
                            .solve(new ArrayRealVector(sizes, false))
                            .toArray();
        } catch (MathRuntimeException _) {
            // Fewer than three distinct positions.
            return Optional.empty();
        }
        double minimum = abc[2] - abc[1] * abc[1] / (4 * abc[0]);
        return abc[0] > 0 && minimum > 0
                ? Optional.of(
                        new SquareGrowth(
                                origin - unit * abc[1] / (2 * abc[0]),
                                unit * FastMath.sqrt(minimum / abc[0]),
                                minimum))
                : Optional.empty();
    }

    private double reducedChiSquare(List<CurvePoint> points, ErrorLaw law) {
        double sum = 0;
        for (CurvePoint point : points) {
            double residual =
                    FastMath.log(point.hfrPixels() / sizeAt(point.positionSteps()))
                            / law.sigmaLog(point.hfrPixels(), minimumPixels, 0);
            sum += residual * residual;
        }
        return sum / (points.size() - 3);
    }
}
