package parfocal.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CurveChecksTest {
    private static final SimulatedSweep TRUTH = new SimulatedSweep(5_000, 100, 2);
    private static final ErrorLaw NIGHT = ErrorLaw.ORDINARY_NIGHT;

    private static CurveFit fitted(List<CurvePoint> points) {
        return (CurveFit) CurveFit.of(points, NIGHT);
    }

    private static List<String> failed(CurveFit fit) {
        return CurveChecks.of(fit, CriticalZone.halfWidthSteps(fit.curve(), 0.03)).stream()
                .filter(Check::failed)
                .map(Check::name)
                .toList();
    }

    @Test
    void anExactCurvePassesEveryCheck() {
        assertThat(failed(fitted(TRUTH.exact(TRUTH.positions(9, 3))))).isEmpty();
    }

    @Test
    void oneSideWithASinglePointIsNotBracketed() {
        CurveFit fit = fitted(TRUTH.exact(4_700, 4_760, 4_820, 4_880, 4_940, 5_000, 5_150));

        assertThat(failed(fit)).containsExactly("bracketed");
        assertThat(CurveChecks.bracketed(fit).sentence())
                .isEqualTo(
                        "5 samples below best focus and 1 above it are clearly larger than the minimum; it takes 2 on"
                                + " each side.");
    }

    @Test
    void scatterFarBeyondTheLawIsInconsistent() {
        var noisy = TRUTH.measured(TRUTH.positions(15, 3), 0.15, new Random(2));

        assertThat(failed(fitted(noisy))).contains("consistency");
    }

    @Test
    void lessScatterThanTheLawIsNoFault() {
        Check check = CurveChecks.consistent(fitted(TRUTH.exact(TRUTH.positions(9, 3))));

        assertThat(check.passed()).isTrue();
        assertThat(check.sentence()).contains("a better night than assumed");
    }

    @Test
    void anotherShapeShowsAsAPattern() {
        List<CurvePoint> points = new ArrayList<>();
        for (double x = 4_700; x <= 5_300; x += 20) {
            double size = TRUTH.sizeAt(x);
            // Sizes that run into a ceiling, as where detection loses the outer light.
            points.add(new CurvePoint(x, size / Math.pow(1 + Math.pow(size / 4.5, 4), 0.25), 0));
        }

        assertThat(failed(fitted(points))).contains("pattern");
    }

    @Test
    void flanksOfDifferentSlopeMakeTheModelsDisagree() {
        List<CurvePoint> points = new ArrayList<>();
        for (double x = 4_700; x <= 5_300; x += 40) {
            double u = (x - 5_000) / 100;
            points.add(new CurvePoint(x, 2 * (Math.sqrt(1 + u * u) + 0.45 * u), 0));
        }
        CurveFit fit = fitted(points);
        SkewedFit skewed = SkewedFit.of(fit).orElseThrow();

        assertThat(skewed.preferred()).isTrue();
        assertThat(skewed.skew()).isCloseTo(0.45, within(1e-3));
        // u = −t/√(1 − t²)
        assertThat(skewed.lowest().bestPositionSteps()).isCloseTo(4_949.6, within(0.2));
        assertThat(skewed.minimumPixels()).isCloseTo(2 * 0.893, within(1e-3));
        assertThat(failed(fit)).contains("models");
    }

    @ParameterizedTest(name = "{0} runs have a chance of {1}")
    @CsvSource({
        "++++----, 0.028571",
        "+-+-+-+-, 1",
        "+++++-----, 0.007937",
        "++--++--, 0.371429",
        "+++++, 1"
    })
    void fewRunsAreAsRareAsTheCountOfArrangementsSays(String signs, double probability) {
        boolean[] above = new boolean[signs.length()];
        for (int i = 0; i < above.length; i++) {
            above[i] = signs.charAt(i) == '+';
        }

        assertThat(SignRuns.probabilityOfSoFewRuns(above)).isCloseTo(probability, within(1e-6));
    }

    @ParameterizedTest(name = "{0} points")
    @CsvSource({"7, 0.97", "9, 0.97", "11, 0.97"})
    void goodNightsAreRarelyRefused(int count, double leastPassing) {
        var random = new Random(1_000 + count);
        Map<String, Integer> failures = new LinkedHashMap<>();
        int nights = 150;
        int passing = 0;
        for (int night = 0; night < nights; night++) {
            List<CurvePoint> points = new ArrayList<>();
            for (double x : TRUTH.positions(count, 2.75)) {
                double height = TRUTH.sizeAt(x) / TRUTH.minimumPixels();
                double sigma = Math.hypot(0.07 / (height * height), 0.02);
                points.add(
                        new CurvePoint(
                                x, TRUTH.sizeAt(x) * Math.exp(sigma * random.nextGaussian()), 0));
            }
            List<String> failed = failed(fitted(points));
            failed.forEach(name -> failures.merge(name, 1, Integer::sum));
            passing += failed.isEmpty() ? 1 : 0;
        }
        System.out.printf(
                Locale.ROOT,
                "good nights n=%d passing=%.3f failures=%s%n",
                count,
                (double) passing / nights,
                failures);
        assertThat((double) passing / nights)
                .as("failures %s", failures)
                .isGreaterThan(leastPassing);
    }

    @Test
    void fourPointsLeaveQuestionsUnasked() {
        CurveFit fit = fitted(TRUTH.exact(TRUTH.positions(4, 3)));

        List<Check> checks = CurveChecks.of(fit, CriticalZone.halfWidthSteps(fit.curve(), 0.03));

        assertThat(checks).extracting(Check::name).isEqualTo(CurveChecks.NAMES);
        assertThat(checks)
                .filteredOn(check -> check.answer() == Check.Answer.NOT_MADE)
                .extracting(Check::name)
                .containsExactly("pattern", "stability", "models");
    }
}
