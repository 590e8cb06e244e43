package parfocal.curve;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.util.FastMath;

/// The best curve for every amount of play, and with it the best play and its interval.
///
/// Play bends the loss sharply wherever it equals a point's travel, and can leave several minima. So it is not one more
/// parameter of the least squares but is walked along, a curve fitted at each amount. Amounts are in scaled units.
final class PlayProfile {
    private static final int PARAMETERS = 4;
    private static final int ENOUGH_DEGREES_OF_FREEDOM = 4;
    private static final int REWEIGHTINGS = 2;
    private static final int NARROWINGS = 16;
    private static final double GOLDEN = 0.6180339887498949;
    private static final double ONE_SIGMA_TAIL = 0.84134;
    private static final double PROVEN_SIGMAS = 3;
    private static final double PROVEN_CHANCE = 0.01;
    private static final double PROVEN_IN_HALF_WIDTHS = 0.1;

    private final ScaledPoints points;
    private final PlayModel model;
    private final int[] rows;
    private final double[] grid;
    private double[] sigmaLogs;
    private double[] losses = {};

    /// @param grid amounts of play to begin with, rising, at least two; the first and the last are the limits
    PlayProfile(ScaledPoints points, PlayModel model, double[] grid, ErrorLaw law) {
        this.points = points;
        this.model = model;
        this.rows = IntStream.range(0, points.count()).toArray();
        this.grid = grid.clone();
        double smallest = Arrays.stream(points.logSizes).min().orElse(0);
        this.sigmaLogs =
                points.sigmaLogs(
                        law,
                        Arrays.stream(points.logSizes)
                                .map(s -> FastMath.exp(s - smallest))
                                .toArray(),
                        rows);
        double play = bestOnGrid();
        for (int round = 0; round < REWEIGHTINGS; round++) {
            LeastSquares curve = at(play);
            double[] positions = positionsAt(play);
            double[] gradient = new double[PARAMETERS];
            double[] heights =
                    Arrays.stream(positions)
                            .map(x ->
                                    FastMath.exp(
                                            Shape.hyperbola(x, curve.parameters(), gradient)
                                                    - curve.parameter(2)))
                            .toArray();
            this.sigmaLogs = points.sigmaLogs(law, heights, rows);
        }
    }

    LeastSquares at(double play) {
        double[] positions = positionsAt(play);
        LogSizeModel hyperbola = LogSizeModel.hyperbola(positions);
        int smallest = 0;
        for (int row : rows) {
            smallest = points.logSizes[row] < points.logSizes[smallest] ? row : smallest;
        }
        double[] fallback = {positions[smallest], FastMath.log(0.5), points.logSizes[smallest]};
        double[] start =
                ParabolaOfSquares.start(positions, points.logSizes, sigmaLogs, rows)
                        .orElse(fallback);
        return LeastSquares.solve(hyperbola, rows, points.logSizes, sigmaLogs, start);
    }

    private double[] positionsAt(double play) {
        return IntStream.of(rows)
                .mapToDouble(row -> points.positions[row] + model.offset(row, play))
                .toArray();
    }

    private double loss(double play) {
        return at(play).loss();
    }

    private double bestOnGrid() {
        losses = DoubleStream.of(grid).map(this::loss).toArray();
        int best = 0;
        for (int place = 1; place < losses.length; place++) {
            best = losses[place] < losses[best] ? place : best;
        }
        return best(FastMath.max(0, best - 1), best, FastMath.min(grid.length - 1, best + 1));
    }

    /// Golden section between the neighbours of the best amount on the grid.
    private double best(int below, int middle, int above) {
        double low = grid[below];
        double high = grid[above];
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double lossLeft = loss(left);
        double lossRight = loss(right);
        for (int narrowing = 0; narrowing < NARROWINGS; narrowing++) {
            if (lossLeft <= lossRight) {
                high = right;
                right = left;
                lossRight = lossLeft;
                left = high - GOLDEN * (high - low);
                lossLeft = loss(left);
            } else {
                low = left;
                left = right;
                lossLeft = lossRight;
                right = low + GOLDEN * (high - low);
                lossRight = loss(right);
            }
        }
        double found = (low + high) / 2;
        return loss(found) < loss(grid[middle]) ? found : grid[middle];
    }

    Estimate estimate() {
        double best = bestOnGrid();
        LeastSquares curve = at(best);
        LeastSquares without = at(0);
        int spare = points.count() - PARAMETERS;
        double squares = Arrays.stream(curve.residualSigmas()).map(r -> r * r).sum();
        double variance = FastMath.max(1, squares / spare);
        double factor =
                spare < ENOUGH_DEGREES_OF_FREEDOM
                        ? new TDistribution(spare).inverseCumulativeProbability(ONE_SIGMA_TAIL)
                        : 1;
        double ceiling = curve.loss() + factor * factor * variance;
        double low = crossing(best, ceiling, -1);
        double high = crossing(best, ceiling, 1);
        double gain = FastMath.max(0, without.loss() - curve.loss());
        // By the arm toward none, not by the gain in loss: Huber's loss forgives the one point that
        // betrays the play.
        double towardNone = best > 0 ? best - low : high - best;
        double sigmas =
                best == 0 ? 0 : FastMath.abs(best) * factor / FastMath.max(towardNone, 1e-12);
        double chance = 1 - new TDistribution(spare).cumulativeProbability(sigmas);
        boolean proven =
                sigmas > PROVEN_SIGMAS
                        && chance < PROVEN_CHANCE
                        && FastMath.abs(best)
                                > PROVEN_IN_HALF_WIDTHS * FastMath.exp(curve.parameter(1));
        double unit = points.reachSteps();
        double longerArm = FastMath.max(high - best, best - low);
        double sigma = low > grid[0] && high < grid[grid.length - 1] ? (high - low) / 2 : longerArm;
        double shift = (at(high).parameter(0) - at(low).parameter(0)) / 2;
        Play play =
                new Play(
                        best * unit,
                        sigma * unit,
                        low * unit,
                        high * unit,
                        gain / variance - FastMath.log(points.count()),
                        chance,
                        proven,
                        high >= grid[grid.length - 1]);
        return new Estimate(
                points.hyperbola(curve),
                FastMath.hypot(points.covariance(curve).sigmaBestSteps(), shift * unit),
                play);
    }

    /// @param curve          in the motor steps that the play model's offsets lead to
    /// @param sigmaBestSteps of its best position, the play's own uncertainty included
    record Estimate(Hyperbola curve, double sigmaBestSteps, Play play) {}

    /// The farthest amount on one side that the points still allow.
    private double crossing(double best, double ceiling, int side) {
        double inside = best;
        double outside = side > 0 ? grid[grid.length - 1] : grid[0];
        // From the far end inward, so that a second valley of the loss counts.
        for (int place = 0; place < grid.length; place++) {
            int farthest = side > 0 ? grid.length - 1 - place : place;
            if (side * (grid[farthest] - best) <= 0) {
                break;
            }
            if (losses[farthest] <= ceiling) {
                inside = grid[farthest];
                break;
            }
            outside = grid[farthest];
        }
        if (inside == outside) {
            return outside;
        }
        for (int narrowing = 0; narrowing < NARROWINGS; narrowing++) {
            double middle = (inside + outside) / 2;
            if (loss(middle) <= ceiling) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return inside;
    }
}
