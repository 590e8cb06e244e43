package parfocal.report;

import java.util.Locale;
import java.util.Optional;

/// From which side a position was reached: toward larger or toward smaller numbers.
public enum Arrival {
    UP,
    DOWN;

    /// What files write for it: `up`, `down`, `+1`, `1`, `-1`; empty for every other word.
    static Optional<Arrival> of(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "up", "+1", "1" -> Optional.of(UP);
            case "down", "-1" -> Optional.of(DOWN);
            default -> Optional.empty();
        };
    }
}
