package parfocal.cli;

import java.util.OptionalInt;
import parfocal.cli.Configuration.HistoryEntry;
import parfocal.cli.Configuration.MqttEntry;

/// `[history]` and `[mqtt]` of a configuration.
final class BookkeepingSections {
    private BookkeepingSections() {}

    static HistoryEntry history(Table table) throws Misuse {
        var entry =
                new HistoryEntry(
                        table.text("database"),
                        table.text("hub"),
                        table.whole("interval-seconds"),
                        table.whole("keep-years"),
                        table.whole("largest-megabytes"),
                        table.whole("nights"));
        table.requireNothingElse();
        requireBetween(table, "interval-seconds", entry.intervalSeconds(), 1, 3_600);
        requireBetween(table, "keep-years", entry.keepYears(), 1, 100);
        requireBetween(table, "largest-megabytes", entry.megabytes(), 10, 1_000_000);
        requireBetween(table, "nights", entry.nights(), 1, 100_000);
        return entry;
    }

    private static void requireBetween(
            Table table, String key, OptionalInt value, int least, int most) throws Misuse {
        if (value.isPresent() && (value.getAsInt() < least || value.getAsInt() > most)) {
            throw table.wrong(
                    key, "goes from %d to %d; it is %d".formatted(least, most, value.getAsInt()));
        }
    }

    static MqttEntry mqtt(Table table) throws Misuse {
        var entry =
                new MqttEntry(
                        table.required("address", "mqtt://127.0.0.1:1883"),
                        table.text("user"),
                        table.text("password"),
                        table.text("topic"),
                        table.text("discovery"));
        table.requireNothingElse();
        return entry;
    }
}
