package parfocal.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import parfocal.device.Approach;
import parfocal.device.Focuser;
import parfocal.link.WireLog;
import parfocal.motion.Settling;
import parfocal.motion.SettlingSettings;
import parfocal.time.VirtualPace;

/// What is particular about each rig of the catalogue.
final class RigsTest {
    private final VirtualPace pace = new VirtualPace(Instant.parse("2026-11-21T20:00:00Z"));

    @Test
    void thePublishedRigsExist() {
        assertThat(Rigs.all())
                .extracting(RigPlan::name)
                .contains("refractor-toa150", "refractor-80", "sct-c11", "newton-f4", "lens-135");
    }

    @Test
    void everyRigIsReadyToMoveBothWaysFromWhereItStands() throws Exception {
        for (RigPlan plan : Rigs.all()) {
            try (Focuser focuser = settled(Rig.setUp(plan, 1, pace))) {
                int start = focuser.status().positionSteps();
                // A lens knows where it stands to a hundredth of its range, until it is homed.
                double slack = plan.driverId().equals("sony-lens") ? 0.01 : 0;
                assertThat((double) start)
                        .isCloseTo(
                                plan.scene().get(Scene.START_STEPS),
                                within(slack * plan.maximumSteps()));
                focuser.moveTo(start + 50);
                focuser.moveTo(start - 50);
                assertThat(focuser.status().positionSteps())
                        .isCloseTo(start - 50, within(slack == 0 ? 0 : 1));
            }
        }
    }

    @Test
    void theProbeOfTheSmallRefractorFeelsTheNightCoolWithoutAnyExposure() throws Exception {
        Rig rig = Rig.setUp(Rigs.REFRACTOR_80, 1, pace);
        try (Focuser focuser = rig.connectFocuser(WireLog.none())) {
            assertThat(focuser.status().temperatureCelsius().orElseThrow())
                    .isCloseTo(10, within(0.1));
            double bestBefore = rig.trueBestSteps(Approach.DOWN);
            pace.advance(Duration.ofHours(2));

            assertThat(focuser.status().temperatureCelsius().orElseThrow())
                    .isCloseTo(6, within(0.1));
            assertThat(rig.trueBestSteps(Approach.DOWN) - bestBefore)
                    .as("colder is farther out")
                    .isCloseTo(28, within(0.1));
        }
    }

    @Test
    void theMirrorOfTheSchmidtCassegrainLeansWithTheLastWayAndTakesFocusAlong() throws Exception {
        Rig rig = Rig.setUp(Rigs.SCT_C11, 1, pace);
        try (Focuser focuser = settled(rig)) {
            focuser.moveTo(20_400);
            focuser.moveTo((int) Math.round(rig.trueBestSteps(Approach.DOWN)));
            assertThat(rig.trueDefocusSteps()).isCloseTo(0, within(0.6));
            assertThat(rig.trueBestSteps(Approach.UP) - rig.trueBestSteps(Approach.DOWN))
                    .as("play and jump")
                    .isCloseTo(75, within(0.1));

            focuser.moveTo(19_600);
            focuser.moveTo((int) Math.round(rig.trueBestSteps(Approach.UP)));
            assertThat(rig.trueDefocusSteps()).isCloseTo(0, within(0.6));
        }
    }

    @Test
    void comaDrawsAStarAwayFromTheAxisAndNotAtAllInTheMiddle() {
        assertThat(Coma.at(0.5, 0, 0.01).offsets()).containsExactly(new Coma.Offset(0, 0));

        Coma edge = Coma.at(600, 0, 0.01);
        assertThat(edge.offsets()).allMatch(offset -> offset.x() > 0 && offset.x() < 6);
        assertThat(edge.offsets().stream().mapToDouble(Coma.Offset::x).average().orElseThrow())
                .as("the middle of the light lies a sagittal coma of 2 pixels out")
                .isCloseTo(2, within(0.01));
    }

    private Focuser settled(Rig rig) throws Exception {
        return new Settling(rig.connectFocuser(WireLog.none()), pace, SettlingSettings.defaults());
    }
}
