package parfocal.thermal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.util.FastMath;

/// Weighted least squares of position on temperature: a free offset for each group of points, and slopes that change at the hinges.
///
/// The scatter beyond the points' own uncertainties is found with them, as the variance that makes chi squared equal to the degrees of
/// freedom (Paule and Mandel 1982); without any uncertainties this is ordinary least squares.
///
/// @param slopes       below the first hinge, between the hinges, above the last
/// @param sigmas       standard deviations of the slopes
/// @param residuals    by point, in steps; of points that were left out as well
/// @param studentized  by used point, the residual over its own standard deviation; 0 for one left out
/// @param scatterSteps beyond the points' own uncertainties
/// @param squares      sum of the used points' squared residuals, in steps²
/// @param logLikelihood at its largest, but for a constant; a point that was left out has a value of its own and fits exactly
/// @param spare        degrees of freedom left
record Regression(
        List<Double> slopes,
        List<Double> sigmas,
        List<Double> residuals,
        List<Double> studentized,
        double scatterSteps,
        double squares,
        double logLikelihood,
        int used,
        int spare) {
    private static final int HALVINGS = 60;
    // Positions are whole steps.
    private static final double LEAST_VARIANCE = 1.0 / 12;

    /// @param offsets by point, the name of the offset it shares
    /// @param left    numbers of points that are left out
    /// @return empty when there are too few points for so many hinges, or they do not tell the slopes apart
    static Optional<Regression> of(
            List<TemperaturePoint> points,
            List<String> offsets,
            List<Integer> left,
            double... hinges) {
        var rows = new ArrayList<Integer>();
        for (int i = 0; i < points.size(); i++) {
            if (!left.contains(i)) {
                rows.add(i);
            }
        }
        List<String> names = rows.stream().map(offsets::get).distinct().toList();
        int columns = names.size() + 1 + hinges.length;
        int spare = rows.size() - columns;
        if (spare < 0) {
            return Optional.empty();
        }
        double centre =
                rows.stream().mapToDouble(row -> points.get(row).celsius()).average().orElse(0);
        double[][] design = new double[points.size()][];
        for (int i = 0; i < points.size(); i++) {
            design[i] =
                    row(points.get(i), names.indexOf(offsets.get(i)), names.size(), centre, hinges);
        }
        return new Solving(points, rows, design, names.size()).solve(spare);
    }

    private static double[] row(
            TemperaturePoint point, int offset, int offsets, double centre, double[] hinges) {
        double[] row = new double[offsets + 1 + hinges.length];
        if (offset >= 0) {
            row[offset] = 1;
        }
        row[offsets] = point.celsius() - centre;
        for (int i = 0; i < hinges.length; i++) {
            row[offsets + 1 + i] = FastMath.max(0, point.celsius() - hinges[i]);
        }
        return row;
    }

    private static final class Solving {
        private final List<TemperaturePoint> points;
        private final List<Integer> rows;
        private final double[][] design;
        private final int offsets;

        Solving(List<TemperaturePoint> points, List<Integer> rows, double[][] design, int offsets) {
            this.points = points;
            this.rows = rows;
            this.design = design;
            this.offsets = offsets;
        }

        Optional<Regression> solve(int spare) {
            if (spare == 0 || excess(LEAST_VARIANCE, spare) <= 0) {
                return at(0, spare);
            }
            if (rows.stream().allMatch(row -> points.get(row).sigmaSteps().isEmpty())) {
                return at(squares(coefficients(1)) / spare, spare);
            }
            double low = LEAST_VARIANCE;
            double high = 1;
            while (excess(high, spare) > 0) {
                high *= 4;
            }
            for (int i = 0; i < HALVINGS; i++) {
                double middle = FastMath.sqrt(low * high);
                if (excess(middle, spare) > 0) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return at(high, spare);
        }

        private double weight(int row, double variance) {
            double own = points.get(row).sigmaSteps().orElse(0);
            return 1 / FastMath.max(own * own + variance, LEAST_VARIANCE);
        }

        private double excess(double variance, int spare) {
            double[] solution = coefficients(variance);
            if (solution.length == 0) {
                return -1;
            }
            double chi = 0;
            for (int row : rows) {
                double r = residual(row, solution);
                chi += r * r * weight(row, variance);
            }
            return chi - spare;
        }

        private double squares(double[] solution) {
            return rows.stream().mapToDouble(row -> residual(row, solution)).map(r -> r * r).sum();
        }

        private double residual(int row, double[] solution) {
            double fitted = 0;
            for (int c = 0; c < solution.length; c++) {
                fitted += design[row][c] * solution[c];
            }
            return points.get(row).positionSteps() - fitted;
        }

        private QRDecomposition decomposition(double variance) {
            RealMatrix matrix = new Array2DRowRealMatrix(rows.size(), design[0].length);
            for (int i = 0; i < rows.size(); i++) {
                double root = FastMath.sqrt(weight(rows.get(i), variance));
                for (int c = 0; c < design[0].length; c++) {
                    matrix.setEntry(i, c, design[rows.get(i)][c] * root);
                }
            }
            return new QRDecomposition(matrix, 1e-9);
        }

        private double[] coefficients(double variance) {
            return coefficients(decomposition(variance), variance);
        }

        private double[] coefficients(QRDecomposition decomposition, double variance) {
            DecompositionSolver solver = decomposition.getSolver();
            if (!solver.isNonSingular()) {
                return new double[0];
            }
            var target = new ArrayRealVector(rows.size());
            for (int i = 0; i < rows.size(); i++) {
                TemperaturePoint point = points.get(rows.get(i));
                target.setEntry(
                        i, point.positionSteps() * FastMath.sqrt(weight(rows.get(i), variance)));
            }
            return solver.solve(target).toArray();
        }

        private Optional<Regression> at(double variance, int spare) {
            QRDecomposition decomposition = decomposition(variance);
            double[] solution = coefficients(decomposition, variance);
            if (solution.length == 0) {
                return Optional.empty();
            }
            int size = solution.length;
            RealMatrix upper = decomposition.getR().getSubMatrix(0, size - 1, 0, size - 1);
            RealMatrix inverse =
                    new CholeskyDecomposition(upper.transpose().multiply(upper), 1e-6, 1e-30)
                            .getSolver()
                            .getInverse();
            double[] residuals = new double[points.size()];
            double[] studentized = new double[points.size()];
            double logLikelihood = 0;
            for (int i = 0; i < points.size(); i++) {
                residuals[i] = residual(i, solution);
            }
            for (int row = 0; row < points.size(); row++) {
                double w = weight(row, variance);
                logLikelihood += FastMath.log(w) / 2;
                if (!rows.contains(row)) {
                    continue;
                }
                double leverage = w * quadratic(design[row], inverse);
                double own = (1 - FastMath.min(1, leverage)) / w;
                studentized[row] = own < 1e-15 ? 0 : residuals[row] / FastMath.sqrt(own);
                logLikelihood -= residuals[row] * residuals[row] * w / 2;
            }
            return Optional.of(
                    new Regression(
                            slopes(solution),
                            sigmas(inverse),
                            listed(residuals),
                            listed(studentized),
                            FastMath.sqrt(variance),
                            squares(solution),
                            logLikelihood,
                            rows.size(),
                            spare));
        }

        private static double quadratic(double[] row, RealMatrix inverse) {
            double sum = 0;
            for (int a = 0; a < row.length; a++) {
                for (int b = 0; b < row.length; b++) {
                    sum += row[a] * inverse.getEntry(a, b) * row[b];
                }
            }
            return sum;
        }

        private List<Double> slopes(double[] solution) {
            var slopes = new ArrayList<Double>();
            double sum = 0;
            for (int i = offsets; i < solution.length; i++) {
                sum += solution[i];
                slopes.add(sum);
            }
            return slopes;
        }

        // The slope of a piece is the sum of the first slope and of all changes up to it.
        private List<Double> sigmas(RealMatrix inverse) {
            var sigmas = new ArrayList<Double>();
            for (int last = offsets; last < inverse.getRowDimension(); last++) {
                double variance = 0;
                for (int i = offsets; i <= last; i++) {
                    for (int j = offsets; j <= last; j++) {
                        variance += inverse.getEntry(i, j);
                    }
                }
                sigmas.add(FastMath.sqrt(variance));
            }
            return sigmas;
        }

        private static List<Double> listed(double[] values) {
            return Arrays.stream(values).boxed().toList();
        }
    }

    /// Schwarz's criterion; the smaller the better.
    ///
    /// @param parameters beyond the offsets and slopes: a hinge's place, a point left out
    double bic(int parameters) {
        int points = residuals.size();
        return -2 * logLikelihood
                + (used - spare + parameters) * FastMath.log(FastMath.max(2, points));
    }
}
