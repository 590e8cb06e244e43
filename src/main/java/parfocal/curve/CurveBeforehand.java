package parfocal.curve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.util.FastMath;

/// What is known of a telescope's focus curve before tonight's first sample: how steep its flanks are, which no night changes, and about
/// how small its stars become, which every night does. With it two samples make a curve.
///
/// @param slopePixelsPerStep of the far flanks, positive
/// @param sigmaLogSlope      standard deviation of its logarithm
/// @param minimumPixels      half-flux radius in focus
/// @param sigmaLogMinimum    standard deviation of its logarithm, from one night to another
public record CurveBeforehand(
        double slopePixelsPerStep,
        double sigmaLogSlope,
        double minimumPixels,
        double sigmaLogMinimum) {
    private static final int PARAMETERS = 4;
    private static final int FEWEST_POINTS = 2;
    private static final int ROUNDS = 40;
    private static final double LARGEST_STEP_OF_LOG = 0.5;

    /// The flank of a disc is a little steeper than the hyperbola through its bottom: beyond this many times the smallest size, ln size
    /// lies above it by so much for each further one. Both flanks share it, so it is one more thing to be found, not a scatter of
    /// each sample.
    private static final double STEEPER_BEYOND = 2.5;

    private static final double STEEPER_UP_TO = 7.5;
    private static final double STEEPER = 0.006;
    private static final double SIGMA_OF_STEEPER = 0.006;

    public CurveBeforehand {
        if (!(slopePixelsPerStep > 0 && minimumPixels > 0)) {
            throw new IllegalArgumentException(
                    "a slope of %s px a step and a minimum of %s px are no focus curve"
                            .formatted(slopePixelsPerStep, minimumPixels));
        }
    }

    /// The curve as it is believed to be, around a place.
    public Hyperbola around(double bestPositionSteps) {
        return new Hyperbola(bestPositionSteps, minimumPixels / slopePixelsPerStep, minimumPixels);
    }

    /// The most probable curve through the points, what is known beforehand counting as observations.
    ///
    /// @return empty for fewer than two readable points at different positions
    public Optional<CurveFit> fit(List<CurvePoint> points, ErrorLaw law) {
        List<CurvePoint> readable =
                points.stream()
                        .filter(CurvePoint::readable)
                        .sorted(CurvePoint.BY_POSITION)
                        .toList();
        long places = readable.stream().mapToDouble(CurvePoint::positionSteps).distinct().count();
        if (places < FEWEST_POINTS) {
            return Optional.empty();
        }
        return starts(readable).stream()
                .map(start -> solve(readable, law, start))
                .flatMap(Optional::stream)
                .min(Comparator.comparingDouble(Solution::cost))
                .map(solution -> asFit(points, law, solution));
    }

    /// Every size belongs to one of two places.
    private List<Double> starts(List<CurvePoint> points) {
        var starts = new ArrayList<Double>();
        for (CurvePoint point : points) {
            double distance = around(0).distanceOfSize(point.hfrPixels());
            starts.add(point.positionSteps() - distance);
            starts.add(point.positionSteps() + distance);
        }
        return starts;
    }

    /// @param steeper the flanks, see [#STEEPER]
    private record Solution(
            Hyperbola curve,
            double steeper,
            double cost,
            double sumOfSquares,
            RealMatrix covariance) {

        double sizeAt(double positionSteps) {
            return curve.sizeAt(positionSteps)
                    * FastMath.exp(steeper * beyond(height(curve, positionSteps)));
        }
    }

    private static double height(Hyperbola curve, double positionSteps) {
        return curve.sizeAt(positionSteps) / curve.minimumPixels();
    }

    private static double beyond(double height) {
        return FastMath.clamp(height, STEEPER_BEYOND, STEEPER_UP_TO) - STEEPER_BEYOND;
    }

    /// Gauss and Newton in `x0/w₀, ln w, ln m` and the steepness of the flanks, each step of limited length.
    private Optional<Solution> solve(List<CurvePoint> points, ErrorLaw law, double best) {
        double unit = around(0).halfWidthSteps();
        double[] p = {0, FastMath.log(unit), FastMath.log(minimumPixels), STEEPER};
        int rows = points.size() + 3;
        double[] sigmas = sigmas(points, law, around(best));
        RealMatrix jacobian = new Array2DRowRealMatrix(rows, PARAMETERS);
        RealVector residuals = new ArrayRealVector(rows);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                Hyperbola curve = curve(best, unit, p);
                if (round % 5 == 0) {
                    sigmas = sigmas(points, law, curve);
                }
                linearize(points, sigmas, curve, p[3], unit, jacobian, residuals);
                RealVector step = new QRDecomposition(jacobian).getSolver().solve(residuals);
                double longest = step.getLInfNorm();
                double share = FastMath.min(1, LARGEST_STEP_OF_LOG / longest);
                for (int i = 0; i < PARAMETERS; i++) {
                    p[i] += share * step.getEntry(i);
                }
            }
            Hyperbola curve = curve(best, unit, p);
            linearize(points, sigmas, curve, p[3], unit, jacobian, residuals);
            double squares = residuals.dotProduct(residuals);
            double logs = 0;
            for (double sigma : sigmas) {
                logs += 2 * FastMath.log(sigma);
            }
            RealMatrix information = jacobian.transposeMultiply(jacobian);
            return Optional.of(
                    new Solution(
                            curve,
                            p[3],
                            squares + logs,
                            squares,
                            new QRDecomposition(information).getSolver().getInverse()));
        } catch (MathRuntimeException _) {
            // Singular from this start: another one leads to the curve.
            return Optional.empty();
        }
    }

    private static Hyperbola curve(double best, double unit, double[] p) {
        return new Hyperbola(best + unit * p[0], FastMath.exp(p[1]), FastMath.exp(p[2]));
    }

    private static double[] sigmas(List<CurvePoint> points, ErrorLaw law, Hyperbola curve) {
        return points.stream()
                .mapToDouble(point ->
                        FastMath.hypot(
                                law.sigmaLogOfFrameAt(height(curve, point.positionSteps())),
                                point.relativeSigma()))
                .toArray();
    }

    private void linearize(
            List<CurvePoint> points,
            double[] sigmas,
            Hyperbola curve,
            double steeper,
            double unit,
            RealMatrix jacobian,
            RealVector residuals) {
        for (int row = 0; row < sigmas.length; row++) {
            CurvePoint point = points.get(row);
            double u = curve.defocusAt(point.positionSteps());
            double height = FastMath.hypot(1, u);
            double beyond = beyond(height);
            boolean risesWithHeight = beyond > 0 && height < STEEPER_UP_TO;
            double steepness = u / (1 + u * u) + (risesWithHeight ? steeper * u / height : 0);
            double sigma = sigmas[row];
            jacobian.setEntry(row, 0, -steepness * unit / curve.halfWidthSteps() / sigma);
            jacobian.setEntry(row, 1, -steepness * u / sigma);
            jacobian.setEntry(row, 2, 1 / sigma);
            jacobian.setEntry(row, 3, beyond / sigma);
            double predicted = FastMath.log(curve.sizeAt(point.positionSteps())) + steeper * beyond;
            residuals.setEntry(row, (FastMath.log(point.hfrPixels()) - predicted) / sigma);
        }
        // What is known beforehand: each row a number that has been seen.
        int slope = sigmas.length;
        believe(
                jacobian,
                residuals,
                slope,
                new double[] {0, -1, 1, 0},
                FastMath.log(slopePixelsPerStep / curve.slopePixelsPerStep()),
                sigmaLogSlope);
        believe(
                jacobian,
                residuals,
                slope + 1,
                new double[] {0, 0, 1, 0},
                FastMath.log(minimumPixels / curve.minimumPixels()),
                sigmaLogMinimum);
        believe(
                jacobian,
                residuals,
                slope + 2,
                new double[] {0, 0, 0, 1},
                STEEPER - steeper,
                SIGMA_OF_STEEPER);
    }

    private static void believe(
            RealMatrix jacobian,
            RealVector residuals,
            int row,
            double[] gradient,
            double off,
            double sigma) {
        for (int column = 0; column < PARAMETERS; column++) {
            jacobian.setEntry(row, column, gradient[column] / sigma);
        }
        residuals.setEntry(row, off / sigma);
    }

    private CurveFit asFit(List<CurvePoint> points, ErrorLaw law, Solution solution) {
        Hyperbola curve = solution.curve;
        double unit = around(0).halfWidthSteps();
        List<CurvePoint> used = points.stream().filter(CurvePoint::readable).toList();
        // Three numbers of the telescope are known beforehand, so only the place costs a point.
        int spare = used.size() - 1;
        double scatter = Scatter.variance(solution.sumOfSquares, spare);
        RealMatrix c = solution.covariance.scalarMultiply(scatter);
        var covariance =
                new Covariance(
                        c.getEntry(0, 0) * unit * unit,
                        c.getEntry(0, 1) * unit,
                        c.getEntry(0, 2) * unit,
                        c.getEntry(1, 1),
                        c.getEntry(1, 2),
                        c.getEntry(2, 2));
        List<FittedPoint> fitted =
                points.stream()
                        .map(point -> {
                            double predicted = solution.sizeAt(point.positionSteps());
                            return point.readable()
                                    ? new FittedPoint(
                                            point,
                                            FittedPoint.Use.USED,
                                            predicted,
                                            FastMath.log(point.hfrPixels() / predicted)
                                                    / law.sigmaLog(
                                                            predicted,
                                                            curve.minimumPixels(),
                                                            point.relativeSigma()))
                                    : new FittedPoint(
                                            point, FittedPoint.Use.UNREADABLE, predicted, 0);
                        })
                        .toList();
        return new CurveFit(
                curve,
                covariance,
                solution.sumOfSquares,
                spare,
                RSquared.of(used, solution::sizeAt),
                fitted,
                law);
    }
}
