package parfocal.logbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NightLogTest {
    private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");
    private static final LocalDate NIGHT = LocalDate.of(2026, 11, 20);

    @TempDir Path folder = Path.of("");

    private NightLog log() {
        return new NightLog(folder, PRAGUE, 3);
    }

    @ParameterizedTest(name = "{0} belongs to the night of {1}")
    @CsvSource(
            textBlock =
                    """
                    2026-11-20T10:59:59Z, 2026-11-19
                    2026-11-20T11:00:00Z, 2026-11-20
                    2026-11-21T02:00:00Z, 2026-11-20
                    2026-11-21T10:59:59Z, 2026-11-20
                    2026-03-29T10:30:00Z, 2026-03-29
                    2026-03-29T09:30:00Z, 2026-03-28
                    """)
    void aNightGoesFromNoonToNoonByTheClockOnTheWall(Instant moment, LocalDate night) {
        assertThat(log().nightOf(moment)).isEqualTo(night);
    }

    @Test
    void linesCarryTheTimeOnTheWallAndAMarkWhereSomethingIsWrong() throws Exception {
        NightLog log = log();
        log.add(Instant.parse("2026-11-20T22:00:01Z"), false, "Main: panel moves it to 4570.");
        log.add(Instant.parse("2026-11-20T23:30:00Z"), true, "Main: It is\nsilent.");

        assertThat(Files.readString(folder.resolve("2026-11-20.log")))
                .isEqualToNormalizingNewlines(
                        """
                        23:00:01   Main: panel moves it to 4570.
                        00:30:00 ! Main: It is silent.
                        """);
    }

    @Test
    void aReaderGoesOnWhereItStopped() throws Exception {
        NightLog log = log();
        Instant at = Instant.parse("2026-11-20T22:00:00Z");
        log.add(at, false, "one °");
        NightLog.Portion first = log.read(NIGHT, 0);
        log.add(at, false, "two");
        NightLog.Portion second = log.read(NIGHT, first.nextByte());

        assertThat(first.lines()).containsExactly("23:00:00   one °");
        assertThat(second.lines()).containsExactly("23:00:00   two");
        assertThat(log.read(NIGHT, second.nextByte()).lines()).isEmpty();
        assertThat(log.read(NIGHT, 1_000_000).lines()).as("begun anew").hasSize(2);
        assertThat(log.read(NIGHT.minusDays(1), 0).lines()).isEmpty();
    }

    @Test
    void aLineThatIsBeingWrittenIsNotReadYet() throws Exception {
        Files.writeString(folder.resolve("2026-11-20.log"), "23:00:00   whole\n23:00:01   ha");

        assertThat(log().read(NIGHT, 0).lines()).isEqualTo(List.of("23:00:00   whole"));
    }

    @Test
    void onlyTheNewestNightsAreKept() throws Exception {
        for (int day = 10; day <= 13; day++) {
            Files.writeString(folder.resolve("2026-11-%d.log".formatted(day)), "");
        }
        Files.writeString(folder.resolve("2026-11-10.log.1"), "");
        Files.writeString(folder.resolve("wire-main.log"), "not of a night");

        log().add(Instant.parse("2026-11-13T22:00:00Z"), false, "");

        assertThat(log().nights())
                .containsExactly(
                        LocalDate.of(2026, 11, 11),
                        LocalDate.of(2026, 11, 12),
                        LocalDate.of(2026, 11, 13));
        assertThat(folder.resolve("wire-main.log")).exists();
    }

    @Test
    void aFileThatGrewTooLongIsPutAside() throws Exception {
        var file = new RotatingFile(folder.resolve("wire.log"), 10);
        file.append("123456\n");
        file.append("abcdef\n");
        file.append("xyz\n");

        assertThat(folder.resolve("wire.log")).hasContent("xyz");
        assertThat(folder.resolve("wire.log.1")).hasContent("abcdef");
    }
}
