package parfocal.stars;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/// The one size of a frame, from the stars whose size counts: their median, each weighted by what its size is worth.
final class FrameValue {
    /// Stars of one frame differ by some 3 % for reasons other than noise, in a curved or tilted field by more: beyond that a
    /// star that is measured better says no more about the frame.
    private static final double LEAST_DIFFERENCE = 0.03;

    private final List<Star> stars;
    private final double difference;

    /// @param stars that count; may be none
    FrameValue(List<Star> stars) {
        this.stars = stars.stream().sorted(Comparator.comparingDouble(Star::hfrPixels)).toList();
        difference = difference();
    }

    /// How far stars are from the usual size for other reasons than noise, as part of it.
    private double difference() {
        if (stars.isEmpty()) {
            return LEAST_DIFFERENCE;
        }
        double usual = stars.get(stars.size() / 2).hfrPixels();
        double[] away =
                stars.stream()
                        .mapToDouble(s -> Math.abs(Math.log(s.hfrPixels() / usual)))
                        .toArray();
        double[] noise = stars.stream().mapToDouble(FrameValue::noise).toArray();
        double all = 1.4826 * middle(away);
        double own = middle(noise);
        return Math.sqrt(Math.max(LEAST_DIFFERENCE * LEAST_DIFFERENCE, all * all - own * own));
    }

    private static double middle(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static double noise(Star star) {
        return star.hfrSigmaPixels() / star.hfrPixels();
    }

    private double weight(Star star) {
        double own = noise(star);
        return 1 / (own * own + difference * difference);
    }

    OptionalDouble median() {
        if (stars.isEmpty()) {
            return OptionalDouble.empty();
        }
        double total = stars.stream().mapToDouble(this::weight).sum();
        double passed = 0;
        double before = 0;
        double sizeBefore = stars.getFirst().hfrPixels();
        for (Star star : stars) {
            // Each star stands at the middle of its weight; between two stars the median runs
            // straight.
            double here = passed + 0.5 * weight(star);
            if (here >= 0.5 * total) {
                double part = here > before ? (0.5 * total - before) / (here - before) : 1;
                return OptionalDouble.of(
                        sizeBefore + Math.max(0, part) * (star.hfrPixels() - sizeBefore));
            }
            passed += weight(star);
            before = here;
            sizeBefore = star.hfrPixels();
        }
        return OptionalDouble.of(sizeBefore);
    }

    /// From the scatter between stars, and never below what noise alone makes.
    OptionalDouble sigma() {
        OptionalDouble centre = median();
        if (centre.isEmpty()) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        double squares = 0;
        double information = 0;
        for (Star star : stars) {
            sum += weight(star);
            squares += weight(star) * weight(star);
            double own = star.hfrSigmaPixels() + 1e-6 * star.hfrPixels();
            information += 1 / (own * own);
        }
        double effective = sum * sum / squares;
        double[] sorted =
                stars.stream()
                        .mapToDouble(star -> Math.abs(star.hfrPixels() - centre.getAsDouble()))
                        .sorted()
                        .toArray();
        double mad = 0.5 * (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]);
        double scatter = 1.2533 * 1.4826 * mad / Math.sqrt(effective);
        // Few stars do not show their scatter; saturated ones are off by an unknown part.
        double unseen = 0.03 * centre.getAsDouble() / effective;
        boolean saturated = stars.stream().allMatch(s -> s.flags().contains(StarFlag.SATURATED));
        double doubt = saturated ? 0.1 * centre.getAsDouble() : 0;
        return OptionalDouble.of(
                Math.sqrt(scatter * scatter + unseen * unseen + doubt * doubt + 1 / information));
    }
}
