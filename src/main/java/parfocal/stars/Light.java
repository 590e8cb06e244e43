package parfocal.stars;

import java.util.Optional;

/// What was measured of one place in the frame, before anybody has said whether it is a star.
///
/// @param x            centre, zero-based pixel centres
/// @param y            centre
/// @param background   local, in ADU
/// @param noise        scatter of the pixels of the background ring, in ADU
/// @param flux         total light in ADU, lost wings put back
/// @param hfr          half-flux radius in pixels
/// @param hfrSigma     its standard error from the sky's noise
/// @param hfrPhoton    its standard error from the star's own photons if each were one ADU: times `√(ADU per photon)`
/// @param fwhm         outer diameter at half maximum
/// @param peak         brightest pixel over the background, in ADU
/// @param secondPeak   second-brightest pixel over the background, in ADU
/// @param softness     radius of 80 % over radius of 50 % of the light: disc 1.26, Gaussian 1.52, Moffat more
/// @param longAxis     standard deviation along the longer axis, window taken out, in pixels
/// @param shortAxis    the same along the shorter axis
/// @param longAxisDegrees direction of the longer axis, from x toward y, from 0 to 180
/// @param wholeInFrame whether the measuring circle lies in the frame
/// @param matched      the size by the frame's common profile, once that is known
record Light(
        double x,
        double y,
        double background,
        double noise,
        double flux,
        double hfr,
        double hfrSigma,
        double hfrPhoton,
        double fwhm,
        double peak,
        double secondPeak,
        double softness,
        double longAxis,
        double shortAxis,
        double longAxisDegrees,
        boolean wholeInFrame,
        Optional<MatchedSize> matched) {
    Light sized(double betterHfr, double betterSigma) {
        return new Light(
                x,
                y,
                background,
                noise,
                flux,
                betterHfr,
                betterSigma,
                hfrPhoton,
                fwhm,
                peak,
                secondPeak,
                softness,
                longAxis,
                shortAxis,
                longAxisDegrees,
                wholeInFrame,
                matched);
    }

    double axisRatio() {
        return longAxis / Math.max(0.05, shortAxis);
    }

    /// Height of the peak over that of an even disc with the same light within the half-flux radius: Gaussian 1.4, Moffat
    /// up to 1.8; what noise may add to the highest pixel is taken off. Far above that it is a speck, not a star.
    double peakedness() {
        double even = 0.5 * flux / (Math.PI * hfr * hfr);
        return (peak - 4 * noise) / even;
    }

    double eccentricity() {
        double ratio = shortAxis / Math.max(0.05, longAxis);
        return Math.sqrt(Math.max(0, 1 - ratio * ratio));
    }
}
