package parfocal.curve;

import org.hipparchus.util.FastMath;

/// How far the focuser may stand from best focus before anybody sees it. Lengths along the optical axis.
///
/// Focal ratio is focal length over aperture. The quarter-wave, classic and seeing zones are total widths, as they are
/// usually printed; the others say "half".
public final class CriticalZone {
    /// Growth of the stars that nobody minds.
    public static final double USUAL_LOSS = 0.03;

    /// Green light.
    public static final double GREEN_MICRONS = 0.55;

    private CriticalZone() {}

    /// From the fitted curve alone, on either side of best focus: `w·√((1 + τ)² − 1)`.
    ///
    /// @param loss relative growth `τ` of the stars that is tolerated, such as 0.03
    public static double halfWidthSteps(Hyperbola curve, double loss) {
        return curve.halfWidthSteps() * FastMath.sqrt(loss * (2 + loss));
    }

    /// Relative growth of the stars at a distance from best focus: `√(1 + (Δ/w)²) − 1`.
    public static double lossAt(Hyperbola curve, double distanceSteps) {
        return FastMath.hypot(1, distanceSteps / curve.halfWidthSteps()) - 1;
    }

    /// The light cone is narrower than the Airy disc: `4.88·λ·N²` in all.
    public static double classicMicrons(double focalRatio, double wavelengthMicrons) {
        return 4.88 * wavelengthMicrons * focalRatio * focalRatio;
    }

    /// Rayleigh's quarter of a wave: `4·λ·N²` in all.
    public static double quarterWaveMicrons(double focalRatio, double wavelengthMicrons) {
        return 4 * wavelengthMicrons * focalRatio * focalRatio;
    }

    /// Goldman and Megdal: `0.00225·θ·√τ·A·N²` in all.
    ///
    /// @param fwhmArcsec           width of stars in focus: seeing, optics and guiding together
    /// @param tolerancePercent     growth tolerated, in percent
    /// @param apertureMillimetres  of the telescope
    public static double seeingMicrons(
            double fwhmArcsec,
            double tolerancePercent,
            double apertureMillimetres,
            double focalRatio) {
        return 0.00225
                * fwhmArcsec
                * FastMath.sqrt(tolerancePercent)
                * apertureMillimetres
                * focalRatio
                * focalRatio;
    }

    /// On either side of best focus, the geometric disc is still within one pixel: `N·p`.
    public static double pixelHalfMicrons(double focalRatio, double pixelMicrons) {
        return focalRatio * pixelMicrons;
    }
}
