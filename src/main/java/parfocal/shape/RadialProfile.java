package parfocal.shape;

import java.util.List;

/// The mean profile of a frame's clear stars: brightness above the background in rings around the centre, a star's light being 1.
///
/// @param rings     from the centre outward, without gaps
/// @param hfrPixels half-flux radius of the stars
/// @param starCount stars that made it
public record RadialProfile(List<Ring> rings, double hfrPixels, int starCount) {

    /// One ring.
    ///
    /// @param innerPixels where it begins
    /// @param outerPixels where it ends
    /// @param brightness  share of a star's light per pixel
    /// @param sigma       its standard error from noise
    public record Ring(double innerPixels, double outerPixels, double brightness, double sigma) {}

    public RadialProfile {
        rings = List.copyOf(rings);
    }
}
