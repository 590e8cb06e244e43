package parfocal.driver.astrolink;

import java.time.Duration;
import java.time.Instant;

/// A move under way as it looks from outside, reading by reading.
///
/// @param fromSteps   where it began
/// @param targetSteps where it was sent
/// @param lastSteps   the last position read
/// @param lastChange  when the position was first read as it is now
record AstroLinkOrder(int fromSteps, int targetSteps, int lastSteps, Instant lastChange) {

    /// Without a single step for so long, something holds the motor's counter.
    static final Duration PATIENCE = Duration.ofSeconds(5);

    static AstroLinkOrder given(int fromSteps, int targetSteps, Instant now) {
        return new AstroLinkOrder(fromSteps, targetSteps, fromSteps, now);
    }

    AstroLinkOrder seen(int positionSteps, Instant now) {
        return positionSteps == lastSteps
                ? this
                : new AstroLinkOrder(fromSteps, targetSteps, positionSteps, now);
    }

    Duration standing(Instant now) {
        return Duration.between(lastChange, now);
    }

    boolean stuck(Instant now) {
        return standing(now).compareTo(PATIENCE) >= 0;
    }

    /// The position is saved when a move ends, so a box that lost its power on the way wakes up with the number it set out
    /// from, while the tube is elsewhere.
    boolean forgottenAt(int positionSteps) {
        return positionSteps == fromSteps && positionSteps != targetSteps;
    }
}
