package parfocal.server.indi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import parfocal.device.DeviceException;
import parfocal.hub.Availability;
import parfocal.hub.Client;
import parfocal.wire.indi.IndiMessage.NewVector;
import parfocal.wire.indi.NumberShape;
import parfocal.wire.indi.Permission;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;
import parfocal.wire.indi.SwitchRule;

/// One device as clients see it: a thread of its own, which carries out orders one after another and shows how things are. So a device
/// that answers slowly delays nobody but those who ordered something of it.
///
/// Connection: the hub has its devices open anyway. Disconnected here means that clients do not see what is behind; the first CONNECT
/// shows it to all. A DISCONNECT while other clients listen to the device is carried out for its sender alone; the last one's
/// disconnects the device, as INDI clients know it. The hub keeps the line either way.
final class Device {
    static final String CONNECTION = "CONNECTION";
    private static final String OPTIONS = "Options";
    private static final String CONFIG = "CONFIG_PROCESS";
    private static final String POLLING = "POLLING_PERIOD";
    private static final String DEBUG = "DEBUG";
    private static final NumberShape PERIOD = new NumberShape("%.f", 10, 600_000, 1_000);

    private final Trade trade;
    private final House house;
    private final States states;
    private final Shelf shelf;
    private final Rhythm rhythm;
    private final BlockingQueue<Job> mailbox = new LinkedBlockingQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Thread thread;
    private boolean connected;
    private volatile boolean debugging;

    private interface Job {
        void run() throws InterruptedException;
    }

    /// @param states shared with the panels of the trade
    Device(Trade trade, House house, States states, Rhythm rhythm) {
        this.trade = trade;
        this.house = house;
        this.states = states;
        this.rhythm = rhythm;
        this.shelf = new Shelf(house, trade.name());
        this.thread = Thread.ofVirtual().name("indi-" + trade.name()).unstarted(this::work);
    }

    void start() {
        thread.start();
        wake();
    }

    String name() {
        return trade.name();
    }

    Shelf shelf() {
        return shelf;
    }

    boolean isDebugging() {
        return debugging;
    }

    /// Something may have changed; never waits.
    void wake() {
        if (woken.compareAndSet(false, true)) {
            mailbox.add(() -> {
                woken.set(false);
                show();
            });
        }
    }

    /// Takes an order. Waits only while too many of this guest's orders are under way; one that stops something is carried out
    /// here and now.
    void order(NewVector order, Guest guest) throws InterruptedException {
        Optional<Panel> urgent =
                trade.panels().stream().filter(panel -> panel.isUrgent(order.name())).findFirst();
        if (urgent.isPresent() && isThereFor(order.name(), guest)) {
            Answer answer = carryOut(urgent.get(), order, guest.who());
            mailbox.add(() -> answer(answer));
            return;
        }
        guest.orders().acquire();
        mailbox.add(() -> {
            try {
                take(order, guest);
            } finally {
                guest.orders().release();
            }
        });
    }

    void guestLeft(Client who) {
        trade.disconnect(who);
    }

    void close() {
        thread.interrupt();
        shelf.clear();
    }

    /// As it is shown to a guest that has disconnected.
    static Property disconnected(String device) {
        return connection(device, false, PropertyState.IDLE);
    }

    private record Answer(String property, PropertyState state, Optional<String> message) {}

    private void work() {
        try {
            while (true) {
                mailbox.take().run();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void show() {
        Availability availability = trade.availability();
        if (connected && !states.isBusy(CONNECTION)) {
            boolean lost = availability instanceof Availability.Unavailable;
            boolean known = states.of(CONNECTION, PropertyState.IDLE) == PropertyState.ALERT;
            if (lost && !known && availability instanceof Availability.Unavailable(_, var why)) {
                states.set(CONNECTION, PropertyState.ALERT);
                house.say(name(), "[ERROR] " + why);
            } else if (!lost && known) {
                states.set(CONNECTION, PropertyState.OK);
                house.say(name(), "[INFO] %s answers again.".formatted(name()));
            }
        }
        shelf.lay(always(), connected ? panels() : List.of());
        trade.complaint().ifPresent(words -> house.say(name(), "[ERROR] " + words));
    }

    private List<Property> panels() {
        var properties = new ArrayList<Property>();
        trade.panels().forEach(panel -> properties.addAll(panel.properties()));
        return properties;
    }

    private boolean isThereFor(String property, Guest guest) {
        synchronized (house) {
            return shelf.find(property).isPresent()
                    && !(guest.hasLeft(name()) && shelf.whileConnected(property));
        }
    }

    private void take(NewVector order, Guest guest) throws InterruptedException {
        if (!isThereFor(order.name(), guest)) {
            house.say(
                    guest,
                    name(),
                    "[WARNING] %s has no property %s now. Nothing was done; is it connected?"
                            .formatted(name(), order.name()));
            return;
        }
        if (debugging) {
            house.say(
                    name(),
                    "[DEBUG] %s orders %s: %s".formatted(guest.who(), order.name(), order.items()));
        }
        if (order.name().equals(CONNECTION)) {
            connection(order, guest);
            return;
        }
        Optional<Panel> panel =
                trade.panels().stream()
                        .filter(each ->
                                each.properties().stream()
                                        .anyMatch(one -> one.name().equals(order.name())))
                        .findFirst();
        Answer answer = carryOut(panel.orElseGet(Own::new), order, guest.who());
        if (answer.state() == PropertyState.BUSY || panel.isEmpty()) {
            answer(answer);
        } else {
            answerWithEverything(answer);
        }
        wake();
    }

    /// Orders of clients that are none, orders for what is only shown, and what devices refuse, all end here, and nothing has changed.
    private Answer carryOut(Panel panel, NewVector order, Client who) throws InterruptedException {
        Property property = shelf.find(order.name()).orElseThrow();
        if (property.permission() == Permission.READ_ONLY) {
            return new Answer(
                    order.name(),
                    property.state(),
                    Optional.of(
                            "[WARNING] %s (%s) is only shown and cannot be set."
                                    .formatted(property.label(), property.name())));
        }
        try {
            PropertyState state = panel.order(Asked.of(property, order), who);
            return new Answer(order.name(), state, Optional.empty());
        } catch (Unfit unfit) {
            return refused(order.name(), unfit.sentence());
        } catch (DeviceException refused) {
            return refused(order.name(), refused.fault().message());
        } catch (RuntimeException bug) {
            return refused(order.name(), "This is a mistake in Parfocal, not yours: " + bug);
        }
    }

    private static Answer refused(String property, String why) {
        return new Answer(property, PropertyState.ALERT, Optional.of("[ERROR] " + why));
    }

    /// The property as ordered and nothing else, so that Busy is seen before whatever follows it.
    private void answer(Answer answer) {
        states.set(answer.property(), answer.state());
        Property now =
                always().stream()
                        .filter(property -> property.name().equals(answer.property()))
                        .findFirst()
                        .or(() -> shelf.find(answer.property()))
                        .orElseThrow();
        show(answer, now);
        wake();
    }

    private void answerWithEverything(Answer answer) {
        states.set(answer.property(), answer.state());
        List<Property> properties = panels();
        properties.stream()
                .filter(property -> property.name().equals(answer.property()))
                .findFirst()
                .ifPresent(now -> show(answer, now));
    }

    private void show(Answer answer, Property now) {
        shelf.answer(
                inState(now, answer.state()),
                shelf.whileConnected(answer.property()),
                answer.message());
    }

    static Property inState(Property property, PropertyState state) {
        return new Property(
                property.kind(),
                property.device(),
                property.name(),
                property.label(),
                property.group(),
                state,
                property.permission(),
                property.rule(),
                property.timeoutSeconds(),
                property.members());
    }

    private void connection(NewVector order, Guest guest) {
        Property property = shelf.find(CONNECTION).orElseThrow();
        Asked asked;
        try {
            asked = Asked.of(property, order);
        } catch (Unfit unfit) {
            shelf.answer(property, false, Optional.of("[ERROR] " + unfit.sentence()));
            return;
        }
        if (asked.isPressed("CONNECT")) {
            connect(guest);
        } else {
            disconnect(guest);
        }
    }

    private void connect(Guest guest) {
        if (house.comesBack(guest, name())) {
            shelf.define(guest, Optional.empty());
        }
        if (connected) {
            shelf.answer(
                    connection(name(), true, states.of(CONNECTION, PropertyState.OK)),
                    false,
                    Optional.empty());
            return;
        }
        states.set(CONNECTION, PropertyState.BUSY);
        shelf.answer(connection(name(), true, PropertyState.BUSY), false, Optional.empty());
        Thread.ofVirtual()
                .start(() -> {
                    Optional<String> trouble = Optional.empty();
                    try {
                        trade.connect(guest.who());
                    } catch (DeviceException away) {
                        trouble = Optional.of("[ERROR] " + away.fault().message());
                    } catch (InterruptedException closing) {
                        trouble = Optional.of("[ERROR] The hub is closing.");
                    }
                    Optional<String> end = trouble;
                    mailbox.add(() -> connected(end));
                });
    }

    private void connected(Optional<String> trouble) {
        connected = trouble.isEmpty();
        PropertyState state = connected ? PropertyState.OK : PropertyState.ALERT;
        states.set(CONNECTION, state);
        shelf.answer(connection(name(), connected, state), false, trouble);
        show();
    }

    private void disconnect(Guest guest) {
        trade.disconnect(guest.who());
        if (connected && house.othersHear(name(), guest)) {
            shelf.hideFrom(guest);
            return;
        }
        connected = false;
        states.clear();
        shelf.answer(disconnected(name()), false, Optional.empty());
        show();
    }

    private static Property connection(String device, boolean connected, PropertyState state) {
        return Draft.switches(device, CONNECTION, "Connection", Trade.MAIN, SwitchRule.ONE_OF_MANY)
                .state(state)
                .onOff("CONNECT", "Connect", connected)
                .onOff("DISCONNECT", "Disconnect", !connected)
                .property();
    }

    private List<Property> always() {
        String device = name();
        var properties = new ArrayList<Property>();
        boolean shown = connected || states.isBusy(CONNECTION);
        properties.add(connection(device, shown, states.of(CONNECTION, PropertyState.IDLE)));
        properties.add(
                Draft.texts(device, "DRIVER_INFO", "Driver Info", "General Info")
                        .readOnly()
                        .text("DRIVER_NAME", "Name", "Parfocal " + trade.driver())
                        .text("DRIVER_EXEC", "Exec", "parfocal")
                        .text("DRIVER_VERSION", "Version", "1.0")
                        .text("DRIVER_INTERFACE", "Interface", "" + trade.interfaces())
                        .property());
        properties.add(
                Draft.switches(device, DEBUG, "Debug", OPTIONS, SwitchRule.ONE_OF_MANY)
                        .state(states.of(DEBUG, PropertyState.IDLE))
                        .atOnce()
                        .onOff("ENABLE", "Enable", debugging)
                        .onOff("DISABLE", "Disable", !debugging)
                        .property());
        if (trade.simulated()) {
            // Shown only: a simulated device cannot become a real one.
            properties.add(
                    Draft.switches(
                                    device,
                                    "SIMULATION",
                                    "Simulation",
                                    OPTIONS,
                                    SwitchRule.ONE_OF_MANY)
                            .readOnly()
                            .atOnce()
                            .onOff("ENABLE", "Enable", true)
                            .onOff("DISABLE", "Disable", false)
                            .property());
        }
        properties.add(
                Draft.numbers(device, POLLING, "Polling", OPTIONS)
                        .state(states.of(POLLING, PropertyState.IDLE))
                        .atOnce()
                        .number(
                                "PERIOD_MS",
                                "Period (ms)",
                                PERIOD,
                                (double) rhythm.period().toMillis())
                        .property());
        properties.add(
                Draft.switches(device, CONFIG, "Configuration", OPTIONS, SwitchRule.AT_MOST_ONE)
                        .state(states.of(CONFIG, PropertyState.IDLE))
                        .atOnce()
                        .onOff("CONFIG_LOAD", "Load", false)
                        .onOff("CONFIG_SAVE", "Save", false)
                        .onOff("CONFIG_DEFAULT", "Default", false)
                        .onOff("CONFIG_PURGE", "Purge", false)
                        .property());
        return properties;
    }

    /// What every device has besides its connection.
    private final class Own implements Panel {
        @Override
        public List<Property> properties() {
            return always();
        }

        @Override
        public PropertyState order(Asked asked, Client who)
                throws DeviceException, Unfit, InterruptedException {
            switch (asked.name()) {
                case DEBUG -> debugging = asked.isPressed("ENABLE");
                case POLLING -> rhythm.set(Duration.ofMillis((long) asked.number("PERIOD_MS")));
                case CONFIG -> configure(asked.pressed().orElse(""), who);
                default -> throw new Unfit("Error: %s cannot be set.".formatted(asked.name()));
            }
            return PropertyState.OK;
        }
    }

    private void configure(String what, Client who)
            throws DeviceException, Unfit, InterruptedException {
        Saved saved = house.saved(name());
        switch (what) {
            case "CONFIG_SAVE" -> {
                var kept = new ArrayList<String>(trade.kept());
                kept.add(POLLING);
                saved.save(kept.stream().flatMap(each -> shelf.find(each).stream()).toList());
            }
            case "CONFIG_LOAD" -> load(saved.load(name()), who);
            case "CONFIG_DEFAULT" -> {
                trade.forget(who);
                rhythm.set(Rhythm.USUAL);
            }
            case "CONFIG_PURGE" -> saved.purge();
            default -> {
                // No switch was on: nothing is asked.
            }
        }
    }

    private void load(List<NewVector> orders, Client who) throws Unfit, InterruptedException {
        var failed = new ArrayList<String>();
        for (NewVector order : orders) {
            Optional<Panel> panel =
                    trade.panels().stream()
                            .filter(each ->
                                    each.properties().stream()
                                            .anyMatch(one -> one.name().equals(order.name())))
                            .findFirst();
            if (shelf.find(order.name()).isEmpty()) {
                failed.add(order.name() + " is not there now");
                continue;
            }
            Answer answer = carryOut(panel.orElseGet(Own::new), order, who);
            states.set(answer.property(), answer.state());
            answer.message().ifPresent(failed::add);
        }
        if (!failed.isEmpty()) {
            throw new Unfit("Not everything could be loaded: " + String.join(" ", failed));
        }
    }
}
