package parfocal.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parfocal.time.Pace;

/// A year at one row per five seconds, day and night: how large, how quick. `mvn test -Dtest=YearBench`; minutes.
final class YearBench {
    private static final int ROWS = Integer.getInteger("days", 365) * 24 * 720;
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
    private static final long BYTES_PER_MEGABYTE = 1_000_000;

    @TempDir Path directory = Path.of("");

    @Test
    void aYearIsSmallAndANightOfItIsQuick() throws Exception {
        Pace pace = Pace.wall();
        Path file = directory.resolve("history.db");
        Instant began = pace.now();
        try (History history = history(file)) {
            write(history);
        }
        System.out.printf(
                "%d rows written in %s, %d MB%n",
                ROWS, Duration.between(began, pace.now()), Files.size(file) / BYTES_PER_MEGABYTE);
        assertThat(Files.size(file)).isLessThan(1_000 * BYTES_PER_MEGABYTE);

        Instant opening = pace.now();
        try (History history = history(file)) {
            history.keep(reading(ROWS, new Random(1)));
            assertThat(history.awaitWritten(Duration.ofSeconds(10))).isTrue();
            System.out.printf(
                    "opened, and a row written, after %d ms%n",
                    Duration.between(opening, pace.now()).toMillis());
            long[] millis = new long[100];
            var random = new Random(2);
            for (int night = 0; night < millis.length; night++) {
                Span span =
                        Span.ofNight(
                                LocalDate.of(2026, 1, 1)
                                        .plusDays(
                                                random.nextInt(
                                                        Integer.getInteger("days", 365) - 2)),
                                ZoneOffset.UTC);
                Instant asked = pace.now();
                assertThat(history.readings("main", span, 600)).hasSize(600);
                millis[night] = Duration.between(asked, pace.now()).toMillis();
            }
            Arrays.sort(millis);
            System.out.printf(
                    "chart of a night: median %d ms, 95 of 100 within %d ms, slowest %d ms%n",
                    millis[50], millis[94], millis[99]);
            assertThat(millis[94]).isLessThanOrEqualTo(100);
            Instant asked = pace.now();
            var year = new Span(NEW_YEAR, NEW_YEAR.plus(Duration.ofDays(366)));
            assertThat(history.readings("main", year, 1_000)).hasSizeGreaterThan(9);
            System.out.printf(
                    "chart of the whole year: %d ms%n",
                    Duration.between(asked, pace.now()).toMillis());
        }
    }

    private static void write(History history) throws InterruptedException {
        var random = new Random(1);
        for (int row = 0; row < ROWS; row++) {
            history.keep(reading(row, random));
            if (row % 5_000 == 0) {
                assertThat(history.awaitWritten(Duration.ofMinutes(1))).isTrue();
            }
        }
        assertThat(history.awaitWritten(Duration.ofMinutes(1))).isTrue();
    }

    private static Reading reading(int row, Random random) {
        double celsius = 10 * Math.sin(row / 17_280.0 * 2 * Math.PI) + random.nextGaussian() * 0.05;
        return new Reading(
                NEW_YEAR.plusSeconds(5L * row),
                "main",
                (int) (10_000 + celsius * 20),
                OptionalDouble.of(celsius),
                OptionalDouble.of(60 + random.nextGaussian()),
                OptionalDouble.of(celsius - 7));
    }

    private static History history(Path file) {
        var history =
                History.of(
                        Database.inFile(file),
                        HistoryLimits.defaults().withYears(100),
                        Pace.wall(),
                        new Announcer() {
                            @Override
                            public void lost(String sentence) {
                                throw new AssertionError(sentence);
                            }

                            @Override
                            public void foundAgain(String sentence) {
                                throw new AssertionError(sentence);
                            }
                        });
        history.begin();
        return history;
    }
}
