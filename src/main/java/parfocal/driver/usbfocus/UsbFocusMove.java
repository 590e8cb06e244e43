package parfocal.driver.usbfocus;

import java.time.Duration;
import java.time.Instant;

/// An ordered move as it looks from outside, reading by reading. The device cannot be asked whether it moves, its star may be
/// lost or belong to the move before, so both star and position are witnesses.
///
/// @param targetSteps     where it was sent
/// @param lastSteps       the last position read
/// @param lastChange      when the position was first read as it is now
/// @param starHeard       whether a star came since the order
/// @param readingsAtTarget how many readings in a row said the target
record UsbFocusMove(
        int targetSteps,
        int lastSteps,
        Instant lastChange,
        boolean starHeard,
        int readingsAtTarget) {

    /// A position read twice with this much time between is a standstill; the slowest motor makes dozens of steps in it.
    static final Duration STANDSTILL = Duration.ofMillis(300);

    /// Without a single step for so long, and without a star, something holds the motor.
    static final Duration PATIENCE = Duration.ofSeconds(5);

    enum Verdict {
        TURNING,
        ENDED,
        STUCK
    }

    static UsbFocusMove ordered(int fromSteps, int targetSteps, Instant now) {
        return new UsbFocusMove(targetSteps, fromSteps, now, false, 0);
    }

    UsbFocusMove seen(int positionSteps, boolean star, Instant now) {
        return new UsbFocusMove(
                targetSteps,
                positionSteps,
                positionSteps == lastSteps ? lastChange : now,
                starHeard || star,
                positionSteps == targetSteps ? readingsAtTarget + 1 : 0);
    }

    Verdict verdict(Instant now) {
        Duration still = Duration.between(lastChange, now);
        if (readingsAtTarget > 0) {
            return starHeard || readingsAtTarget > 1 ? Verdict.ENDED : Verdict.TURNING;
        }
        // A star short of the target is believed once the
        // motor is seen to stand: it may be a late one.
        if (starHeard && still.compareTo(STANDSTILL) >= 0) {
            return Verdict.ENDED;
        }
        return still.compareTo(PATIENCE) >= 0 ? Verdict.STUCK : Verdict.TURNING;
    }
}
