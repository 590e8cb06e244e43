package parfocal.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SquareGrowthTest {
    private static final ErrorLaw LAW = ErrorLaw.ORDINARY_NIGHT;

    private static List<CurvePoint> points(DoubleUnaryOperator sizeAt, int... positions) {
        var points = new ArrayList<CurvePoint>();
        for (int position : positions) {
            points.add(new CurvePoint(position, sizeAt.applyAsDouble(position), 0));
        }
        return points;
    }

    /// As measured on libindi's camera simulator, whose best focus is 36700.
    @Test
    void whatLibindisSimulatorDrawsLiesOnAParabola() {
        List<CurvePoint> measured =
                List.of(
                        new CurvePoint(42_290, 1.756, 0),
                        new CurvePoint(40_410, 1.599, 0),
                        new CurvePoint(52_367, 3.774, 0),
                        new CurvePoint(51_055, 3.396, 0),
                        new CurvePoint(44_341, 2.020, 0),
                        new CurvePoint(29_753, 1.924, 0),
                        new CurvePoint(23_041, 3.216, 0));

        assertThat(SquareGrowth.of(measured, LAW))
                .hasValueSatisfying(parabola -> {
                    assertThat(parabola.bestPositionSteps()).isCloseTo(36_700, within(60.0));
                    assertThat(parabola.minimumPixels()).isCloseTo(1.47, within(0.01));
                });
    }

    @ParameterizedTest(name = "samples up to {0} half-widths from focus")
    @ValueSource(doubles = {1.8, 2.4, 4})
    void whatALensDrawsDoesNot(double farthest) {
        var lens = new Hyperbola(600, 100, 1);
        int reach = (int) (100 * farthest);

        assertThat(
                        SquareGrowth.of(
                                points(
                                        lens::sizeAt,
                                        600 - reach,
                                        600 - reach / 2,
                                        600 - reach / 4,
                                        600,
                                        600 + reach / 4,
                                        600 + reach / 2,
                                        600 + reach),
                                LAW))
                .isEmpty();
    }

    @Test
    void norDoesAParabolaUnderRealAir() {
        var air = new Random(3);
        var parabola = new SquareGrowth(600, 100, 1);

        assertThat(
                        SquareGrowth.of(
                                points(
                                        x -> parabola.sizeAt(x) * (1 + 0.03 * air.nextGaussian()),
                                        400,
                                        450,
                                        500,
                                        550,
                                        600,
                                        650,
                                        700,
                                        750,
                                        800),
                                LAW))
                .isEmpty();
    }

    @Test
    void aFewPointsLieOnAnything() {
        var parabola = new SquareGrowth(600, 100, 1);

        assertThat(SquareGrowth.of(points(parabola::sizeAt, 400, 500, 550, 650, 700, 800), LAW))
                .isEmpty();
    }
}
