package parfocal.autofocus;

import parfocal.stars.Bahtinov.Spikes;

/// From the spikes of a Bahtinov mask to steps, by geometry.
///
/// Each part of the mask makes a spike through its own image of the star, which defocus `Δ` shifts by the middle of that part's light:
/// for half of a ring-shaped aperture `q·Δ/(2N)` with `q = 4/(3π)·(1 − ε³)/(1 − ε²)`. So the middle spike passes the crossing of
/// the outer two at `q·(1 ± tan α / 2)·Δ/N`, α between middle and outer spikes; plus where the slits of the quarters lean
/// outward, as the letter Y, minus where they lean inward.
///
/// @param focalRatio     focal length over aperture
/// @param obstruction    of the diameter, 0 for none
/// @param pixelMicrons   side of a pixel as the frame has it
/// @param micronsPerStep shift of the focal plane for one step
/// @param lean           how the quarters' slits lean
public record MaskOptics(
        double focalRatio,
        double obstruction,
        double pixelMicrons,
        double micronsPerStep,
        Lean lean) {
    /// Three straight spikes are an image of the truth: scales agree with it to a few percent.
    private static final double SIGMA_OF_GEOMETRY = 0.04;

    public enum Lean {
        OUTWARD,
        INWARD,
        /// Either: the middle, with the difference in the uncertainty.
        UNKNOWN
    }

    /// @param steps      from focus; which sign is which side, two positions tell
    /// @param sigmaSteps its standard deviation
    public record Distance(double steps, double sigmaSteps) {}

    public MaskOptics {
        if (!(focalRatio > 0
                && obstruction >= 0
                && obstruction < 1
                && pixelMicrons > 0
                && micronsPerStep > 0)) {
            throw new IllegalArgumentException(
                    "f/%s, obstruction %s, pixels of %s µm and steps of %s µm are no telescope."
                            .formatted(focalRatio, obstruction, pixelMicrons, micronsPerStep));
        }
    }

    /// How far the middle spike moves against the crossing for one step.
    public double pixelsPerStep(double halfAngleDegrees) {
        double half = StrictMath.tan(Math.toRadians(halfAngleDegrees)) / 2;
        double factor =
                switch (lean) {
                    case OUTWARD -> 1 + half;
                    case INWARD -> 1 - half;
                    case UNKNOWN -> 1;
                };
        double q =
                4
                        / (3 * Math.PI)
                        * (1 - obstruction * obstruction * obstruction)
                        / (1 - obstruction * obstruction);
        return factor * q * micronsPerStep / (focalRatio * pixelMicrons);
    }

    public Distance distance(Spikes spikes) {
        double scale = pixelsPerStep(spikes.halfAngleDegrees());
        double steps = spikes.offsetPixels() / scale;
        double half = StrictMath.tan(Math.toRadians(spikes.halfAngleDegrees())) / 2;
        double share = lean == Lean.UNKNOWN ? half : SIGMA_OF_GEOMETRY;
        return new Distance(
                steps, Math.hypot(spikes.sigmaPixels() / scale, share * Math.abs(steps)));
    }
}
