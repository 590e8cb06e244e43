package parfocal.filters;

import java.time.Instant;
import java.util.Optional;

/// How far outward of the reference filter's best focus another filter has its own.
///
/// @param steps      in real numbers; positive outward
/// @param sigmaSteps standard deviation; 0 where somebody typed it
/// @param measuredAt empty where somebody typed it
public record FilterOffset(double steps, double sigmaSteps, Optional<Instant> measuredAt) {
    public FilterOffset {
        if (!(Math.abs(steps) < 1e6) || !(sigmaSteps >= 0 && sigmaSteps < 1e6)) {
            throw new IllegalArgumentException(
                    "A filter's offset is a number of steps; %s was given.".formatted(steps));
        }
    }

    public static FilterOffset typed(double steps) {
        return new FilterOffset(steps, 0, Optional.empty());
    }
}
