package parfocal.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import parfocal.history.Database.Postgresql;
import parfocal.history.Database.SqliteFile;

/// Deletes what is too old of this hub's own focusers, and of the rest the oldest readings while the file is too large. A deleted page is used again, so a file that
/// has reached its bound stays there.
record Retention(Database database, Connection connection) {
    private static final long CHUNK_MILLIS = Duration.ofDays(1).toMillis();
    private static final long BYTES_PER_MEGABYTE = 1_000_000;

    private record Oldest(int focuser, long atMillis) {}

    boolean tidy(long oldestMillis, int megabytes) throws SQLException {
        Optional<Oldest> oldest = oldest();
        if (oldest.isPresent()) {
            boolean tooOld = oldest.get().atMillis() < oldestMillis;
            if (tooOld || usedBytes() > megabytes * BYTES_PER_MEGABYTE) {
                long until = oldest.get().atMillis() + CHUNK_MILLIS;
                delete(oldest.get().focuser(), tooOld ? Math.min(until, oldestMillis) : until);
                return true;
            }
        }
        for (String table : List.of("moves", "runs", "notes")) {
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "DELETE FROM %s WHERE at < ? AND focuser IN (SELECT number FROM focusers WHERE hub = ?)"
                                    .formatted(table))) {
                new Values(statement).add(oldestMillis).add(FocuserNumbers.hubOf(database));
                statement.executeUpdate();
            }
        }
        return false;
    }

    private Optional<Oldest> oldest() throws SQLException {
        // One seek for each focuser, where MIN over the whole table would read it all.
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        SELECT number, at FROM (
                            SELECT number, (SELECT MIN(at) FROM readings WHERE focuser = number) AS at
                            FROM focusers WHERE hub = ?) AS firsts
                        WHERE at IS NOT NULL ORDER BY at LIMIT 1
                        """)) {
            new Values(statement).add(FocuserNumbers.hubOf(database));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Oldest(rows.getInt(1), rows.getLong(2)))
                        : Optional.empty();
            }
        }
    }

    private void delete(int focuser, long beforeMillis) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM readings WHERE focuser = ? AND at < ?")) {
            new Values(statement).add(focuser).add(beforeMillis);
            statement.executeUpdate();
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
