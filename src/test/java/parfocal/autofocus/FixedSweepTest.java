package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import parfocal.autofocus.FocusStep.Accept;
import parfocal.autofocus.FocusStep.GiveUp;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.device.Approach;
import parfocal.device.Travel;

final class FixedSweepTest {
    private static final Travel TRAVEL = new Travel(0, 2000);

    @Test
    void takesAsManySamplesAsFarApartAsAskedAndProvesThem() {
        FocusRun run = run(640, new FixedSweep(9, 45));

        assertThat(run.next()).isInstanceOf(Accept.class);
        List<Sample> sweep = run.sweep();
        assertThat(sweep).hasSize(9);
        assertThat(sweep.getFirst().positionSteps()).isEqualTo(640 + 4 * 45);
        assertThat(sweep.getLast().positionSteps()).isEqualTo(640 - 4 * 45);
        assertThat(sweep).allMatch(sample -> sample.travelSinceReversalSteps() > 0);
        assertThat(run.samples().getLast().proof()).isTrue();
    }

    @Test
    void aSweepThatDoesNotEncloseFocusIsRefusedWithItsNumbers() {
        FocusRun run = run(1200, new FixedSweep(7, 30));

        assertThat(run.next())
                .isInstanceOfSatisfying(
                        GiveUp.class,
                        refusal -> assertThat(refusal.reason()).contains("1110", "1290"));
    }

    @Test
    void atTheEndOfTheTravelTheSweepMovesInsteadOfShrinking() {
        var first =
                new FixedSweep(9, 100)
                        .first(1900, TRAVEL, Approach.DOWN, FocusStep.Purpose.SAMPLE, "");

        assertThat(first.positionSteps()).isEqualTo(2000);
    }

    @Test
    void threePointsAreNoSweep() {
        assertThatThrownBy(() -> new FixedSweep(3, 10))
                .hasMessageContaining("5 to 99")
                .hasMessageContaining("3 samples 10 steps");
    }

    private static FocusRun run(int startSteps, FixedSweep sweep) {
        var telescope = new SyntheticTelescope(3, TRAVEL, startSteps, 614, 63, 0.95, 40, 0.03);
        FocusRun run = FocusRun.begin(FocusPlan.defaults().withFixed(sweep), TRAVEL, startSteps);
        while (run.next() instanceof MeasureAt step) {
            run = run.with(step, step.positionSteps(), telescope.measure(step));
        }
        return run;
    }
}
