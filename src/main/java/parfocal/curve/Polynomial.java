package parfocal.curve;

import java.util.List;
import java.util.Optional;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.util.FastMath;

/// Sizes in pixels as a polynomial of position, by linear least squares weighted with the errors of a [CurveFit].
final class Polynomial {
    private final double[] coefficients;
    private final double[][] covariance;

    private Polynomial(double[] coefficients, double[][] covariance) {
        this.coefficients = coefficients;
        this.covariance = covariance;
    }

    /// @param originSteps position that counts as 0
    /// @param unitSteps   steps that count as 1
    /// @return empty when the points do not determine it
    static Optional<Polynomial> of(
            List<CurvePoint> points,
            int degree,
            double originSteps,
            double unitSteps,
            CurveFit fit) {
        double[][] design = new double[points.size()][degree + 1];
        double[] sizes = new double[points.size()];
        for (int row = 0; row < sizes.length; row++) {
            CurvePoint point = points.get(row);
            double predicted = fit.curve().sizeAt(point.positionSteps());
            double sigma =
                    predicted
                            * fit.law()
                                    .sigmaLog(
                                            predicted,
                                            fit.curve().minimumPixels(),
                                            point.relativeSigma());
            double x = (point.positionSteps() - originSteps) / unitSteps;
            double power = 1 / sigma;
            for (int order = 0; order <= degree; order++) {
                design[row][order] = power;
                power *= x;
            }
            sizes[row] = point.hfrPixels() / sigma;
        }
        RealMatrix matrix = new Array2DRowRealMatrix(design, false);
        ArrayRealVector target = new ArrayRealVector(sizes, false);
        try {
            var solution = new QRDecomposition(matrix, 1e-12).getSolver().solve(target);
            double[][] inverse =
                    new QRDecomposition(matrix.transposeMultiply(matrix), 1e-12)
                            .getSolver()
                            .getInverse()
                            .getData();
            double squares = FastMath.pow(matrix.operate(solution).subtract(target).getNorm(), 2);
            int spare = sizes.length - degree - 1;
            double variance = spare > 0 ? FastMath.max(1, squares / spare) : 1;
            for (double[] line : inverse) {
                for (int column = 0; column < line.length; column++) {
                    line[column] *= variance;
                }
            }
            return Optional.of(new Polynomial(solution.toArray(), inverse));
        } catch (MathRuntimeException _) {
            // Too few distinct positions for the degree.
            return Optional.empty();
        }
    }

    double coefficient(int order) {
        return coefficients[order];
    }

    double valueAt(double scaledPosition) {
        double value = 0;
        for (int order = coefficients.length - 1; order >= 0; order--) {
            value = value * scaledPosition + coefficients[order];
        }
        return value;
    }

    /// Variance of a function of the coefficients with this gradient.
    double varianceAlong(double... gradient) {
        double variance = 0;
        for (int row = 0; row < gradient.length; row++) {
            for (int column = 0; column < gradient.length; column++) {
                variance += gradient[row] * covariance[row][column] * gradient[column];
            }
        }
        return FastMath.max(0, variance);
    }
}
