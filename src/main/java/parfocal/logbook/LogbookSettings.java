package parfocal.logbook;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;

/// Where and how much is written down.
///
/// @param directory  the data directory; `logs`, `nights`, `runs` and `hooks` are in it
/// @param zone       whose noon parts the nights
/// @param interval   of one reading, at least a second
/// @param nightsKept of logs, tables and records of runs
/// @param hookLimit  after which a hook is ended
public record LogbookSettings(
        Path directory, ZoneId zone, Duration interval, int nightsKept, Duration hookLimit) {
    public static final Duration INTERVAL = Duration.ofSeconds(5);
    public static final int NIGHTS = 400;
    private static final Duration HOOK_LIMIT = Duration.ofMinutes(1);

    public static LogbookSettings in(Path directory, ZoneId zone) {
        return new LogbookSettings(directory, zone, INTERVAL, NIGHTS, HOOK_LIMIT);
    }

    public LogbookSettings withInterval(Duration wanted) {
        return new LogbookSettings(directory, zone, wanted, nightsKept, hookLimit);
    }

    public LogbookSettings withNightsKept(int wanted) {
        return new LogbookSettings(directory, zone, interval, wanted, hookLimit);
    }

    public Path logs() {
        return directory.resolve("logs");
    }

    Path nights() {
        return directory.resolve("nights");
    }

    Path runs() {
        return directory.resolve("runs");
    }

    Path hooks() {
        return directory.resolve("hooks");
    }
}
