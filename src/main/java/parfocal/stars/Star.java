package parfocal.stars;

import java.util.Collections;
import java.util.EnumSet;
import java.util.OptionalDouble;
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
/// @param longAxisDegrees direction of the longer of these axes, from x toward y, from 0 to 180; empty where nobody measured it
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
        OptionalDouble longAxisDegrees,
        double snr,
        Set<StarFlag> flags) {
    public Star {
        flags = flags.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(flags));
    }

    /// The same star, so many times as large.
    public Star resized(double times) {
        return new Star(
                x,
                y,
                fluxAdu,
                times * hfrPixels,
                times * hfrSigmaPixels,
                times * fwhmPixels,
                peakAdu,
                eccentricity,
                longAxisDegrees,
                snr,
                flags);
    }

    /// A star of which nobody knows which way it is drawn out.
    public Star(
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
        this(
                x,
                y,
                fluxAdu,
                hfrPixels,
                hfrSigmaPixels,
                fwhmPixels,
                peakAdu,
                eccentricity,
                OptionalDouble.empty(),
                snr,
                flags);
    }
}
