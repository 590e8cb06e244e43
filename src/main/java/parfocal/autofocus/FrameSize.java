package parfocal.autofocus;

import java.util.OptionalDouble;

/// What one frame of a run says, on the scale of the stars it shares with the others.
///
/// @param hfrPixels    half-flux radius; empty without a measurable star
/// @param sigmaPixels  its standard error from the stars alone: seeing that is common to all of them is not in it
/// @param starCount    stars that counted
/// @param relativeFlux light of the stars against the frame in which each was first seen; empty without common stars
/// @param eccentricity median of the stars; 0 is round
/// @param shiftX       where the field lies against the first frame, in pixels; `shiftY` likewise
public record FrameSize(
        OptionalDouble hfrPixels,
        double sigmaPixels,
        int starCount,
        OptionalDouble relativeFlux,
        double eccentricity,
        double shiftX,
        double shiftY) {

    /// The same stars smaller by this factor, which is known to a relative standard deviation.
    FrameSize smaller(double factor, double relativeSigma) {
        double hfr = factor * hfrPixels.orElseThrow();
        return new FrameSize(
                OptionalDouble.of(hfr),
                Math.hypot(factor * sigmaPixels, relativeSigma * hfr),
                starCount,
                relativeFlux,
                eccentricity,
                shiftX,
                shiftY);
    }

    /// How far the field moved between two frames.
    double shiftFrom(FrameSize other) {
        return Math.hypot(shiftX - other.shiftX, shiftY - other.shiftY);
    }
}
