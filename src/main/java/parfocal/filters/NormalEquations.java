package parfocal.filters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Weighted least squares of a handful of unknowns, by Cholesky's decomposition of the normal equations.
final class NormalEquations {
    private static final double SINGULAR = 1e-9;

    private final int unknowns;
    private final double[][] matrix;
    private final double[] right;

    /// @param values by unknown
    /// @param sigmas standard deviations, as the errors of the rows promise
    record Solution(List<Double> values, List<Double> sigmas) {}

    NormalEquations(int unknowns) {
        this.unknowns = unknowns;
        this.matrix = new double[unknowns][unknowns];
        this.right = new double[unknowns];
    }

    void add(double[] row, double value, double sigma) {
        double weight = 1 / (sigma * sigma);
        for (int i = 0; i < unknowns; i++) {
            right[i] += weight * row[i] * value;
            for (int j = 0; j < unknowns; j++) {
                matrix[i][j] += weight * row[i] * row[j];
            }
        }
    }

    /// Empty when the rows leave something open.
    Optional<Solution> solve() {
        double[][] lower = new double[unknowns][unknowns];
        for (int i = 0; i < unknowns; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                if (i == j && !(sum > SINGULAR * matrix[i][i])) {
                    return Optional.empty();
                }
                lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
            }
        }
        var sigmas = new ArrayList<Double>();
        for (int i = 0; i < unknowns; i++) {
            double[] unit = new double[unknowns];
            unit[i] = 1;
            sigmas.add(Math.sqrt(solve(lower, unit)[i]));
        }
        List<Double> values = Arrays.stream(solve(lower, right)).boxed().toList();
        return Optional.of(new Solution(values, sigmas));
    }

    private double[] solve(double[][] lower, double[] wanted) {
        double[] x = wanted.clone();
        for (int i = 0; i < unknowns; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= lower[i][k] * x[k];
            }
            x[i] /= lower[i][i];
        }
        for (int i = unknowns - 1; i >= 0; i--) {
            for (int k = i + 1; k < unknowns; k++) {
                x[i] -= lower[k][i] * x[k];
            }
            x[i] /= lower[i][i];
        }
        return x;
    }
}
