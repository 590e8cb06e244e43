package parfocal.curve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hipparchus.util.FastMath;

/// One fit: start in closed form, least squares on ln size, weights from the law, outliers, and the reasons for no curve.
final class CurveFitter {
    private static final int FEWEST_POINTS = 3;
    private static final int REWEIGHTINGS = 3;
    // Points up to this height start the second attempt: wings bend where detection fails.
    private static final double CORE_HEIGHT = 2.5;

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
        LeastSquares fitted = new Outliers(points, this::solve).rejectFrom(solve(all));
        return new Valley(points, fitted, usedSorted(fitted))
                .missing()
                .<CurveOutcome>map(none -> none)
                .orElseGet(() -> accepted(fitted));
    }

    /// The curve through these points, whether it is a valley or not.
    LeastSquares solve(int[] rows) {
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
                fitted.degreesOfFreedom(),
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
}
