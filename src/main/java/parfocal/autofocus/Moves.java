package parfocal.autofocus;

import java.time.Duration;
import java.time.Instant;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.time.Pace;

/// The moves of a run. They return when the tube stands: a driver that was caught calling the focuser arrived while it still moved is
/// waited for from then on, as long as it was late at worst, and then until two readings half a second apart agree.
final class Moves {
    private static final Duration BETWEEN_READINGS = Duration.ofMillis(500);

    /// Longer than any focuser needs from one end to the other after its driver has called it arrived.
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Focuser focuser;
    private final Pace pace;
    private Instant calledArrived;
    private Duration late = Duration.ZERO;

    Moves(Focuser focuser, Pace pace) {
        this.focuser = focuser;
        this.pace = pace;
        this.calledArrived = pace.now();
    }

    void moveTo(int positionSteps) throws DeviceException, InterruptedException {
        focuser.moveTo(positionSteps);
        calledArrived = pace.now();
        if (late.isPositive()) {
            pace.pause(late);
            awaitStandstill();
        }
    }

    /// How long each move is waited for beyond what the driver says; zero as long as it is believed.
    double lateSeconds() {
        return late.toMillis() / 1000.0;
    }

    /// Whether a focuser that an exposure found elsewhere comes to rest where it had been sent: then nobody else moves it, and its driver
    /// had only called it arrived too early. That is remembered.
    boolean endLateAt(int orderedSteps, int toleranceSteps)
            throws DeviceException, InterruptedException {
        if (Math.abs(awaitStandstill() - orderedSteps) >= toleranceSteps) {
            return false;
        }
        Duration took = Duration.between(calledArrived, pace.now());
        late = took.compareTo(late) > 0 ? took : late;
        return true;
    }

    private int awaitStandstill() throws DeviceException, InterruptedException {
        Instant begun = pace.now();
        int before = focuser.status().positionSteps();
        while (true) {
            pace.pause(BETWEEN_READINGS);
            var now = focuser.status();
            boolean still = !now.moving() && now.positionSteps() == before;
            if (still || Duration.between(begun, pace.now()).compareTo(LONGEST) > 0) {
                return now.positionSteps();
            }
            before = now.positionSteps();
        }
    }
}
