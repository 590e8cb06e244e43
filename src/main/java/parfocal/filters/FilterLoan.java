package parfocal.filters;

import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.FilterWheel;

/// A wheel that a run may turn: whatever becomes of the run, closing puts it back. Being interrupted does not keep it from that.
public final class FilterLoan implements AutoCloseable {
    private static final int TRIALS = 3;

    private final FilterWheel wheel;
    private final int startSlot;
    private final String startFilter;
    private boolean away;
    private Optional<DeviceFault> trouble = Optional.empty();

    private FilterLoan(FilterWheel wheel, int startSlot, String startFilter) {
        this.wheel = wheel;
        this.startSlot = startSlot;
        this.startFilter = startFilter;
    }

    /// Nothing turns yet.
    public static FilterLoan of(FilterWheel wheel) throws DeviceException, InterruptedException {
        int slot = wheel.slot();
        boolean known = slot >= 0 && slot < wheel.filters().size();
        return new FilterLoan(wheel, slot, known ? wheel.filters().get(slot) : "");
    }

    /// In the light when the loan began.
    public String startFilter() {
        return startFilter;
    }

    /// @throws DeviceException [DeviceFault.Refused] for a filter it has not
    public void turnTo(String filter) throws DeviceException, InterruptedException {
        int slot = wheel.filters().indexOf(filter);
        if (slot < 0) {
            throw new DeviceException(
                    new DeviceFault.Refused(
                            wheel.name(),
                            "to turn to '%s'".formatted(filter),
                            "it has %s.".formatted(String.join(", ", wheel.filters()))));
        }
        away = slot != startSlot;
        wheel.turnTo(slot);
    }

    /// Puts the wheel back.
    ///
    /// @return why it is not back; empty when it is
    public Optional<DeviceFault> giveBack() {
        boolean interrupted = Thread.interrupted();
        for (int trial = 0; away && trial < TRIALS; trial++) {
            try {
                wheel.turnTo(startSlot);
                away = false;
                trouble = Optional.empty();
            } catch (DeviceException stuck) {
                trouble = Optional.of(stuck.fault());
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return trouble;
    }

    @Override
    public void close() {
        var _ = giveBack();
    }
}
