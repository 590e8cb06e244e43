package parfocal.autofocus;

import parfocal.curve.Hyperbola;

/// One frame's star against the curve of the run: what is left of its size when the curve is taken off, and how that would change if
/// focus lay elsewhere for this star.
///
/// @param star      its number in the run
/// @param frame     number of the frame
/// @param x         from the middle of the field, −1 at the left edge and 1 at the right; `y` likewise, 1 at the bottom
/// @param radius    from the middle of the field, 1 in its corners
/// @param left      ln size less the ln size of the curve
/// @param weight    one over the square of its standard error
/// @param perStep   change of ln size when this star's focus lies one step higher
/// @param perBottom change of ln size when this star's smallest size is larger by one in ln
record StarShifts(
        int star,
        int frame,
        double x,
        double y,
        double radius,
        double left,
        double weight,
        double perStep,
        double perBottom) {

    /// @param place where the star stands in the field
    /// @param curve this star's own, as far as it is known by now
    static StarShifts of(
            SameStars.Sighting seen, Place place, double positionSteps, Hyperbola curve) {
        double u = curve.defocusAt(positionSteps);
        double bend = 1 + u * u;
        return new StarShifts(
                seen.star(),
                seen.frame(),
                place.x,
                place.y,
                place.radius(),
                seen.logSize() - StrictMath.log(curve.sizeAt(positionSteps)),
                1 / (seen.sigma() * seen.sigma()),
                -u / (curve.halfWidthSteps() * bend),
                1 / bend);
    }

    /// From −1 at the left to 1 at the right, and from −1 at the top to 1 at the bottom.
    record Place(double x, double y) {
        double radius() {
            return Math.sqrt((x * x + y * y) / 2);
        }
    }
}
