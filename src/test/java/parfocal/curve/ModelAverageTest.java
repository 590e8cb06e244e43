package parfocal.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ModelAverageTest {
    private static final SimulatedSweep TRUTH = new SimulatedSweep(5_000, 100, 2);

    /// The sweep of a N.I.N.A. report, in a refractor with unequal flanks: its models lie 19 steps apart.
    private static final double[] POSITIONS = {
        23963, 24007, 24051, 24095, 24139, 24183, 24227, 24271, 24315, 24359, 24403, 24447, 24491
    };

    private static final double[] SIZES = {
        4.902, 4.149, 3.386, 2.712, 2.235, 1.872, 1.627, 1.583, 1.780, 2.059, 2.420, 2.920, 3.577
    };

    private static ModelAverage of(List<CurvePoint> points, ErrorLaw law) {
        return ModelAverage.of((CurveFit) CurveFit.of(points, law));
    }

    @Test
    void modelsThatDisagreeMakeThePlaceUncertain() {
        var points = new ArrayList<CurvePoint>();
        for (int i = 0; i < SIZES.length; i++) {
            points.add(new CurvePoint(POSITIONS[i], SIZES[i], 0));
        }
        CurveFit fit = (CurveFit) CurveFit.of(points, ErrorLaw.OTHER_PROGRAMS);
        double[] places =
                Models.of(fit).stream().mapToDouble(ModelFit::bestPositionSteps).sorted().toArray();

        ModelAverage average = ModelAverage.of(fit);

        assertThat(places[places.length - 1] - places[0]).isGreaterThan(15);
        assertThat(average.bestPositionSteps()).isBetween(places[0], places[places.length - 1]);
        assertThat(2 * average.sigmaSteps())
                .isGreaterThan(places[places.length - 1] - places[0] - 5);
        assertThat(average.sigmaSteps()).isGreaterThan(average.spreadSteps());
    }

    @Test
    void modelsThatAgreeAddNothing() {
        List<CurvePoint> exact = TRUTH.exact(TRUTH.positions(15, 3.5));
        CurveFit fit = (CurveFit) CurveFit.of(exact, ErrorLaw.ORDINARY_NIGHT);

        ModelAverage average = ModelAverage.of(fit);

        assertThat(average.count()).isEqualTo(5);
        assertThat(average.bestPositionSteps()).isCloseTo(5_000, within(0.01));
        assertThat(average.sigmaSteps()).isCloseTo(fit.sigmaSteps(), within(0.01));
    }

    @Test
    void fourPointsCannotTellModelsApart() {
        List<CurvePoint> four = TRUTH.exact(4_750, 4_870, 5_120, 5_260);

        ModelAverage average = of(four, ErrorLaw.ORDINARY_NIGHT);

        assertThat(average.count()).isEqualTo(1);
        assertThat(average.spreadSteps()).isZero();
    }

    @Test
    void onTrueHyperbolasTheMeanIsAboutAsGoodAsItSays() {
        double noise = 0.03;
        var random = new Random(57);
        double squares = 0;
        double promised = 0;
        int within = 0;
        int nights = 200;
        for (int night = 0; night < nights; night++) {
            ModelAverage average =
                    of(
                            TRUTH.measured(TRUTH.positions(11, 3), noise, random),
                            ErrorLaw.constant(noise));
            double off = average.bestPositionSteps() - 5_000;
            squares += off * off;
            promised += average.sigmaSteps() * average.sigmaSteps();
            within += Math.abs(off) < average.sigmaSteps() ? 1 : 0;
        }

        assertThat(Math.sqrt(promised / squares)).isBetween(0.95, 1.6);
        assertThat((double) within / nights).isBetween(0.65, 0.88);
    }
}
