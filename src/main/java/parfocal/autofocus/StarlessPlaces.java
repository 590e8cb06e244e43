package parfocal.autofocus;

import java.util.List;
import java.util.OptionalDouble;

/// Where no star was to be seen, before and behind the places where some were: stars go out with their distance from focus, so focus lies
/// between. Fragments of donuts, seen just before they go out on either side, are of about one size, and a curve through them alone
/// would have focus anywhere.
record StarlessPlaces(List<Sample> samples, Course course) {

    /// The middle of the widest gap between places with stars, when a believed best focus contradicts.
    ///
    /// @param believed along the course
    OptionalDouble insteadOf(double believed) {
        double[] starry = places(true);
        double[] starless = places(false);
        if (starry.length < 2 || starless.length < 2) {
            return OptionalDouble.empty();
        }
        double first = starry[0];
        double last = starry[starry.length - 1];
        double before = Double.NEGATIVE_INFINITY;
        double behind = Double.POSITIVE_INFINITY;
        for (double place : starless) {
            before = place < first ? Math.max(before, place) : before;
            behind = place > last ? Math.min(behind, place) : behind;
        }
        boolean enclosed = Double.isFinite(before) && Double.isFinite(behind);
        return enclosed && (believed < before || believed > behind)
                ? OptionalDouble.of(middleOfWidestGap(starry))
                : OptionalDouble.empty();
    }

    private double[] places(boolean withStars) {
        return samples.stream()
                .filter(sample -> sample.hasStars() == withStars)
                .mapToDouble(sample -> course.along(sample.positionSteps()))
                .sorted()
                .toArray();
    }

    private static double middleOfWidestGap(double... sorted) {
        int widest = 1;
        for (int i = 2; i < sorted.length; i++) {
            widest =
                    sorted[i] - sorted[i - 1] > sorted[widest] - sorted[widest - 1] ? i : widest;
        }
        return (sorted[widest] + sorted[widest - 1]) / 2;
    }
}
