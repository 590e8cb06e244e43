package parfocal.stars;

/// A straight line near a star: the places `p` with `p·n = offset`, `n = (−sin θ, cos θ)`, from the star's middle.
///
/// @param theta    direction of the line in radians
/// @param offset   pixels
/// @param strength how clearly it was seen
record SpikeLine(double theta, double offset, double strength) {

    double across(double dx, double dy) {
        return cos() * dy - sin() * dx - offset;
    }

    double sin() {
        return StrictMath.sin(theta);
    }

    double cos() {
        return StrictMath.cos(theta);
    }

    /// From here to there, the short way, for lines have no direction: −π/2 to π/2.
    double turnTo(SpikeLine other) {
        return StrictMath.IEEEremainder(other.theta - theta, Math.PI);
    }
}
