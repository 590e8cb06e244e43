package parfocal.curve;

/// A point as the fit sees it.
///
/// @param point           as it was measured
/// @param use             whether it counted
/// @param predictedPixels the size on the curve at this position
/// @param residualSigmas  how far ln size lies above the curve, in standard errors of this point; 0 for an unreadable one
public record FittedPoint(
        CurvePoint point, Use use, double predictedPixels, double residualSigmas) {

    public enum Use {
        USED,
        /// An outlier against every plausible curve through the others.
        REJECTED,
        /// Not a positive size at a finite position.
        UNREADABLE
    }

    public boolean used() {
        return use == Use.USED;
    }
}
