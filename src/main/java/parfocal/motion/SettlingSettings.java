package parfocal.motion;

import java.time.Duration;

/// When a focuser counts as arrived, and when as stuck.
///
/// @param poll           between two readings
/// @param stillFor       how long it must be idle at one position
/// @param toleranceSteps how far from the target it may stand; position changes no larger than this are trembling, not moving
/// @param stuckAfter     how long it may stand away from the target, or be unreadable, before it is halted; the time it is
///                       searching for its stop does not count
public record SettlingSettings(
        Duration poll, Duration stillFor, int toleranceSteps, Duration stuckAfter) {

    public SettlingSettings {
        if (!poll.isPositive() || stillFor.isNegative() || !stuckAfter.isPositive()) {
            throw new IllegalArgumentException(
                    "poll %s and stuck-after %s must be positive, still-for %s not negative"
                            .formatted(poll, stuckAfter, stillFor));
        }
        if (toleranceSteps < 0) {
            throw new IllegalArgumentException(
                    "a tolerance of %d steps is less than none".formatted(toleranceSteps));
        }
    }

    /// Four readings a second, half a second of stillness, one step, ten seconds.
    public static SettlingSettings defaults() {
        return new SettlingSettings(
                Duration.ofMillis(250), Duration.ofMillis(500), 1, Duration.ofSeconds(10));
    }
}
