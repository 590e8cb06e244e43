package parfocal.driver.celestron;

import java.time.Duration;
import java.time.Instant;

/// An ordered move as it looks from outside, reading by reading, in raw counts.
///
/// The motor may start seconds after it has acknowledged the order, and until then it may say that its move is finished, meaning the
/// one before. So its word is believed at the target, and elsewhere only when nothing has changed for long.
///
/// @param fromSteps   where it stood when it was ordered
/// @param targetSteps where it was sent
/// @param lastSteps   the last position read
/// @param lastChange  when the position was first read as it is now
/// @param finished    what the motor said last
record CelestronMove(
        int fromSteps, int targetSteps, int lastSteps, Instant lastChange, boolean finished) {

    /// Without a single count for so long it does not move, whatever it says.
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /// A motor that has moved, says that it is finished and has stood for so long is there.
    static final Duration SETTLED = Duration.ofSeconds(1);

    /// A servo may rest a few counts off its target; this is a hundredth of a turn of the focus knob.
    static final int NEAR_STEPS = 10;

    enum Verdict {
        TURNING,
        ENDED,
        STUCK
    }

    static CelestronMove ordered(int fromSteps, int targetSteps, Instant now) {
        return new CelestronMove(fromSteps, targetSteps, fromSteps, now, false);
    }

    CelestronMove seen(int positionSteps, boolean saysFinished, Instant now) {
        return new CelestronMove(
                fromSteps,
                targetSteps,
                positionSteps,
                positionSteps == lastSteps ? lastChange : now,
                saysFinished);
    }

    Verdict verdict(Instant now) {
        if (finished && lastSteps == targetSteps) {
            return Verdict.ENDED;
        }
        Duration still = Duration.between(lastChange, now);
        boolean near = Math.abs(lastSteps - targetSteps) <= NEAR_STEPS;
        boolean moved = lastSteps != fromSteps;
        if (near && moved && finished && still.compareTo(SETTLED) >= 0) {
            return Verdict.ENDED;
        }
        if (still.compareTo(PATIENCE) < 0) {
            return Verdict.TURNING;
        }
        return near && (moved || fromSteps == targetSteps) ? Verdict.ENDED : Verdict.STUCK;
    }
}
