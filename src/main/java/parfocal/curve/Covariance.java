package parfocal.curve;

import org.hipparchus.util.FastMath;

/// What is known of the three numbers of a [Hyperbola] together: covariances of `x0` in steps, of ln `w` and of ln `m`.
public record Covariance(
        double best,
        double bestWidth,
        double bestMinimum,
        double width,
        double widthMinimum,
        double minimum) {

    public double sigmaBestSteps() {
        return FastMath.sqrt(best);
    }

    public double sigmaLogWidth() {
        return FastMath.sqrt(width);
    }

    public double sigmaLogMinimum() {
        return FastMath.sqrt(minimum);
    }

    /// Standard deviation of ln k, the slope `k = m/w` of the flanks.
    public double sigmaLogSlope() {
        return FastMath.sqrt(FastMath.max(0, minimum + width - 2 * widthMinimum));
    }

    /// Standard deviation of ln size on the curve at a position.
    public double sigmaLogSize(Hyperbola curve, double positionSteps) {
        double u = curve.defocusAt(positionSteps);
        double steepness = u / (1 + u * u);
        double byBest = -steepness / curve.halfWidthSteps();
        double byWidth = -steepness * u;
        double variance =
                byBest * byBest * best
                        + byWidth * byWidth * width
                        + minimum
                        + 2
                                * (byBest * byWidth * bestWidth
                                        + byBest * bestMinimum
                                        + byWidth * widthMinimum);
        return FastMath.sqrt(FastMath.max(0, variance));
    }
}
