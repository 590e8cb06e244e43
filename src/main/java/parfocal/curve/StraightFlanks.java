package parfocal.curve;

import java.util.List;
import org.hipparchus.util.FastMath;

/// Sizes as they would be if a telescope's curve were a hyperbola all the way out.
///
/// The flank of a disc, blurred by air, is a little steeper than the hyperbola through its bottom: sizes lie above it, by more and more up
/// to six times the smallest and then by a fortieth. Where a curve has to say how far out a size belongs, that counts: a fit that
/// reaches far is bent by it, one that does not leads astray beyond its ends. Taken off the sizes themselves, it hurts neither.
/// From the profiles of discs with and without an obstruction under the rigs' air; with an obstruction of a third it is a quarter less, under air
/// without any wings more, which far out comes to two percent of the way.
final class StraightFlanks {
    /// In ln size, far out.
    private static final double STEEPER = 0.025;

    /// In smallest sizes: where it begins, and how slowly it is reached.
    private static final double BEGINNING = 2.7;

    private static final double SLOWNESS = 3;

    /// What frames scatter by once this is no scatter any more.
    private static final double FLOOR = 0.004;

    /// What the air does to a disc of one and a half to three smallest sizes, against the square law: 0.32 for 0.36, 0.10 for 0.14.
    private static final double SHARE_OF_AIR = 0.9;

    /// Standard deviation of ln size that is left of the difference.
    static final double SIGMA_LOG = 0.002;

    private static final int FEWEST_POINTS = 4;
    private static final int ROUNDS = 2;

    private StraightFlanks() {}

    static double size(double pixels, double minimumPixels) {
        double above = FastMath.max(0, pixels / minimumPixels - BEGINNING);
        return pixels * FastMath.exp(STEEPER * FastMath.expm1(-above / SLOWNESS));
    }

    /// The law of a frame whose flanks are straight.
    static ErrorLaw law(ErrorLaw law) {
        return law.seeing() > 0
                ? new ErrorLaw(SHARE_OF_AIR * law.seeing(), FastMath.min(FLOOR, law.floor()))
                : law;
    }

    /// The curve of the same points, straightened; the curve as it is where it has too few of its own, and is known from other nights.
    static CurveFit fit(CurveFit measured) {
        CurveFit straight = measured;
        if (measured.usedCount() < FEWEST_POINTS) {
            return measured;
        }
        for (int round = 0; round < ROUNDS; round++) {
            double minimum = straight.curve().minimumPixels();
            List<CurvePoint> points =
                    measured.usedPoints().stream()
                            .map(p -> straightened(p, minimum))
                            .toList();
            if (!(CurveFit.of(points, law(measured.law())) instanceof CurveFit fit)) {
                return measured;
            }
            straight = fit;
        }
        return straight;
    }

    static CurvePoint straightened(CurvePoint point, double minimumPixels) {
        double size = size(point.hfrPixels(), minimumPixels);
        return new CurvePoint(
                point.positionSteps(), size, point.sigmaPixels() * size / point.hfrPixels());
    }
}
