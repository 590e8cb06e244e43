package parfocal.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Travel;
import parfocal.time.VirtualPace;

final class SettlingTest {
    private static final DeviceFault SILENT =
            new DeviceFault.Silent("drawtube", "FPOSRO", Duration.ofSeconds(1));

    private final VirtualPace pace = new VirtualPace(Instant.EPOCH);
    private final Drawtube drawtube = new Drawtube(pace, 5_000, 0);
    private final Settling settling = new Settling(drawtube, pace, SettlingSettings.defaults());

    @Test
    void aMoveLastsUntilTheFocuserHasStoodStillForHalfASecond() throws Exception {
        settling.moveTo(6_000);

        assertThat(drawtube.motor.positionSteps()).isEqualTo(6_000);
        assertThat(elapsed()).isEqualTo(Duration.ofMillis(1_500));
    }

    @Test
    void aMoveToWhereItStandsLastsHalfASecond() throws Exception {
        settling.moveTo(5_000);
        assertThat(elapsed()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aStalledMotorIsHaltedAfterTenSecondsWithoutProgress() {
        drawtube.atReading(3, () -> drawtube.motor.stall(true));

        assertFault(
                () -> settling.moveTo(9_000),
                new DeviceFault.Stuck("drawtube", 5_500, 9_000, Duration.ofSeconds(10)));
        assertThat(drawtube.diary).containsExactly("to 9000", "halt");
        assertThat(elapsed()).isEqualTo(Duration.ofMillis(10_500));
    }

    @Test
    void aLongMoveThatGoesOnIsNotStuck() throws Exception {
        drawtube.motor.speed(10);
        settling.moveTo(6_000);
        assertThat(elapsed()).isGreaterThan(Duration.ofSeconds(100));
    }

    @Test
    void anOrderThatTheDeviceLostIsReportedAsStuck() {
        drawtube.deafToMoves();

        assertFault(
                () -> settling.moveTo(6_000),
                new DeviceFault.Stuck("drawtube", 5_000, 6_000, Duration.ofSeconds(10)));
    }

    @Test
    void aDeviceThatIsIdleFarFromItsTargetIsGivenTime() throws Exception {
        drawtube.deafToMoves();
        drawtube.atReading(20, () -> drawtube.motor.driveTo(6_000));

        settling.moveTo(6_000);

        assertThat(drawtube.motor.positionSteps()).isEqualTo(6_000);
    }

    @Test
    void aMotorThatReportsToMoveForEverIsStuckEvenAtItsTarget() {
        drawtube.motor.stall(true);
        drawtube.motor.driveTo(9_000);
        drawtube.deafToMoves();

        assertThatThrownBy(() -> settling.moveTo(5_000)).hasMessageContaining("has stood at 5000");
        assertThat(drawtube.diary).containsExactly("to 5000", "halt");
    }

    @Test
    void aHaltFromAnotherThreadEndsTheMoveWithinOneReading() {
        drawtube.atReading(4, settling::halt);

        assertFault(
                () -> settling.moveTo(9_000),
                new DeviceFault.Refused(
                        "drawtube", "to finish the move to 9000", "it was halted."));
        assertThat(drawtube.diary).containsExactly("to 9000", "halt");
        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(1));
        assertThat(drawtube.motor.moving()).isFalse();
    }

    @Test
    void aNewerOrderFromAnotherThreadTakesThePlaceOfTheOld() throws Exception {
        drawtube.atReading(4, () -> inAnotherThread(() -> settling.moveTo(2_000)));

        assertThatThrownBy(() -> settling.moveTo(9_000))
                .hasMessage(
                        "drawtube refused to finish the move to 9000: a newer order, to 2000, took its place.");
        assertThat(drawtube.diary).containsExactly("to 9000", "to 2000");
        assertThat(drawtube.motor.positionSteps()).isEqualTo(2_000);
    }

    @Test
    void anOrderOutOfRangeDoesNotDisturbTheMoveUnderWay() throws Exception {
        drawtube.travel = new Travel(0, 8_000);
        drawtube.atReading(
                3,
                () ->
                        assertThatThrownBy(() -> settling.moveTo(9_000))
                                .isInstanceOf(DeviceException.class));

        settling.moveTo(7_000);

        assertThat(drawtube.motor.positionSteps()).isEqualTo(7_000);
        assertThat(drawtube.diary).containsExactly("to 7000");
    }

    @Test
    void anInterruptHaltsTheFocuserFirst() {
        drawtube.atReading(3, Thread.currentThread()::interrupt);

        assertThatThrownBy(() -> settling.moveTo(9_000)).isInstanceOf(InterruptedException.class);
        assertThat(drawtube.diary).containsExactly("to 9000", "halt");
        assertThat(drawtube.motor.moving()).isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void anInterruptedThreadOrdersNothing() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> settling.moveTo(9_000)).isInstanceOf(InterruptedException.class);
        assertThat(drawtube.diary).containsExactly("halt");
    }

    @Test
    void anInterruptAfterANewerOrderDoesNotHaltThatOne() throws Exception {
        drawtube.atReading(
                4,
                () -> {
                    inAnotherThread(() -> settling.moveTo(2_000));
                    Thread.currentThread().interrupt();
                });

        assertThatThrownBy(() -> settling.moveTo(9_000)).isInstanceOf(InterruptedException.class);
        assertThat(drawtube.diary).containsExactly("to 9000", "to 2000");
    }

    @Test
    void aFewLostRepliesDoNotEndAMove() throws Exception {
        for (int reading = 2; reading < 6; reading++) {
            drawtube.faultAtReading(reading, SILENT);
        }
        settling.moveTo(6_000);
        assertThat(drawtube.motor.positionSteps()).isEqualTo(6_000);
        assertThat(drawtube.diary).containsExactly("to 6000");
    }

    @Test
    void aLineSilentForTenSecondsEndsItWithAHalt() {
        for (int reading = 2; reading < 100; reading++) {
            drawtube.faultAtReading(reading, SILENT);
        }
        assertFault(() -> settling.moveTo(9_000), SILENT);
        assertThat(drawtube.diary).containsExactly("to 9000", "halt");
        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aPulledPlugEndsItAtOnce() {
        var gone = new DeviceFault.NotConnected("drawtube", "the plug is out");
        drawtube.faultAtReading(2, gone);

        assertFault(() -> settling.moveTo(9_000), gone);
        assertThat(elapsed()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void aFocuserThatTremblesByItsToleranceArrivesInTheEnd() throws Exception {
        for (int reading = 1; reading < 100; reading++) {
            int trembling = 5_000 + reading % 2;
            drawtube.atReading(reading, () -> drawtube.motor.renumber(trembling));
        }
        drawtube.deafToMoves();
        settling.moveTo(5_000);
        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aPositionIsNotRenamedUnderAMove() throws Exception {
        drawtube.atReading(
                2,
                () ->
                        assertThatThrownBy(() -> settling.sync(0))
                                .hasMessage(
                                        "drawtube refused to call its position 0: it is moving. Halt it first."));
        settling.moveTo(6_000);
        settling.sync(0);
        assertThat(drawtube.motor.positionSteps()).isZero();
    }

    static void inAnotherThread(Drawtube.Event work) throws InterruptedException {
        var trouble = new Throwable[1];
        Thread other =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                work.happen();
                            } catch (Exception failed) {
                                trouble[0] = failed;
                            }
                        });
        other.join();
        assertThat(trouble[0]).isNull();
    }

    private Duration elapsed() {
        return Duration.between(Instant.EPOCH, pace.now());
    }

    private static void assertFault(ThrowingCallable call, DeviceFault expected) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DeviceException.class,
                        trouble -> assertThat(trouble.fault()).isEqualTo(expected));
    }
}
