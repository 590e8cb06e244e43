package parfocal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parfocal.time.VirtualPace;

final class SqliteHistoryTest extends HistoryContract {
    private static final Duration SOON = Duration.ofMillis(20);

    @TempDir Path directory = Path.of("");

    @Override
    Database database() {
        return Database.inFile(directory.resolve("history.db"));
    }

    private History impatient(Path file) {
        var limits = new HistoryLimits(Duration.ofDays(1_000_000), 1_000, 100, SOON, SOON);
        return begun(Database.inFile(file), limits);
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsSaidOnceAndRecoveredFrom() throws Exception {
        Path blocked = Files.writeString(directory.resolve("blocked"), "a file in the way");
        try (History history = impatient(blocked.resolve("history.db"))) {
            history.keep(reading(0, 1, 1));
            awaitSaid(1);
            assertThat(said.getFirst())
                    .contains("cannot be written")
                    .contains("Focusing goes on; up to 100 entries wait in memory");
            assertThatThrownBy(() -> history.readings("main", NIGHT, 1))
                    .isInstanceOf(HistoryException.class)
                    .hasMessage(said.getFirst());
            // Long enough for many attempts; none of them says it again.
            assertThat(history.awaitWritten(Duration.ofMillis(300))).isFalse();
            assertThat(said).hasSize(1);

            Files.delete(blocked);

            assertThat(history.awaitWritten(PATIENCE)).isTrue();
            awaitSaid(2);
            assertThat(said.getLast()).isEqualTo("The history is written again; nothing was lost.");
            assertThat(history.readings("main", NIGHT, 1)).hasSize(1);
        }
    }

    @Test
    void whatIsTooMuchToWaitIsCountedAndMovesArePreferredToReadings() throws Exception {
        Path blocked = Files.writeString(directory.resolve("blocked"), "a file in the way");
        try (History history = impatient(blocked.resolve("history.db"))) {
            history.keep(new Note(EVENING, "main", "first"));
            for (int second = 0; second < 109; second++) {
                history.keep(reading(second, 1, 1));
            }
            awaitSaid(1);
            Files.delete(blocked);

            assertThat(history.awaitWritten(PATIENCE)).isTrue();
            awaitSaid(2);
            assertThat(said.getLast()).contains("10 entries were too many to wait and are lost");
            var notes = new ArrayList<Note>();
            history.notes(Optional.empty(), NIGHT, notes::add);
            assertThat(notes).hasSize(1);
        }
    }

    @Test
    void aFileThatDisappearsIsBegunAnew() throws Exception {
        Path file = directory.resolve("gone.db");
        try (History history = impatient(file)) {
            history.keep(reading(0, 1, 1));
            assertThat(history.awaitWritten(PATIENCE)).isTrue();
            Files.delete(file);

            history.keep(reading(5, 2, 1));

            assertThat(history.awaitWritten(PATIENCE)).isTrue();
            assertThat(said.getFirst()).contains("the file is gone");
            assertThat(history.readings("main", NIGHT, 1)).hasSize(1);
        }
    }

    @Test
    void aDamagedFileIsSetAside() throws Exception {
        Path file = directory.resolve("damaged.db");
        Files.writeString(file, "This was a database once. ".repeat(400));
        try (History history = impatient(file)) {
            history.keep(reading(0, 1, 1));

            assertThat(history.awaitWritten(PATIENCE)).isTrue();
            assertThat(said).hasSize(1);
            assertThat(said.getFirst()).contains("is damaged; it was set aside as damaged.db.dam");
            try (var files = Files.list(directory)) {
                assertThat(files.map(path -> path.getFileName().toString()))
                        .anyMatch(name -> name.startsWith("damaged.db.damaged-"));
            }
        }
    }

    @Test
    void anotherProgramThatHoldsTheFileForAWhileDelaysNothingButTheWriting() throws Exception {
        keep(reading(0, 1, 1));
        try (Connection other = Connections.open(database());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            history().keep(reading(5, 2, 1));
            assertThat(readings()).as("reading goes on").hasSize(1);
            statement.execute("COMMIT");
        }

        assertThat(history().awaitWritten(PATIENCE)).isTrue();
        assertThat(readings()).hasSize(2);
    }

    @Test
    void aFileAboveItsBoundLosesItsOldestDay() throws Exception {
        for (int day = 0; day < 3; day++) {
            for (int row = 0; row < 5_000; row++) {
                history().keep(reading(day * 86_400 + row * 10, row, 1));
            }
        }
        assertThat(history().awaitWritten(PATIENCE)).isTrue();
        history().close();

        try (Store store = Store.open(database())) {
            assertThat(store.tidy(0, 1)).isFalse();
            assertThat(store.tidy(0, 0)).as("one day at a time").isTrue();
        }

        try (History history = open(database())) {
            history.keep(new Note(EVENING, "main", ""));
            assertThat(history.awaitWritten(PATIENCE)).isTrue();
            Span threeDays = new Span(EVENING, EVENING.plus(Duration.ofDays(3)));
            assertThat(history.readings("main", threeDays, 3))
                    .extracting(Bucket::from)
                    .containsExactly(
                            EVENING.plus(Duration.ofDays(1)), EVENING.plus(Duration.ofDays(2)));
        }
    }

    /// Two months of a hub that is never ended, in a file of one megabyte that keeps five weeks at most.
    @Test
    void whileAHubRunsForWeeksItsFileStaysWithinItsBounds() throws Exception {
        Path file = directory.resolve("weeks.db");
        var pace = new VirtualPace(EVENING);
        var limits =
                new HistoryLimits(
                        Duration.ofDays(35),
                        1,
                        10_000,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1));
        try (History history = History.of(Database.inFile(file), limits, pace, announcer())) {
            history.begin();
            for (int day = 0; day < 60; day++) {
                for (int row = 0; row < 1_000; row++) {
                    history.keep(reading(day * 86_400 + row * 10, row, 1));
                    history.keep(air("roof", day * 86_400 + row * 10, 1));
                }
                assertThat(history.awaitWritten(PATIENCE)).isTrue();
                pace.advance(Duration.ofDays(1));
            }
            var ever = new Span(EVENING, pace.now());
            var kept = new ArrayList<Reading>();
            history.readings(Optional.empty(), ever, kept::add);
            assertThat(kept.getFirst().at()).isAfter(pace.now().minus(limits.age().plusDays(3)));
            assertThat(kept.getLast().at()).isAfter(pace.now().minus(Duration.ofDays(1)));
            assertThat(history.air("roof", ever, 60)).hasSizeBetween(5, 38);
        }
        assertThat(Files.size(file)).isLessThan(2_000_000);
    }
}
