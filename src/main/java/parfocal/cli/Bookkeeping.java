package parfocal.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import parfocal.history.Database;
import parfocal.history.History;
import parfocal.history.HistoryLimits;
import parfocal.hub.Hub;
import parfocal.logbook.Logbook;
import parfocal.logbook.LogbookSettings;
import parfocal.server.panel.HistoryFace;
import parfocal.time.Pace;

/// History and logbook of a running hub, as the configuration wants them.
final class Bookkeeping implements AutoCloseable {
    private final History history;
    private final Logbook logbook;
    private final HistoryFace face;

    private Bookkeeping(History history, Logbook logbook, HistoryFace face) {
        this.history = history;
        this.logbook = logbook;
        this.face = face;
    }

    /// The log is written from now on; the database is not opened before [#begin].
    static Bookkeeping prepare(Hub hub, Configuration configuration, Path directory, Pace pace)
            throws Misuse {
        Configuration.HistoryEntry wanted = configuration.history();
        HistoryLimits limits = HistoryLimits.defaults();
        if (wanted.keepYears().isPresent()) {
            limits = limits.withYears(wanted.keepYears().getAsInt());
        }
        if (wanted.megabytes().isPresent()) {
            limits = limits.withMegabytes(wanted.megabytes().getAsInt());
        }
        LogbookSettings settings = LogbookSettings.in(directory, ZoneId.systemDefault());
        if (wanted.intervalSeconds().isPresent()) {
            settings =
                    settings.withInterval(Duration.ofSeconds(wanted.intervalSeconds().getAsInt()));
        }
        if (wanted.nights().isPresent()) {
            settings = settings.withNightsKept(wanted.nights().getAsInt());
        }
        History history =
                History.of(database(wanted, directory), limits, pace, Logbook.announcer(hub));
        Logbook logbook = Logbook.open(hub, history, settings, pace);
        return new Bookkeeping(
                history,
                logbook,
                new HistoryFace(hub, history, logbook.log(), pace, settings.zone()));
    }

    private static Database database(Configuration.HistoryEntry wanted, Path directory)
            throws Misuse {
        if (wanted.database().isEmpty()) {
            return Database.inFile(directory.resolve("history.db"));
        }
        try {
            return Database.parse(
                    wanted.database().get(), wanted.hub().orElseGet(Bookkeeping::computer));
        } catch (IllegalArgumentException wrong) {
            throw new Misuse("[history]: %s".formatted(wrong.getMessage()), wrong);
        }
    }

    private static String computer() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "hub";
        }
    }

    HistoryFace face() {
        return face;
    }

    /// Opens the database, in a thread of its own.
    void begin() {
        history.begin();
    }

    @Override
    public void close() {
        logbook.close();
        history.close();
    }
}
