package parfocal.thermal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.util.FastMath;

/// A hypothesis on the law between temperature and focus, fitted: straight or with hinges, at once or lagging.
///
/// @param doubt standard deviation of the slope by not knowing the lag
record Shape(
        List<Double> hinges,
        List<Integer> outliers,
        Regression fit,
        int lagMinutes,
        double bic,
        double doubt) {
    // Schwarz's criterion: strong evidence (Kass and Raftery 1995).
    private static final double STRONG = 6;
    private static final double CHANCE_OF_NO_BEND = 0.002;
    private static final int HINGE_PARAMETERS = 3;
    private static final int POINTS_PER_PIECE = 3;
    private static final int MOST_HINGES = 2;
    private static final int[] LAGS_MINUTES = {10, 20, 30, 40, 60};

    double sigma(int slope) {
        return FastMath.hypot(fit.sigmas().get(slope), doubt);
    }

    /// How far the mean slopes of the other hypotheses lie from this one's, weighted by what speaks for them (Burnham and Anderson
    /// 2002, multimodel inference).
    Shape doubting(List<Shape> others) {
        double likeliest = others.stream().mapToDouble(Shape::bic).min().orElseThrow();
        double sum = 0;
        double weights = 0;
        for (Shape other : others) {
            double weight = other.weight(likeliest);
            double off = other.meanSlope() - meanSlope();
            sum += weight * off * off;
            weights += weight;
        }
        return new Shape(hinges, outliers, fit, lagMinutes, bic, FastMath.sqrt(sum / weights));
    }

    /// What speaks for it, beside the likeliest one.
    double weight(double likeliestBic) {
        return FastMath.exp((likeliestBic - bic) / 2);
    }

    private double meanSlope() {
        return fit.slopes().stream().mapToDouble(slope -> slope).average().orElseThrow();
    }

    /// What points speak for, its lag included; empty where they are too few for any.
    static Optional<Shape> best(List<TemperaturePoint> points) {
        Optional<Shape> best = shaped(points, 0);
        boolean recorded =
                !points.isEmpty()
                        && points.stream()
                                .allMatch(point ->
                                        point.laggedCelsius().size() >= LAGS_MINUTES.length);
        if (!recorded || best.isEmpty()) {
            return best;
        }
        var lags = new ArrayList<>(List.of(best.get()));
        for (int lag : LAGS_MINUTES) {
            List<TemperaturePoint> slow = points.stream().map(point -> point.lagging(lag)).toList();
            shaped(slow, lag).ifPresent(lags::add);
        }
        return Optional.of(middle(lags).doubting(lags));
    }

    /// The hypothesis in the middle of the slopes, weighted by what speaks for them. A night that cools steadily does not tell the lags
    /// apart, and the likeliest of such is as good as drawn by lot; the middle one is never the farthest off.
    private static Shape middle(List<Shape> lags) {
        double likeliest = lags.stream().mapToDouble(Shape::bic).min().orElseThrow();
        List<Shape> sorted =
                lags.stream().sorted(Comparator.comparingDouble(Shape::meanSlope)).toList();
        double all = lags.stream().mapToDouble(lag -> lag.weight(likeliest)).sum();
        double sum = 0;
        for (Shape lag : sorted) {
            sum += lag.weight(likeliest);
            if (sum >= all / 2) {
                return lag;
            }
        }
        return sorted.getLast();
    }

    /// Offsets of nights are let free only where the points ask for it: a night of one point says nothing then.
    private static Optional<Shape> shaped(List<TemperaturePoint> points, int lag) {
        Optional<Shape> together = bent(points, byFilter(points), lag);
        Optional<Shape> apart = bent(points, byNight(points), lag);
        return together.isPresent()
                        && apart.isPresent()
                        && apart.get().bic() < together.get().bic() - STRONG
                ? apart
                : together;
    }

    private static List<String> byFilter(List<TemperaturePoint> points) {
        return points.stream().map(TemperaturePoint::filter).toList();
    }

    private static List<String> byNight(List<TemperaturePoint> points) {
        return points.stream().map(point -> point.night() + " " + point.filter()).toList();
    }

    private static Optional<Shape> bent(
            List<TemperaturePoint> points, List<String> offsets, int lag) {
        Optional<Shape> best = shape(points, offsets, lag);
        for (int hinges = 1; hinges <= MOST_HINGES && best.isPresent(); hinges++) {
            Optional<Shape> bent = bend(points, offsets, best.get(), lag);
            if (bent.isEmpty()
                    || bent.get().bic() > best.get().bic() - STRONG
                    || chanceOfBend(points, offsets, best.get(), bent.get()) > CHANCE_OF_NO_BEND) {
                return best;
            }
            best = bent;
        }
        return best;
    }

    /// Chance that points on the straighter law make the bent one look so good, by the F test; a hinge that was looked for counts as three
    /// parameters (Hinkley 1971 finds between two and three).
    private static double chanceOfBend(
            List<TemperaturePoint> points, List<String> offsets, Shape straight, Shape bent) {
        Optional<Regression> same =
                Regression.of(
                        points,
                        offsets,
                        bent.outliers(),
                        straight.hinges().stream().mapToDouble(hinge -> hinge).toArray());
        int spare = bent.fit().spare() - HINGE_PARAMETERS + 1;
        if (same.isEmpty() || spare < 1) {
            return 1;
        }
        double squares = FastMath.max(bent.fit().squares(), bent.fit().used() / 12.0);
        double ratio = (same.get().squares() - squares) / HINGE_PARAMETERS / (squares / spare);
        return ratio <= 0
                ? 1
                : 1 - new FDistribution(HINGE_PARAMETERS, spare).cumulativeProbability(ratio);
    }

    /// The best place for one hinge more.
    private static Optional<Shape> bend(
            List<TemperaturePoint> points, List<String> offsets, Shape from, int lag) {
        double[] sorted = points.stream().mapToDouble(TemperaturePoint::celsius).sorted().toArray();
        Optional<Shape> best = Optional.empty();
        for (int i = POINTS_PER_PIECE; i <= sorted.length - POINTS_PER_PIECE; i++) {
            double hinge = (sorted[i - 1] + sorted[i]) / 2;
            double[] hinges =
                    IntStream.rangeClosed(0, from.hinges().size())
                            .mapToDouble(h -> h == 0 ? hinge : from.hinges().get(h - 1))
                            .sorted()
                            .toArray();
            if (!filled(sorted, hinges)) {
                continue;
            }
            Optional<Shape> bent = shape(points, offsets, lag, hinges);
            if (bent.isPresent() && (best.isEmpty() || bent.get().bic() < best.get().bic())) {
                best = bent;
            }
        }
        return best;
    }

    private static boolean filled(double[] sortedCelsius, double[] hinges) {
        for (int piece = 0; piece <= hinges.length; piece++) {
            double from = piece == 0 ? -Double.MAX_VALUE : hinges[piece - 1];
            double to = piece == hinges.length ? Double.MAX_VALUE : hinges[piece];
            long inside = Arrays.stream(sortedCelsius).filter(t -> t > from && t < to).count();
            if (inside < POINTS_PER_PIECE) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Shape> shape(
            List<TemperaturePoint> points, List<String> offsets, int lag, double... hinges) {
        List<Integer> outliers = Outlying.of(points, offsets, hinges);
        return Regression.of(points, offsets, outliers, hinges)
                .map(fit ->
                        new Shape(
                                Arrays.stream(hinges).boxed().toList(),
                                outliers,
                                fit,
                                lag,
                                // Each hinge has a place, each outlier a place and a value.
                                fit.bic(hinges.length + 2 * outliers.size()),
                                0));
    }
}
