package parfocal.curve;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.util.FastMath;

/// Points that no plausible curve through the others allows.
///
/// A point goes only when the hyperbola and, where there are points enough for it, the skewed hyperbola, each fitted
/// without it, disown it; else the test would remove the evidence against a wrong model.
final class Outliers {
    private static final double LARGEST_SHARE = 0.2;
    private static final int FEWEST_LEFT = 5;
    private static final double WORTH_A_LOOK_SIGMAS = 2;
    private static final int SUSPECTS = 3;
    // Chance that a run without any outlier loses a point.
    private static final double FALSE_ALARM = 0.05;
    private static final int SKEWED_PARAMETERS = 4;

    private final ScaledPoints points;
    private final Function<int[], LeastSquares> solve;
    private final LogSizeModel hyperbola;
    private final LogSizeModel skewed;

    Outliers(ScaledPoints points, Function<int[], LeastSquares> solve) {
        this.points = points;
        this.solve = solve;
        this.hyperbola = LogSizeModel.hyperbola(points.positions);
        this.skewed = LogSizeModel.skewed(points.positions);
    }

    LeastSquares rejectFrom(LeastSquares fitted) {
        int[] all = fitted.rows();
        int most = FastMath.min((int) (LARGEST_SHARE * all.length), all.length - FEWEST_LEFT);
        LeastSquares kept = fitted;
        for (int rejected = 0; rejected < most; rejected++) {
            Optional<LeastSquares> fewer = withoutTheWorst(kept, all);
            if (fewer.isEmpty()) {
                break;
            }
            kept = fewer.get();
        }
        return kept;
    }

    private record Suspect(LeastSquares rest, double excess) {}

    private Optional<LeastSquares> withoutTheWorst(LeastSquares kept, int[] all) {
        double[] residuals = kept.residualSigmas();
        List<Integer> suspects =
                IntStream.range(0, residuals.length)
                        .boxed()
                        .filter(row -> FastMath.abs(residuals[row]) > WORTH_A_LOOK_SIGMAS)
                        .sorted(Comparator.comparingDouble(row -> -FastMath.abs(residuals[row])))
                        .limit(SUSPECTS)
                        .toList();
        return suspects.stream()
                .map(row -> accuse(kept.rows()[row], kept.rows(), all))
                .flatMap(Optional::stream)
                .filter(suspect -> suspect.excess > 1)
                .max(Comparator.comparingDouble(Suspect::excess))
                .map(Suspect::rest);
    }

    private Optional<Suspect> accuse(int point, int[] rows, int[] all) {
        int[] others = IntStream.of(rows).filter(row -> row != point).toArray();
        LeastSquares rest = solve.apply(others);
        if (!mayGo(point, rest, all)) {
            return Optional.empty();
        }
        double excess = excess(hyperbola, rest, point);
        if (others.length - SKEWED_PARAMETERS >= 2) {
            double[] start = Arrays.copyOf(rest.parameters(), SKEWED_PARAMETERS);
            LeastSquares skew =
                    LeastSquares.solve(skewed, others, points.logSizes, rest.sigmaLogs(), start);
            excess = FastMath.min(excess, excess(skewed, skew, point));
        }
        return Optional.of(new Suspect(rest, excess));
    }

    /// How far the point lies from the curve through the others, in units of the largest distance that chance allows.
    private double excess(LogSizeModel model, LeastSquares others, int point) {
        int spare = others.degreesOfFreedom();
        double[] gradient = new double[others.parameters().length];
        double predicted = model.logSize(point, others.parameters(), gradient);
        double sigma =
                FastMath.hypot(
                        others.scatterFactor() * others.sigmaLog(point),
                        others.sigmaAlong(gradient));
        int count = spare + gradient.length + 1;
        double largest =
                new TDistribution(spare)
                        .inverseCumulativeProbability(1 - FALSE_ALARM / (2 * count));
        return FastMath.abs(points.logSizes[point] - predicted) / (sigma * largest);
    }

    /// Never two neighbours at the minimum, never the only point of a flank.
    private boolean mayGo(int point, LeastSquares rest, int[] all) {
        double best = rest.parameter(0);
        boolean below = points.positions[point] < best;
        boolean companyOnFlank =
                IntStream.of(rest.rows()).anyMatch(row -> points.positions[row] < best == below);
        double width = FastMath.exp(rest.parameter(1));
        boolean nearBottom = FastMath.abs(points.positions[point] - best) < width;
        boolean neighbourGone =
                IntStream.range(0, all.length)
                        .filter(place -> all[place] == point)
                        .flatMap(place -> IntStream.of(place - 1, place + 1))
                        .filter(place -> place >= 0 && place < all.length)
                        .anyMatch(place -> Arrays.binarySearch(rest.rows(), all[place]) < 0);
        return companyOnFlank && !(nearBottom && neighbourGone);
    }
}
