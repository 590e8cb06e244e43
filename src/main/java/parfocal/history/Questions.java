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
import parfocal.history.Bucket.Band;
import parfocal.history.Run.Verdict;

/// What can be asked of a database, on a connection of its own.
record Questions(Connection connection, String hub) {
    private static final int ROWS_AT_ONCE = 5_000;

    /// From `from` on, `count` of equal length; those without a reading are left out.
    List<Bucket> buckets(String focuserId, Span span, int count) throws SQLException {
        var number = FocuserNumbers.find(hub, focuserId, connection);
        var buckets = new ArrayList<Bucket>();
        if (number.isEmpty()) {
            return buckets;
        }
        long begins = span.from().toEpochMilli();
        long width = Math.max(1, Math.ceilDiv(span.length().toMillis(), count));
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        SELECT (at - ?) / ? AS bucket, COUNT(*),
                            MIN(position), AVG(position), MAX(position),
                            MIN(temperature), AVG(temperature), MAX(temperature),
                            MIN(humidity), AVG(humidity), MAX(humidity),
                            MIN(dew_point), AVG(dew_point), MAX(dew_point)
                        FROM readings WHERE focuser = ? AND at >= ? AND at < ?
                        GROUP BY bucket ORDER BY bucket\
                        """)) {
            new Values(statement)
                    .add(begins)
                    .add(width)
                    .add(number.getAsInt())
                    .add(begins)
                    .add(span.to().toEpochMilli());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    buckets.add(
                            new Bucket(
                                    Instant.ofEpochMilli(begins + rows.getLong(1) * width),
                                    rows.getInt(2),
                                    new Band(rows.getInt(3), rows.getDouble(4), rows.getInt(5)),
                                    band(rows, 6, Scale.HUNDREDTHS),
                                    band(rows, 9, Scale.TENTHS),
                                    band(rows, 12, Scale.HUNDREDTHS)));
                }
            }
        }
        return buckets;
    }

    private static Optional<Band> band(ResultSet rows, int column, Scale scale)
            throws SQLException {
        double minimum = rows.getDouble(column);
        return rows.wasNull()
                ? Optional.empty()
                : Optional.of(
                        new Band(
                                scale.value(minimum),
                                scale.value(rows.getDouble(column + 1)),
                                scale.value(rows.getDouble(column + 2))));
    }

    void readings(Optional<String> focuserId, Span span, Consumer<Reading> each)
            throws SQLException {
        ask(
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

    void moves(Optional<String> focuserId, Span span, Consumer<Move> each) throws SQLException {
        ask(
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
            String columns,
            String table,
            Optional<String> focuserId,
            Span span,
            RowReader<T> reader,
            Consumer<T> each)
            throws SQLException {
        // PostgreSQL hands out rows in portions only within a transaction.
        connection.setAutoCommit(false);
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        SELECT id, at, %s FROM %s JOIN focusers ON number = focuser
                        WHERE hub = ? AND (id = ? OR ? = '') AND at >= ? AND at < ? ORDER BY at
                        """
                                .formatted(columns, table))) {
            statement.setFetchSize(ROWS_AT_ONCE);
            new Values(statement)
                    .add(hub)
                    .add(focuserId.orElse(""))
                    .add(focuserId.orElse(""))
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
