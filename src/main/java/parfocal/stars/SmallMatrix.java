package parfocal.stars;

/// Symmetric matrices of a handful of rows, by Gauss and Jordan.
final class SmallMatrix {
    private SmallMatrix() {}

    static double[] solve(double[][] matrix, double[] right) {
        double[][] inverse = inverse(matrix);
        double[] solution = new double[right.length];
        for (int i = 0; i < right.length; i++) {
            for (int j = 0; j < right.length; j++) {
                solution[i] += inverse[i][j] * right[j];
            }
        }
        return solution;
    }

    /// Of a positive definite matrix; its diagonal is scaled to 1 meanwhile.
    static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] m = new double[n][2 * n];
        double[] scale = new double[n];
        for (int i = 0; i < n; i++) {
            scale[i] = 1 / Math.sqrt(matrix[i][i]);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                m[i][j] = matrix[i][j] * scale[i] * scale[j];
            }
            m[i][n + i] = 1;
        }
        for (int i = 0; i < n; i++) {
            double pivot = m[i][i];
            for (int j = 0; j < 2 * n; j++) {
                m[i][j] /= pivot;
            }
            for (int k = 0; k < n; k++) {
                double factor = m[k][i];
                for (int j = 0; k != i && j < 2 * n; j++) {
                    m[k][j] -= factor * m[i][j];
                }
            }
        }
        double[][] inverse = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                inverse[i][j] = m[i][n + j] * scale[i] * scale[j];
            }
        }
        return inverse;
    }
}
