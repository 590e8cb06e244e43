package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.curve.ErrorLaw;
import parfocal.curve.Hyperbola;
import parfocal.device.Approach;

/// Nine samples down to both flanks of a curve about 4000 with a half-width of 20 steps and 1.5 px at the bottom.
final class DetectionCliffTest {
    private static final Hyperbola CURVE = new Hyperbola(4000, 20, 1.5);

    private static List<Sample> sweep(DoubleUnaryOperator sizeAt) {
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < 9; i++) {
            int position = 4060 - 15 * i;
            double size = sizeAt.applyAsDouble(position) * (i % 2 == 0 ? 1.01 : 0.99);
            samples.add(
                    new Sample(
                            position,
                            Approach.DOWN,
                            400,
                            Purpose.SAMPLE,
                            "",
                            SomeStars.size(size, 40)));
        }
        return samples;
    }

    private static Optional<DetectionCliff> cliff(List<Sample> sweep) {
        return DetectionCliff.in(sweep, ErrorLaw.ORDINARY_NIGHT);
    }

    @Test
    void sizesThatLevelAtBothEndsAreLeftOut() {
        List<Sample> sweep = sweep(position -> Math.min(3, CURVE.sizeAt(position)));

        DetectionCliff found = cliff(sweep).orElseThrow();

        assertThat(found.beyond())
                .extracting(Sample::positionSteps)
                .containsExactly(3940, 3955, 4045, 4060);
        assertThat(found.leftOut(sweep))
                .filteredOn(sample -> !sample.cutOff())
                .extracting(Sample::positionSteps)
                .containsExactly(4030, 4015, 4000, 3985, 3970);
    }

    @Test
    void sizesThatFallAgainAreLeftOutToo() {
        assertThat(
                        cliff(
                                sweep(position ->
                                        Math.abs(position - 4000) > 50
                                                ? 2.6
                                                : CURVE.sizeAt(position))))
                .get()
                .extracting(found -> found.beyond().size())
                .isEqualTo(2);
    }

    @Test
    void aWholeCurveHasNone() {
        assertThat(cliff(sweep(CURVE::sizeAt))).isEmpty();
    }

    /// That is what a motor does which counts on, or a tube at its stop.
    @Test
    void sizesThatLevelAtOneEndOnlyAreNoCliff() {
        assertThat(cliff(sweep(position -> CURVE.sizeAt(Math.max(position, 3972))))).isEmpty();
    }

    @Test
    void itIsToldWithBothEndsAndWhatTheCurveHasThere() {
        List<Sample> sweep = sweep(position -> Math.min(3, CURVE.sizeAt(position)));
        DetectionCliff found = cliff(sweep).orElseThrow();

        Diagnosis told = found.diagnosis(found.leftOut(sweep));

        assertThat(told.cause()).isEqualTo(Cause.DETECTION_CLIFF);
        assertThat(told.message())
                .contains("3.03 px at 3940 and 3.03 px at 4060", "These 4 samples were left out");
        assertThat(told.samples()).containsExactly(0, 1, 7, 8);
    }
}
