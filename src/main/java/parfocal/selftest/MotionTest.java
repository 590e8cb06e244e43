package parfocal.selftest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import parfocal.device.Approach;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.time.Pace;

/// Orders a focuser about and watches it: both ways, far and near, each more than once. It stays within the limits and ends where it
/// began, arrived at from the side that was asked for.
///
/// Wants the driver behind its limits, not a settling wrapper: what the device says too early is just what is looked for.
public final class MotionTest {
    private static final Duration LOOK = Duration.ofMillis(100);

    /// How long it is watched after it has said that it stands.
    private static final Duration WATCHED = Duration.ofMillis(1_500);

    /// Without a step for so long it is held, whatever it says.
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final Focuser focuser;
    private final Pace pace;
    private final Consumer<Trial> tell;

    public MotionTest(Focuser focuser, Pace pace, Consumer<Trial> tell) {
        this.focuser = focuser;
        this.pace = pace;
        this.tell = tell;
    }

    /// @param approach how the last part of the way back to the start is made
    /// @throws DeviceException when it cannot even be read, or the line is gone
    /// @throws InterruptedException when cancelled; the focuser has been halted
    public MotionReport run(Approach approach) throws DeviceException, InterruptedException {
        FocuserStatus start = focuser.status();
        if (start.moving()) {
            throw new DeviceException(
                    new DeviceFault.Refused(
                            focuser.name(), "a motion test", "it is moving. Halt it, or wait."));
        }
        MotionPlan plan = MotionPlan.of(focuser.travel(), start.positionSteps(), approach);
        var trials = new ArrayList<Trial>();
        int stands = start.positionSteps();
        for (int target : plan.targetsSteps()) {
            if (target != stands) {
                Trial trial = carryOut(stands, target);
                trials.add(trial);
                tell.accept(trial);
                stands = trial.endSteps();
            }
        }
        return MotionJudge.judge(List.copyOf(trials), focuser.travel(), plan.bigSteps());
    }

    private Trial carryOut(int from, int target) throws DeviceException, InterruptedException {
        Instant given = pace.now();
        Instant changed = given;
        Optional<String> complaint = Optional.empty();
        Optional<Instant> idle = Optional.empty();
        int idleSteps = from;
        int stands = from;
        try {
            focuser.moveTo(target);
        } catch (DeviceException trouble) {
            complaint = complaint(trouble);
        }
        while (isWorthWatching(idle, changed)) {
            pause();
            try {
                FocuserStatus status = focuser.status();
                if (status.positionSteps() != stands || status.searching()) {
                    stands = status.positionSteps();
                    changed = pace.now();
                }
                if (idle.isEmpty() && !status.moving()) {
                    idle = Optional.of(pace.now());
                    idleSteps = stands;
                }
            } catch (DeviceException trouble) {
                complaint = complaint(trouble);
            }
        }
        if (idle.isEmpty()) {
            focuser.halt();
        }
        return new Trial(
                from,
                target,
                stands,
                idle.map(since -> Duration.between(given, since)),
                Math.abs(stands - idleSteps) * (idle.isPresent() ? 1 : 0),
                complaint);
    }

    private boolean isWorthWatching(Optional<Instant> idle, Instant changed) {
        Instant now = pace.now();
        boolean watched =
                idle.filter(since -> !now.isBefore(since.plus(WATCHED))).isPresent()
                        && !now.isBefore(changed.plus(WATCHED));
        return !watched && now.isBefore(changed.plus(PATIENCE));
    }

    private void pause() throws DeviceException, InterruptedException {
        try {
            pace.pause(LOOK);
        } catch (InterruptedException cancelled) {
            focuser.halt();
            throw cancelled;
        }
    }

    private static Optional<String> complaint(DeviceException trouble) throws DeviceException {
        if (trouble.fault() instanceof DeviceFault.NotConnected) {
            throw trouble;
        }
        return Optional.of(trouble.fault().message());
    }
}
