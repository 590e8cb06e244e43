package parfocal.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import parfocal.history.Database.Postgresql;
import parfocal.history.Database.SqliteFile;

/// Deletes what is too old of this hub's own devices, and of the rest the oldest readings and runs while the file is too large. A deleted page is used again, so a file that
/// has reached its bound stays there.
record Retention(Database database, Connection connection) {
    private static final long CHUNK_MILLIS = Duration.ofDays(1).toMillis();
    private static final long BYTES_PER_MEGABYTE = 1_000_000;

    /// What fills a file.
    private enum Large {
        READINGS(Series.FOCUSER, "readings", "minutes"),
        SENSOR_READINGS(Series.SENSOR, "sensor_readings", "sensor_minutes"),
        RUNS(Series.FOCUSER, "runs");

        private final Series series;

        @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
        private final List<String> tables;

        /// @param tables the first says what is the oldest; the same is deleted from all
        Large(Series series, String... tables) {
            this.series = series;
            this.tables = List.of(tables);
        }
    }

    private record Oldest(Large large, int device, long atMillis) {}

    /// At most a day of one device.
    ///
    /// @return whether there may be more
    boolean tidy(long oldestMillis, int megabytes) throws SQLException {
        Optional<Oldest> oldest = Optional.empty();
        for (Large large : Large.values()) {
            oldest =
                    Stream.concat(oldest.stream(), oldest(large).stream())
                            .min(Comparator.comparingLong(Oldest::atMillis));
        }
        if (oldest.isPresent()) {
            boolean tooOld = oldest.get().atMillis() < oldestMillis;
            if (tooOld || usedBytes() > megabytes * BYTES_PER_MEGABYTE) {
                long until = oldest.get().atMillis() + CHUNK_MILLIS;
                delete(oldest.get(), tooOld ? Math.min(until, oldestMillis) : until);
                return true;
            }
        }
        for (String table : List.of("moves", "notes")) {
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "DELETE FROM %s WHERE at < ? AND focuser IN (SELECT number FROM focusers WHERE hub = ?)"
                                    .formatted(table))) {
                new Values(statement).add(oldestMillis).add(DeviceNumbers.hubOf(database));
                statement.executeUpdate();
            }
        }
        return false;
    }

    private Optional<Oldest> oldest(Large large) throws SQLException {
        // One seek for each device, where MIN over the whole table would read it all.
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        SELECT number, at FROM (
                            SELECT number, (SELECT MIN(at) FROM %s WHERE %s = number) AS at
                            FROM %s WHERE hub = ?) AS firsts
                        WHERE at IS NOT NULL ORDER BY at LIMIT 1
                        """
                                .formatted(
                                        large.tables.getFirst(),
                                        large.series.key(),
                                        large.series.devices()))) {
            new Values(statement).add(DeviceNumbers.hubOf(database));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Oldest(large, rows.getInt(1), rows.getLong(2)))
                        : Optional.empty();
            }
        }
    }

    private void delete(Oldest oldest, long beforeMillis) throws SQLException {
        for (String table : oldest.large().tables) {
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "DELETE FROM %s WHERE %s = ? AND at < ?"
                                    .formatted(table, oldest.large().series.key()))) {
                new Values(statement).add(oldest.device()).add(beforeMillis);
                statement.executeUpdate();
            }
        }
    }

    private long usedBytes() throws SQLException {
        return switch (database) {
            case SqliteFile _ ->
                    (pragma("page_count") - pragma("freelist_count")) * pragma("page_size");
            case Postgresql _ -> 0;
        };
    }

    private long pragma(String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA " + name)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
