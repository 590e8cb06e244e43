package parfocal.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CurveFitTest {
    private static final SimulatedSweep TRUTH = new SimulatedSweep(5_000, 100, 2);
    private static final ErrorLaw NIGHT = ErrorLaw.ORDINARY_NIGHT;

    private static CurveFit fitted(List<CurvePoint> points) {
        return fitted(points, NIGHT);
    }

    private static CurveFit fitted(List<CurvePoint> points, ErrorLaw law) {
        return switch (CurveFit.of(points, law)) {
            case CurveFit fit -> fit;
            case NoCurve none -> throw new AssertionError(none.reason());
        };
    }

    private static NoCurve refused(List<CurvePoint> points) {
        return switch (CurveFit.of(points, NIGHT)) {
            case CurveFit fit -> throw new AssertionError("a curve: " + fit.curve());
            case NoCurve none -> none;
        };
    }

    private static List<CurvePoint> sizes(double... sizesFromHundredEveryHundred) {
        List<CurvePoint> points = new ArrayList<>();
        for (double size : sizesFromHundredEveryHundred) {
            points.add(new CurvePoint(100 * (points.size() + 1), size, 0));
        }
        return points;
    }

    private static List<CurvePoint> noisy(long seed) {
        return TRUTH.measured(TRUTH.positions(9, 3), 0.05, new Random(seed));
    }

    @ParameterizedTest(name = "best {0}, half-width {1}, minimum {2}")
    @CsvSource({
        "5000, 100, 2",
        "0, 0.5, 1.2",
        "10000000, 0.5, 1.2",
        "10000000, 100000, 14",
        "614, 55, 1.9",
        "-300, 40, 0.9"
    })
    void exactSizesGiveBackTheirCurve(double best, double halfWidth, double minimum) {
        var truth = new SimulatedSweep(best, halfWidth, minimum);

        Hyperbola curve = fitted(truth.exact(truth.positions(7, 3))).curve();

        assertThat(curve.bestPositionSteps()).isCloseTo(best, within(1e-6 * halfWidth));
        assertThat(curve.halfWidthSteps()).isCloseTo(halfWidth, within(1e-5 * halfWidth));
        assertThat(curve.minimumPixels()).isCloseTo(minimum, within(1e-5 * minimum));
    }

    @Test
    void aSweepFarFromSymmetricStillFindsTheMinimum() {
        Hyperbola curve = fitted(TRUTH.exact(4_600, 4_700, 4_800, 4_900, 5_000, 5_040)).curve();

        assertThat(curve.bestPositionSteps()).isCloseTo(5_000, within(1e-3));
    }

    @Test
    void flanksWithoutABottomGiveTheCrossingAndLeaveTheWidthOpen() {
        var truth = new SimulatedSweep(5_000, 2, 0.04);
        CurveFit fit = fitted(truth.exact(4_700, 4_800, 4_900, 5_100, 5_200, 5_300));

        assertThat(fit.curve().bestPositionSteps()).isCloseTo(5_000, within(0.5));
        assertThat(fit.curve().slopePixelsPerStep()).isCloseTo(0.02, within(1e-4));
        assertThat(fit.covariance().sigmaLogWidth()).isGreaterThan(1);
        assertThat(fit.sigmaSteps()).isBetween(0.1, 10.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theOrderOfThePointsIsOfNoConsequence(long seed) {
        List<CurvePoint> points = noisy(seed);
        CurveFit sorted = fitted(points);
        List<CurvePoint> shuffled = new ArrayList<>(points);
        Collections.shuffle(shuffled, new Random(seed));

        CurveFit other = fitted(shuffled);

        assertThat(other.curve()).isEqualTo(sorted.curve());
        assertThat(other.covariance()).isEqualTo(sorted.covariance());
        assertThat(other.points()).extracting(FittedPoint::point).isEqualTo(shuffled);
        assertThat(Models.of(other)).isEqualTo(Models.of(sorted));
        assertThat(CurveChecks.of(other, 25)).isEqualTo(CurveChecks.of(sorted, 25));
    }

    @ParameterizedTest(name = "x = {0} + {1} x, y = {2} y")
    @CsvSource({
        "1000000, 1, 1",
        "0, -1, 1",
        "20000, -1, 1",
        "0, 3.7, 1",
        "0, 0.001, 1",
        "0, 1, 0.37",
        "-77, -41.3, 9.1"
    })
    void theCurveFollowsShiftMirrorAndScale(double shift, double scale, double brighter) {
        for (long seed = 1; seed <= 20; seed++) {
            List<CurvePoint> points = noisy(seed);
            CurveFit plain = fitted(points);
            CurveFit moved =
                    fitted(
                            points.stream()
                                    .map(p ->
                                            new CurvePoint(
                                                    shift + scale * p.positionSteps(),
                                                    brighter * p.hfrPixels(),
                                                    0))
                                    .toList());

            double width = Math.abs(scale) * plain.curve().halfWidthSteps();
            assertThat(moved.curve().bestPositionSteps())
                    .isCloseTo(
                            shift + scale * plain.curve().bestPositionSteps(),
                            within(1e-6 * width));
            assertThat(moved.curve().halfWidthSteps()).isCloseTo(width, within(1e-6 * width));
            assertThat(moved.curve().minimumPixels())
                    .isCloseTo(brighter * plain.curve().minimumPixels(), within(1e-6 * brighter));
            assertThat(moved.sigmaSteps())
                    .isCloseTo(Math.abs(scale) * plain.sigmaSteps(), within(1e-5 * width));
        }
    }

    @Test
    void aWildPointIsRejectedAndNamed() {
        List<CurvePoint> points = new ArrayList<>(noisy(11));
        CurvePoint cloud = points.get(2);
        points.set(2, new CurvePoint(cloud.positionSteps(), 2.2 * cloud.hfrPixels(), 0));

        CurveFit fit = fitted(points);

        assertThat(fit.points().get(2).use()).isEqualTo(FittedPoint.Use.REJECTED);
        assertThat(fit.usedCount()).isEqualTo(8);
        assertThat(fit.curve().bestPositionSteps()).isCloseTo(5_000, within(15.0));
    }

    @Test
    void aFifthOfThePointsAtMostIsRejected() {
        List<CurvePoint> points = new ArrayList<>(TRUTH.exact(TRUTH.positions(10, 3)));
        for (int wild : new int[] {1, 4, 8}) {
            CurvePoint point = points.get(wild);
            points.set(wild, new CurvePoint(point.positionSteps(), 2.5 * point.hfrPixels(), 0));
        }

        assertThat(fitted(points).usedCount()).isGreaterThanOrEqualTo(8);
    }

    @Test
    void fivePointsAreAllNeeded() {
        List<CurvePoint> points = new ArrayList<>(TRUTH.exact(TRUTH.positions(5, 3)));
        points.set(1, new CurvePoint(points.get(1).positionSteps(), 5, 0));

        assertThat(fitted(points).usedCount()).isEqualTo(5);
    }

    @Test
    void sizesThatAreNoNumbersAreLeftOutAndCounted() {
        List<CurvePoint> points = new ArrayList<>(TRUTH.exact(TRUTH.positions(7, 3)));
        points.add(3, new CurvePoint(5_010, Double.NaN, 0));
        points.add(new CurvePoint(5_020, -1, 0));
        points.add(new CurvePoint(5_030, 0, 0));
        points.add(new CurvePoint(Double.NaN, 2, 0));

        CurveFit fit = fitted(points);

        assertThat(fit.unreadableCount()).isEqualTo(4);
        assertThat(fit.usedCount()).isEqualTo(7);
        assertThat(fit.points().get(3).use()).isEqualTo(FittedPoint.Use.UNREADABLE);
        assertThat(fit.curve().bestPositionSteps()).isCloseTo(5_000, within(1e-3));
    }

    @Test
    void unknownErrorsOfThePointsAreTakenAsNone() {
        List<CurvePoint> points = noisy(5);
        List<CurvePoint> unknown =
                points.stream()
                        .map(p -> new CurvePoint(p.positionSteps(), p.hfrPixels(), Double.NaN))
                        .toList();

        assertThat(fitted(unknown).curve()).isEqualTo(fitted(points).curve());
    }

    @Test
    void aPointWithALargeErrorCountsForLess() {
        List<CurvePoint> points = new ArrayList<>(TRUTH.exact(TRUTH.positions(5, 3)));
        CurvePoint faint = points.getFirst();
        points.set(0, new CurvePoint(faint.positionSteps(), 1.2 * faint.hfrPixels(), 0));
        double trusted = fitted(points).curve().bestPositionSteps();
        points.set(0, new CurvePoint(faint.positionSteps(), 1.2 * faint.hfrPixels(), 2.0));

        assertThat(Math.abs(fitted(points).curve().bestPositionSteps() - 5_000))
                .isLessThan(Math.abs(trusted - 5_000) / 2);
    }

    @Test
    void threePointsMakeACurveThatProvesNothing() {
        CurveFit fit = fitted(TRUTH.exact(4_800, 5_010, 5_200));

        assertThat(fit.degreesOfFreedom()).isZero();
        assertThat(fit.reducedChiSquare()).isEmpty();
        assertThat(fit.curve().bestPositionSteps()).isCloseTo(5_000, within(1.0));
        assertThat(CurveChecks.consistent(fit).passed()).isFalse();
    }

    @Test
    void fewPointsWidenTheIntervalByStudentsFactor() {
        CurveFit four = fitted(TRUTH.exact(4_800, 4_900, 5_100, 5_200));

        // One point left over and the three the law is worth: t with four degrees of freedom.
        assertThat(four.intervalHalfWidthSteps(0.6827) / four.sigmaSteps())
                .isCloseTo(1.142, within(0.01));
        assertThat(four.intervalHalfWidthSteps(0.95) / four.sigmaSteps())
                .isCloseTo(2.776, within(0.01));
    }

    @Test
    void aFineScanAtTheBottomNeedsOnlySmallScatter() {
        CurveFit fit = fitted(TRUTH.measured(TRUTH.positions(11, 1.12), 0.005, new Random(3)));

        assertThat(fit.curve().bestPositionSteps()).isCloseTo(5_000, within(10.0));
    }

    @Test
    void noPointsMakeNoCurve() {
        assertThat(refused(List.of()).reason())
                .isEqualTo(
                        "0 usable points cannot make a curve: it takes 4 positions, better 5 or more");
    }

    @Test
    void twoPointsMakeNoCurve() {
        NoCurve none = refused(sizes(3, Double.NaN, 2));

        assertThat(none.cause()).isEqualTo(NoCurve.Cause.TOO_FEW_POINTS);
        assertThat(none.reason())
                .isEqualTo(
                        "2 usable points (1 without a size) cannot make a curve: it takes 4 positions, better 5 or more");
    }

    @Test
    void onePositionMeasuredOftenMakesNoCurve() {
        var same = Collections.nCopies(5, new CurvePoint(700, 2, 0.1));

        assertThat(refused(same).reason())
                .isEqualTo(
                        "5 points at 1 position cannot make a curve: it takes 4 positions, better 5 or more");
    }

    @Test
    void equalSizesMakeNoCurve() {
        NoCurve none = refused(sizes(2.1, 2.1, 2.1, 2.1, 2.1));

        assertThat(none.cause()).isEqualTo(NoCurve.Cause.FLAT);
        assertThat(none.reason())
                .isEqualTo(
                        "sizes stay between 2.10 and 2.10 px over 400 steps: no bend that errors could not make");
    }

    @Test
    void fallingSizesPutTheMinimumAbove() {
        NoCurve none = refused(sizes(9.14, 7.8, 6.4, 5.1, 3.8));

        assertThat(none.cause()).isEqualTo(NoCurve.Cause.MINIMUM_ABOVE);
        assertThat(none.reason())
                .isEqualTo(
                        "sizes only fall, from 9.14 px at 100 to 3.80 px at 500: the minimum lies above 500");
        assertThat(none.guess().orElseThrow().bestPositionSteps()).isBetween(550.0, 850.0);
    }

    @Test
    void risingSizesPutTheMinimumBelow() {
        assertThat(refused(sizes(2.0, 2.4, 3.4, 4.5, 5.6)).cause())
                .isEqualTo(NoCurve.Cause.MINIMUM_BELOW);
    }

    @Test
    void aHillIsNoValley() {
        NoCurve none = refused(sizes(2, 4, 6, 4, 2));

        assertThat(none.cause()).isEqualTo(NoCurve.Cause.NO_VALLEY);
        assertThat(none.reason()).contains("do not form a valley");
    }

    @Test
    void whateverComesInSomethingSensibleComesOut() {
        var random = new Random(404);
        for (int run = 0; run < 150; run++) {
            List<CurvePoint> points =
                    DoubleStream.generate(() -> Math.exp(6 * random.nextGaussian()))
                            .limit(random.nextInt(12))
                            .mapToObj(size ->
                                    new CurvePoint(
                                            Math.rint(20 * random.nextGaussian()),
                                            size,
                                            random.nextBoolean() ? 0 : random.nextDouble()))
                            .toList();
            if (CurveFit.of(points, NIGHT) instanceof CurveFit fit) {
                assertThat(fit.sigmaSteps()).isPositive().isFinite();
                assertThat(fit.curve().halfWidthSteps()).isPositive().isFinite();
                assertThat(fit.curve().minimumPixels()).isPositive().isFinite();
                assertThat(Models.of(fit)).allMatch(m -> Double.isFinite(m.bestPositionSteps()));
                assertThat(CurveChecks.of(fit, 5)).hasSize(6);
            }
        }
    }
}
