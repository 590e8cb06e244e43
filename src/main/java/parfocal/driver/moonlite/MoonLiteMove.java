package parfocal.driver.moonlite;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// An ordered move as it looks from outside, reading by reading. "Not moving" is one witness and the position the other: slow
/// firmware says it before the motor has begun, and a motor may end anywhere.
///
/// @param fromSteps   where it stood when it was sent
/// @param targetSteps where it was sent
/// @param orderedAt   when
/// @param lastSteps   the last position read
/// @param lastChange  when the position was first read as it is now
/// @param idleSince   since when it has said "not moving" without changing its position
record MoonLiteMove(
        int fromSteps,
        int targetSteps,
        Instant orderedAt,
        int lastSteps,
        Instant lastChange,
        Optional<Instant> idleSince) {

    /// "Not moving" twice with so much between is believed.
    static final Duration IDLE = Duration.ofMillis(200);

    /// But not so soon after the order.
    static final Duration TO_BEGIN = Duration.ofMillis(500);

    /// Without a single step for so long, and "moving" all the while, something holds the motor. The slowest makes eight steps a
    /// second.
    static final Duration PATIENCE = Duration.ofSeconds(5);

    enum Verdict {
        TURNING,
        ARRIVED,
        NEVER_BEGAN,
        ELSEWHERE,
        STUCK
    }

    static MoonLiteMove ordered(int fromSteps, int targetSteps, Instant now) {
        return new MoonLiteMove(fromSteps, targetSteps, now, fromSteps, now, Optional.empty());
    }

    MoonLiteMove seen(int positionSteps, boolean saysMoving, Instant now) {
        boolean changed = positionSteps != lastSteps;
        Optional<Instant> idle =
                saysMoving ? Optional.empty() : Optional.of(changed ? now : idleSince.orElse(now));
        return new MoonLiteMove(
                fromSteps, targetSteps, orderedAt, positionSteps, changed ? now : lastChange, idle);
    }

    Verdict verdict(Instant now) {
        Duration still = Duration.between(lastChange, now);
        boolean heldUp = still.compareTo(PATIENCE) >= 0;
        if (lastSteps == targetSteps) {
            return idleSince.isPresent() || heldUp ? Verdict.ARRIVED : Verdict.TURNING;
        }
        boolean idle =
                idleSince.isPresent()
                        && Duration.between(idleSince.get(), now).compareTo(IDLE) >= 0
                        && Duration.between(orderedAt, now).compareTo(TO_BEGIN) >= 0;
        if (idle) {
            return lastSteps == fromSteps ? Verdict.NEVER_BEGAN : Verdict.ELSEWHERE;
        }
        return heldUp ? Verdict.STUCK : Verdict.TURNING;
    }

    Duration stillFor(Instant now) {
        return Duration.between(lastChange, now);
    }
}
