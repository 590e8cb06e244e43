package parfocal.curve;

import org.hipparchus.util.FastMath;

/// Relative error of one frame's star size, apart from what its own stars tell: `σ_lny² = (seeing·(m/y)²)² + floor²`.
///
/// Seeing changes the blur and leaves the geometric part alone, so far points are relatively better than near ones: up to where no
/// telescope's flank is quite a hyperbola any more. Beyond four times the smallest size a part for that joins, which lets far points
/// say on which flank they lie, and little more.
///
/// @param seeing relative error at best focus from the air moving, typically 0.05 to 0.15 for a few seconds
/// @param floor  relative error that no defocus removes, typically 0.01 to 0.03
public record ErrorLaw(double seeing, double floor) {

    /// Exposures of two to four seconds under an ordinary sky, where frames are put on one scale by the stars they share. Seeing that
    /// jitters by 2 to 10 % from frame to frame, 6.4 % root mean square, moves stars in focus by some 5.5 %: part of their size is
    /// diffraction and pixels. Frames scatter by 0.6 % where the air does nothing, and no star's curve is a hyperbola to better than
    /// a third of a percent. What a night really is shows in the scatter, and the two are put together: see `Scatter`.
    public static final ErrorLaw ORDINARY_NIGHT = new ErrorLaw(0.055, 0.007);

    /// Sizes that other programs recorded: each frame by its own stars, so that a star more or less changes the size.
    public static final ErrorLaw OTHER_PROGRAMS = new ErrorLaw(0.05, 0.012);

    /// A third of a percent, by which no star's curve is a hyperbola.
    private static final double SHAPE_IN_FLOOR = 0.0035;

    private static final double FIRST_HEIGHT_OF_DONUTS = 4;
    private static final double SIGMA_OF_SHAPE = 0.012;
    private static final double LARGEST_SIGMA_OF_SHAPE = 0.1;

    public ErrorLaw {
        if (!(seeing >= 0 && floor > 0 && seeing < 1 && floor < 1)) {
            throw new IllegalArgumentException(
                    "seeing %s and floor %s are relative errors: below 1, and the floor above 0"
                            .formatted(seeing, floor));
        }
    }

    /// The same relative error at every size.
    public static ErrorLaw constant(double relativeError) {
        return new ErrorLaw(0, relativeError);
    }

    /// Standard deviation of ln size for a frame whose stars are `height` times as large as at best focus.
    public double sigmaLogAt(double height) {
        return FastMath.hypot(
                FastMath.hypot(seeing / (height * height), floor), sigmaOfShapeAt(height));
    }

    /// The same from the frame alone: what differs from one to the next, and not what the curve's shape does to all. Where the shape is found
    /// along with the curve, its part of the floor would be counted twice.
    double sigmaLogOfFrameAt(double height) {
        double shape = seeing > 0 ? FastMath.min(floor, SHAPE_IN_FLOOR) : 0;
        return FastMath.hypot(
                seeing / (height * height), FastMath.sqrt(floor * floor - shape * shape));
    }

    /// A law that says "the same at every size" is taken at its word.
    private double sigmaOfShapeAt(double height) {
        return seeing > 0
                ? FastMath.min(
                        LARGEST_SIGMA_OF_SHAPE,
                        SIGMA_OF_SHAPE * FastMath.max(0, height - FIRST_HEIGHT_OF_DONUTS))
                : 0;
    }

    /// Where one exposure tells most about best focus, in half-widths from it: `u* = (1 + seeing²/floor²)^¼`.
    public double mostTellingDefocus() {
        double ratio = seeing / floor;
        return FastMath.sqrt(FastMath.hypot(1, ratio));
    }

    double sigmaLog(double sizePixels, double minimumPixels, double relativeSigma) {
        double height = FastMath.max(1, sizePixels / minimumPixels);
        return FastMath.hypot(sigmaLogAt(height), relativeSigma);
    }
}
