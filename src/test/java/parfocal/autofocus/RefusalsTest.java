package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.device.Approach;
import parfocal.device.Travel;

final class RefusalsTest {
    @ParameterizedTest(name = "near {0}: {1}")
    @CsvSource({"60, LIMIT_REACHED", "9960, LIMIT_REACHED", "5000, MOTOR_NOT_MOVING"})
    void aTubeThatStoppedBesideTheEndOfItsTravelHasMetItsStop(int near, Cause cause) {
        List<Sample> last =
                IntStream.of(near + 20, near + 10, near)
                        .mapToObj(position ->
                                new Sample(
                                        position,
                                        Approach.DOWN,
                                        400,
                                        Purpose.SAMPLE,
                                        "",
                                        new FrameSize(
                                                OptionalDouble.of(1.6),
                                                0.01,
                                                40,
                                                OptionalDouble.of(1),
                                                0.2,
                                                0,
                                                0)))
                        .toList();

        assertThat(Refusals.tubeStopped(last, new Travel(0, 10_000)).cause()).isEqualTo(cause);
    }
}
