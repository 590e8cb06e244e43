package parfocal.rig;

/// A Moffat smeared over a disc much larger than itself, at a cost that grows with the disc's radius only.
///
/// Seen from a point at distance `r` from the disc's centre, the light that comes from the distance `t` is `2πt` times the Moffat,
/// times the share of the circle of radius `t` around the point that lies on the disc. That share is an angle of the triangle of `r`,
/// `t` and the disc's radius, so that one integral over `t` is left of two over the disc.
final class LargeDisc {
    /// The radius at which the light is taken grows in these steps, in units of the Moffat's width.
    private static final double FINEST = 0.12;

    private static final double GROWTH = 1.05;

    /// Beyond this many widths a Moffat of exponent 3½ holds less than a millionth of its light.
    private static final double FARTHEST = 300;

    private LargeDisc() {}

    /// Brightness, up to a factor, at the radii `0, 1, … count − 1` in units of `1 / stepsPerPixel`.
    static double[] table(int count, int stepsPerPixel, double alpha, double inner, double outer) {
        double[] table = new double[count];
        for (int i = 0; i < count; i++) {
            table[i] = at((double) i / stepsPerPixel, alpha, inner, outer);
        }
        return table;
    }

    private static double at(double r, double alpha, double inner, double outer) {
        double sum = 0;
        double from = 0;
        double step = FINEST * alpha;
        // Where a circle begins to touch a rim, the share bends sharply; steps are fine there too,
        // because it matters only for rims that are near.
        double farthest = Math.min(r + outer, FARTHEST * alpha);
        while (from < farthest) {
            double middle = from + step / 2;
            double share = shareOn(outer, r, middle) - shareOn(inner, r, middle);
            if (share > 0) {
                sum += share * middle * step * StarProfile.moffat(middle * middle, alpha);
            }
            from += step;
            if (from > 6 * alpha) {
                step *= GROWTH;
            }
        }
        return sum;
    }

    /// How much of a circle of radius `t` around a point at distance `r` from the centre lies on a disc.
    private static double shareOn(double radius, double r, double t) {
        if (r + t <= radius) {
            return 1;
        }
        if (Math.abs(r - t) >= radius) {
            return 0;
        }
        double cosine = (r * r + t * t - radius * radius) / (2 * r * t);
        return StrictMath.acos(Math.clamp(cosine, -1, 1)) / Math.PI;
    }
}
