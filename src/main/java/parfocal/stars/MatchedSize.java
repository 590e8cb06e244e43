package parfocal.stars;

/// A half-flux radius read off the frame's common profile.
///
/// @param hfr   in pixels
/// @param sigma its standard error from the sky's noise
record MatchedSize(double hfr, double sigma) {
    MatchedSize times(double pixels) {
        return new MatchedSize(hfr * pixels, sigma * pixels);
    }
}
