package parfocal.stars;

/// A half-flux radius read off the frame's common profile.
///
/// @param hfr    in pixels
/// @param sigma  its standard error from the sky's noise
/// @param misfit what the profile leaves unexplained of the light, squared, ring by ring over the light: what noise leaves is
///               taken off
record MatchedSize(double hfr, double sigma, double misfit) {
    MatchedSize times(double pixels) {
        return new MatchedSize(hfr * pixels, sigma * pixels, misfit);
    }
}
