package parfocal.history;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The two kinds of devices that are read all night, each with its tables: one row per reading, and one per minute for charts.
enum Series {
    FOCUSER(
            "focusers",
            "readings",
            "minutes",
            "focuser",
            List.of(
                    Quantity.POSITION,
                    Quantity.TEMPERATURE,
                    Quantity.HUMIDITY,
                    Quantity.DEW_POINT)),
    SENSOR(
            "sensors",
            "sensor_readings",
            "sensor_minutes",
            "sensor",
            List.of(Quantity.TEMPERATURE, Quantity.HUMIDITY, Quantity.DEW_POINT));

    static final long MINUTE_MILLIS = 60_000;

    private final String devices;
    private final String readings;
    private final String minutes;
    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    private final List<Quantity> quantities;

    Series(String devices, String readings, String minutes, String key, List<Quantity> quantities) {
        this.devices = devices;
        this.readings = readings;
        this.minutes = minutes;
        this.key = key;
        this.quantities = quantities;
    }

    /// The table that gives each device its number.
    String devices() {
        return devices;
    }

    String readings() {
        return readings;
    }

    String minutes() {
        return minutes;
    }

    /// The column with the device's number.
    String key() {
        return key;
    }

    /// In the order of the columns.
    List<Quantity> quantities() {
        return quantities;
    }

    /// Takes a number, a moment, and each quantity.
    String insert() {
        return "INSERT INTO %s (%s, at, %s) VALUES (?, ?%s) ON CONFLICT DO NOTHING"
                .formatted(readings, key, each("%s"::formatted), ", ?".repeat(quantities.size()));
    }

    /// Takes a number, and the first and the last millisecond: sums up those minutes anew, from their readings.
    String sumUp() {
        String columns = each("%1$s_count, %1$s_least, %1$s_sum, %1$s_most"::formatted);
        return """
        INSERT INTO %s (%s, at, amount, %s)
        SELECT %2$s, at / %d * %4$d AS minute, COUNT(*), %s
        FROM %s WHERE %2$s = ? AND at >= ? AND at <= ? GROUP BY %2$s, minute
        ON CONFLICT (%2$s, at) DO UPDATE SET amount = excluded.amount, %s\
        """
                .formatted(
                        minutes,
                        key,
                        columns,
                        MINUTE_MILLIS,
                        each("COUNT(%1$s), MIN(%1$s), SUM(%1$s), MAX(%1$s)"::formatted),
                        readings,
                        each(
                                ("%1$s_count = excluded.%1$s_count, %1$s_least = excluded.%1$s_least,"
                                                + " %1$s_sum = excluded.%1$s_sum, %1$s_most = excluded.%1$s_most")
                                        ::formatted));
    }

    /// Takes a moment, a width, a number, and the first and the first millisecond no more: columns of a chart, of the readings themselves.
    String chartOfReadings() {
        return chart(readings, "COUNT(*)", each("MIN(%1$s), AVG(%1$s), MAX(%1$s)"::formatted));
    }

    /// As [#chartOfReadings], of whole minutes.
    String chartOfMinutes() {
        return chart(
                minutes,
                "SUM(amount)",
                each(
                        "MIN(%1$s_least), 1.0 * SUM(%1$s_sum) / NULLIF(SUM(%1$s_count), 0), MAX(%1$s_most)"
                                ::formatted));
    }

    private String chart(String table, String amount, String bands) {
        return """
        SELECT (at - ?) / ? AS bucket, %s, %s
        FROM %s WHERE %s = ? AND at >= ? AND at < ?
        GROUP BY bucket ORDER BY bucket\
        """
                .formatted(amount, bands, table, key);
    }

    private String each(Function<Object[], String> sentence) {
        return quantities.stream()
                .map(quantity -> sentence.apply(new Object[] {quantity.column()}))
                .collect(Collectors.joining(", "));
    }
}
