package parfocal.shape;

import java.util.Arrays;
import parfocal.algebra.Cholesky;

/// The normal equations of a least-squares problem, gathered group by group.
final class Normal {
    private static final double LEAST_PIVOT = 1e-12;

    private final double[][] matrix;
    private final double[] slope;

    /// As `matrix`, each residual's part times its square.
    private final double[][] scatter;

    private int residuals;

    double cost;

    Normal(int size) {
        matrix = new double[size][size];
        slope = new double[size];
        scatter = new double[size][size];
    }

    /// @param derivatives of the residuals by each parameter; null where there is none
    void add(double[] residuals, double[][] derivatives) {
        double[] squares = Arrays.stream(residuals).map(residual -> residual * residual).toArray();
        cost += Arrays.stream(squares).sum();
        this.residuals += residuals.length;
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
                    for (int k = 0; k < squares.length; k++) {
                        scatter[i][j] += squares[k] * derivatives[i][k] * derivatives[j][k];
                    }
                    scatter[j][i] = scatter[i][j];
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

    /// One more residual, of a parameter that is drawn anew in each sweep: an error like any other, of its usual size.
    void draw(int parameter, double residual, double derivative) {
        hold(parameter, residual, derivative);
        scatter[parameter][parameter] += derivative * derivative;
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

    /// Variance of what depends on the parameters by `gradient`: from how far each residual is from 0, whatever was taken for its
    /// error (Huber 1967, White 1980). There must be many of them for each parameter.
    double variance(double[] gradient) {
        double[] shares = Cholesky.propped(matrix, LEAST_PIVOT).solve(gradient);
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += shares[i] * dot(scatter[i], shares);
        }
        return sum * residuals / Math.max(1, residuals - shares.length);
    }
}
