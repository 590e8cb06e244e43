package parfocal.logbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.history.Reading;
import parfocal.history.Span;

/// One table of readings a night and focuser, for spreadsheets: `nights/2026-11-21-main-focuser.csv`.
final class NightTable {
    static final String HEADER = "time,position,temperature,humidity,dewpoint";

    private final Path folder;
    private final ZoneId zone;
    private final int nightsKept;
    private Optional<LocalDate> current = Optional.empty();

    NightTable(Path folder, ZoneId zone, int nightsKept) {
        this.folder = folder;
        this.zone = zone;
        this.nightsKept = nightsKept;
    }

    void add(Reading reading) throws IOException {
        LocalDate night = Span.nightOf(reading.at(), zone);
        if (!current.equals(Optional.of(night))) {
            Files.createDirectories(folder);
            new NightFiles(folder).keepNewest(nightsKept);
            current = Optional.of(night);
        }
        Path file = folder.resolve("%s-%s.csv".formatted(night, reading.focuserId()));
        String row = row(reading) + "\n";
        Files.writeString(
                file,
                Files.exists(file) ? row : HEADER + "\n" + row,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private String row(Reading reading) {
        return "%s,%d,%s,%s,%s"
                .formatted(
                        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                                reading.at().truncatedTo(ChronoUnit.SECONDS).atZone(zone)),
                        reading.positionSteps(),
                        number(reading.temperatureCelsius(), "%.2f"),
                        number(reading.humidityPercent(), "%.1f"),
                        number(reading.dewPointCelsius(), "%.2f"));
    }

    private static String number(OptionalDouble value, String format) {
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "";
    }
}
