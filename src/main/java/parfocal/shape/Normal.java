package parfocal.shape;

import parfocal.algebra.Cholesky;

/// The normal equations of a least-squares problem, gathered group by group.
final class Normal {
    private static final double LEAST_PIVOT = 1e-12;

    private final double[][] matrix;
    private final double[] slope;

    double cost;

    Normal(int size) {
        matrix = new double[size][size];
        slope = new double[size];
    }

    /// @param derivatives of the residuals by each parameter; null where there is none
    void add(double[] residuals, double[][] derivatives) {
        for (double residual : residuals) {
            cost += residual * residual;
        }
        for (int i = 0; i < slope.length; i++) {
            if (derivatives[i] == null) {
                continue;
            }
            slope[i] += dot(derivatives[i], residuals);
            for (int j = 0; j <= i; j++) {
                if (derivatives[j] != null) {
                    double sum = dot(derivatives[i], derivatives[j]);
                    matrix[i][j] += sum;
                    matrix[j][i] = matrix[i][j];
                }
            }
        }
    }

    /// One more residual, of one parameter.
    void hold(int parameter, double residual, double derivative) {
        cost += residual * residual;
        slope[parameter] += derivative * residual;
        matrix[parameter][parameter] += derivative * derivative;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// The step that lowers the cost most, for a quadratic cost.
    double[] step(double damping) {
        int size = slope.length;
        double[][] damped = new double[size][];
        double[] right = new double[size];
        for (int i = 0; i < size; i++) {
            damped[i] = matrix[i].clone();
            damped[i][i] *= 1 + damping;
            right[i] = -slope[i];
        }
        return Cholesky.propped(damped, LEAST_PIVOT).solve(right);
    }

    double[][] inverse() {
        return Cholesky.propped(matrix, LEAST_PIVOT).inverse();
    }
}
