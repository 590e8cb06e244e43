package parfocal.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// The readings of one batch, and the minutes they fall into.
final class ReadingRows implements AutoCloseable {
    private final Connection connection;
    private final Map<Series, PreparedStatement> statements = new EnumMap<>(Series.class);
    private final Map<Device, Stretch> touched = new HashMap<>();

    private record Device(Series series, int number) {}

    private record Stretch(long firstMillis, long lastMillis) {
        static Stretch of(long millis) {
            long minute = Math.floorDiv(millis, Series.MINUTE_MILLIS) * Series.MINUTE_MILLIS;
            return new Stretch(minute, minute + Series.MINUTE_MILLIS - 1);
        }

        Stretch and(Stretch other) {
            return new Stretch(
                    Math.min(firstMillis, other.firstMillis),
                    Math.max(lastMillis, other.lastMillis));
        }
    }

    ReadingRows(Connection connection) {
        this.connection = connection;
    }

    /// @param values by quantity of the series, in its order
    void add(Series series, int device, Instant at, List<OptionalDouble> values)
            throws SQLException {
        PreparedStatement statement = statements.get(series);
        if (statement == null) {
            statement = connection.prepareStatement(series.insert());
            statements.put(series, statement);
        }
        Values row = new Values(statement).add(device).add(at);
        for (int i = 0; i < values.size(); i++) {
            var _ = row.add(series.quantities().get(i).scale().of(values.get(i)));
        }
        statement.addBatch();
        touched.merge(new Device(series, device), Stretch.of(at.toEpochMilli()), Stretch::and);
    }

    void send() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            for (int count : statement.executeBatch()) {
                if (count == Statement.EXECUTE_FAILED) {
                    throw new SQLException("a row of readings was not taken");
                }
            }
        }
        for (Map.Entry<Device, Stretch> each : touched.entrySet()) {
            try (PreparedStatement statement =
                    connection.prepareStatement(each.getKey().series().sumUp())) {
                new Values(statement)
                        .add(each.getKey().number())
                        .add(each.getValue().firstMillis())
                        .add(each.getValue().lastMillis());
                statement.executeUpdate();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
    }
}
