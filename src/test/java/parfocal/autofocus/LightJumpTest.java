package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import parfocal.autofocus.FocusStep.GiveUp;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.device.Travel;
import parfocal.stars.Star;

/// Twelve stars, and the sky between them, frame by frame.
final class LightJumpTest {
    private static final MeasureAt STEP = new MeasureAt(1000, List.of(), Purpose.SAMPLE, "");

    private FocusRun run = FocusRun.begin(FocusPlan.defaults(), new Travel(0, 2000), 1000);

    private void frame(double light, double skyAdu) {
        frame(light, skyAdu, 0);
    }

    private void frame(double light, double skyAdu, int saturated) {
        var stars = new ArrayList<Star>();
        for (int i = 0; i < 12; i++) {
            stars.add(
                    new Star(
                            37 + 61.0 * i,
                            53 + 29.0 * ((i * 7) % 23),
                            light * (20_000 - 500.0 * i),
                            2,
                            0.05,
                            4,
                            1000,
                            0.2,
                            60,
                            Set.of()));
        }
        run = run.with(STEP, 1000, new Seen(stars, saturated, 0, 0, skyAdu, 10));
    }

    private List<Cause> causes() {
        return new Findings(run, Optional.empty())
                .diagnoses().stream().map(Diagnosis::cause).toList();
    }

    @Test
    void starsAtTheCeilingThatDimAsTheyBecomeSharpAreNoOtherFilter() {
        frame(1, 1030);
        frame(1.02, 1030);
        frame(0.4, 1012, 9);
        frame(0.41, 1012, 9);

        assertThat(run.samples()).hasSize(4);
    }

    @Test
    void starsAndSkyThatDimTogetherForTwoFramesAreAnotherFilterAndTheRunBeginsAnew() {
        frame(1, 1030);
        frame(1.02, 1030);
        frame(0.4, 1012);

        assertThat(run.samples()).hasSize(3);

        frame(0.41, 1012);

        assertThat(run.samples()).isEmpty();
        assertThat(run.everySample()).hasSize(4);
        assertThat(((MeasureAt) run.next()).why()).contains("beginning anew");
        assertThat(new LightChanges(run).diagnosis().orElseThrow().message())
                .contains("gave 40 % of the light")
                .contains("from 1030 to 1012 ADU");
        assertThat(new LightChanges(run).diagnosis().orElseThrow().samples()).containsExactly(2, 3);
    }

    @Test
    void aBrighterFilterIsOneToo() {
        frame(1, 1010);
        frame(3, 1030);
        frame(3, 1030);

        assertThat(causes()).containsExactly(Cause.FILTER_CHANGED);
    }

    @Test
    void aCloudLeavesTheSkyOrBrightensIt() {
        frame(1, 1030);
        frame(1, 1030);
        frame(0.2, 1030);
        frame(0.2, 1034);
        frame(0.2, 1035);

        assertThat(run.samples()).hasSize(5);
        assertThat(causes()).doesNotContain(Cause.FILTER_CHANGED);
    }

    @Test
    void aSkyThatDarkensByItselfIsNoFilter() {
        frame(1, 1030);
        frame(1, 1030);
        frame(1, 1012);
        frame(1, 1012);

        assertThat(run.samples()).hasSize(4);
    }

    @Test
    void aSecondFilterInOneRunIsRefused() {
        frame(1, 1030);
        frame(0.4, 1012);
        frame(0.4, 1012);
        frame(0.4, 1012);
        frame(0.2, 1006);
        frame(0.2, 1006);

        assertThat(run.next())
                .isInstanceOfSatisfying(
                        GiveUp.class,
                        refusal -> assertThat(refusal.cause()).isEqualTo(Cause.FILTER_CHANGED));
    }

    @Test
    void lightThatOnlyCameBackIsCalledACloud() {
        frame(1, 1030);
        frame(0.4, 1012);
        frame(0.4, 1012);
        frame(0.4, 1012);
        frame(1, 1030);
        frame(1, 1030);

        assertThat(run.next()).isInstanceOf(MeasureAt.class);
        assertThat(causes()).containsExactly(Cause.CLOUDS);
    }
}
