package parfocal.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parfocal.history.Bucket.Band;

/// Readings as columns of a chart, from a connection of its own.
record Charts(Connection connection, String hub) {
    // From here on a minute is at most half a column, and belongs to the one in which it begins.
    private static final long COLUMN_OF_MINUTES_MILLIS = 2 * Series.MINUTE_MILLIS;

    /// From `from` on, `count` of equal length; those without a reading are left out.
    List<Bucket> of(Series series, String id, Span span, int count) throws SQLException {
        var number = DeviceNumbers.find(series, hub, id, connection);
        var buckets = new ArrayList<Bucket>();
        if (number.isEmpty()) {
            return buckets;
        }
        long begins = span.from().toEpochMilli();
        long width = Math.max(1, Math.ceilDiv(span.length().toMillis(), count));
        try (PreparedStatement statement =
                connection.prepareStatement(
                        width < COLUMN_OF_MINUTES_MILLIS
                                ? series.chartOfReadings()
                                : series.chartOfMinutes())) {
            new Values(statement)
                    .add(begins)
                    .add(width)
                    .add(number.getAsInt())
                    .add(begins)
                    .add(span.to().toEpochMilli());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    buckets.add(bucket(series, rows, begins, width));
                }
            }
        }
        return buckets;
    }

    private static Bucket bucket(Series series, ResultSet rows, long begins, long width)
            throws SQLException {
        Map<Quantity, Band> bands = new EnumMap<>(Quantity.class);
        int column = 3;
        for (Quantity quantity : series.quantities()) {
            band(rows, column, quantity.scale()).ifPresent(band -> bands.put(quantity, band));
            column += 3;
        }
        return new Bucket(
                Instant.ofEpochMilli(begins + rows.getLong(1) * width),
                rows.getInt(2),
                Optional.ofNullable(bands.get(Quantity.POSITION)),
                Optional.ofNullable(bands.get(Quantity.TEMPERATURE)),
                Optional.ofNullable(bands.get(Quantity.HUMIDITY)),
                Optional.ofNullable(bands.get(Quantity.DEW_POINT)));
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
}
