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

/// The number of a focuser or a sensor, which stands in every row instead of its name.
final class DeviceNumbers {
    private final String hub;
    private final Map<Device, Integer> known = new HashMap<>();

    private record Device(Series series, String id) {}

    DeviceNumbers(Database database) {
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
    int of(Series series, String id, Connection connection) throws SQLException {
        var device = new Device(series, id);
        Integer number = known.get(device);
        if (number != null) {
            return number;
        }
        OptionalInt before = find(series, hub, id, connection);
        if (before.isEmpty()) {
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "INSERT INTO %s (hub, id) VALUES (?, ?) ON CONFLICT DO NOTHING"
                                    .formatted(series.devices()))) {
                new Values(statement).add(hub).add(id);
                statement.executeUpdate();
            }
        }
        int found =
                before.isPresent()
                        ? before.getAsInt()
                        : find(series, hub, id, connection)
                                .orElseThrow(
                                        () -> new SQLException("the new device has no number"));
        known.put(device, found);
        return found;
    }

    /// Numbers given out in a transaction that failed do not exist.
    void forget() {
        known.clear();
    }

    static OptionalInt find(Series series, String hub, String id, Connection connection)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT number FROM %s WHERE hub = ? AND id = ?"
                                .formatted(series.devices()))) {
            new Values(statement).add(hub).add(id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? OptionalInt.of(rows.getInt(1)) : OptionalInt.empty();
            }
        }
    }
}
