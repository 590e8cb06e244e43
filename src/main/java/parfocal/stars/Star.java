package parfocal.stars;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// One star of a frame, measured in that frame's (binned) pixels.
///
/// @param x               column of the centre; 0 is the centre of the first pixel
/// @param y               row of the centre; 0 is the centre of the first row
/// @param fluxAdu         total light above the local background, wings outside the measuring circle included
/// @param hfrPixels       true half-flux radius: of the circle that holds half of the total light
/// @param hfrSigmaPixels  its standard error from background noise; photon noise of the star itself is not known here
/// @param fwhmPixels      diameter at which the mean profile falls to half of its maximum, seen from outside; the
///                        outline's diameter for a defocused star
/// @param peakAdu         brightest pixel above the local background
/// @param eccentricity    `√(1 − b²/a²)` of the light's axes; 0 is round
/// @param snr             light over background noise in the best-matched window
/// @param flags           why the size does not count, if so
public record Star(
        double x,
        double y,
        double fluxAdu,
        double hfrPixels,
        double hfrSigmaPixels,
        double fwhmPixels,
        double peakAdu,
        double eccentricity,
        double snr,
        Set<StarFlag> flags) {
    public Star {
        flags = flags.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(flags));
    }
}
