package parfocal.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProofTest {
    private static final SimulatedSweep TRUTH = new SimulatedSweep(5_000, 100, 2);

    private static CurveFit exact() {
        return (CurveFit) CurveFit.of(TRUTH.exact(TRUTH.positions(9, 3)), ErrorLaw.ORDINARY_NIGHT);
    }

    @ParameterizedTest(name = "{0} px where 2.00 ± 0.17 were promised: {1}")
    @CsvSource({
        "2.0, AS_PROMISED",
        "2.2, AS_PROMISED",
        "2.3, CAUTION",
        "2.6, TOO_LARGE",
        "1.7, AS_PROMISED",
        "1.5, SUSPICIOUSLY_SMALL"
    })
    void theProofIsHeldAgainstAnInterval(double measured, Proof.Verdict verdict) {
        assertThat(Proof.judge(exact(), new CurvePoint(5_000, measured, 0)).verdict())
                .isEqualTo(verdict);
    }

    /// Where a curve promises less than pixels can show, a size of up to 0.8 px is as promised, however many deviations it is off.
    @ParameterizedTest(name = "{0} px where 0.50 ± 0.03 were promised: {1}")
    @CsvSource({
        "0.5, AS_PROMISED",
        "0.7, AS_PROMISED",
        "0.8, AS_PROMISED",
        "0.90, CAUTION",
        "0.95, TOO_LARGE",
        "0.35, SUSPICIOUSLY_SMALL"
    })
    void noStarIsTooLargeThatPixelsCannotShowSmaller(double measured, Proof.Verdict verdict) {
        var tiny = new SimulatedSweep(5_000, 100, 0.5);
        var fit = (CurveFit) CurveFit.of(tiny.exact(tiny.positions(9, 3)), ErrorLaw.ORDINARY_NIGHT);

        Proof proof = Proof.judge(fit, new CurvePoint(5_000, measured, 0));

        assertThat(proof.verdict()).isEqualTo(verdict);
        assertThat(proof.predictedPixels()).isCloseTo(0.5, within(0.01));
        assertThat(proof.sentence().endsWith("Pixels show hardly any star smaller than that."))
                .isEqualTo(measured > 0.51);
    }

    @Test
    void anAlarmCarriesItsNumbers() {
        Proof proof = Proof.judge(exact(), new CurvePoint(5_000, 3.1, 0));

        assertThat(proof.passed()).isFalse();
        assertThat(proof.sentence())
                .isEqualTo(
                        "Stars are 3.10 px here, the curve promised 2.00 ± 0.14: 6.1 standard deviations more. This is not"
                                + " best focus.");
        // 3.1 px belong w·√(1.55² − 1) = 118 steps away.
        assertThat(proof.distanceSteps(exact().curve())).isCloseTo(118.4, within(0.3));
    }

    @Test
    void aFaintMeasurementIsAllowedToStray() {
        assertThat(Proof.judge(exact(), new CurvePoint(5_000, 2.6, 0.4)).passed()).isTrue();
    }

    @Test
    void farOutOnTheFlankTheSizeThereIsPromised() {
        assertThat(Proof.judge(exact(), new CurvePoint(5_200, 4.47, 0)).predictedPixels())
                .isCloseTo(4.472, within(0.02));
    }

    @Test
    void goodArrivalsAreRarelyDoubtedAndBadOnesNeverPass() {
        var random = new Random(7);
        Map<Proof.Verdict, Integer> good = new EnumMap<>(Proof.Verdict.class);
        int passedFarAway = 0;
        int nights = 1_000;
        for (int night = 0; night < nights; night++) {
            var points = TRUTH.measured(TRUTH.positions(9, 2.75), 0.05, random);
            var fit = (CurveFit) CurveFit.of(points, ErrorLaw.constant(0.05));
            double best = fit.curve().bestPositionSteps();
            double size = TRUTH.sizeAt(best) * Math.exp(0.05 * random.nextGaussian());
            good.merge(Proof.judge(fit, new CurvePoint(best, size, 0)).verdict(), 1, Integer::sum);
            double astray = TRUTH.sizeAt(best + 95) * Math.exp(0.05 * random.nextGaussian());
            passedFarAway += Proof.judge(fit, new CurvePoint(best, astray, 0)).passed() ? 1 : 0;
        }
        System.out.printf(
                Locale.ROOT,
                "proof of good arrivals %s, passed 0.95 w away %d of %d%n",
                good,
                passedFarAway,
                nights);
        assertThat(good.getOrDefault(Proof.Verdict.TOO_LARGE, 0)).isLessThan(nights / 50);
        assertThat(good.getOrDefault(Proof.Verdict.SUSPICIOUSLY_SMALL, 0)).isLessThan(nights / 100);
        assertThat(passedFarAway).isLessThan(nights / 50);
    }
}
