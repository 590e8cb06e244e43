package parfocal.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelsTest {
    private static final SimulatedSweep TRUTH = new SimulatedSweep(5_000, 100, 2);

    private static CurveFit fitted(List<CurvePoint> points, ErrorLaw law) {
        return (CurveFit) CurveFit.of(points, law);
    }

    @Test
    void everyModelFindsTheMinimumOfASymmetricSweep() {
        CurveFit fit = fitted(TRUTH.exact(TRUTH.positions(15, 3.5)), ErrorLaw.ORDINARY_NIGHT);

        assertThat(Models.of(fit))
                .extracting(ModelFit::name)
                .containsExactly(
                        "hyperbola",
                        "skewed hyperbola",
                        "hyperbola through the core",
                        "parabola",
                        "trend lines");
        assertThat(Models.of(fit))
                .allSatisfy(model -> {
                    assertThat(model.bestPositionSteps()).isCloseTo(5_000, within(0.01));
                    assertThat(model.sigmaSteps()).isBetween(0.4, 40.0);
                    assertThat(model.rSquared().orElseThrow()).isGreaterThan(0.98);
                });
    }

    @Test
    void fewPointsHaveFewModels() {
        CurveFit fit = fitted(TRUTH.exact(4_750, 4_870, 5_120, 5_260), ErrorLaw.ORDINARY_NIGHT);

        assertThat(Models.of(fit))
                .extracting(ModelFit::name)
                .containsExactly("hyperbola", "trend lines");
        assertThat(Models.of(fit).getFirst().rSquared()).isPresent();
        assertThat(Models.of(fit).getLast().rSquared())
                .as("two lines through four points pass through them all")
                .isEmpty();
    }

    @Test
    void theCoreIgnoresWhatDetectionDoesToTheWings() {
        List<CurvePoint> points = new ArrayList<>(TRUTH.exact(TRUTH.positions(11, 2.3)));
        // A cliff on one side only: fragments of rings, far too small.
        points.add(new CurvePoint(5_320, 5.3, 0));
        points.add(new CurvePoint(5_380, 5.2, 0));
        points.add(new CurvePoint(5_440, 5.1, 0));
        // A law that does not believe the wings to a hundredth; one that does finds no valley at
        // all here.
        CurveFit fit = fitted(points, new ErrorLaw(0.07, 0.02));

        assertThat(Models.core(fit).orElseThrow().curve().bestPositionSteps())
                .isCloseTo(5_000, within(1.0));
    }

    @ParameterizedTest(name = "model {0}")
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void everyModelKnowsItsOwnUncertainty(int model) {
        double noise = 0.02;
        var random = new Random(55);
        double squares = 0;
        double promised = 0;
        int nights = 150;
        for (int night = 0; night < nights; night++) {
            CurveFit fit =
                    fitted(
                            TRUTH.measured(TRUTH.positions(15, 3.2), noise, random),
                            ErrorLaw.constant(noise));
            ModelFit seen = Models.of(fit).get(model);
            squares += Math.pow(seen.bestPositionSteps() - 5_000, 2);
            promised += seen.sigmaSteps();
        }
        assertThat(promised / nights)
                .isCloseTo(Math.sqrt(squares / nights), within(0.3 * Math.sqrt(squares / nights)));
    }

    @Test
    void equalFlanksAreTakenForUnequalAsSeldomAsPromised() {
        var random = new Random(56);
        int preferred = 0;
        int nights = 300;
        for (int night = 0; night < nights; night++) {
            CurveFit fit =
                    fitted(
                            TRUTH.measured(TRUTH.positions(9, 3), 0.04, random),
                            ErrorLaw.constant(0.04));
            preferred += SkewedFit.of(fit).orElseThrow().preferred() ? 1 : 0;
        }

        assertThat((double) preferred / nights).isBetween(0.02, 0.09);
    }
}
