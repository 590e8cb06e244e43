package parfocal.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import parfocal.device.Approach;
import parfocal.device.Focuser;
import parfocal.image.Frame;
import parfocal.link.WireLog;
import parfocal.time.VirtualPace;

final class RigTest {
    private static final RigPlan PLAN = Rigs.named("refractor-toa150").orElseThrow();

    private static VirtualPace nightfall() {
        return new VirtualPace(Instant.parse("2026-11-21T20:00:00Z"));
    }

    private static void go(Focuser focuser, int positionSteps, VirtualPace pace) throws Exception {
        focuser.moveTo(positionSteps);
        while (focuser.status().moving()) {
            pace.pause(Duration.ofMillis(100));
        }
    }

    @Test
    void oneSeedIsOneNight() throws Exception {
        Frame once = Rig.setUp(PLAN, 7, nightfall()).camera().expose(Duration.ofSeconds(4));
        Frame again = Rig.setUp(PLAN, 7, nightfall()).camera().expose(Duration.ofSeconds(4));
        Frame other = Rig.setUp(PLAN, 8, nightfall()).camera().expose(Duration.ofSeconds(4));

        assertThat(again.adu()).isEqualTo(once.adu());
        assertThat(other.adu()).isNotEqualTo(once.adu());
    }

    @Test
    void backlashMakesTwoBestPositionsOfOne() throws Exception {
        VirtualPace pace = nightfall();
        Rig rig = Rig.setUp(PLAN, 1, pace);

        assertThat(rig.trueBestSteps(Approach.UP) - rig.trueBestSteps(Approach.DOWN))
                .isCloseTo(90, within(1e-9));
        try (Focuser focuser = rig.connectFocuser(WireLog.none())) {
            int up = (int) Math.round(rig.trueBestSteps(Approach.UP));
            go(focuser, up - 300, pace);
            go(focuser, up, pace);
            assertThat(rig.trueDefocusSteps()).isCloseTo(0, within(1.0));
            go(focuser, up + 300, pace);
            go(focuser, up, pace);
            assertThat(rig.trueDefocusSteps()).isCloseTo(90, within(1.0));
        }
    }

    @Test
    void theThreadsExperimentOutAndInHoldsInAndOutIsNinetyStepsOff() throws Exception {
        VirtualPace pace = nightfall();
        Rig rig = Rig.setUp(PLAN.with("start-steps", "614"), 1, pace);
        try (Focuser focuser = rig.connectFocuser(WireLog.none())) {
            go(focuser, 900, pace);
            go(focuser, 614, pace);
            double before = rig.trueDefocusSteps();
            go(focuser, 2000, pace);
            go(focuser, 614, pace);
            double outAndIn = rig.trueDefocusSteps();
            go(focuser, 0, pace);
            go(focuser, 614, pace);
            double inAndOut = rig.trueDefocusSteps();

            assertThat(outAndIn).isCloseTo(before, within(0.5));
            assertThat(before - inAndOut).isCloseTo(90, within(0.5));
        }
    }

    @Test
    void aCoolingNightMovesTheFocus() throws Exception {
        VirtualPace pace = nightfall();
        Rig rig = Rig.setUp(PLAN.with("cooling-celsius-per-hour", "2"), 1, pace);
        double before = rig.trueBestSteps(Approach.UP);

        pace.pause(Duration.ofHours(3));

        // 6 °C colder at −4 steps per °C.
        assertThat(rig.trueBestSteps(Approach.UP) - before).isCloseTo(24, within(1e-6));
    }

    @Test
    void stuckFromAFrameOnTheCounterRunsAndTheTubeStands() throws Exception {
        VirtualPace pace = nightfall();
        Rig rig = Rig.setUp(PLAN.with("stuck-at-sample", "2"), 1, pace);
        try (Focuser focuser = rig.connectFocuser(WireLog.none())) {
            var unused = rig.camera().expose(Duration.ofSeconds(1));
            double before = rig.trueDefocusSteps();
            go(focuser, 400, pace);

            assertThat(focuser.status().positionSteps()).isEqualTo(400);
            assertThat(rig.trueDefocusSteps()).isCloseTo(before, within(0.1));
            assertThat(unused.widthPixels()).isEqualTo(1676);
        }
    }

    @Test
    void aCloudTakesTheLight() throws Exception {
        Frame clear = Rig.setUp(PLAN, 3, nightfall()).camera().expose(Duration.ofSeconds(4));
        Frame cloudy =
                Rig.setUp(PLAN.with("clouds-at-sample", "1"), 3, nightfall())
                        .camera()
                        .expose(Duration.ofSeconds(4));

        assertThat(brightest(cloudy)).isLessThan(brightest(clear));
        assertThat(mean(cloudy)).isLessThan(mean(clear));
    }

    private static double mean(Frame frame) {
        double sum = 0;
        for (float adu : frame.adu()) {
            sum += adu;
        }
        return sum / frame.adu().length;
    }

    private static long brightest(Frame frame) {
        long count = 0;
        for (float adu : frame.adu()) {
            if (adu > 3000) {
                count++;
            }
        }
        return count;
    }

    @Test
    void aSettingThatDoesNotExistIsNamedTogetherWithThoseThatDo() {
        assertThatThrownBy(() -> PLAN.with("backslash-steps", "90"))
                .hasMessageContaining("no setting 'backslash-steps'")
                .hasMessageContaining("backlash-steps");
    }

    @Test
    void aSettingBeyondReasonSaysWhatIsReasonable() {
        assertThatThrownBy(() -> PLAN.with("seeing-arcsec", "-1"))
                .hasMessageContaining("from 0.2 to 20");
        assertThatThrownBy(() -> PLAN.with("seeing-arcsec", "good"))
                .hasMessageContaining("wants a number");
    }
}
