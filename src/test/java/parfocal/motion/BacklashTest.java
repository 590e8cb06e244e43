package parfocal.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.device.Approach;
import parfocal.device.DeviceException;
import parfocal.device.Travel;
import parfocal.time.VirtualPace;

/// Backlash on a motor whose gear has 60 steps of play, against the true place of the tube.
final class BacklashTest {
    private static final int PLAY = 60;

    private final VirtualPace pace = new VirtualPace(Instant.EPOCH);
    private final Drawtube drawtube = new Drawtube(pace, 5_000, PLAY);
    private final Settling settling =
            new Settling(
                    new Limits(drawtube, new Travel(0, 9_000)), pace, SettlingSettings.defaults());
    private final Backlash upward =
            new Backlash(settling, new BacklashMode.Overshoot(Approach.UP, 90));
    private final Backlash hiding = new Backlash(settling, new BacklashMode.Absolute(PLAY));

    @Test
    void everyMoveDownGoesPastItsTargetAndComesBack() throws Exception {
        upward.moveTo(6_000);
        upward.moveTo(5_500);
        upward.moveTo(5_600);

        assertThat(drawtube.diary).containsExactly("to 6000", "to 5410", "to 5500", "to 5600");
        assertThat(drawtube.motor.tubeSteps()).isEqualTo(5_600);
    }

    @Test
    void theFirstMoveTakesThePlayUpEvenWhereItStands() throws Exception {
        upward.moveTo(5_000);
        upward.moveTo(5_000);

        assertThat(drawtube.diary).containsExactly("to 4910", "to 5000");
        assertThat(drawtube.motor.tubeSteps()).isEqualTo(5_000);
    }

    @Test
    void anOvershootBeyondTheLimitsIsRefusedAndNothingMoves() {
        assertThatThrownBy(() -> upward.moveTo(50))
                .hasMessage(
                        "drawtube refused to move to 50: the motor would have to go to -40 to take up the play, and it may"
                                + " go from 0 to 9000. Ask for 90 or more, set a smaller overshoot, or approach from the"
                                + " other side.");
        assertThat(drawtube.diary).isEmpty();
    }

    @Test
    void aTargetBeyondTheLimitsIsRefusedAsOutOfRange() {
        assertThatThrownBy(() -> upward.moveTo(9_001))
                .hasMessageStartingWith("drawtube can go from 0 to 9000; 9001 was refused");
        assertThat(drawtube.diary).isEmpty();
    }

    @Test
    void aHaltDuringTheFirstLegStartsNoSecondOne() throws Exception {
        drawtube.atReading(3, upward::halt);
        assertThatThrownBy(() -> upward.moveTo(4_000))
                .hasMessage("drawtube refused to finish the move to 4000: it was halted.");
        pace.advance(Duration.ofMinutes(1));

        assertThat(drawtube.diary).containsExactly("to 3910", "halt");
        assertThat(drawtube.motor.positionSteps()).isEqualTo(4_500);
    }

    @Test
    void aHaltBetweenTheLegsStartsNoSecondOne() {
        // The fourth reading is the one that finds the turning point reached and the tube still.
        drawtube.atReading(4, upward::halt);
        assertThatThrownBy(() -> upward.moveTo(5_000)).isInstanceOf(DeviceException.class);

        assertThat(drawtube.diary).containsExactly("to 4910", "halt");
    }

    @Test
    void aMoveAfterAHaltInTheWrongDirectionTakesThePlayUp() throws Exception {
        upward.moveTo(6_000);
        drawtube.atReading(2, upward::halt);
        assertThatThrownBy(() -> upward.moveTo(5_000)).isInstanceOf(DeviceException.class);
        int halted = drawtube.motor.positionSteps();
        drawtube.diary.clear();

        upward.moveTo(halted + 10);

        assertThat(drawtube.diary).containsExactly("to " + (halted - 80), "to " + (halted + 10));
        assertThat(drawtube.motor.tubeSteps()).isEqualTo(halted + 10);
    }

    @Test
    void aNewMoveReplacesBothLegsOfTheOld() throws Exception {
        drawtube.atReading(3, () -> SettlingTest.inAnotherThread(() -> upward.moveTo(7_000)));
        assertThatThrownBy(() -> upward.moveTo(4_000))
                .hasMessageContaining("a newer order, to 7000, took its place");

        assertThat(drawtube.diary).containsExactly("to 3910", "to 6910", "to 7000");
        assertThat(drawtube.motor.tubeSteps()).isEqualTo(7_000);
    }

    @Test
    void anInterruptDuringTheFirstLegHaltsAndStartsNoSecondOne() {
        drawtube.atReading(2, Thread.currentThread()::interrupt);
        assertThatThrownBy(() -> upward.moveTo(4_000)).isInstanceOf(InterruptedException.class);
        assertThat(drawtube.diary).containsExactly("to 3910", "halt");
    }

    @Test
    void aMoveByHandMakesThePlayUnknown() throws Exception {
        upward.moveTo(6_000);
        drawtube.motor.driveTo(5_000);
        pace.advance(Duration.ofSeconds(10));

        upward.moveTo(5_010);

        assertThat(drawtube.diary).containsExactly("to 6000", "to 4920", "to 5010");
    }

    @Test
    void aMoveThatWentRoundItMakesThePlayUnknownEvenIfItEndedAtTheSamePlace() throws Exception {
        upward.moveTo(6_000);
        settling.moveTo(7_000);
        settling.moveTo(6_000);
        drawtube.diary.clear();

        upward.moveTo(6_001);

        assertThat(drawtube.diary).containsExactly("to 5911", "to 6001");
    }

    @Test
    void whoForgetsOrChangesASettingTakesThePlayUpAgain() throws Exception {
        upward.moveTo(6_000);
        upward.forget();
        upward.moveTo(6_001);
        upward.change("direction", "reversed");
        upward.moveTo(6_002);

        assertThat(drawtube.diary)
                .containsExactly(
                        "to 6000",
                        "to 5911",
                        "to 6001",
                        "direction = reversed",
                        "to 5912",
                        "to 6002");
    }

    @Test
    void theAbsoluteModeHidesThePlayInTheReportedPosition() throws Exception {
        hiding.moveTo(6_000);
        hiding.moveTo(5_500);

        assertThat(drawtube.diary).containsExactly("to 6000", "to 5440");
        assertThat(hiding.status().positionSteps()).isEqualTo(5_500);
        assertThat(drawtube.motor.tubeSteps()).isEqualTo(5_500);
    }

    @Test
    void whileThePlayIsTakenUpTheReportedPositionStandsAsTheTubeDoes() throws Exception {
        hiding.moveTo(6_000);
        drawtube.atReading(
                1,
                () -> {
                    pace.advance(Duration.ofMillis(40));
                    assertThat(hiding.status().positionSteps()).isEqualTo(6_000);
                    pace.advance(Duration.ofMillis(40));
                    assertThat(hiding.status().positionSteps()).isEqualTo(5_980);
                });
        hiding.moveTo(5_500);
        assertThat(hiding.status().positionSteps()).isEqualTo(5_500);
    }

    @Test
    void aHaltInsideThePlayIsRememberedExactly() throws Exception {
        hiding.moveTo(6_000);
        // 40 of the 60 steps of play have gone by: the tube has not moved yet.
        drawtube.atReading(
                1,
                () -> {
                    pace.advance(Duration.ofMillis(40));
                    hiding.halt();
                });
        assertThatThrownBy(() -> hiding.moveTo(5_500)).isInstanceOf(DeviceException.class);
        assertThat(hiding.status().positionSteps()).isEqualTo(6_000);

        hiding.moveTo(5_990);
        assertThat(drawtube.motor.tubeSteps()).isEqualTo(5_990);
        hiding.moveTo(6_010);
        assertThat(drawtube.motor.tubeSteps()).isEqualTo(6_010);
    }

    @Test
    void aSyncNamesTheTubesPlaceAndKeepsThePlay() throws Exception {
        hiding.moveTo(6_000);
        hiding.moveTo(5_500);
        hiding.sync(3_000);

        assertThat(hiding.status().positionSteps()).isEqualTo(3_000);
        drawtube.diary.clear();
        hiding.moveTo(2_900);
        assertThat(drawtube.diary).containsExactly("to 2840");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void afterAnyMoveThatEndsWellTheTubeIsWhereItWasSent(long seed) throws Exception {
        RandomGenerator random = new Random(seed);
        Backlash focuser = seed % 2 == 0 ? upward : hiding;
        for (int move = 0; move < 200; move++) {
            int target = 500 + random.nextInt(300);
            switch (random.nextInt(6)) {
                case 0 -> drawtube.atReading(1 + random.nextInt(4), focuser::halt);
                case 1 -> {
                    drawtube.motor.driveTo(400 + random.nextInt(500));
                    pace.advance(Duration.ofMillis(random.nextInt(700)));
                }
                default -> {}
            }
            try {
                if (random.nextInt(6) == 0) {
                    settling.moveTo(400 + random.nextInt(500));
                }
                focuser.moveTo(target);
            } catch (DeviceException halted) {
                continue;
            }
            assertThat(drawtube.motor.tubeSteps())
                    .as("seed %d, move %d to %d: %s", seed, move, target, drawtube.diary)
                    .isEqualTo(target);
            assertThat(focuser.status().positionSteps()).isEqualTo(target);
        }
    }
}
