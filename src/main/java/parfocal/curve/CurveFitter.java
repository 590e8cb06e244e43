package parfocal.curve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.util.FastMath;

/// One fit: start in closed form, least squares on ln size, weights from the law, outliers, and the reasons for no curve.
final class CurveFitter {
    private static final int FEWEST_POINTS = 3;
    private static final int REWEIGHTINGS = 3;
    // Points up to this height start the second attempt: wings bend where detection fails (facts
    // §8.2).
    private static final double CORE_HEIGHT = 2.5;
    private static final double SURE = 0.99;
    private static final double SIGMAS_IN_MIDDLE = 1.4826;

    private final List<CurvePoint> given;
    private final ErrorLaw law;
    private final ScaledPoints points;
    private final LogSizeModel hyperbola;

    CurveFitter(List<CurvePoint> given, ErrorLaw law) {
        this.given = given;
        this.law = law;
        this.points = new ScaledPoints(given);
        this.hyperbola = LogSizeModel.hyperbola(points.positions);
    }

    CurveOutcome fit() {
        int distinct = (int) Arrays.stream(points.positions).distinct().count();
        if (distinct < FEWEST_POINTS) {
            return tooFew(distinct);
        }
        int[] all = IntStream.range(0, points.count()).toArray();
        LeastSquares fitted = solve(all);
        fitted = new Outliers(points, this::solve).rejectFrom(fitted);
        return noValley(fitted).<CurveOutcome>map(n -> n).orElse(accepted(fitted));
    }

    private LeastSquares solve(int[] rows) {
        double[] firstSigmas = points.sigmaLogs(law, heightsSeen(), rows);
        LeastSquares best =
                starts(rows, firstSigmas).stream()
                        .map(start ->
                                LeastSquares.solve(
                                        hyperbola, rows, points.logSizes, firstSigmas, start))
                        .min(Comparator.comparingDouble(LeastSquares::loss))
                        .orElseThrow();
        double[] sigmaLogs = firstSigmas;
        for (int round = 0; round < REWEIGHTINGS; round++) {
            double[] newSigmas = points.sigmaLogs(law, heightsOn(best), rows);
            if (Arrays.equals(newSigmas, sigmaLogs)) {
                break;
            }
            sigmaLogs = newSigmas;
            best =
                    LeastSquares.solve(
                            hyperbola, rows, points.logSizes, sigmaLogs, best.parameters());
        }
        return best;
    }

    private List<double[]> starts(int[] rows, double[] sigmaLogs) {
        List<double[]> starts = new ArrayList<>();
        ParabolaOfSquares.start(points.positions, points.logSizes, sigmaLogs, rows)
                .ifPresent(starts::add);
        int smallest = rows[0];
        for (int row : rows) {
            if (points.logSizes[row] < points.logSizes[smallest]) {
                smallest = row;
            }
        }
        double ceiling = points.logSizes[smallest] + FastMath.log(CORE_HEIGHT);
        int[] core = IntStream.of(rows).filter(row -> points.logSizes[row] < ceiling).toArray();
        if (core.length < rows.length) {
            ParabolaOfSquares.start(points.positions, points.logSizes, sigmaLogs, core)
                    .ifPresent(starts::add);
        }
        starts.add(
                new double[] {
                    points.positions[smallest], FastMath.log(0.5), points.logSizes[smallest]
                });
        return starts;
    }

    private double[] heightsSeen() {
        double smallest = Arrays.stream(points.logSizes).min().orElse(0);
        return Arrays.stream(points.logSizes).map(size -> FastMath.exp(size - smallest)).toArray();
    }

    private double[] heightsOn(LeastSquares solution) {
        double[] gradient = new double[FEWEST_POINTS];
        return IntStream.range(0, points.count())
                .mapToDouble(point ->
                        FastMath.exp(
                                hyperbola.logSize(point, solution.parameters(), gradient)
                                        - solution.parameter(2)))
                .toArray();
    }

    private CurveFit accepted(LeastSquares fitted) {
        Hyperbola curve = points.hyperbola(fitted);
        FittedPoint[] judged = new FittedPoint[given.size()];
        for (int origin = 0; origin < judged.length; origin++) {
            CurvePoint point = given.get(origin);
            judged[origin] =
                    new FittedPoint(
                            point,
                            FittedPoint.Use.UNREADABLE,
                            curve.sizeAt(point.positionSteps()),
                            0);
        }
        double sumOfSquares = 0;
        for (int row = 0; row < points.count(); row++) {
            CurvePoint point = given.get(points.origins[row]);
            double predicted = curve.sizeAt(point.positionSteps());
            double residual = FastMath.log(point.hfrPixels() / predicted) / fitted.sigmaLog(row);
            boolean used = Arrays.binarySearch(fitted.rows(), row) >= 0;
            sumOfSquares += used ? residual * residual : 0;
            judged[points.origins[row]] =
                    new FittedPoint(
                            point,
                            used ? FittedPoint.Use.USED : FittedPoint.Use.REJECTED,
                            predicted,
                            residual);
        }
        List<FittedPoint> all = List.of(judged);
        return new CurveFit(
                curve,
                points.covariance(fitted),
                sumOfSquares,
                RSquared.of(usedSorted(fitted), curve::sizeAt),
                all,
                law);
    }

    private List<CurvePoint> usedSorted(LeastSquares fitted) {
        return IntStream.of(fitted.rows()).mapToObj(row -> given.get(points.origins[row])).toList();
    }

    private NoCurve tooFew(int distinct) {
        int readable = points.count();
        String what =
                readable == distinct
                        ? Sentence.of("%d usable point%s", readable, readable == 1 ? "" : "s")
                        : Sentence.of(
                                "%d points at %d position%s",
                                readable, distinct, distinct == 1 ? "" : "s");
        String left =
                given.size() > readable
                        ? Sentence.of(" (%d without a size)", given.size() - readable)
                        : "";
        return new NoCurve(
                NoCurve.Cause.TOO_FEW_POINTS,
                what + left + " cannot make a curve: it takes 4 positions, better 5 or more",
                Optional.empty());
    }

    private Optional<NoCurve> noValley(LeastSquares fitted) {
        Hyperbola curve = points.hyperbola(fitted);
        List<CurvePoint> used = usedSorted(fitted);
        CurvePoint first = used.getFirst();
        CurvePoint last = used.getLast();
        if (!bends(fitted)) {
            return Optional.of(withoutBend(used));
        }
        int trend = trend(fitted.rows());
        double best = curve.bestPositionSteps();
        if (trend == 0 && best >= first.positionSteps() && best <= last.positionSteps()) {
            return Optional.empty();
        }
        boolean above = trend == 0 ? best > last.positionSteps() : trend < 0;
        String course =
                trend == 0
                        ? Sentence.of(
                                "the curve through the sizes has its bottom near %s, outside the points",
                                Sentence.steps(best))
                        : Sentence.of(
                                "sizes only %s, from %s px at %s to %s px at %s",
                                trend < 0 ? "fall" : "rise",
                                Sentence.pixels(first.hfrPixels()),
                                Sentence.steps(first.positionSteps()),
                                Sentence.pixels(last.hfrPixels()),
                                Sentence.steps(last.positionSteps()));
        double edge = above ? last.positionSteps() : first.positionSteps();
        return Optional.of(
                new NoCurve(
                        above ? NoCurve.Cause.MINIMUM_ABOVE : NoCurve.Cause.MINIMUM_BELOW,
                        Sentence.of(
                                "%s: the minimum lies %s %s",
                                course, above ? "above" : "below", Sentence.steps(edge)),
                        Optional.of(curve)));
    }

    /// Whether a curve explains the sizes better than one size for all, by the law or by the scatter itself.
    ///
    /// Losses and the scatter are robust: a few wild points do not hide a valley.
    private boolean bends(LeastSquares fitted) {
        double level =
                IntStream.of(fitted.rows())
                        .mapToDouble(
                                row -> fitted.lossAtLevel(points.logSizes, points.logSizes[row]))
                        .min()
                        .orElseThrow();
        double gain = level - fitted.loss();
        double[] residuals = fitted.residualSigmas();
        double[] sizes = Arrays.stream(residuals).map(FastMath::abs).sorted().toArray();
        double middle = (sizes[(sizes.length - 1) / 2] + sizes[sizes.length / 2]) / 2;
        int spare = fitted.degreesOfFreedom();
        double scatter =
                spare > 0
                        ? SIGMAS_IN_MIDDLE * middle * FastMath.sqrt((double) sizes.length / spare)
                        : 1;
        if (gain
                > new ChiSquaredDistribution(2).inverseCumulativeProbability(SURE)
                        * FastMath.max(1, scatter * scatter)) {
            return true;
        }
        return spare > 0
                && gain > 1e-9
                && gain / 2 * spare
                        > fitted.loss()
                                * new FDistribution(2, spare).inverseCumulativeProbability(SURE);
    }

    private static NoCurve withoutBend(List<CurvePoint> used) {
        double smallest = used.stream().mapToDouble(CurvePoint::hfrPixels).min().orElseThrow();
        double largest = used.stream().mapToDouble(CurvePoint::hfrPixels).max().orElseThrow();
        double travel = used.getLast().positionSteps() - used.getFirst().positionSteps();
        boolean flat = largest < 1.5 * smallest;
        String reason =
                flat
                        ? Sentence.of(
                                "sizes stay between %s and %s px over %s steps: no bend that errors could not make",
                                Sentence.pixels(smallest),
                                Sentence.pixels(largest),
                                Sentence.steps(travel))
                        : Sentence.of(
                                "sizes go from %s px at one end to %s px at the other with %s px the smallest and %s px"
                                        + " the largest between: they do not form a valley",
                                Sentence.pixels(used.getFirst().hfrPixels()),
                                Sentence.pixels(used.getLast().hfrPixels()),
                                Sentence.pixels(smallest),
                                Sentence.pixels(largest));
        return new NoCurve(
                flat ? NoCurve.Cause.FLAT : NoCurve.Cause.NO_VALLEY, reason, Optional.empty());
    }

    /// +1 when sizes only rise with position, −1 when they only fall, 0 otherwise.
    private int trend(int[] rows) {
        boolean rises = true;
        boolean falls = true;
        for (int row = 1; row < rows.length; row++) {
            double change = points.logSizes[rows[row]] - points.logSizes[rows[row - 1]];
            boolean moved = points.positions[rows[row]] > points.positions[rows[row - 1]];
            rises &= !moved || change >= 0;
            falls &= !moved || change <= 0;
        }
        return rises ? 1 : falls ? -1 : 0;
    }
}
