package parfocal.server.indi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import parfocal.device.DeviceException;
import parfocal.hub.Client;
import parfocal.wire.indi.IndiMessage.NewVector;
import parfocal.wire.indi.Permission;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;

/// One device as clients see it: a thread of its own, which carries out orders one after another and shows how things are. So a device
/// that answers slowly delays nobody but those who ordered something of it.
final class Device {
    private final Trade trade;
    private final House house;
    private final States states;
    private final Shelf shelf;
    private final Presence presence;
    private final OwnPanel own;
    private final BlockingQueue<Job> mailbox = new LinkedBlockingQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Thread thread;

    private interface Job {
        void run() throws InterruptedException;
    }

    /// @param states shared with the panels of the trade
    Device(Trade trade, House house, States states, Rhythm rhythm) {
        this.trade = trade;
        this.house = house;
        this.states = states;
        this.shelf = new Shelf(house, trade.name());
        this.presence =
                new Presence(trade, house, states, shelf, job -> mailbox.add(job::run), this::show);
        this.own =
                new OwnPanel(
                        trade,
                        house,
                        states,
                        shelf,
                        rhythm,
                        (order, who) -> carryOut(panel(order.name()), order, who));
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
            log(answer.refusal(), order, guest);
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
        presence.notice();
        shelf.lay(always(), presence.isConnected() ? panels() : List.of());
        trade.complaint().ifPresent(words -> house.say(name(), "[ERROR] " + words));
    }

    private List<Property> panels() {
        var properties = new ArrayList<Property>();
        trade.panels().forEach(panel -> properties.addAll(panel.properties()));
        return properties;
    }

    private List<Property> always() {
        var properties = new ArrayList<Property>();
        properties.add(presence.property());
        properties.addAll(own.properties());
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
            String why =
                    "[WARNING] %s has no property %s now. Nothing was done; is it connected?"
                            .formatted(name(), order.name());
            house.say(guest, name(), why);
            log(Optional.of(why), order, guest);
            return;
        }
        if (own.isDebugging()) {
            house.say(
                    name(),
                    "[DEBUG] %s orders %s: %s".formatted(guest.who(), order.name(), order.items()));
        }
        if (order.name().equals(Presence.CONNECTION)) {
            log(presence.order(order, guest), order, guest);
            return;
        }
        Panel panel = panel(order.name());
        Answer answer = carryOut(panel, order, guest.who());
        log(answer.refusal(), order, guest);
        if (answer.state() == PropertyState.BUSY || panel == own) {
            answer(answer);
        } else {
            answerWithEverything(answer);
        }
        wake();
    }

    private Panel panel(String property) {
        return trade.panels().stream()
                .filter(each ->
                        each.properties().stream().anyMatch(one -> one.name().equals(property)))
                .findFirst()
                .orElse(own);
    }

    private void log(Optional<String> refusal, NewVector order, Guest guest) {
        refusal.ifPresent(why -> house.refusals().tell(guest.who(), name(), order, why));
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
            return Answer.refused(order.name(), unfit.sentence());
        } catch (DeviceException refused) {
            return Answer.refused(order.name(), refused.fault().message());
        } catch (RuntimeException bug) {
            return Answer.refused(order.name(), "This is a mistake in Parfocal, not yours: " + bug);
        }
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
                answer.refusal());
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
}
