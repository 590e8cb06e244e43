package parfocal.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import parfocal.time.VirtualPace;

final class MotorTest {
    private static final Offset<Double> EXACTLY = within(1e-9);

    private final VirtualPace pace = new VirtualPace(Instant.parse("2026-11-21T18:00:00Z"));

    @Test
    void turnsAtItsSpeedAndStopsAtItsTarget() {
        var motor = motor(0);

        motor.driveTo(1_500);

        after(motor, 1, 1_100);
        assertThat(motor.moving()).isTrue();
        after(motor, 10, 1_500);
        assertThat(motor.moving()).isFalse();
    }

    @Test
    void theTubeFollowsWhenThePlayIsTakenUp() {
        var motor = motor(40);

        motor.driveTo(900);
        after(motor, 10, 900);
        assertThat(motor.tubeSteps()).isEqualTo(940, EXACTLY);
        motor.driveTo(930);
        after(motor, 10, 930);
        assertThat(motor.tubeSteps()).isEqualTo(940, EXACTLY);
        motor.driveTo(950);
        after(motor, 10, 950);
        assertThat(motor.tubeSteps()).isEqualTo(950, EXACTLY);
    }

    @Test
    void aTubeThatBindsSlipsThereAndComesBackAtOnce() {
        var motor = motor(0);
        motor.gear().bindBeyond(1_060, Double.NEGATIVE_INFINITY);

        motor.driveTo(1_100);
        after(motor, 10, 1_100);
        assertThat(motor.tubeSteps()).isEqualTo(1_060, EXACTLY);
        motor.driveTo(1_090);
        after(motor, 10, 1_090);

        assertThat(motor.tubeSteps()).isEqualTo(1_050, EXACTLY);
        assertThat(motor.gear().lostSteps()).isEqualTo(40, EXACTLY);
    }

    @Test
    void aTubeBeyondThePlaceWhereItBindsIsDrivenNoFarther() {
        var motor = motor(0);
        motor.gear().bindBeyond(900, Double.NEGATIVE_INFINITY);

        motor.driveTo(1_050);
        after(motor, 10, 1_050);

        assertThat(motor.tubeSteps()).isEqualTo(1_000, EXACTLY);
    }

    @Test
    void stepsUpMayBeLongerThanStepsDown() {
        var motor = motor(0);
        motor.gear().lengthenStepsUp(1.1);

        motor.driveTo(1_100);
        after(motor, 10, 1_100);
        assertThat(motor.tubeSteps()).isEqualTo(1_110, EXACTLY);
        motor.driveTo(1_000);
        after(motor, 10, 1_000);
        assertThat(motor.tubeSteps()).isEqualTo(1_010, EXACTLY);
    }

    @Test
    void halfStepsAreCountedLikeWholeOnesAndTurnHalfAsFar() {
        var motor = motor(0);
        motor.gearing(0.5);
        assertThat(motor.tubeSteps()).as("changing it turns nothing").isEqualTo(1_000, EXACTLY);

        motor.driveTo(1_100);
        after(motor, 10, 1_100);

        assertThat(motor.tubeSteps()).isEqualTo(1_050, EXACTLY);
        motor.gearing(1);
        motor.driveTo(1_110);
        after(motor, 10, 1_110);
        assertThat(motor.tubeSteps()).isEqualTo(1_060, EXACTLY);
    }

    @Test
    void reversedRotationStillMeetsThePlay() {
        var motor = motor(40);
        motor.gearing(-1);

        motor.driveTo(1_100);
        after(motor, 10, 1_100);

        assertThat(motor.tubeSteps()).isEqualTo(940, EXACTLY);
    }

    @Test
    void renumberingTurnsNothingWhateverTheGearing() {
        var motor = motor(0);
        motor.gearing(-0.5);
        motor.driveTo(1_100);
        after(motor, 10, 1_100);

        motor.renumber(0);

        after(motor, 0, 0);
        assertThat(motor.tubeSteps()).isEqualTo(950, EXACTLY);
        motor.driveTo(20);
        after(motor, 10, 20);
        assertThat(motor.tubeSteps()).isEqualTo(940, EXACTLY);
    }

    @Test
    void aGearOfLessThanNoPlayIsThereAtOnceAndTooFarOnTheWayDown() {
        var motor = motor(-30);

        motor.driveTo(1_100);
        after(motor, 1, 1_100);
        assertThat(motor.tubeSteps()).isEqualTo(1_100, EXACTLY);
        motor.driveTo(1_050);
        after(motor, 1, 1_050);
        assertThat(motor.tubeSteps()).isEqualTo(1_020, EXACTLY);
    }

    @Test
    void aStalledMotorGoesOnFromWhereItWasHeld() {
        var motor = motor(0);
        motor.driveTo(2_000);
        after(motor, 1, 1_100);
        motor.stall(true);
        after(motor, 60, 1_100);
        assertThat(motor.moving()).isTrue();

        motor.stall(false);

        after(motor, 1, 1_200);
    }

    // 100 steps a second from 1000.
    private Motor motor(double playSteps) {
        return new Motor(pace, 1_000, 100, new Gear(playSteps, 1_000, 0));
    }

    private void after(Motor motor, int seconds, int positionSteps) {
        pace.advance(Duration.ofSeconds(seconds));
        assertThat(motor.positionSteps()).isEqualTo(positionSteps);
    }
}
