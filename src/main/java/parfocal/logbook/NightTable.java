package parfocal.logbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.history.AirReading;
import parfocal.history.Reading;
import parfocal.history.Span;

/// One table of readings a night and device, for spreadsheets: `nights/2026-11-21-main-focuser.csv`, and of a sensor that belongs to no focuser
/// `nights/2026-11-21-roof.csv`.
final class NightTable {
    static final String HEADER = "time,position,temperature,humidity,dewpoint";
    static final String AIR_HEADER = "time,temperature,humidity,dewpoint";

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
        add(
                reading.at(),
                reading.focuserId(),
                HEADER,
                Integer.toString(reading.positionSteps()),
                air(
                        reading.temperatureCelsius(),
                        reading.humidityPercent(),
                        reading.dewPointCelsius()));
    }

    void add(AirReading reading) throws IOException {
        add(
                reading.at(),
                reading.sensorId(),
                AIR_HEADER,
                air(
                        reading.temperatureCelsius(),
                        reading.humidityPercent(),
                        reading.dewPointCelsius()));
    }

    private void add(Instant at, String device, String header, String... cells) throws IOException {
        LocalDate night = Span.nightOf(at, zone);
        if (!current.equals(Optional.of(night))) {
            Files.createDirectories(folder);
            new NightFiles(folder).keepNewest(nightsKept);
            current = Optional.of(night);
        }
        Path file = folder.resolve("%s-%s.csv".formatted(night, device));
        String moment =
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        at.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
        String row = moment + "," + String.join(",", cells) + "\n";
        Files.writeString(
                file,
                Files.exists(file) ? row : header + "\n" + row,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static String air(
            OptionalDouble celsius, OptionalDouble humidity, OptionalDouble dewPoint) {
        return "%s,%s,%s"
                .formatted(
                        number(celsius, "%.2f"),
                        number(humidity, "%.1f"),
                        number(dewPoint, "%.2f"));
    }

    private static String number(OptionalDouble value, String format) {
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "";
    }
}
