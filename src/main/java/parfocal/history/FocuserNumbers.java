package parfocal.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import parfocal.history.Database.Postgresql;
import parfocal.history.Database.SqliteFile;

/// A focuser's number, which stands in every row instead of its name.
final class FocuserNumbers {
    private final String hub;
    private final Map<String, Integer> known = new HashMap<>();

    FocuserNumbers(Database database) {
        this.hub = hubOf(database);
    }

    /// A file belongs to one hub, however that computer is called.
    static String hubOf(Database database) {
        return switch (database) {
            case SqliteFile _ -> "";
            case Postgresql server -> server.hub();
        };
    }

    /// The number, given out when it is first asked for.
    int of(String focuserId, Connection connection) throws SQLException {
        Integer number = known.get(focuserId);
        if (number != null) {
            return number;
        }
        OptionalInt before = find(hub, focuserId, connection);
        if (before.isEmpty()) {
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "INSERT INTO focusers (hub, id) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
                new Values(statement).add(hub).add(focuserId);
                statement.executeUpdate();
            }
        }
        int found =
                before.isPresent()
                        ? before.getAsInt()
                        : find(hub, focuserId, connection)
                                .orElseThrow(
                                        () -> new SQLException("the new focuser has no number"));
        known.put(focuserId, found);
        return found;
    }

    /// Numbers given out in a transaction that failed do not exist.
    void forget() {
        known.clear();
    }

    static OptionalInt find(String hub, String focuserId, Connection connection)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT number FROM focusers WHERE hub = ? AND id = ?")) {
            new Values(statement).add(hub).add(focuserId);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? OptionalInt.of(rows.getInt(1)) : OptionalInt.empty();
            }
        }
    }
}
