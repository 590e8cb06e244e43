package parfocal.server.mqtt;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import parfocal.hub.Availability;
import parfocal.hub.Events;
import parfocal.hub.Hub;
import parfocal.hub.HubEvent;
import parfocal.hub.HubEvent.Gravity;
import parfocal.hub.HubFocuser;
import parfocal.hub.HubSensor;

/// Tells the broker what changes in the hub, from one thread. A broker that is away is said once, tried again, and told everything anew
/// when it is back; the hub does not notice.
public final class MqttPublisher implements AutoCloseable {
    private static final String ABOUT = "MQTT";
    private static final Duration LISTENING = Duration.ofMillis(500);

    private final Hub hub;
    private final BrokerSettings settings;
    private final Broker broker;
    private final Events.Watch watch;
    private final Thread thread;
    private final AtomicBoolean fresh = new AtomicBoolean();
    private final AtomicBoolean troubled = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();
    // What each retained topic was told last; for the publishing thread alone.
    private final Map<String, String> told = new HashMap<>();

    private MqttPublisher(Hub hub, BrokerSettings settings) {
        this.hub = hub;
        this.settings = settings;
        this.broker = new Broker(settings, this::connected, this::disconnected);
        this.watch = hub.events().watch();
        this.thread = Thread.ofPlatform().daemon().name("mqtt").unstarted(this::work);
    }

    /// Begins to connect, and to publish once that succeeds. Returns at once.
    public static MqttPublisher start(Hub hub, BrokerSettings settings) {
        var publisher = new MqttPublisher(hub, settings);
        publisher.thread.start();
        return publisher;
    }

    @Override
    public void close() {
        closing.set(true);
        watch.close();
        thread.interrupt();
        broker.close();
    }

    private void connected() {
        troubled.set(false);
        fresh.set(true);
        hub.say(Gravity.NOTE, ABOUT, "the broker %s is told.".formatted(settings.shown()));
    }

    private void disconnected(String reason) {
        if (!closing.get() && !troubled.getAndSet(true)) {
            hub.say(
                    Gravity.WARNING,
                    ABOUT,
                    "the broker %s cannot be told: %s. It is tried again."
                            .formatted(settings.shown(), reason));
        }
    }

    private void work() {
        // The library takes half a second to wake; nobody waits for it here.
        broker.connect();
        try {
            while (true) {
                Optional<HubEvent> event = watch.next(LISTENING);
                if (fresh.getAndSet(false)) {
                    told.clear();
                    broker.announceOnline();
                    tellAll();
                }
                event.ifPresent(this::tell);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(HubEvent event) {
        if (event instanceof HubEvent.FocuserChanged(_, String id, _)) {
            hub.focuser(id).ifPresent(this::tell);
        } else if (event instanceof HubEvent.SensorChanged(_, String id, _)) {
            hub.sensor(id).ifPresent(this::tell);
        } else if (event instanceof HubEvent.DevicesChanged) {
            tellAll();
        } else if (event instanceof HubEvent.Moved moved) {
            keep(topic(moved.focuserId(), "move"), Messages.move(moved));
        } else if (event instanceof HubEvent.RunChanged(_, String id, var run)) {
            keep(topic(id, "autofocus"), Messages.run(run));
        } else if (event instanceof HubEvent.Said said) {
            broker.publish(settings.topic() + "/log", Messages.said(said), false);
        }
    }

    private void tellAll() {
        Set<String> here = new TreeSet<>();
        for (HubFocuser focuser : hub.focusers()) {
            here.add(focuser.id());
            tell(focuser);
            hub.runs()
                    .latest(focuser.id())
                    .ifPresent(run -> keep(topic(focuser.id(), "autofocus"), Messages.run(run)));
        }
        for (HubSensor sensor : hub.sensors()) {
            here.add(node(sensor));
            tell(sensor);
        }
        // An empty retained message takes an entity out of Home Assistant.
        Set.copyOf(told.keySet()).stream()
                .filter(topic -> here.stream().noneMatch(id -> concerns(topic, id)))
                .forEach(topic -> keep(topic, ""));
    }

    private boolean concerns(String topic, String focuserId) {
        return topic.startsWith(topic(focuserId, ""))
                || topic.contains("/%s/".formatted(Discovery.node(settings, focuserId)));
    }

    private void tell(HubFocuser focuser) {
        boolean here = focuser.state().availability() instanceof Availability.Ready;
        settings.discovery()
                .ifPresent(root -> Discovery.of(focuser, settings, root).forEach(this::keep));
        keep(topic(focuser.id(), "status"), here ? "online" : "offline");
        if (here) {
            keep(topic(focuser.id(), "state"), Messages.state(focuser));
        }
    }

    private void tell(HubSensor sensor) {
        boolean here = sensor.state().weather().isPresent();
        keep(topic(node(sensor), "status"), here ? "online" : "offline");
        sensor.state()
                .weather()
                .ifPresent(weather -> keep(topic(node(sensor), "state"), Messages.air(weather)));
    }

    /// Apart from the focusers, whose names it may not have but might get.
    private static String node(HubSensor sensor) {
        return "sensor/" + sensor.id();
    }

    /// Retained, and not repeated while it stays the same.
    private void keep(String topic, String text) {
        if (!text.equals(told.put(topic, text))) {
            broker.publish(topic, text, true);
        }
        if (text.isEmpty()) {
            told.remove(topic);
        }
    }

    private String topic(String focuserId, String last) {
        return "%s/%s/%s".formatted(settings.topic(), focuserId, last);
    }
}
