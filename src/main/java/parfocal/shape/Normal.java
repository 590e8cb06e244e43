package parfocal.shape;

import java.util.ArrayList;
import java.util.List;

/// The normal equations of a least-squares problem, gathered group by group.
final class Normal {
    private final double[][] matrix;
    private final double[] slope;

    /// Slopes of the cost of each group by the parameters.
    final List<double[]> scores = new ArrayList<>();

    double cost;

    Normal(int size) {
        matrix = new double[size][size];
        slope = new double[size];
    }

    /// @param derivatives of the residuals by each parameter; null where there is none
    void add(double[] residuals, double[][] derivatives) {
        double[] score = new double[slope.length];
        for (double residual : residuals) {
            cost += residual * residual;
        }
        for (int i = 0; i < slope.length; i++) {
            if (derivatives[i] == null) {
                continue;
            }
            score[i] = dot(derivatives[i], residuals);
            slope[i] += score[i];
            for (int j = 0; j <= i; j++) {
                if (derivatives[j] != null) {
                    double sum = dot(derivatives[i], derivatives[j]);
                    matrix[i][j] += sum;
                    matrix[j][i] = matrix[i][j];
                }
            }
        }
        scores.add(score);
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
        return solve(damped, right);
    }

    double[][] inverse() {
        int size = slope.length;
        double[][] inverse = new double[size][];
        for (int i = 0; i < size; i++) {
            double[] unit = new double[size];
            unit[i] = 1;
            double[][] copy = new double[size][];
            for (int row = 0; row < size; row++) {
                copy[row] = matrix[row].clone();
            }
            inverse[i] = solve(copy, unit);
        }
        return inverse;
    }

    /// Cholesky; a direction without information gets a little.
    private static double[] solve(double[][] a, double[] b) {
        int size = b.length;
        double[] x = b.clone();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                a[i][j] = i == j ? Math.sqrt(Math.max(1e-12, sum)) : sum / a[j][j];
            }
        }
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= a[i][k] * x[k];
            }
            x[i] /= a[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int k = i + 1; k < size; k++) {
                x[i] -= a[k][i] * x[k];
            }
            x[i] /= a[i][i];
        }
        return x;
    }
}
