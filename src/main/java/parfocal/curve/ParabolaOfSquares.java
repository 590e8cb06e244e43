package parfocal.curve;

import java.util.Optional;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.util.FastMath;

/// A hyperbola in closed form: the squares of its sizes lie on the parabola `y² = A·x² + B·x + C`.
final class ParabolaOfSquares {
    // Where noise puts the parabola's bottom below zero the size there is taken a little below the
    // smallest one seen.
    private static final double BELOW_SMALLEST = 0.9;

    private ParabolaOfSquares() {}

    /// @return `x0, ln w, ln m`, or empty when the squares have no minimum
    static Optional<double[]> start(
            double[] positions, double[] logSizes, double[] sigmaLogs, int[] rows) {
        double[][] design = new double[rows.length][];
        double[] squares = new double[rows.length];
        double smallest = Double.POSITIVE_INFINITY;
        for (int row = 0; row < rows.length; row++) {
            int point = rows[row];
            double size = FastMath.exp(logSizes[point]);
            double weight = 1 / (2 * size * size * sigmaLogs[point]);
            double x = positions[point];
            design[row] = new double[] {weight * x * x, weight * x, weight};
            squares[row] = weight * size * size;
            smallest = FastMath.min(smallest, size);
        }
        double[] abc;
        try {
            abc =
                    new QRDecomposition(new Array2DRowRealMatrix(design, false), 1e-12)
                            .getSolver()
                            .solve(new ArrayRealVector(squares, false))
                            .toArray();
        } catch (MathRuntimeException _) {
            // Fewer than three distinct positions.
            return Optional.empty();
        }
        if (!(abc[0] > 1e-12)) {
            return Optional.empty();
        }
        double best = -abc[1] / (2 * abc[0]);
        double square = abc[2] - abc[1] * abc[1] / (4 * abc[0]);
        double minimum = square > 0 ? FastMath.sqrt(square) : BELOW_SMALLEST * smallest;
        double slope = FastMath.sqrt(abc[0]);
        return Optional.of(
                new double[] {best, FastMath.log(minimum / slope), FastMath.log(minimum)});
    }
}
