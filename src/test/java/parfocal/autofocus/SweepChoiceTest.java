package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.device.Travel;

/// Sweeps over a curve of 63 steps half-width with its bottom at 614, less 40 steps of play.
final class SweepChoiceTest {
    private static final Travel TRAVEL = new Travel(0, 2000);

    private static FocusRun swept(int startSteps, FixedSweep sweep) {
        var telescope = new SyntheticTelescope(3, TRAVEL, startSteps, 614, 63, 0.95, 40, 0.03);
        FocusRun run = FocusRun.begin(FocusPlan.defaults().withFixed(sweep), TRAVEL, startSteps);
        while (run.next() instanceof MeasureAt step) {
            run = run.with(step, step.positionSteps(), telescope.measure(step));
        }
        return run;
    }

    @Test
    void aSweepWithoutABendWasTooShort() {
        Diagnosis found = SweepChoice.of(swept(574, new FixedSweep(9, 6))).orElseThrow();

        assertThat(found.cause()).isEqualTo(Cause.STEP_TOO_SMALL);
        assertThat(found.message()).contains("9 samples", "48 steps from end to end");
        assertThat(found.remedy()).contains("of about 30 instead of 6");
    }

    @Test
    void aSweepWithOneSampleNearFocusWasTooCoarse() {
        Diagnosis found = SweepChoice.of(swept(574, new FixedSweep(7, 190))).orElseThrow();

        assertThat(found.cause()).isEqualTo(Cause.STEP_TOO_LARGE);
        assertThat(found.message()).contains("Only 1 of the 7 samples", "190 steps apart");
        assertThat(found.samples()).hasSize(7);
    }

    @Test
    void nineSamplesOfSevenTenthsOfAHalfWidthAreRight() {
        assertThat(SweepChoice.of(swept(574, new FixedSweep(9, 45)))).isEmpty();
    }

    @Test
    void onAFlankTheWayToFocusIsTold() {
        Diagnosis found = SweepChoice.of(swept(1500, new FixedSweep(5, 100))).orElseThrow();

        assertThat(found.cause()).isEqualTo(Cause.STEP_TOO_SMALL);
        assertThat(found.remedy()).contains("Sizes fall toward 1300: start there, or beyond.");
    }

    @Test
    void onAFlankNothingIsSaidOfALargeStep() {
        assertThat(SweepChoice.of(swept(1500, new FixedSweep(5, 180)))).isEmpty();
    }

    @Test
    void anAdaptiveSweepChoosesItself() {
        FocusRun run = FocusRun.begin(FocusPlan.defaults(), TRAVEL, 574);

        assertThat(SweepChoice.of(run)).isEmpty();
    }
}
