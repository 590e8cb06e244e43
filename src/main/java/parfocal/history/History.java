package parfocal.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import parfocal.history.Database.SqliteFile;
import parfocal.time.Pace;

/// What happened, kept and asked for.
///
/// [#keep] never waits and never fails: facts go to a thread of their own, which opens the database, writes, and tries again for as long as
/// it cannot. Questions may be asked from any thread; each has a connection of its own and throws a [HistoryException] with a sentence
/// for people where the database is away.
public final class History implements AutoCloseable {
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(3);
    private static final int QUESTIONS_AT_ONCE = 4;

    private final Database database;
    private final Backlog backlog;
    private final HistoryWriter writer;
    private final Thread thread;
    private final Semaphore questions = new Semaphore(QUESTIONS_AT_ONCE, true);

    private History(Database database, HistoryLimits limits, Pace pace, Announcer announcer) {
        this.database = database;
        this.backlog = new Backlog(limits.waitingFacts());
        this.writer = new HistoryWriter(database, limits, backlog, pace, announcer);
        this.thread = Thread.ofPlatform().daemon().name("history").unstarted(writer::work);
    }

    /// A history that takes facts, and writes them from [#begin] on.
    ///
    /// @param announcer told of loss and recovery
    public static History of(
            Database database, HistoryLimits limits, Pace pace, Announcer announcer) {
        return new History(database, limits, pace, announcer);
    }

    /// Returns at once; the database is opened, and made where there is none, in a thread of its own.
    public void begin() {
        thread.start();
    }

    public Database database() {
        return database;
    }

    /// Keeps a fact, as soon as that is possible. Never waits.
    public void keep(Fact fact) {
        backlog.put(fact);
    }

    /// Returns when everything that was given to [#keep] is in the database.
    ///
    /// @return whether that was so in time
    public boolean awaitWritten(Duration patience) throws InterruptedException {
        return backlog.awaitWritten(patience);
    }

    /// Readings of one focuser for a chart.
    ///
    /// @param buckets how many columns the span is cut into, at least 1
    /// @return in order of time; whiles without a reading are left out
    public List<Bucket> readings(String focuserId, Span span, int buckets) throws HistoryException {
        return chart(Series.FOCUSER, focuserId, span, buckets);
    }

    /// As [#readings(String, Span, int)], of a sensor that belongs to no focuser.
    public List<Bucket> air(String sensorId, Span span, int buckets) throws HistoryException {
        return chart(Series.SENSOR, sensorId, span, buckets);
    }

    private List<Bucket> chart(Series series, String id, Span span, int buckets)
            throws HistoryException {
        return ask(questions ->
                new Charts(questions.connection(), questions.hub()).of(series, id, span, buckets));
    }

    /// Each reading in order of time; of all focusers where none is named. May be millions.
    public void readings(Optional<String> focuserId, Span span, Consumer<Reading> each)
            throws HistoryException {
        tell(questions -> questions.readings(focuserId, span, each));
    }

    /// As [#readings(Optional, Span, Consumer)], of sensors that belong to no focuser.
    public void air(Optional<String> sensorId, Span span, Consumer<AirReading> each)
            throws HistoryException {
        tell(questions -> questions.air(sensorId, span, each));
    }

    /// As [#readings(Optional, Span, Consumer)], moves that began in the span.
    public void moves(Optional<String> focuserId, Span span, Consumer<Move> each)
            throws HistoryException {
        tell(questions -> questions.moves(focuserId, span, each));
    }

    /// As [#readings(Optional, Span, Consumer)], runs that began in the span.
    public void runs(Optional<String> focuserId, Span span, Consumer<Run> each)
            throws HistoryException {
        tell(questions -> questions.runs(focuserId, span, each));
    }

    /// As [#readings(Optional, Span, Consumer)], notes as they were changed in the span.
    public void notes(Optional<String> focuserId, Span span, Consumer<Note> each)
            throws HistoryException {
        tell(questions -> questions.notes(focuserId, span, each));
    }

    /// The calculator's points of one focuser, as they were kept last.
    public List<CompensationPoint> points(String focuserId) throws HistoryException {
        return ask(questions -> questions.points(focuserId));
    }

    /// Writes what waits, for three seconds at most, and closes the database.
    @Override
    public void close() {
        backlog.close();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            if (!thread.join(PATIENCE_AT_THE_END)) {
                thread.interrupt();
            }
        } catch (InterruptedException closing) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private interface Question<T> {
        T ask(Questions questions) throws SQLException;
    }

    private interface Order {
        void ask(Questions questions) throws SQLException;
    }

    private <T> T ask(Question<T> question) throws HistoryException {
        if (!writer.isOpen()) {
            throw new HistoryException(
                    writer.trouble().orElse("The history is being opened; try again in a moment."));
        }
        questions.acquireUninterruptibly();
        try (Connection connection = Connections.open(database)) {
            return question.ask(new Questions(connection, DeviceNumbers.hubOf(database)));
        } catch (SQLException trouble) {
            throw new HistoryException(
                    "The history at %s cannot be asked: %s."
                            .formatted(database.shown(), Trouble.why(trouble)),
                    trouble);
        } finally {
            questions.release();
        }
    }

    private void tell(Order order) throws HistoryException {
        var _ =
                ask(questions -> {
                    order.ask(questions);
                    return Boolean.TRUE;
                });
    }

    /// Sets a damaged file aside, with what belongs to it, so that another can be begun.
    ///
    /// @return where it lies now
    static Path setAside(SqliteFile damaged, String suffix) throws IOException {
        Path file = damaged.file();
        Path aside = file.resolveSibling(file.getFileName() + suffix);
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        for (String companion : List.of("-wal", "-shm")) {
            Path beside = file.resolveSibling(file.getFileName() + companion);
            if (Files.exists(beside)) {
                Files.move(
                        beside,
                        aside.resolveSibling(aside.getFileName() + companion),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return aside;
    }
}
