package parfocal.autofocus;

import java.util.List;
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

    /// A number for each sighting less what is common to its star and to its frame: seeing and guiding act on a whole frame, and a star's
    /// own look goes with it through all frames, so neither can pass for tilt.
    static double[] apart(List<StarShifts> all, double[] values, double[] weights) {
        int stars = 1 + all.stream().mapToInt(StarShifts::star).max().orElse(0);
        int frames = 1 + all.stream().mapToInt(StarShifts::frame).max().orElse(0);
        double[] rest = values.clone();
        for (int round = 0; round < 12; round++) {
            takeOff(rest, weights, all.stream().mapToInt(StarShifts::star).toArray(), stars);
            takeOff(rest, weights, all.stream().mapToInt(StarShifts::frame).toArray(), frames);
        }
        return rest;
    }

    private static void takeOff(double[] rest, double[] weights, int[] group, int groups) {
        double[] sum = new double[groups];
        double[] total = new double[groups];
        for (int i = 0; i < rest.length; i++) {
            sum[group[i]] += weights[i] * rest[i];
            total[group[i]] += weights[i];
        }
        for (int i = 0; i < rest.length; i++) {
            rest[i] -= sum[group[i]] / total[group[i]];
        }
    }
}
