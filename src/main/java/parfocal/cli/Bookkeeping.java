package parfocal.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import parfocal.history.Database;
import parfocal.history.History;
import parfocal.history.HistoryLimits;
import parfocal.hub.Hub;
import parfocal.logbook.Logbook;
import parfocal.logbook.LogbookSettings;
import parfocal.server.Face;
import parfocal.server.metrics.MetricsFace;
import parfocal.server.mqtt.BrokerSettings;
import parfocal.server.mqtt.MqttPublisher;
import parfocal.server.panel.HistoryFace;
import parfocal.time.Pace;

/// History, logbook, metrics and the line to a broker, as the configuration wants them: whatever tells about a running hub.
final class Bookkeeping implements AutoCloseable {
    private final History history;
    private final Logbook logbook;
    private final HistoryFace face;
    private final MetricsFace metrics;
    private final Hub hub;
    private final Optional<BrokerSettings> broker;
    private Optional<MqttPublisher> publisher = Optional.empty();

    private Bookkeeping(
            History history,
            Logbook logbook,
            HistoryFace face,
            MetricsFace metrics,
            Hub hub,
            Optional<BrokerSettings> broker) {
        this.history = history;
        this.logbook = logbook;
        this.face = face;
        this.metrics = metrics;
        this.hub = hub;
        this.broker = broker;
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
        Optional<BrokerSettings> broker = broker(configuration);
        History history =
                History.of(database(wanted, directory), limits, pace, Logbook.announcer(hub));
        Logbook logbook = Logbook.open(hub, history, settings, pace);
        return new Bookkeeping(
                history,
                logbook,
                new HistoryFace(hub, history, logbook.log(), logbook.runs(), pace, settings.zone()),
                new MetricsFace(hub, Parfocal.version()),
                hub,
                broker);
    }

    private static Optional<BrokerSettings> broker(Configuration configuration) throws Misuse {
        if (configuration.mqtt().isEmpty()) {
            return Optional.empty();
        }
        Configuration.MqttEntry entry = configuration.mqtt().get();
        try {
            return Optional.of(
                    BrokerSettings.of(
                            entry.address(),
                            entry.user(),
                            entry.password(),
                            entry.topic(),
                            entry.discovery()));
        } catch (IllegalArgumentException wrong) {
            throw new Misuse("[mqtt]: %s".formatted(wrong.getMessage()), wrong);
        }
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

    List<Face> faces() {
        return List.of(face, metrics);
    }

    /// Opens the database and looks for the broker, each in a thread of its own.
    void begin() {
        history.begin();
        publisher = broker.map(settings -> MqttPublisher.start(hub, settings));
    }

    @Override
    public void close() {
        publisher.ifPresent(MqttPublisher::close);
        metrics.close();
        logbook.close();
        history.close();
    }
}
