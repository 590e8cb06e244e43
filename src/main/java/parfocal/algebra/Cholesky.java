package parfocal.algebra;

import java.util.Optional;

/// The lower triangle L of a symmetric positive matrix A = L·Lᵀ.
public final class Cholesky {
    private final double[][] lower;

    private Cholesky(double[][] lower) {
        this.lower = lower;
    }

    /// @param matrix symmetric; only its lower half is read
    /// @param least  share of a diagonal element that must be left when what the rows before tell of it is taken off; 0 for as little as
    ///               numbers can hold
    /// @return empty if it is not positive definite to that extent
    public static Optional<Cholesky> of(double[][] matrix, double least) {
        double[][] lower = new double[matrix.length][matrix.length];
        for (int row = 0; row < matrix.length; row++) {
            double pivot = fill(lower, matrix[row], row);
            if (!(pivot > least * matrix[row][row])) {
                return Optional.empty();
            }
            lower[row][row] = Math.sqrt(pivot);
        }
        return Optional.of(new Cholesky(lower));
    }

    /// Of a matrix that may leave something open: a direction without information is given a little.
    ///
    /// @param leastPivot that little, above 0
    public static Cholesky propped(double[][] matrix, double leastPivot) {
        double[][] lower = new double[matrix.length][matrix.length];
        for (int row = 0; row < matrix.length; row++) {
            lower[row][row] = Math.sqrt(Math.max(leastPivot, fill(lower, matrix[row], row)));
        }
        return new Cholesky(lower);
    }

    /// Fills one row left of its diagonal, and returns what is left of that.
    private static double fill(double[][] lower, double[] given, int row) {
        double pivot = 0;
        for (int column = 0; column <= row; column++) {
            double sum = given[column];
            for (int k = 0; k < column; k++) {
                sum -= lower[row][k] * lower[column][k];
            }
            if (column < row) {
                lower[row][column] = sum / lower[column][column];
            } else {
                pivot = sum;
            }
        }
        return pivot;
    }

    /// The `x` of A·x = `right`.
    public double[] solve(double[] right) {
        int n = lower.length;
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= lower[i][k] * x[k];
            }
            x[i] /= lower[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= lower[k][i] * x[k];
            }
            x[i] /= lower[i][i];
        }
        return x;
    }

    /// Row by row, each the solution for one unit vector.
    public double[][] inverse() {
        int n = lower.length;
        double[][] inverse = new double[n][];
        for (int column = 0; column < n; column++) {
            double[] unit = new double[n];
            unit[column] = 1;
            inverse[column] = solve(unit);
        }
        return inverse;
    }
}
