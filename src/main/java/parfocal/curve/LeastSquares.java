package parfocal.curve;

import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresProblem;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.MultivariateJacobianFunction;
import org.hipparchus.util.FastMath;
import org.hipparchus.util.Pair;

/// Weighted least squares on ln size under Huber's loss, by Levenberg and Marquardt.
final class LeastSquares {
    // Huber 1964: beyond this many standard errors the loss grows linearly. Costs under 4 % of
    // efficiency.
    private static final double HUBER_SIGMAS = 1.5;

    // A width that the points leave open (none near the bottom) is held to a factor of e³ about its
    // start. This keeps
    // the equations solvable, and moves a width known to 5 % by less than a thousandth of its
    // error.
    private static final double SIGMA_OF_LOG_WIDTH_BEFOREHAND = 3;
    private static final double FARTHEST_LOG_WIDTH = 20;

    private static final int MOST_ITERATIONS = 300;
    private static final LevenbergMarquardtOptimizer OPTIMIZER =
            new LevenbergMarquardtOptimizer()
                    .withCostRelativeTolerance(1e-12)
                    .withParameterRelativeTolerance(1e-10)
                    .withOrthoTolerance(1e-10);

    private final int[] rows;
    private final double[] sigmaLogs;
    private final double[] parameters;
    private final double[] residualSigmas;
    private final RealMatrix jacobian;

    private LeastSquares(
            int[] rows,
            double[] sigmaLogs,
            double[] parameters,
            double[] residualSigmas,
            RealMatrix jacobian) {
        this.rows = rows;
        this.sigmaLogs = sigmaLogs;
        this.parameters = parameters;
        this.residualSigmas = residualSigmas;
        this.jacobian = jacobian;
    }

    /// @param rows  numbers of the points that count
    /// @param start parameters to begin with; ln w among them is also what the width is held to when the points say nothing
    static LeastSquares solve(
            LogSizeModel model, int[] rows, double[] logSizes, double[] sigmaLogs, double[] start) {
        double logWidthBeforehand = start[LogSizeModel.LOG_WIDTH];
        MultivariateJacobianFunction losses =
                parameters ->
                        losses(
                                model,
                                rows,
                                logSizes,
                                sigmaLogs,
                                parameters.toArray(),
                                logWidthBeforehand);
        LeastSquaresProblem problem =
                new LeastSquaresBuilder()
                        .model(losses)
                        .target(new double[rows.length + 1])
                        .start(start)
                        .parameterValidator(parameters -> within(parameters, logWidthBeforehand))
                        .maxEvaluations(MOST_ITERATIONS)
                        .maxIterations(MOST_ITERATIONS)
                        .build();
        double[] best;
        try {
            best = OPTIMIZER.optimize(problem).getPoint().toArray();
        } catch (MathRuntimeException _) {
            // No convergence, or a singular step: what was begun with is then the best that is
            // known.
            best = start.clone();
        }
        return at(model, rows, logSizes, sigmaLogs, best);
    }

    private static RealVector within(RealVector parameters, double logWidthBeforehand) {
        double lowest = logWidthBeforehand - FARTHEST_LOG_WIDTH;
        double highest = logWidthBeforehand + FARTHEST_LOG_WIDTH;
        RealVector kept = parameters.copy();
        kept.setEntry(
                LogSizeModel.LOG_WIDTH,
                Math.clamp(parameters.getEntry(LogSizeModel.LOG_WIDTH), lowest, highest));
        return kept;
    }

    /// Signed roots of twice the loss of each point, and their derivatives; the last row holds the width.
    private static Pair<RealVector, RealMatrix> losses(
            LogSizeModel model,
            int[] rows,
            double[] logSizes,
            double[] sigmaLogs,
            double[] parameters,
            double logWidthBeforehand) {
        double[] values = new double[rows.length + 1];
        double[][] derivatives = new double[rows.length + 1][parameters.length];
        for (int row = 0; row < rows.length; row++) {
            int point = rows[row];
            double logSize = model.logSize(point, parameters, derivatives[row]);
            double residual = (logSize - logSizes[point]) / sigmaLogs[point];
            double root = lossRoot(residual);
            values[row] = root;
            double scale = FastMath.min(1, HUBER_SIGMAS / FastMath.abs(root)) / sigmaLogs[point];
            for (int parameter = 0; parameter < parameters.length; parameter++) {
                derivatives[row][parameter] *= scale;
            }
        }
        values[rows.length] =
                (parameters[LogSizeModel.LOG_WIDTH] - logWidthBeforehand)
                        / SIGMA_OF_LOG_WIDTH_BEFOREHAND;
        derivatives[rows.length][LogSizeModel.LOG_WIDTH] = 1 / SIGMA_OF_LOG_WIDTH_BEFOREHAND;
        return new Pair<>(
                new ArrayRealVector(values, false), new Array2DRowRealMatrix(derivatives, false));
    }

    private static double lossRoot(double residual) {
        double size = FastMath.abs(residual);
        return size <= HUBER_SIGMAS
                ? residual
                : FastMath.copySign(
                        FastMath.sqrt(HUBER_SIGMAS * (2 * size - HUBER_SIGMAS)), residual);
    }

    private static LeastSquares at(
            LogSizeModel model,
            int[] rows,
            double[] logSizes,
            double[] sigmaLogs,
            double[] parameters) {
        double[] residuals = new double[rows.length];
        double[][] weighted = new double[rows.length + 1][parameters.length];
        for (int row = 0; row < rows.length; row++) {
            int point = rows[row];
            double logSize = model.logSize(point, parameters, weighted[row]);
            residuals[row] = (logSizes[point] - logSize) / sigmaLogs[point];
            double weight = FastMath.min(1, HUBER_SIGMAS / FastMath.abs(residuals[row]));
            double scale = FastMath.sqrt(weight) / sigmaLogs[point];
            for (int parameter = 0; parameter < parameters.length; parameter++) {
                weighted[row][parameter] *= scale;
            }
        }
        weighted[rows.length][LogSizeModel.LOG_WIDTH] = 1 / SIGMA_OF_LOG_WIDTH_BEFOREHAND;
        return new LeastSquares(
                rows, sigmaLogs, parameters, residuals, new Array2DRowRealMatrix(weighted, false));
    }

    /// Numbers of the points that counted.
    int[] rows() {
        return rows.clone();
    }

    /// Standard error of ln size the point was weighted with, whether it counted or not.
    double sigmaLog(int point) {
        return sigmaLogs[point];
    }

    double[] sigmaLogs() {
        return sigmaLogs.clone();
    }

    double parameter(int number) {
        return parameters[number];
    }

    double[] parameters() {
        return parameters.clone();
    }

    /// Of the rows solved for, in their order.
    double[] residualSigmas() {
        return residualSigmas.clone();
    }

    int degreesOfFreedom() {
        return residualSigmas.length - parameters.length;
    }

    /// Twice the summed loss of the same points, with the same errors, about one size for all.
    double lossAtLevel(double[] logSizes, double level) {
        double sum = 0;
        for (int row : rows) {
            double root = lossRoot((logSizes[row] - level) / sigmaLogs[row]);
            sum += root * root;
        }
        return sum;
    }

    /// Twice the summed loss: the sum of squares as long as no residual is large.
    double loss() {
        double sum = 0;
        for (double residual : residualSigmas) {
            double root = lossRoot(residual);
            sum += root * root;
        }
        return sum;
    }

    /// Sum of squares over degrees of freedom; 1 where there is nothing to judge by.
    double reducedChiSquare() {
        double sum = 0;
        for (double residual : residualSigmas) {
            sum += residual * residual;
        }
        return degreesOfFreedom() > 0 ? sum / degreesOfFreedom() : 1;
    }

    /// How much larger the scatter is than the error law says.
    double scatterFactor() {
        return FastMath.sqrt(scatterVariance());
    }

    private double scatterVariance() {
        double sum = 0;
        for (double residual : residualSigmas) {
            sum += residual * residual;
        }
        return Scatter.variance(sum, degreesOfFreedom());
    }

    /// `s²·(JᵀWJ)⁻¹` with `s` the scatter factor and the weights that the loss leaves to each point.
    double[][] covariance() {
        // Columns are scaled to length 1 first: the position may be known to a millionth of the
        // other parameters' scale.
        int size = parameters.length;
        double[] length = new double[size];
        RealMatrix scaled = jacobian.copy();
        for (int column = 0; column < size; column++) {
            length[column] =
                    FastMath.max(Double.MIN_NORMAL, jacobian.getColumnVector(column).getNorm());
            scaled.setColumnVector(
                    column, jacobian.getColumnVector(column).mapDivide(length[column]));
        }
        RealMatrix upper =
                new QRDecomposition(scaled).getR().getSubMatrix(0, size - 1, 0, size - 1);
        for (int column = 0; column < size; column++) {
            // A direction the points say nothing about gets a huge, finite variance.
            if (FastMath.abs(upper.getEntry(column, column)) < 1e-9) {
                upper.setEntry(column, column, 1e-9);
            }
        }
        RealMatrix root = new QRDecomposition(upper).getSolver().getInverse();
        double[][] inverse = root.multiplyTransposed(root).getData();
        double variance = scatterVariance();
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                inverse[row][column] *= variance / (length[row] * length[column]);
            }
        }
        return inverse;
    }

    /// Standard deviation of a function of the parameters with this gradient.
    double sigmaAlong(double[] gradient) {
        double[][] covariance = covariance();
        double variance = 0;
        for (int row = 0; row < gradient.length; row++) {
            for (int column = 0; column < gradient.length; column++) {
                variance += gradient[row] * covariance[row][column] * gradient[column];
            }
        }
        return FastMath.sqrt(FastMath.max(0, variance));
    }
}
