package parfocal.autofocus;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import parfocal.stars.Star;

/// How the stars of one frame are drawn out in common: `(a² − b²)/(a² + b²)` of their axes, as a vector of twice the angle of the longer
/// one. Stars that are drawn out in all directions, as by noise or by coma, which points away from the middle of the field, cancel.
///
/// @param plus  along x, negative along y; `cross` along the diagonal of x and y
/// @param sigma standard error of either, from how the stars differ
record Elongation(double plus, double cross, double sigma) {
    private static final int FEWEST_STARS = 3;

    /// No frame's shape is known better: pixels are square.
    private static final double SIGMA_FLOOR = 0.015;

    /// Of a median against a mean, and of a median distance against a standard deviation.
    private static final double SIGMAS_OF_MEDIAN = 1.2533 * 1.4826;

    /// Empty where fewer than three stars say which way they are drawn out.
    static Optional<Elongation> of(List<Star> stars) {
        List<Star> known = stars.stream().filter(s -> s.longAxisDegrees().isPresent()).toList();
        if (known.size() < FEWEST_STARS) {
            return Optional.empty();
        }
        double[] plus = values(known, s -> share(s) * StrictMath.cos(twice(s)));
        double[] cross = values(known, s -> share(s) * StrictMath.sin(twice(s)));
        double along = Median.of(plus);
        double across = Median.of(cross);
        double scatter = Math.hypot(spread(plus, along), spread(cross, across)) / Math.sqrt(2);
        double sigma = SIGMAS_OF_MEDIAN * scatter / Math.sqrt(known.size());
        return Optional.of(new Elongation(along, across, Math.hypot(SIGMA_FLOOR, sigma)));
    }

    private static double share(Star star) {
        double square = star.eccentricity() * star.eccentricity();
        return square / (2 - square);
    }

    private static double twice(Star star) {
        return Math.toRadians(2 * star.longAxisDegrees().orElseThrow());
    }

    private static double[] values(List<Star> stars, ToDoubleFunction<Star> value) {
        return stars.stream().mapToDouble(value).toArray();
    }

    private static double spread(double[] values, double middle) {
        return Median.of(Arrays.stream(values).map(v -> Math.abs(v - middle)).toArray());
    }

    /// From 0, round, to 1, a line.
    double size() {
        return Math.hypot(plus, cross);
    }

    /// How many times as long as wide.
    double ratio() {
        double size = Math.min(0.98, size());
        return Math.sqrt((1 + size) / (1 - size));
    }

    /// Of the longer axis, from x toward y, from 0 to 180.
    double degrees() {
        double degrees = Math.toDegrees(0.5 * StrictMath.atan2(cross, plus));
        return degrees < 0 ? degrees + 180 : degrees;
    }

    /// By how much the longer axis points elsewhere, from 0 to 90.
    double turnFrom(Elongation other) {
        double apart = Math.abs(degrees() - other.degrees());
        return Math.min(apart, 180 - apart);
    }
}
