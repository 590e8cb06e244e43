package parfocal.server.indi;

import java.util.Optional;
import java.util.concurrent.Executor;
import parfocal.device.DeviceException;
import parfocal.hub.Availability;
import parfocal.wire.indi.IndiMessage.NewVector;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;
import parfocal.wire.indi.SwitchRule;

/// Whether a device is there for clients: `CONNECTION`.
///
/// The hub has its devices open anyway. Disconnected here means that clients do not see what is behind; the first CONNECT shows it to
/// all. A DISCONNECT while other clients listen to the device is carried out for its sender alone; the last one's disconnects the
/// device, as INDI clients know it. The hub keeps the line either way. Used by the device's own thread.
final class Presence {
    static final String CONNECTION = "CONNECTION";

    private final Trade trade;
    private final House house;
    private final States states;
    private final Shelf shelf;
    private final Executor desk;
    private final Runnable changed;
    private boolean connected;

    /// @param desk    the device's own thread
    /// @param changed lays out what is there now
    Presence(
            Trade trade, House house, States states, Shelf shelf, Executor desk, Runnable changed) {
        this.trade = trade;
        this.house = house;
        this.states = states;
        this.shelf = shelf;
        this.desk = desk;
        this.changed = changed;
    }

    /// As it is shown to a guest that has disconnected.
    static Property disconnected(String device) {
        return property(device, false, PropertyState.IDLE);
    }

    boolean isConnected() {
        return connected;
    }

    Property property() {
        boolean shown = connected || states.isBusy(CONNECTION);
        return property(trade.name(), shown, states.of(CONNECTION, PropertyState.IDLE));
    }

    /// Tells once that the device went away behind a connection, and once that it is back.
    void notice() {
        if (!connected || states.isBusy(CONNECTION)) {
            return;
        }
        boolean told = states.of(CONNECTION, PropertyState.IDLE) == PropertyState.ALERT;
        if (trade.availability() instanceof Availability.Unavailable(_, String why)) {
            if (!told) {
                states.set(CONNECTION, PropertyState.ALERT);
                house.say(trade.name(), "[ERROR] " + why);
            }
        } else if (told) {
            states.set(CONNECTION, PropertyState.OK);
            house.say(trade.name(), "[INFO] %s answers again.".formatted(trade.name()));
        }
    }

    /// @return why nothing was done, when nothing was
    Optional<String> order(NewVector order, Guest guest) {
        Property property = shelf.find(CONNECTION).orElseThrow();
        Asked asked;
        try {
            asked = Asked.of(property, order);
        } catch (Unfit unfit) {
            Optional<String> refusal = Optional.of("[ERROR] " + unfit.sentence());
            shelf.answer(property, false, refusal);
            return refusal;
        }
        if (asked.isPressed("CONNECT")) {
            connect(guest);
        } else {
            disconnect(guest);
        }
        return Optional.empty();
    }

    private void connect(Guest guest) {
        if (house.comesBack(guest, trade.name())) {
            shelf.define(guest, Optional.empty());
        }
        if (connected) {
            tell(states.of(CONNECTION, PropertyState.OK), Optional.empty());
            return;
        }
        states.set(CONNECTION, PropertyState.BUSY);
        shelf.answer(property(trade.name(), true, PropertyState.BUSY), false, Optional.empty());
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
                    desk.execute(() -> connected(end));
                });
    }

    private void connected(Optional<String> trouble) {
        connected = trouble.isEmpty();
        PropertyState state = connected ? PropertyState.OK : PropertyState.ALERT;
        states.set(CONNECTION, state);
        tell(state, trouble);
        changed.run();
    }

    private void disconnect(Guest guest) {
        trade.disconnect(guest.who());
        if (connected && house.othersHear(trade.name(), guest)) {
            shelf.hideFrom(guest);
            return;
        }
        connected = false;
        states.clear();
        tell(PropertyState.IDLE, Optional.empty());
        changed.run();
    }

    private void tell(PropertyState state, Optional<String> trouble) {
        shelf.answer(property(trade.name(), connected, state), false, trouble);
    }

    private static Property property(String device, boolean connected, PropertyState state) {
        return Draft.switches(device, CONNECTION, "Connection", Trade.MAIN, SwitchRule.ONE_OF_MANY)
                .state(state)
                .onOff("CONNECT", "Connect", connected)
                .onOff("DISCONNECT", "Disconnect", !connected)
                .property();
    }
}
