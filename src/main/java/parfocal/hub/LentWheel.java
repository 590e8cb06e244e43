package parfocal.hub;

import java.util.List;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.device.FilterWheel;

/// A filter wheel in the hands of one run; its turns return when the wheel stands. What it is turned away from is noted until it is back,
/// so that a program that ends in between can say so at its next start.
final class LentWheel implements FilterWheel {
    private final HubWheel wheel;
    private final int startSlot;
    private final List<String> filters;
    private final Away away;

    /// Where it is noted that the wheel does not stand where its user had it.
    interface Away {
        /// @param filter it ought to be put back to; empty: it is there
        void note(Optional<String> filter);
    }

    LentWheel(HubWheel wheel, WheelState state, Away away) {
        this.wheel = wheel;
        this.startSlot = state.slot().orElse(-1);
        this.filters = state.filters();
        this.away = away;
    }

    @Override
    public String name() {
        return wheel.name();
    }

    @Override
    public List<String> filters() {
        return filters;
    }

    @Override
    public int slot() throws DeviceException, InterruptedException {
        return wheel.awaitSlot();
    }

    @Override
    public void turnTo(int slot) throws DeviceException, InterruptedException {
        if (slot != startSlot && startSlot >= 0) {
            away.note(Optional.of(filters.get(startSlot)));
        }
        wheel.turnAndWait(slot);
        if (slot == startSlot) {
            away.note(Optional.empty());
        }
    }

    @Override
    public void close() {
        wheel.giveBack();
    }
}
