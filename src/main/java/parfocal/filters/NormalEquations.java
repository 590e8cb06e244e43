package parfocal.filters;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import parfocal.algebra.Cholesky;

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
        return Cholesky.of(matrix, SINGULAR).map(this::solution);
    }

    private Solution solution(Cholesky root) {
        double[][] covariance = root.inverse();
        return new Solution(
                Arrays.stream(root.solve(right)).boxed().toList(),
                IntStream.range(0, unknowns).mapToObj(i -> Math.sqrt(covariance[i][i])).toList());
    }
}
