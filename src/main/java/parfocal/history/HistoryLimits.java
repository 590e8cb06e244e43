package parfocal.history;

import java.time.Duration;

/// How much is kept.
///
/// @param age             older readings, moves, runs and notes are deleted; points never
/// @param megabytes       of the SQLite file; above it the oldest readings and runs are deleted. A PostgreSQL is its keeper's care
/// @param waitingFacts    in memory, while they cannot be written; above it the oldest are lost
/// @param firstRetry      after trouble, then doubled up to `longestRetry`
public record HistoryLimits(
        Duration age, int megabytes, int waitingFacts, Duration firstRetry, Duration longestRetry) {

    /// Five years, 2 GB, and twelve hours of one focuser in memory.
    public static HistoryLimits defaults() {
        return new HistoryLimits(
                Duration.ofDays(5 * 365),
                2_000,
                10_000,
                Duration.ofSeconds(1),
                Duration.ofSeconds(30));
    }

    public HistoryLimits withYears(int years) {
        return new HistoryLimits(
                Duration.ofDays(365L * years), megabytes, waitingFacts, firstRetry, longestRetry);
    }

    public HistoryLimits withMegabytes(int wanted) {
        return new HistoryLimits(age, wanted, waitingFacts, firstRetry, longestRetry);
    }
}
