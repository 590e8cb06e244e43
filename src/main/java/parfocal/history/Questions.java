package parfocal.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import parfocal.history.Run.Verdict;

/// What can be asked of a database, on a connection of its own.
record Questions(Connection connection, String hub) {
    private static final int ROWS_AT_ONCE = 5_000;

    void readings(Optional<String> focuserId, Span span, Consumer<Reading> each)
            throws SQLException {
        ask(
                Series.FOCUSER,
                "position, temperature, humidity, dew_point",
                "readings",
                focuserId,
                span,
                rows ->
                        new Reading(
                                Instant.ofEpochMilli(rows.getLong(2)),
                                rows.getString(1),
                                rows.getInt(3),
                                scaled(rows, 4, Scale.HUNDREDTHS),
                                scaled(rows, 5, Scale.TENTHS),
                                scaled(rows, 6, Scale.HUNDREDTHS)),
                each);
    }

    void air(Optional<String> sensorId, Span span, Consumer<AirReading> each) throws SQLException {
        ask(
                Series.SENSOR,
                "temperature, humidity, dew_point",
                "sensor_readings",
                sensorId,
                span,
                rows ->
                        new AirReading(
                                Instant.ofEpochMilli(rows.getLong(2)),
                                rows.getString(1),
                                scaled(rows, 3, Scale.HUNDREDTHS),
                                scaled(rows, 4, Scale.TENTHS),
                                scaled(rows, 5, Scale.HUNDREDTHS)),
                each);
    }

    void moves(Optional<String> focuserId, Span span, Consumer<Move> each) throws SQLException {
        ask(
                Series.FOCUSER,
                "ended_at, from_position, target, position, ordered_by, trouble",
                "moves",
                focuserId,
                span,
                rows ->
                        new Move(
                                Instant.ofEpochMilli(rows.getLong(2)),
                                Instant.ofEpochMilli(rows.getLong(3)),
                                rows.getString(1),
                                rows.getInt(4),
                                rows.getInt(5),
                                rows.getInt(6),
                                rows.getString(7),
                                Optional.ofNullable(rows.getString(8))),
                each);
    }

    void runs(Optional<String> focuserId, Span span, Consumer<Run> each) throws SQLException {
        ask(
                Series.FOCUSER,
                "ended_at, camera, ordered_by, verdict, reason, best, sigma, hfr, temperature, filter, result",
                "runs",
                focuserId,
                span,
                rows ->
                        new Run(
                                Instant.ofEpochMilli(rows.getLong(2)),
                                Instant.ofEpochMilli(rows.getLong(3)),
                                rows.getString(1),
                                rows.getString(4),
                                rows.getString(5),
                                Words.read(Verdict.class, rows.getString(6)),
                                Optional.ofNullable(rows.getString(7)),
                                number(rows, 8),
                                number(rows, 9),
                                number(rows, 10),
                                number(rows, 11),
                                Optional.ofNullable(rows.getString(12)),
                                rows.getString(13)),
                each);
    }

    void notes(Optional<String> focuserId, Span span, Consumer<Note> each) throws SQLException {
        ask(
                Series.FOCUSER,
                "words",
                "notes",
                focuserId,
                span,
                rows ->
                        new Note(
                                Instant.ofEpochMilli(rows.getLong(2)),
                                rows.getString(1),
                                rows.getString(3)),
                each);
    }

    List<CompensationPoint> points(String focuserId) throws SQLException {
        var points = new ArrayList<CompensationPoint>();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        SELECT p.number, at, source, night, filter, temperature, position, sigma
                        FROM compensation_points p JOIN focusers f ON f.number = p.focuser
                        WHERE hub = ? AND id = ? ORDER BY p.number\
                        """)) {
            new Values(statement).add(hub).add(focuserId);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    points.add(
                            new CompensationPoint(
                                    rows.getInt(1),
                                    Instant.ofEpochMilli(rows.getLong(2)),
                                    Words.read(CompensationPoint.Source.class, rows.getString(3)),
                                    rows.getString(4),
                                    rows.getString(5),
                                    rows.getDouble(6),
                                    rows.getDouble(7),
                                    number(rows, 8)));
                }
            }
        }
        return points;
    }

    private interface RowReader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private <T> void ask(
            Series series,
            String columns,
            String table,
            Optional<String> id,
            Span span,
            RowReader<T> reader,
            Consumer<T> each)
            throws SQLException {
        // PostgreSQL hands out rows in portions only within a transaction.
        connection.setAutoCommit(false);
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        SELECT id, at, %s FROM %s JOIN %s ON number = %s
                        WHERE hub = ? AND (id = ? OR ? = '') AND at >= ? AND at < ? ORDER BY at
                        """
                                .formatted(columns, table, series.devices(), series.key()))) {
            statement.setFetchSize(ROWS_AT_ONCE);
            new Values(statement)
                    .add(hub)
                    .add(id.orElse(""))
                    .add(id.orElse(""))
                    .add(span.from())
                    .add(span.to());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.accept(reader.read(rows));
                }
            }
        } finally {
            connection.rollback();
        }
    }

    private static OptionalDouble number(ResultSet rows, int column) throws SQLException {
        double value = rows.getDouble(column);
        return rows.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static OptionalDouble scaled(ResultSet rows, int column, Scale scale)
            throws SQLException {
        int value = rows.getInt(column);
        return rows.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(scale.value(value));
    }
}
