package parfocal.hub;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.FilterWheel;
import parfocal.time.Pace;

/// A filter wheel as the hub owns it.
public final class HubWheel {
    private final WheelPlan plan;
    private final UUID identity;
    private final Events events;
    private final Pace pace;
    private final Opened<FilterWheel> wheel;
    private volatile WheelState state =
            new WheelState(
                    new Availability.Connecting(),
                    List.of(),
                    OptionalInt.empty(),
                    Optional.empty());
    private boolean turning;

    HubWheel(WheelPlan plan, Memory memory, Events events, Pace pace) {
        this.plan = plan;
        this.identity = memory.identity("wheel " + plan.id());
        this.events = events;
        this.pace = pace;
        this.wheel =
                new Opened<>(
                        plan.plug(),
                        pace,
                        availability ->
                                show(
                                        new WheelState(
                                                availability,
                                                state.filters(),
                                                state.slot(),
                                                state.trouble())));
    }

    public String id() {
        return plan.id();
    }

    public String name() {
        return plan.name();
    }

    public WheelPlan plan() {
        return plan;
    }

    /// The same for ever.
    public UUID identity() {
        return identity;
    }

    /// As last seen; the filters are empty before [#open].
    public WheelState state() {
        return state;
    }

    /// Opens the wheel if nobody has yet, and reads it.
    public synchronized WheelState open() throws DeviceException, InterruptedException {
        FilterWheel open = wheel.get();
        if (!turning) {
            show(
                    new WheelState(
                            state.availability(),
                            open.filters(),
                            OptionalInt.of(open.slot()),
                            state.trouble()));
        }
        return state;
    }

    /// Begins to turn and returns; [WheelState#slot] is empty until it stands.
    ///
    /// @throws DeviceException [DeviceFault.Refused] for a slot it has not, or while it turns
    public synchronized void turnTo(int slot) throws DeviceException, InterruptedException {
        FilterWheel open = wheel.get();
        int slots = open.filters().size();
        if (turning || slot < 0 || slot >= slots) {
            throw new DeviceException(
                    new DeviceFault.Refused(
                            plan.name(),
                            "to turn to slot %d".formatted(slot),
                            turning
                                    ? "it is turning. Wait until it stands."
                                    : "it has the slots 0 to %d.".formatted(slots - 1)));
        }
        turning = true;
        show(
                new WheelState(
                        state.availability(),
                        open.filters(),
                        OptionalInt.empty(),
                        Optional.empty()));
        Thread.startVirtualThread(() -> turn(open, slot));
    }

    synchronized void close() {
        wheel.close();
    }

    private void turn(FilterWheel open, int slot) {
        OptionalInt standsAt = OptionalInt.empty();
        Optional<String> trouble = Optional.empty();
        try {
            open.turnTo(slot);
            standsAt = OptionalInt.of(slot);
        } catch (DeviceException failed) {
            trouble = Optional.of(failed.fault().message());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            turning = false;
            show(new WheelState(state.availability(), open.filters(), standsAt, trouble));
        }
    }

    private void show(WheelState newState) {
        state = newState;
        events.tell(new HubEvent.WheelChanged(pace.now(), plan.id(), newState));
    }
}
