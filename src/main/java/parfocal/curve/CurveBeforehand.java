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
    private static final int PARAMETERS = 3;
    private static final int FEWEST_POINTS = 2;
    private static final int ROUNDS = 40;
    private static final double LARGEST_STEP_OF_LOG = 0.5;

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

    /// The most probable curve through the points, what is known beforehand counting as two observations more.
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

    private record Solution(
            Hyperbola curve, double cost, double sumOfSquares, RealMatrix covariance) {}

    /// Gauss and Newton in `x0/w₀, ln w, ln m`, each step of limited length.
    private Optional<Solution> solve(List<CurvePoint> points, ErrorLaw law, double best) {
        double unit = around(0).halfWidthSteps();
        double[] p = {0, FastMath.log(unit), FastMath.log(minimumPixels)};
        int rows = points.size() + 2;
        double[] sigmas = sigmas(points, law, around(best));
        RealMatrix jacobian = new Array2DRowRealMatrix(rows, PARAMETERS);
        RealVector residuals = new ArrayRealVector(rows);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                Hyperbola curve = curve(best, unit, p);
                if (round % 5 == 0) {
                    sigmas = sigmas(points, law, curve);
                }
                linearize(points, sigmas, curve, unit, jacobian, residuals);
                RealVector step = new QRDecomposition(jacobian).getSolver().solve(residuals);
                double longest = step.getLInfNorm();
                double share = FastMath.min(1, LARGEST_STEP_OF_LOG / longest);
                for (int i = 0; i < PARAMETERS; i++) {
                    p[i] += share * step.getEntry(i);
                }
            }
            Hyperbola curve = curve(best, unit, p);
            linearize(points, sigmas, curve, unit, jacobian, residuals);
            double squares = residuals.dotProduct(residuals);
            double logs = 0;
            for (double sigma : sigmas) {
                logs += 2 * FastMath.log(sigma);
            }
            RealMatrix information = jacobian.transposeMultiply(jacobian);
            return Optional.of(
                    new Solution(
                            curve,
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
                        law.sigmaLog(
                                curve.sizeAt(point.positionSteps()),
                                curve.minimumPixels(),
                                point.relativeSigma()))
                .toArray();
    }

    private void linearize(
            List<CurvePoint> points,
            double[] sigmas,
            Hyperbola curve,
            double unit,
            RealMatrix jacobian,
            RealVector residuals) {
        for (int row = 0; row < sigmas.length; row++) {
            CurvePoint point = points.get(row);
            double u = curve.defocusAt(point.positionSteps());
            double steepness = u / (1 + u * u);
            double sigma = sigmas[row];
            jacobian.setEntry(row, 0, -steepness * unit / curve.halfWidthSteps() / sigma);
            jacobian.setEntry(row, 1, -steepness * u / sigma);
            jacobian.setEntry(row, 2, 1 / sigma);
            residuals.setEntry(
                    row,
                    FastMath.log(point.hfrPixels() / curve.sizeAt(point.positionSteps())) / sigma);
        }
        int slope = sigmas.length;
        jacobian.setEntry(slope, 0, 0);
        jacobian.setEntry(slope, 1, -1 / sigmaLogSlope);
        jacobian.setEntry(slope, 2, 1 / sigmaLogSlope);
        residuals.setEntry(
                slope,
                FastMath.log(slopePixelsPerStep / curve.slopePixelsPerStep()) / sigmaLogSlope);
        jacobian.setEntry(slope + 1, 0, 0);
        jacobian.setEntry(slope + 1, 1, 0);
        jacobian.setEntry(slope + 1, 2, 1 / sigmaLogMinimum);
        residuals.setEntry(
                slope + 1, FastMath.log(minimumPixels / curve.minimumPixels()) / sigmaLogMinimum);
    }

    private CurveFit asFit(List<CurvePoint> points, ErrorLaw law, Solution solution) {
        Hyperbola curve = solution.curve;
        double unit = around(0).halfWidthSteps();
        double scatter = Scatter.variance(solution.sumOfSquares, points.size() - 1);
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
                            double predicted = curve.sizeAt(point.positionSteps());
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
        List<CurvePoint> used = points.stream().filter(CurvePoint::readable).toList();
        return new CurveFit(
                curve,
                covariance,
                solution.sumOfSquares,
                RSquared.of(used, curve::sizeAt),
                fitted,
                law);
    }
}
