package parfocal.logbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parfocal.report.RunRecord;

final class RunFilesTest {
    private static final Instant EVENING = Instant.parse("2026-11-20T21:40:03.250Z");

    @TempDir Path directory = Path.of("");

    @Test
    void aRunIsKeptSoThatItCanBeDecidedAgain() throws Exception {
        var files = new RunFiles(directory, ZoneOffset.UTC, 10);
        files.keep(StarlessRun.of("main", EVENING));

        assertThat(directory.resolve("2026-11-20-main-1795210803250.json.gz")).exists();
        String record = files.read("main", EVENING).orElseThrow();
        RunRecord.Replayed replayed = RunRecord.replay("record", record);
        assertThat(replayed.different()).isEmpty();
        assertThat(replayed.written()).isEqualTo(record);
    }

    @Test
    void aRunThatWasCutShortLeavesNothing() throws Exception {
        var files = new RunFiles(directory, ZoneOffset.UTC, 10);
        files.keep(StarlessRun.cutShort("main", EVENING));

        assertThat(files.has("main", EVENING)).isFalse();
        assertThat(files.read("../main", EVENING)).isEmpty();
    }

    @Test
    void olderNightsGoAndSoDoTheOldestWhenThereIsTooMuch() throws Exception {
        var files = new RunFiles(directory, ZoneOffset.UTC, 2);
        for (int night = 0; night < 4; night++) {
            files.keep(StarlessRun.of("main", EVENING.plus(Duration.ofDays(night))));
        }
        assertThat(files.has("main", EVENING.plus(Duration.ofDays(1)))).isFalse();
        assertThat(files.has("main", EVENING.plus(Duration.ofDays(2)))).isTrue();

        new RunFiles(directory, ZoneOffset.UTC, 10, 1).keep(StarlessRun.of("main", EVENING));
        try (var left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }
}
