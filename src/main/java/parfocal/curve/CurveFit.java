package parfocal.curve;

import java.util.List;
import java.util.OptionalDouble;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.util.FastMath;

/// A hyperbola through measured sizes, with what is known of its uncertainty.
///
/// @param curve        the best curve
/// @param covariance   of `x0, ln w, ln m`, enlarged by the scatter where that exceeds the error law
/// @param sumOfSquares of the residuals of the used points, each in its standard errors, and of what was known beforehand
/// @param spare        how many of those residuals are left over for judging the scatter; below 0 for none
/// @param rSquared     how much taller the curve is than its scatter; for comparison with other programs, never to decide on
/// @param points       every point given, in the order given
/// @param law          the error law the points were weighted by
public record CurveFit(
        Hyperbola curve,
        Covariance covariance,
        double sumOfSquares,
        int spare,
        double rSquared,
        List<FittedPoint> points,
        ErrorLaw law)
        implements CurveOutcome {
    private static final int PARAMETERS = 3;

    /// Of a single further frame at least so many times the law: some nights are rougher than the ordinary one.
    private static final double UNSEEN_AIR = 1.27;

    public CurveFit {
        points = List.copyOf(points);
    }

    /// Fits `y = m·√(1 + ((x − x0)/w)²)` to ln sizes, robustly, weighted by the law; the order of the points is of no
    /// consequence. Works from 3 points; 4 are the first to leave anything over for a check.
    public static CurveOutcome of(List<CurvePoint> points, ErrorLaw law) {
        return new CurveFitter(points, law).fit();
    }

    /// Standard deviation of the best position.
    public double sigmaSteps() {
        return covariance.sigmaBestSteps();
    }

    /// Half the width of the interval that holds the best position with this probability, by Student's t with what
    /// is known of the scatter.
    ///
    /// @param probability between 0 and 1, for instance 0.68
    public double intervalHalfWidthSteps(double probability) {
        double tail = 0.5 + probability / 2;
        return sigmaSteps()
                * new TDistribution(Scatter.degreesOfFreedom(spare))
                        .inverseCumulativeProbability(tail);
    }

    public int usedCount() {
        return (int) points.stream().filter(FittedPoint::used).count();
    }

    /// Points without a usable number, such as a size that is not a number.
    public int unreadableCount() {
        return (int) points.stream().filter(p -> p.use() == FittedPoint.Use.UNREADABLE).count();
    }

    /// Points left over beyond the three that any curve needs; with 0 the curve passes through its points and proves nothing.
    public int degreesOfFreedom() {
        return usedCount() - PARAMETERS;
    }

    /// Scatter over what the law foresees, squared; empty when no point is left over.
    public OptionalDouble reducedChiSquare() {
        return degreesOfFreedom() > 0
                ? OptionalDouble.of(sumOfSquares / degreesOfFreedom())
                : OptionalDouble.empty();
    }

    /// How much larger the scatter is than the law says: what the law knew beforehand and what the points show, together.
    public double scatterFactor() {
        return Scatter.factor(sumOfSquares, spare);
    }

    /// Standard deviation of the best position once one more frame has shown what the air does, without having been fitted: the proof
    /// stands where seeing shows most and position least.
    public double sigmaStepsBeside(CurvePoint further) {
        double own = covariance.sigmaLogSize(curve, further.positionSteps()) / scatterFactor();
        double height = curve.sizeAt(further.positionSteps()) / curve.minimumPixels();
        double sigma =
                FastMath.hypot(
                        own, FastMath.hypot(law.sigmaLogAt(height), further.relativeSigma()));
        double excess =
                FastMath.log(further.hfrPixels() / predictedPixels(further.positionSteps()))
                        / sigma;
        return sigmaSteps()
                * Scatter.factor(sumOfSquares + excess * excess, FastMath.max(0, spare) + 1)
                / scatterFactor();
    }

    /// The size to expect at a position, the uncertainty of the best position taken into account.
    public double predictedPixels(double positionSteps) {
        double distance = FastMath.hypot(positionSteps - curve.bestPositionSteps(), sigmaSteps());
        return curve.sizeAt(curve.bestPositionSteps() + distance);
    }

    /// Standard deviation of ln size of one further frame at a position: the curve's own uncertainty, seeing and floor.
    public double predictedSigmaLog(double positionSteps) {
        double height = curve.sizeAt(positionSteps) / curve.minimumPixels();
        return FastMath.hypot(
                covariance.sigmaLogSize(curve, positionSteps),
                // A quiet curve does not promise a quiet frame: flanks hardly show what the air
                // does at the
                // bottom.
                FastMath.max(UNSEEN_AIR, scatterFactor()) * law.sigmaLogAt(height));
    }

    /// How far one further frame lies above the curve, in standard deviations of such a frame.
    public double excessSigmas(CurvePoint point) {
        double sigma =
                FastMath.hypot(predictedSigmaLog(point.positionSteps()), point.relativeSigma());
        return FastMath.log(point.hfrPixels() / predictedPixels(point.positionSteps())) / sigma;
    }

    /// The used points alone, as they were measured, from the lowest position to the highest.
    public List<CurvePoint> usedPoints() {
        return points.stream()
                .filter(FittedPoint::used)
                .map(FittedPoint::point)
                .sorted(CurvePoint.BY_POSITION)
                .toList();
    }

    ModelFit asModel(String name) {
        return new ModelFit(
                name,
                curve.bestPositionSteps(),
                sigmaSteps(),
                degreesOfFreedom() > 0 ? OptionalDouble.of(rSquared) : OptionalDouble.empty());
    }
}
