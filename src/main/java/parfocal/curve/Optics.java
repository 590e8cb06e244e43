package parfocal.curve;

import org.hipparchus.util.FastMath;

/// What geometry says of the flanks.
///
/// @param focalRatio   focal length over aperture
/// @param obstruction  diameter of the central obstruction over that of the aperture, 0 to below 1
/// @param pixelMicrons side of a pixel as measured, that is after binning
public record Optics(double focalRatio, double obstruction, double pixelMicrons) {

    public Optics {
        if (!(focalRatio > 0 && obstruction >= 0 && obstruction < 1 && pixelMicrons > 0)) {
            throw new IllegalArgumentException(
                    "f/%s, obstruction %s and pixels of %s µm are no telescope"
                            .formatted(focalRatio, obstruction, pixelMicrons));
        }
    }

    /// Growth of the half-flux radius per micron of defocus: `√((1 + ε²)/2)/(2·N·p)`.
    public double slopePixelsPerMicron() {
        return FastMath.sqrt((1 + obstruction * obstruction) / 2) / (2 * focalRatio * pixelMicrons);
    }

    /// How far one step of the focuser moves the image, read from the flanks of a fitted curve.
    public double micronsPerStep(Hyperbola curve) {
        return curve.slopePixelsPerStep() / slopePixelsPerMicron();
    }

    /// The half-width to expect before any curve was measured.
    ///
    /// @param minimumPixels  half-flux radius in focus: half the seeing over the pixel scale
    /// @param micronsPerStep how far one step moves the image
    public double expectedHalfWidthSteps(double minimumPixels, double micronsPerStep) {
        return minimumPixels / (slopePixelsPerMicron() * micronsPerStep);
    }
}
