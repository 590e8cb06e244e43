package parfocal.driver.celestron;

import java.time.Duration;
import java.time.Instant;

/// An ordered move as it looks from outside, reading by reading, in raw counts.
///
/// The motor may start seconds after it has acknowledged the order, and until then it may say that its move is finished, meaning the
/// one before. So its word is believed at the target, and elsewhere only when nothing has changed for long.
///
/// @param fromSteps    where it stood when it was ordered
/// @param targetSteps  where it was sent
/// @param lastSteps    the last position read
/// @param lastChange   when the position was first read as it is now
/// @param finished     what the motor said last
/// @param acknowledged whether it has said that it heard the order
record CelestronMove(
        int fromSteps,
        int targetSteps,
        int lastSteps,
        Instant lastChange,
        boolean finished,
        boolean acknowledged) {

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
        return new CelestronMove(fromSteps, targetSteps, fromSteps, now, false, false);
    }

    /// The order has been given, as often as it took; its time counts from here.
    CelestronMove told(boolean heard, Instant now) {
        return new CelestronMove(fromSteps, targetSteps, lastSteps, now, finished, heard);
    }

    CelestronMove seen(int positionSteps, boolean saysFinished, Instant now) {
        return new CelestronMove(
                fromSteps,
                targetSteps,
                positionSteps,
                positionSteps == lastSteps ? lastChange : now,
                saysFinished,
                acknowledged);
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
        boolean arrived = near && (moved || fromSteps == targetSteps);
        // It may never have heard the order, and the one who gave it has been told so.
        boolean neverHeard = !moved && !acknowledged;
        return arrived || neverHeard ? Verdict.ENDED : Verdict.STUCK;
    }
}
