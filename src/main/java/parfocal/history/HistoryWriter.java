package parfocal.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parfocal.history.Database.SqliteFile;
import parfocal.time.Pace;

/// The one thread that writes: batch after batch, and after trouble again, with growing pauses.
final class HistoryWriter {
    private static final int BATCH = 500;
    private static final Duration TURN = Duration.ofSeconds(1);
    private static final Duration BETWEEN_TIDYINGS = Duration.ofHours(1);

    private final Database database;
    private final HistoryLimits limits;
    private final Backlog backlog;
    private final Pace pace;
    private final Announcer announcer;
    private List<Fact> batch = List.of();
    private Instant tidyAt = Instant.EPOCH;
    private Instant failedAt = Instant.EPOCH;
    private boolean wroteSince;
    private volatile boolean open;
    private volatile Optional<String> trouble = Optional.empty();

    HistoryWriter(
            Database database,
            HistoryLimits limits,
            Backlog backlog,
            Pace pace,
            Announcer announcer) {
        this.database = database;
        this.limits = limits;
        this.backlog = backlog;
        this.pace = pace;
        this.announcer = announcer;
    }

    /// Whether the database has been opened, and is not known to be away.
    boolean isOpen() {
        return open;
    }

    /// Why nothing can be written; empty while that is possible.
    Optional<String> trouble() {
        return trouble;
    }

    /// Until the backlog is closed and empty, or the thread is interrupted.
    void work() {
        Duration retry = limits.firstRetry();
        try {
            while (true) {
                boolean wasWell = trouble.isEmpty();
                try (Store store = Store.open(database)) {
                    open = true;
                    writeWhileItGoesWell(store);
                    return;
                } catch (SQLException failed) {
                    lost(failed);
                } catch (LinkageError noLibrary) {
                    // Where the temporary directory cannot be written, SQLite itself cannot be
                    // loaded.
                    lost(new SQLException(String.valueOf(noLibrary.getMessage()), noLibrary));
                }
                if (backlog.isClosed()) {
                    return;
                }
                retry = wasWell ? limits.firstRetry() : longer(retry);
                backlog.rest(retry);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            open = false;
        }
    }

    private void writeWhileItGoesWell(Store store) throws SQLException, InterruptedException {
        while (true) {
            if (batch.isEmpty()) {
                batch = backlog.take(BATCH, TURN);
            }
            if (batch.isEmpty() && backlog.isClosed()) {
                return;
            }
            requireFile();
            if (!batch.isEmpty()) {
                write(store);
                wroteSince = true;
            }
            found();
            if (!pace.now().isBefore(tidyAt)) {
                long oldest = pace.now().minus(limits.age()).toEpochMilli();
                boolean more = store.tidy(oldest, limits.megabytes());
                tidyAt = more ? Instant.EPOCH : pace.now().plus(BETWEEN_TIDYINGS);
            }
        }
    }

    private void write(Store store) throws SQLException {
        try {
            store.write(batch);
        } catch (SQLException failed) {
            if (!Trouble.isOfTheRow(failed)) {
                throw failed;
            }
            writeOneByOne(store);
        }
        batch = List.of();
        backlog.done();
    }

    /// One row that no database would take must not keep the others out for ever.
    private void writeOneByOne(Store store) throws SQLException {
        for (Fact fact : batch) {
            try {
                store.write(List.of(fact));
            } catch (SQLException failed) {
                if (!Trouble.isOfTheRow(failed)) {
                    throw failed;
                }
                announcer.lost(
                        "One entry of the history could not be kept: %s."
                                .formatted(Trouble.why(failed)));
            }
        }
    }

    /// Under Linux a file that was deleted can be written for hours, and is gone with the program.
    private void requireFile() throws SQLException {
        if (database instanceof SqliteFile(Path file) && !Files.exists(file)) {
            throw new SQLException("the file is gone");
        }
    }

    private void lost(SQLException failed) {
        open = false;
        failedAt = pace.now();
        wroteSince = false;
        if (Trouble.isDamage(failed) && database instanceof SqliteFile damaged) {
            setAside(damaged);
            return;
        }
        if (trouble.isEmpty()) {
            String sentence =
                    "The history at %s cannot be written: %s. Focusing goes on; up to %d entries wait in memory until it can."
                            .formatted(
                                    database.shown(), Trouble.why(failed), limits.waitingFacts());
            trouble = Optional.of(sentence);
            announcer.lost(sentence);
        }
    }

    /// A disk that is almost full takes a row now and then; it is well again once nothing has failed for a while.
    private void found() {
        boolean calm = !pace.now().isBefore(failedAt.plus(limits.longestRetry()));
        if (trouble.isPresent() && wroteSince && calm) {
            long lost = backlog.takeLost();
            trouble = Optional.empty();
            announcer.foundAgain(
                    "The history is written again; %s."
                            .formatted(
                                    lost == 0
                                            ? "nothing was lost"
                                            : "%d entries were too many to wait and are lost"
                                                    .formatted(lost)));
        }
    }

    private void setAside(SqliteFile damaged) {
        try {
            Path aside = History.setAside(damaged, ".damaged-" + pace.now().getEpochSecond());
            announcer.lost(
                    "The history %s is damaged; it was set aside as %s and a new one is begun."
                            .formatted(damaged.file(), aside.getFileName()));
        } catch (IOException stuck) {
            if (trouble.isEmpty()) {
                String sentence =
                        "The history %s is damaged and cannot be set aside: %s. Focusing goes on."
                                .formatted(damaged.file(), stuck.getMessage());
                trouble = Optional.of(sentence);
                announcer.lost(sentence);
            }
        }
    }

    private Duration longer(Duration retry) {
        Duration doubled = retry.multipliedBy(2);
        return doubled.compareTo(limits.longestRetry()) < 0 ? doubled : limits.longestRetry();
    }
}
