package parfocal.history;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/// Where focus was at a temperature: one point of the calculator.
///
/// @param filter        by name; empty for light without a filter wheel
/// @param night         the date of its evening
/// @param positionSteps best focus
/// @param sigmaSteps    its standard deviation, where known
/// @param excluded      kept but not counted
public record CompensationPoint(
        String focuserId,
        Optional<String> filter,
        Instant at,
        LocalDate night,
        double celsius,
        double positionSteps,
        OptionalDouble sigmaSteps,
        Source source,
        boolean excluded) {

    /// Where a point comes from: typed in, added from the current reading, or learned from an accepted run.
    public enum Source {
        TYPED,
        READING,
        RUN
    }

    /// A point with the number under which it is kept.
    public record Kept(long number, CompensationPoint point) {}
}
