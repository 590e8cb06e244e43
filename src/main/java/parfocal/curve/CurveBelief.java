package parfocal.curve;

import java.util.List;
import java.util.Optional;
import org.hipparchus.util.FastMath;

/// What may be believed of a focus curve before it can be fitted: from two sizes on, where best focus probably lies and how
/// wide the curve is. For choosing the next sample, never for a result.
///
/// Every hyperbola of a coarse grid is weighed by how well it explains the sizes (two-term law of errors) and by what is
/// plausible for telescopes: in focus a star's half-flux radius is about 1.8 px, give or take a factor of two. How much play
/// was still to be taken up when the sweep began is not known either, and is weighed along: until it is, the tube stands
/// still while the counter moves, and the stars do not change.
///
/// @param bestPositionSteps  mean of the believed best positions
/// @param bestSigmaSteps     their standard deviation
/// @param halfWidthSteps     geometric mean of the half-widths
/// @param minimumPixels      geometric mean of the sizes in focus
public record CurveBelief(
        double bestPositionSteps,
        double bestSigmaSteps,
        double halfWidthSteps,
        double minimumPixels) {
    private static final double LOG_USUAL_MINIMUM = FastMath.log(1.8);
    private static final double SIGMA_OF_USUAL_MINIMUM = 0.6;
    private static final int MINIMA = 8;
    private static final int SLOPES = 26;
    private static final int PLACES = 90;
    private static final double[] SHARES_OF_PLAY = {0, 0.15, 0.3, 0.45, 0.6};

    /// As probable as all other amounts together: that the gear had followed, or nearly.
    private static final double PROBABILITY_OF_NONE = 0.5;

    /// The believed curve, to plan by as if it were fitted.
    public Hyperbola curve() {
        return new Hyperbola(bestPositionSteps, halfWidthSteps, minimumPixels);
    }

    /// @param points two or more with different sizes
    /// @return empty when nothing can be believed: fewer than two readable points, or no change of position
    public static Optional<CurveBelief> of(List<ArrivedPoint> points, ErrorLaw law) {
        List<ArrivedPoint> known = points.stream().filter(a -> a.point().readable()).toList();
        if (known.size() < 2) {
            return Optional.empty();
        }
        double longest = known.stream().mapToDouble(ArrivedPoint::travelSteps).max().orElseThrow();
        // A size may belong to either side of focus; between two opposite beliefs the mean believes
        // neither.
        double here = known.getLast().point().positionSteps();
        var below = new Sums();
        var above = new Sums();
        for (double share : SHARES_OF_PLAY) {
            double play = share * longest;
            List<CurvePoint> tube = known.stream().map(a -> withPlayTakenUp(a, play)).toList();
            double probability =
                    share == 0
                            ? PROBABILITY_OF_NONE
                            : (1 - PROBABILITY_OF_NONE) / (SHARES_OF_PLAY.length - 1);
            weigh(tube, law, FastMath.log(probability), here, below, above);
        }
        return (below.logWeight() > above.logWeight() ? below : above).belief();
    }

    private static CurvePoint withPlayTakenUp(ArrivedPoint arrived, double play) {
        CurvePoint point = arrived.point();
        double hanging = FastMath.max(0, play - arrived.travelSteps());
        return new CurvePoint(
                point.positionSteps() + arrived.arrival().sign() * hanging,
                point.hfrPixels(),
                point.sigmaPixels());
    }

    private static void weigh(
            List<CurvePoint> known,
            ErrorLaw law,
            double logBeforehand,
            double here,
            Sums below,
            Sums above) {
        double smallest = known.stream().mapToDouble(CurvePoint::hfrPixels).min().orElseThrow();
        double largest = known.stream().mapToDouble(CurvePoint::hfrPixels).max().orElseThrow();
        double first = known.stream().mapToDouble(CurvePoint::positionSteps).min().orElseThrow();
        double last = known.stream().mapToDouble(CurvePoint::positionSteps).max().orElseThrow();
        double steepest = steepest(known);
        if (last <= first || steepest <= 0) {
            return;
        }
        for (int m = 0; m < MINIMA; m++) {
            double minimum = smallest * FastMath.pow(1.1, 1 - 2.4 * m);
            for (int k = 0; k < SLOPES; k++) {
                double slope = steepest * 0.7 * FastMath.pow(1.1, k);
                double reach = largest / slope;
                for (int place = 0; place < PLACES; place++) {
                    double best =
                            first - reach + (last - first + 2 * reach) * (place + 0.5) / PLACES;
                    double cellSteps = (last - first + 2 * reach) / PLACES;
                    (best < here ? below : above)
                            .add(
                                    best,
                                    slope,
                                    minimum,
                                    logBeforehand
                                            + logWeight(
                                                    known, law, best, slope, minimum, cellSteps));
                }
            }
        }
    }

    /// The largest change of size per step between any two points.
    private static double steepest(List<CurvePoint> points) {
        double steepest = 0;
        for (CurvePoint a : points) {
            for (CurvePoint b : points) {
                double run = b.positionSteps() - a.positionSteps();
                double rise = FastMath.abs(b.hfrPixels() - a.hfrPixels());
                double noise = 2 * FastMath.hypot(leastSigma(a), leastSigma(b));
                if (run > 0 && rise > noise) {
                    steepest = FastMath.max(steepest, (rise - 0.5 * noise) / run);
                }
            }
        }
        return steepest;
    }

    private static double leastSigma(CurvePoint point) {
        return FastMath.max(0.02 * point.hfrPixels(), point.sigmaPixels());
    }

    private static double logWeight(
            List<CurvePoint> points,
            ErrorLaw law,
            double best,
            double slope,
            double minimum,
            double cellSteps) {
        double usual = (FastMath.log(minimum) - LOG_USUAL_MINIMUM) / SIGMA_OF_USUAL_MINIMUM;
        double misfit = usual * usual;
        // One logarithm for all standard deviations together: this is the innermost loop.
        double variances = 1;
        for (CurvePoint point : points) {
            double rise = slope * (point.positionSteps() - best);
            double square = minimum * minimum + rise * rise;
            double nearness = minimum * minimum / square;
            double bySeeing = law.seeing() * nearness;
            double byCell = 0.3 * slope * cellSteps * rise / square;
            double byStars = point.relativeSigma();
            double variance =
                    bySeeing * bySeeing
                            + law.floor() * law.floor()
                            + byStars * byStars
                            + byCell * byCell;
            double residual = 0.5 * FastMath.log(point.hfrPixels() * point.hfrPixels() / square);
            misfit += FastMath.min(residual * residual / variance, 30);
            variances *= variance;
        }
        // Every curve has the same probability beforehand, however far it reaches: wide ones are
        // not
        // more probable for having more places.
        return -0.5 * (FastMath.log(variances) + misfit);
    }

    /// Weighted sums whose weights come as logarithms; the largest seen so far counts as 1.
    private static final class Sums {
        private double top = Double.NEGATIVE_INFINITY;
        private double weights;
        private double bests;
        private double squares;
        private double logWidths;
        private double logMinima;
        private double origin = Double.NaN;

        void add(double best, double slope, double minimum, double logWeight) {
            if (Double.isNaN(origin)) {
                origin = best;
            }
            if (logWeight > top) {
                scale(FastMath.exp(top - logWeight));
                top = logWeight;
            }
            double weight = FastMath.exp(logWeight - top);
            double place = best - origin;
            weights += weight;
            bests += weight * place;
            squares += weight * place * place;
            logWidths += weight * FastMath.log(minimum / slope);
            logMinima += weight * FastMath.log(minimum);
        }

        double logWeight() {
            return weights > 0 ? top + FastMath.log(weights) : Double.NEGATIVE_INFINITY;
        }

        private void scale(double factor) {
            weights *= factor;
            bests *= factor;
            squares *= factor;
            logWidths *= factor;
            logMinima *= factor;
        }

        Optional<CurveBelief> belief() {
            if (weights <= 0) {
                return Optional.empty();
            }
            double mean = bests / weights;
            return Optional.of(
                    new CurveBelief(
                            origin + mean,
                            FastMath.sqrt(FastMath.max(0, squares / weights - mean * mean)),
                            FastMath.exp(logWidths / weights),
                            FastMath.exp(logMinima / weights)));
        }
    }
}
