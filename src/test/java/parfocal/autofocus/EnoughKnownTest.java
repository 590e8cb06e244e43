package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.autofocus.FocusStep.Accept;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.device.Travel;

/// Runs on a telescope with a half-width of 63 steps, in steady air.
final class EnoughKnownTest {
    /// @param jitter by which stars in focus grow and shrink from frame to frame
    /// @return what the first sweep and its proofs lead to
    private static FocusStep afterOneSweep(long seed, double jitter) {
        var travel = new Travel(0, 2000);
        var telescope = new SyntheticTelescope(seed, travel, 800, 614, 63, 0.95, 0, jitter);
        FocusRun run = FocusRun.begin(FocusPlan.defaults(), travel, 800);
        while (run.next() instanceof MeasureAt step && step.purpose() != Purpose.NEW_SWEEP) {
            run = run.with(step, step.positionSteps(), telescope.measure(step));
        }
        return run.next();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void inSteadyAirOneSweepIsEnough(long seed) {
        assertThat(afterOneSweep(seed, 0.05)).isInstanceOf(Accept.class);
    }

    /// A proof that passes proves little then.
    @ParameterizedTest
    @ValueSource(longs = {9, 18, 36})
    void inRoughAirASecondSweepHasToAgree(long seed) {
        assertThat(afterOneSweep(seed, 0.25))
                .isInstanceOfSatisfying(
                        MeasureAt.class,
                        again ->
                                assertThat(again.why())
                                        .contains("One sweep and one proof agree by chance then."));
    }
}
