package parfocal.rig;

import java.time.Duration;
import java.util.List;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.FilterWheel;
import parfocal.time.Pace;

/// The rig's filter wheel: seven filters, a second from one to the next, always the same way round.
final class SimulatedWheel implements FilterWheel {
    /// Typical of a set that is called parfocal and is not quite: glass of another thickness moves the focus outward.
    private enum Filter {
        L(0),
        R(12),
        G(-6),
        B(21),
        HA(63),
        OIII(51),
        SII(72);

        private final int micronsOutward;

        Filter(int micronsOutward) {
            this.micronsOutward = micronsOutward;
        }
    }

    private static final Duration PER_SLOT = Duration.ofSeconds(1);

    private final Telescope telescope;
    private final Pace pace;
    private volatile int slot;
    private volatile double slippedSteps;
    private volatile double passing = 1;

    SimulatedWheel(Telescope telescope, Pace pace) {
        this.telescope = telescope;
        this.pace = pace;
    }

    @Override
    public String name() {
        return "simulated filter wheel";
    }

    @Override
    public List<String> filters() {
        return List.of("L", "R", "G", "B", "Ha", "OIII", "SII");
    }

    @Override
    public int slot() {
        return slot;
    }

    @Override
    public void turnTo(int newSlot) throws DeviceException, InterruptedException {
        int slots = Filter.values().length;
        if (newSlot < 0 || newSlot >= slots) {
            throw new DeviceException(
                    new DeviceFault.Refused(
                            name(),
                            "to turn to slot %d".formatted(newSlot),
                            "it has the slots 0 to %d.".formatted(slots - 1)));
        }
        int way = Math.floorMod(newSlot - slot, slots);
        pace.pause(PER_SLOT.multipliedBy(way));
        slot = newSlot;
    }

    /// Turns without its own knowledge.
    ///
    /// @param steps      best focus through the filter that is in the light then, less that through the slot's own
    /// @param magnitudes by which stars and sky are fainter through it
    void slip(double steps, double magnitudes) {
        slippedSteps = steps;
        passing = StrictMath.pow(10, -0.4 * magnitudes);
    }

    /// How far the filter in the light moves best focus, in steps.
    double offsetSteps() {
        return Filter.values()[slot].micronsOutward / telescope.micronsPerStep() + slippedSteps;
    }

    /// Light behind the filter, over that behind the slot's own.
    double passing() {
        return passing;
    }

    @Override
    public void close() {}
}
