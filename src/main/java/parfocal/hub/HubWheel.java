package parfocal.hub;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.FilterWheel;
import parfocal.time.Pace;

/// A filter wheel as the hub owns it.
public final class HubWheel extends Elsewhere {
    private static final int LONGEST_NAME = 40;

    private final WheelPlan plan;
    private final Memory memory;
    private final Opened<FilterWheel> wheel;
    private volatile WheelState state =
            new WheelState(
                    new Availability.Unused(), List.of(), OptionalInt.empty(), Optional.empty());
    private Optional<CompletableFuture<Optional<DeviceFault>>> turning = Optional.empty();
    private Optional<String> borrower = Optional.empty();
    private volatile Turned listener = (_, _) -> {};

    /// Is told when the wheel was turned from one filter to another, by whoever may, but not by a run that puts it back.
    interface Turned {
        void turned(String fromFilter, String toFilter);
    }

    HubWheel(WheelPlan plan, Memory memory, Events events, Pace pace) {
        super("wheel", plan.id(), plan.name(), memory, events, pace);
        this.plan = plan;
        this.memory = memory;
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

    public WheelPlan plan() {
        return plan;
    }

    /// As last seen; the filters are empty before [#open].
    public WheelState state() {
        return state;
    }

    /// Opens the wheel if nobody has yet, and reads it.
    public synchronized WheelState open() throws DeviceException, InterruptedException {
        FilterWheel open = wheel.get();
        if (turning.isEmpty()) {
            show(
                    new WheelState(
                            state.availability(),
                            filters(open),
                            OptionalInt.of(open.slot()),
                            state.trouble()));
        }
        return state;
    }

    void onTurned(Turned newListener) {
        listener = newListener;
    }

    /// Begins to turn and returns; [WheelState#slot] is empty until it stands.
    ///
    /// @throws DeviceException [DeviceFault.Refused] for a slot it has not, while it turns, or while a run has it
    public void turnTo(int slot) throws DeviceException, InterruptedException {
        synchronized (this) {
            if (borrower.isPresent()) {
                throw refused(slot, "%s has it. Wait for its end.".formatted(borrower.get()));
            }
            var _ = begin(slot, listener);
        }
    }

    private CompletableFuture<Optional<DeviceFault>> begin(int slot, Turned told)
            throws DeviceException, InterruptedException {
        FilterWheel open = wheel.get();
        int slots = open.filters().size();
        if (turning.isPresent()) {
            throw refused(slot, "it is turning. Wait until it stands.");
        }
        if (slot < 0 || slot >= slots) {
            throw refused(slot, "it has the slots 0 to %d.".formatted(slots - 1));
        }
        List<String> filters = filters(open);
        int from = state.slot().isPresent() ? state.slot().getAsInt() : open.slot();
        var end = new CompletableFuture<Optional<DeviceFault>>();
        turning = Optional.of(end);
        show(new WheelState(state.availability(), filters, OptionalInt.empty(), Optional.empty()));
        Thread.startVirtualThread(() -> {
            Optional<DeviceFault> trouble = turn(open, slot, end);
            if (trouble.isEmpty() && from >= 0 && from < slots && from != slot) {
                told.turned(filters.get(from), filters.get(slot));
            }
            end.complete(trouble);
        });
        return end;
    }

    private DeviceException refused(int slot, String why) {
        return new DeviceException(
                new DeviceFault.Refused(name(), "to turn to slot %d".formatted(slot), why));
    }

    /// Gives the wheel to one run until it is closed.
    ///
    /// @param purpose what others are told: `an autofocus run started by the panel`
    FilterWheel lend(String purpose, LentWheel.Away away)
            throws DeviceException, InterruptedException {
        var _ = awaitSlot();
        synchronized (this) {
            WheelState stands = open();
            if (borrower.isPresent() || turning.isPresent()) {
                throw new DeviceException(
                        new DeviceFault.Refused(
                                name(),
                                "to begin " + purpose,
                                borrower.map(other -> other + " has it.")
                                        .orElse("it is turning.")));
            }
            borrower = Optional.of(purpose);
            return new LentWheel(this, stands, away);
        }
    }

    void giveBack() {
        synchronized (this) {
            borrower = Optional.empty();
        }
    }

    /// Turns for its borrower and returns when it stands there; a turn that is under way is waited for.
    void turnAndWait(int slot) throws DeviceException, InterruptedException {
        var _ = awaitSlot();
        CompletableFuture<Optional<DeviceFault>> end;
        synchronized (this) {
            if (state.slot().equals(OptionalInt.of(slot))) {
                return;
            }
            end = begin(slot, (_, _) -> {});
        }
        await(end);
    }

    /// The slot in the light, when it stands.
    int awaitSlot() throws DeviceException, InterruptedException {
        Optional<CompletableFuture<Optional<DeviceFault>>> under;
        synchronized (this) {
            under = turning;
        }
        if (under.isPresent()) {
            await(under.get());
        }
        return open().slot().orElse(-1);
    }

    private static void await(CompletableFuture<Optional<DeviceFault>> end)
            throws DeviceException, InterruptedException {
        try {
            Optional<DeviceFault> trouble = end.get();
            if (trouble.isPresent()) {
                throw new DeviceException(trouble.get());
            }
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        }
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
        try {
            memory.keepFilters(plan.id(), wanted);
        } catch (UncheckedIOException full) {
            throw unnamed(String.valueOf(full.getMessage()));
        }
        show(new WheelState(state.availability(), filters(open), state.slot(), state.trouble()));
    }

    private DeviceException unnamed(String why) {
        return new DeviceException(new DeviceFault.Refused(name(), "new filter names", why));
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

    private Optional<DeviceFault> turn(
            FilterWheel open, int slot, CompletableFuture<Optional<DeviceFault>> end) {
        OptionalInt standsAt = OptionalInt.empty();
        Optional<DeviceFault> trouble = Optional.empty();
        try {
            open.turnTo(slot);
            standsAt = OptionalInt.of(slot);
        } catch (DeviceException failed) {
            trouble = Optional.of(failed.fault());
        } catch (InterruptedException closing) {
            trouble = Optional.of(new DeviceFault.NotConnected(name(), "the hub is closing."));
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            end.completeExceptionally(bug);
            trouble = Optional.of(new DeviceFault.Refused(name(), "to turn", bug.toString()));
        }
        synchronized (this) {
            turning = Optional.empty();
            show(
                    new WheelState(
                            state.availability(),
                            filters(open),
                            standsAt,
                            trouble.map(DeviceFault::message)));
        }
        return trouble;
    }

    private void show(WheelState newState) {
        state = newState;
        events().tell(new HubEvent.WheelChanged(pace().now(), plan.id(), newState));
    }
}
