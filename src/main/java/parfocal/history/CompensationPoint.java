package parfocal.history;

import java.time.Instant;
import java.util.OptionalDouble;

/// Where focus was at a temperature: one point of the calculator of temperature compensation.
///
/// @param number        as the calculator numbers it
/// @param at            when it was taken
/// @param night         the date of its evening; empty for one that was typed
/// @param filter        by name; empty where there is no wheel
/// @param positionSteps best focus
/// @param sigmaSteps    its standard deviation, where known
public record CompensationPoint(
        int number,
        Instant at,
        Source source,
        String night,
        String filter,
        double celsius,
        double positionSteps,
        OptionalDouble sigmaSteps) {

    /// Where a point comes from: typed in, added from the current reading, or learned from an accepted run.
    public enum Source {
        TYPED,
        READING,
        RUN
    }
}
