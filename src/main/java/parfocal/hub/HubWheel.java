package parfocal.hub;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.FilterWheel;
import parfocal.time.Pace;

/// A filter wheel as the hub owns it.
public final class HubWheel {
    private static final int LONGEST_NAME = 40;

    private final WheelPlan plan;
    private final UUID identity;
    private final Memory memory;
    private final Events events;
    private final Pace pace;
    private final Opened<FilterWheel> wheel;
    private volatile WheelState state =
            new WheelState(
                    new Availability.Unused(), List.of(), OptionalInt.empty(), Optional.empty());
    private boolean turning;

    HubWheel(WheelPlan plan, Memory memory, Events events, Pace pace) {
        this.plan = plan;
        this.memory = memory;
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
                            filters(open),
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
                        filters(open),
                        OptionalInt.empty(),
                        Optional.empty()));
        Thread.startVirtualThread(() -> turn(open, slot));
    }

    /// Names the filters, here and for ever; the wheel itself is not told. A blank name is the wheel's own again.
    ///
    /// @param names by slot
    /// @throws DeviceException [DeviceFault.Refused] for more or fewer than it has slots, or a name that is too long
    public synchronized void name(List<String> names) throws DeviceException, InterruptedException {
        FilterWheel open = wheel.get();
        List<String> own = open.filters();
        List<String> wanted = names.stream().map(String::strip).toList();
        if (wanted.size() != own.size()) {
            throw unnamed(
                    "it has %d slots; %d names were given.".formatted(own.size(), wanted.size()));
        }
        for (String each : wanted) {
            if (each.length() > LONGEST_NAME) {
                throw unnamed(
                        "'%s…' is longer than %d letters."
                                .formatted(each.substring(0, LONGEST_NAME), LONGEST_NAME));
            }
        }
        memory.keepFilters(plan.id(), wanted);
        show(new WheelState(state.availability(), filters(open), state.slot(), state.trouble()));
    }

    private DeviceException unnamed(String why) {
        return new DeviceException(new DeviceFault.Refused(plan.name(), "new filter names", why));
    }

    /// As their user named them, else as the wheel does.
    private List<String> filters(FilterWheel open) {
        List<String> own = open.filters();
        List<String> given = memory.filters(plan.id());
        if (given.size() != own.size()) {
            return own;
        }
        return IntStream.range(0, own.size())
                .mapToObj(slot -> given.get(slot).isBlank() ? own.get(slot) : given.get(slot))
                .toList();
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
            show(new WheelState(state.availability(), filters(open), standsAt, trouble));
        }
    }

    private void show(WheelState newState) {
        state = newState;
        events.tell(new HubEvent.WheelChanged(pace.now(), plan.id(), newState));
    }
}
