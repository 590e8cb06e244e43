package parfocal.shape;

import java.util.List;
import java.util.Optional;
import parfocal.curve.Hyperbola;

/// Best focus from the shape of the stars.
///
/// @param bestPositionSteps where stars are smallest
/// @param sigmaSteps        its standard deviation, from how far the profiles are from the model
/// @param chiSquare         squared distance of the profiles from the model over what noise and a model error of ½ % explain
/// @param discPixelsPerStep how fast the radius of the defocus disc grows
/// @param obstruction       diameter of the hole over that of the pupil
/// @param sphericalPixels   radius that spherical aberration gives the light from the rim
/// @param frames            that made it
public record ShapeFit(
        double bestPositionSteps,
        double sigmaSteps,
        double chiSquare,
        double discPixelsPerStep,
        double obstruction,
        double sphericalPixels,
        int frames) {
    /// Profiles that the model explains lie near 0.6; a frame in the wrong place well above 2.4.
    public static final double LARGEST_CHI_SQUARE = 2.4;

    /// Fits disc ⊗ seeing to all profiles at once: one position of best focus, one growth of the disc, one obstruction, one
    /// spherical aberration, one astigmatism, one shape of the seeing for all, and a width of the seeing for each frame.
    ///
    /// @param start the curve of the sizes, to begin with
    /// @return empty for fewer than four profiles, or without one clearly out of focus on each side
    public static Optional<ShapeFit> of(List<PlacedProfile> profiles, Hyperbola start) {
        return new JointFit(profiles, start).fit();
    }
}
