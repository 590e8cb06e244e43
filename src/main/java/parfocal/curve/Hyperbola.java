package parfocal.curve;

import org.hipparchus.util.FastMath;

/// The focus curve of geometry and blur added in quadrature: `y = m·√(1 + ((x − x0)/w)²)`.
///
/// @param bestPositionSteps `x0`, in reported steps for the approach direction of the points
/// @param halfWidthSteps    `w`, above 0: at this distance the size is √2 times the minimum
/// @param minimumPixels     `m`, above 0: the size at best focus
public record Hyperbola(double bestPositionSteps, double halfWidthSteps, double minimumPixels) {

    public double sizeAt(double positionSteps) {
        return minimumPixels * FastMath.hypot(1, defocusAt(positionSteps));
    }

    /// Slope of the far flanks, always positive: `k = m/w`.
    public double slopePixelsPerStep() {
        return minimumPixels / halfWidthSteps;
    }

    /// Slope just here: negative below best focus, positive above.
    public double slopeAt(double positionSteps) {
        double defocus = defocusAt(positionSteps);
        return slopePixelsPerStep() * defocus / FastMath.hypot(1, defocus);
    }

    /// Distance from best focus at which stars have this size; 0 for sizes at or below the minimum.
    public double distanceOfSize(double sizePixels) {
        double height = sizePixels / minimumPixels;
        return height <= 1 ? 0 : halfWidthSteps * FastMath.sqrt((height - 1) * (height + 1));
    }

    /// Distance from best focus in units of the half-width; negative below.
    public double defocusAt(double positionSteps) {
        return (positionSteps - bestPositionSteps) / halfWidthSteps;
    }
}
