package parfocal.curve;

import java.util.List;
import org.hipparchus.util.FastMath;

/// Sizes as they would be if a telescope's curve were a hyperbola all the way out.
///
/// The flank of a disc, blurred by air, is steeper than the hyperbola through its bottom: sizes lie above it, by more and more from one and a half to ten
/// times the smallest, and then by a seventeenth. Where a curve has to say how far out a size belongs, that counts: a fit is bent by it, by as much as
/// it reaches far, and leads astray beyond its ends. Taken off the sizes themselves, it hurts neither.
///
/// Half-flux radii of the rigs' profiles ask for 0.055 with an obstruction of a third and for 0.062 without. Stars are measured within three
/// of their radii, which cuts wings off in focus and none off a disc: 76 sweeps of rendered frames ask for 0.06 with that obstruction, for 0.09 to
/// 0.12 without; air without wings for less. Nobody knows which it is on a given night, and that is part of what a place
/// read off the flank is uncertain by.
///
/// @param steeper in ln size, far out
record StraightFlanks(double steeper) {
    static final StraightFlanks USUAL = new StraightFlanks(0.06);

    private static final double SIGMA_STEEPER = 0.018;

    /// In smallest sizes: where it begins, and how slowly it is reached.
    private static final double BEGINNING = 1.43;

    private static final double SLOWNESS = 2.35;

    /// What frames scatter by once this is no scatter any more.
    private static final double FLOOR = 0.004;

    /// What the air does to a disc of one and a half to three smallest sizes, against the square law: 0.32 for 0.36, 0.10 for 0.14.
    private static final double SHARE_OF_AIR = 0.9;

    private static final int FEWEST_POINTS = 4;
    private static final int ROUNDS = 2;

    /// As far out, in half-widths, a curve of other nights has points: there its sizes are right, curved flank or not.
    private static final double REACH = 2;

    /// By one standard deviation.
    StraightFlanks oneSigmaSteeper() {
        return new StraightFlanks(steeper + SIGMA_STEEPER);
    }

    double size(double pixels, double minimumPixels) {
        double above = FastMath.max(0, pixels / minimumPixels - BEGINNING);
        return pixels * FastMath.exp(steeper * FastMath.expm1(-above / SLOWNESS));
    }

    /// The law of a frame whose flanks are straight.
    private static ErrorLaw law(ErrorLaw law) {
        return law.seeing() > 0
                ? new ErrorLaw(SHARE_OF_AIR * law.seeing(), FastMath.min(FLOOR, law.floor()))
                : law;
    }

    /// The curve of the same points, straightened.
    CurveFit fit(CurveFit measured) {
        if (measured.usedCount() < FEWEST_POINTS) {
            return knownBefore(measured);
        }
        CurveFit straight = measured;
        for (int round = 0; round < ROUNDS; round++) {
            double minimum = straight.curve().minimumPixels();
            List<CurvePoint> points =
                    measured.usedPoints().stream().map(p -> straightened(p, minimum)).toList();
            if (!(CurveFit.of(points, law(measured.law())) instanceof CurveFit fit)) {
                return knownBefore(measured);
            }
            straight = fit;
        }
        return straight;
    }

    /// Of a curve that has too few points of its own, and is known from other nights.
    private CurveFit knownBefore(CurveFit measured) {
        Hyperbola curve = measured.curve();
        double height =
                size(FastMath.hypot(1, REACH) * curve.minimumPixels(), curve.minimumPixels())
                        / curve.minimumPixels();
        double wider = REACH / FastMath.sqrt((height - 1) * (height + 1));
        return new CurveFit(
                new Hyperbola(
                        curve.bestPositionSteps(),
                        wider * curve.halfWidthSteps(),
                        curve.minimumPixels()),
                measured.covariance(),
                measured.sumOfSquares(),
                measured.spare(),
                measured.rSquared(),
                measured.points(),
                law(measured.law()));
    }

    CurvePoint straightened(CurvePoint point, double minimumPixels) {
        double size = size(point.hfrPixels(), minimumPixels);
        return new CurvePoint(
                point.positionSteps(), size, point.sigmaPixels() * size / point.hfrPixels());
    }
}
