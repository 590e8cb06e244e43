package parfocal.server.indi;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import parfocal.hub.Events;
import parfocal.hub.Hub;
import parfocal.hub.HubEvent;
import parfocal.time.Pace;
import parfocal.wire.indi.IndiMessage;

/// Devices on one side, guests on the other. Its lock guards what guests know of devices; nothing waits while holding it.
final class House implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(250);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    // What libindi has room for.
    private static final int LONGEST_MESSAGE = 254;

    private final Hub hub;
    private final Pace pace;
    private final Optional<Path> directory;
    private final Set<Guest> guests = new LinkedHashSet<>();
    private final Inventory inventory;
    private final RefusalLog refusals;
    private final Thread watcher;

    /// @param directory where configurations are saved; empty: nowhere
    /// @param offered   which of the hub's devices are shown, by id
    /// @param called    how the first focuser is called instead of by its own name, as indiserver's `-n` wants it
    House(
            Hub hub,
            Pace pace,
            Optional<Path> directory,
            Predicate<String> offered,
            Optional<String> called) {
        this.hub = hub;
        this.pace = pace;
        this.directory = directory;
        this.inventory = new Inventory(this, offered, called);
        this.refusals = new RefusalLog(hub, pace);
        Events.Watch watch = hub.events().watch();
        furnish();
        this.watcher = Thread.ofVirtual().name("indi-watch").start(() -> watch(watch));
    }

    Hub hub() {
        return hub;
    }

    Pace pace() {
        return pace;
    }

    RefusalLog refusals() {
        return refusals;
    }

    String timestamp() {
        return STAMP.format(pace.now().truncatedTo(ChronoUnit.SECONDS));
    }

    synchronized Optional<Device> device(String name) {
        return inventory.find(name);
    }

    synchronized void welcome(Guest guest) {
        guests.add(guest);
    }

    void seeOff(Guest guest) {
        List<Device> known;
        synchronized (this) {
            guests.remove(guest);
            known = inventory.all();
        }
        guest.outbox().close();
        known.forEach(device -> device.guestLeft(guest.who()));
    }

    synchronized int guests() {
        return guests.size();
    }

    /// What a guest said. Everything that clients have no business to say is passed over, as are repetitions of others' words.
    void hear(Guest guest, IndiMessage message) throws InterruptedException {
        switch (message) {
            // Whatever version it says: there is only one, and some clients leave it out.
            case IndiMessage.GetProperties(_, Optional<String> device, Optional<String> name) ->
                    define(guest, device, name);
            case IndiMessage.EnableBlob(String device, Optional<String> name, var policy) -> {
                synchronized (this) {
                    guest.enableBlobs(device, name, policy);
                }
            }
            case IndiMessage.NewVector order -> {
                Optional<Device> device = device(order.device());
                if (device.isPresent()) {
                    synchronized (this) {
                        guest.asksFor(Optional.of(order.device()), Optional.of(order.name()));
                    }
                    device.get().order(order, guest);
                }
            }
            case IndiMessage.DefVector _,
                    IndiMessage.SetVector _,
                    IndiMessage.DelProperty _,
                    IndiMessage.Note _,
                    IndiMessage.PingRequest _,
                    IndiMessage.PingReply _,
                    IndiMessage.Ignored _ -> {
                // Nothing that a client may order.
            }
        }
    }

    /// Gives a letter to all who want it.
    synchronized void publish(Letter letter) {
        for (Guest guest : guests) {
            if (guest.wants(letter)) {
                guest.outbox().put(letter);
            }
        }
    }

    /// Tells all who listen to a device a line of text.
    void say(String device, String words) {
        publish(note(device, words));
    }

    void say(Guest guest, String device, String words) {
        guest.outbox().put(note(device, words));
    }

    /// Whether anybody but this guest listens to a device.
    synchronized boolean othersHear(String device, Guest than) {
        return guests.stream()
                .anyMatch(guest -> guest != than && guest.hears(device) && !guest.hasLeft(device));
    }

    /// @return whether it had left the device
    synchronized boolean comesBack(Guest guest, String device) {
        boolean had = guest.hasLeft(device);
        guest.comeBack(device);
        return had;
    }

    Saved saved(String device) {
        // Device names are made by people.
        String file = device.replaceAll("[^A-Za-z0-9._-]+", "_") + ".xml";
        return new Saved(directory.map(folder -> folder.resolve(file)));
    }

    @Override
    public void close() {
        watcher.interrupt();
        List<Device> known;
        synchronized (this) {
            known = inventory.all();
        }
        known.forEach(Device::close);
    }

    private void define(Guest guest, Optional<String> device, Optional<String> name) {
        synchronized (this) {
            // Whoever asks for ever more names of devices that are not there is not remembered for
            // them.
            if (device.isEmpty() || guest.names() < 1_000) {
                guest.asksFor(device, name);
            }
            for (Device each : inventory.all()) {
                if (device.isEmpty() || device.get().equals(each.name())) {
                    each.shelf().define(guest, name);
                }
            }
        }
    }

    private Letter note(String device, String words) {
        String line = words.replaceAll("\\s+", " ");
        while (line.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > LONGEST_MESSAGE) {
            line = line.substring(0, line.offsetByCodePoints(line.length(), -1));
        }
        return Letter.note(
                device, new IndiMessage.Note(Optional.of(device), Optional.of(timestamp()), line));
    }

    private void watch(Events.Watch watch) {
        try (watch) {
            Instant ticked = pace.now();
            while (true) {
                watch.next(TICK).ifPresent(this::pass);
                Instant now = pace.now();
                if (Duration.between(ticked, now).compareTo(TICK) >= 0) {
                    ticked = now;
                    all().forEach(Device::wake);
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(HubEvent event) {
        switch (event) {
            case HubEvent.FocuserChanged(_, String id, _) -> wake("focuser " + id);
            case HubEvent.FocuserDetailsChanged(_, String id) -> wake("focuser " + id);
            case HubEvent.RunChanged(_, String id, _) -> wake("focuser " + id);
            case HubEvent.RunWentOn(_, String id, _) -> wake("focuser " + id);
            case HubEvent.Moved _ -> {
                // The state that ended it was told as well.
            }
            case HubEvent.CameraChanged(_, String id, _) -> wake("camera " + id);
            case HubEvent.WheelChanged(_, String id, _) -> wake("wheel " + id);
            case HubEvent.SensorChanged(_, String id, _) -> wake("sensor " + id);
            case HubEvent.CompensationChanged(_, String id, _) -> wake("focuser " + id);
            case HubEvent.DevicesChanged _ -> furnish();
            case HubEvent.Said(_, HubEvent.Gravity gravity, String of, String sentence) -> {
                String tag =
                        switch (gravity) {
                            case NOTE -> "[INFO] ";
                            case WARNING -> "[WARNING] ";
                            case TROUBLE -> "[ERROR] ";
                        };
                named(of).ifPresent(device -> say(device.name(), tag + of + ": " + sentence));
            }
        }
    }

    private synchronized Optional<Device> named(String hubName) {
        return inventory.calledByTheHub(hubName);
    }

    private synchronized List<Device> all() {
        return inventory.all();
    }

    private synchronized void wake(String key) {
        inventory.at(key).ifPresent(Device::wake);
    }

    private synchronized void furnish() {
        inventory.furnish();
    }
}
