package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.autofocus.LostSteps.Kind;
import parfocal.curve.ErrorLaw;
import parfocal.curve.Hyperbola;
import parfocal.device.Approach;

/// Frames of a telescope with a half-width of 20 steps, whose best focus was at 4000 when the run began.
final class DriftTest {
    private static final int[] PLACES = {4060, 4048, 4025, 3975, 3952, 3952, 4050, 4020, 3970};
    private static final double[] SECONDS = {5, 12, 19, 27, 34, 99, 112, 119, 127};
    private static final int[] SINCE_REVERSAL = {400, 412, 435, 485, 508, 508, 400, 430, 480};
    private static final Purpose[] PURPOSES = {
        Purpose.SAMPLE,
        Purpose.SAMPLE,
        Purpose.SAMPLE,
        Purpose.SAMPLE,
        Purpose.SAMPLE,
        Purpose.WAITED,
        Purpose.NEW_SWEEP,
        Purpose.SAMPLE,
        Purpose.SAMPLE
    };

    /// @param shift how far best focus, in reported steps, has moved when a frame is taken
    private static List<Sample> frames(IntToDoubleFunction shift, OptionalDouble celsiusPerHour) {
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < PLACES.length; i++) {
            double size =
                    new Hyperbola(4000 + shift.applyAsDouble(i), 20, 1.5).sizeAt(PLACES[i])
                            * (i % 2 == 0 ? 1.01 : 0.99);
            double hours = SECONDS[i] / 3600;
            OptionalDouble celsius =
                    celsiusPerHour.isEmpty()
                            ? celsiusPerHour
                            : OptionalDouble.of(
                                    Math.rint(100 * (10.003 + celsiusPerHour.getAsDouble() * hours))
                                            / 100);
            samples.add(
                    new Sample(
                            PLACES[i],
                            Approach.DOWN,
                            SINCE_REVERSAL[i],
                            PURPOSES[i],
                            "",
                            SomeStars.size(size, 40),
                            Optional.of(new Moment(SECONDS[i], celsius)),
                            false,
                            0));
        }
        return samples;
    }

    private static Optional<Drift> drift(List<Sample> frames) {
        return Drift.in(frames, ErrorLaw.ORDINARY_NIGHT);
    }

    private static double atAFifthOfAStepASecond(int frame) {
        return 0.2 * SECONDS[frame];
    }

    @Test
    void aFocusThatMovesWithTimeIsToldWithItsSpeed() {
        Drift found =
                drift(frames(DriftTest::atAFifthOfAStepASecond, OptionalDouble.of(-15)))
                        .orElseThrow();

        assertThat(found.stepsPerSecond()).isCloseTo(0.2, within(3 * found.sigmaStepsPerSecond()));
        assertThat(found.sigmaStepsPerSecond()).isBetween(0.001, 0.03);
        assertThat(found.sentence())
                .contains("outward by about 24 steps", "while it got 0.5 °C colder");
    }

    @Test
    void itIsToldWithoutAThermometerTooWhereAFrameWasTakenTwice() {
        List<Sample> frames = frames(DriftTest::atAFifthOfAStepASecond, OptionalDouble.empty());

        assertThat(drift(frames)).isPresent();
        assertThat(LostSteps.in(frames, ErrorLaw.ORDINARY_NIGHT)).isEmpty();
    }

    @Test
    void aTemperatureThatStaysRulesItOut() {
        assertThat(drift(frames(DriftTest::atAFifthOfAStepASecond, OptionalDouble.of(-0.5))))
                .isEmpty();
    }

    /// The frame that was taken without a move shows the same stars as the one before.
    @Test
    void aTubeThatSlidesWithEveryMoveIsNoDrift() {
        List<Sample> frames =
                frames(frame -> 9.0 * (frame < 5 ? frame : frame - 1), OptionalDouble.empty());

        assertThat(drift(frames)).isEmpty();
        assertThat(LostSteps.in(frames, ErrorLaw.ORDINARY_NIGHT))
                .get()
                .extracting(LostSteps::kind)
                .isEqualTo(Kind.SLIP);
    }

    @Test
    void aFocusThatStaysDoesNotDriftHoweverFastItCools() {
        assertThat(drift(frames(_ -> 0, OptionalDouble.of(-15)))).isEmpty();
    }

    @Test
    void whatIsAllowedForIsHowFarFocusMovedUntilTheLastFrame() {
        List<Sample> frames = frames(DriftTest::atAFifthOfAStepASecond, OptionalDouble.of(-15));
        Drift found = drift(frames).orElseThrow();

        List<Sample> allowed = found.allowedFor(frames);

        assertThat(allowed.getLast().wanderedSteps()).isZero();
        assertThat(allowed.getFirst().wanderedSteps())
                .isCloseTo(122 * found.stepsPerSecond(), within(1e-9));
    }
}
