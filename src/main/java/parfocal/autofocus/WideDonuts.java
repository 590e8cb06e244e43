package parfocal.autofocus;

import parfocal.curve.ArrivedPoint;
import parfocal.curve.CurvePoint;
import parfocal.curve.Hyperbola;

/// What a frame far out of focus says of its stars, and how far that can be trusted.
///
/// A donut covers a hundred times the sky of its star in focus: nebulae and neighbours shine into it, in all donuts of a frame alike,
/// so that the stars agree with each other and are too large together. Their light tells: they are brighter than
/// they were. And where a handful is all that is left of a field, those are no longer the clear ones. Measured on 800 rendered frames
/// of four rigs, three to twelve half-widths out, among nebulae and hot pixels: without this the places read off such
/// frames are as far off as five times their uncertainty.
final class WideDonuts {
    /// In smallest sizes.
    private static final double WIDE = 4;

    /// Wider circles hold a little more of a star's own light. In ln flux.
    private static final double OWN_LIGHT = 0.03;

    /// What foreign light adds to ln size, for each ln of flux.
    private static final double LARGER_BY_FOREIGN_LIGHT = 0.3;

    private static final double SIGMA_OF_FOREIGN_LIGHT = 0.15;

    /// Common error of ln size in a frame of `n` stars: so much over `n²`.
    private static final double ERROR_OF_FEW = 0.8;

    private static final double LARGEST_ERROR_OF_FEW = 0.15;

    private WideDonuts() {}

    /// The frame as a point of a curve, its size and uncertainty as the light of its stars says.
    ///
    /// @param sample with stars
    static CurvePoint point(Sample sample, Hyperbola curve) {
        CurvePoint measured = sample.point();
        double height = measured.hfrPixels() / curve.minimumPixels();
        double flux = sample.size().relativeFlux().orElse(1);
        if (height < WIDE || !(flux > 0)) {
            return measured;
        }
        double foreign = Math.max(0, StrictMath.log(flux) - OWN_LIGHT);
        double size = measured.hfrPixels() * StrictMath.exp(-LARGER_BY_FOREIGN_LIGHT * foreign);
        double sigmaLog =
                Math.hypot(
                        measured.sigmaPixels() / measured.hfrPixels(),
                        Math.hypot(errorOfFew(sample), SIGMA_OF_FOREIGN_LIGHT * foreign));
        return new CurvePoint(measured.positionSteps(), size, size * sigmaLog);
    }

    /// The frame as it is believed before there is a curve: where nobody knows what is wide, huge is.
    ///
    /// @param sample with stars
    static ArrivedPoint arrived(Sample sample) {
        ArrivedPoint arrived = sample.arrived();
        return new ArrivedPoint(believed(sample), arrived.arrival(), arrived.travelSteps());
    }

    /// The same, however it was reached.
    static CurvePoint believed(Sample sample) {
        CurvePoint point = sample.point();
        return Search.huge(sample)
                ? new CurvePoint(
                        point.positionSteps(),
                        point.hfrPixels(),
                        Math.hypot(point.sigmaPixels(), errorOfFew(sample) * point.hfrPixels()))
                : point;
    }

    private static double errorOfFew(Sample sample) {
        double stars = sample.size().starCount();
        return Math.min(LARGEST_ERROR_OF_FEW, ERROR_OF_FEW / (stars * stars));
    }
}
