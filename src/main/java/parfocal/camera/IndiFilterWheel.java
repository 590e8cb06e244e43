package parfocal.camera;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.FilterWheel;
import parfocal.wire.indi.IndiLimits;
import parfocal.wire.indi.IndiMessage.NewVector;
import parfocal.wire.indi.NumberShape;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;

/// A filter wheel of an INDI server, where slots count from 1.
public final class IndiFilterWheel implements FilterWheel {
    private static final String WHAT = "a filter wheel";
    private static final String SLOT = "FILTER_SLOT";
    private static final String NUMBER = "FILTER_SLOT_VALUE";
    private static final String NAMES = "FILTER_NAME";
    // Large wheels take half a minute, and those that look for their home first longer.
    private static final Duration TO_TURN = Duration.ofSeconds(90);

    private final IndiDevice device;
    private final List<String> filters;

    private IndiFilterWheel(IndiDevice device, List<String> filters) {
        this.device = device;
        this.filters = filters;
    }

    /// Connects to the server, has the server connect to the wheel if it is not, and reads its filters.
    ///
    /// @param name of the device, as the server calls it: `Filter Simulator`; a camera with a wheel inside is one as well
    /// @throws DeviceException [DeviceFault.NotConnected] or [DeviceFault.WrongDevice], with what to do
    public static IndiFilterWheel connect(String host, int port, String name)
            throws DeviceException, InterruptedException {
        var device =
                IndiDevice.connect(host, port, name, IndiLimits.ofAClient(), List.of(SLOT), WHAT);
        return new IndiFilterWheel(device, filtersOf(device));
    }

    @Override
    public String name() {
        return device.name();
    }

    @Override
    public List<String> filters() {
        return filters;
    }

    @Override
    public int slot() throws DeviceException, InterruptedException {
        ready();
        return device.client()
                .await(
                        TO_TURN,
                        mirror ->
                                mirror.property(device.name(), SLOT)
                                        .filter(known -> known.state() != PropertyState.BUSY))
                .map(IndiFilterWheel::slotOf)
                .orElseThrow(
                        () -> new DeviceException(new DeviceFault.Silent(name(), SLOT, TO_TURN)));
    }

    @Override
    public void turnTo(int slot) throws DeviceException, InterruptedException {
        if (slot < 0 || slot >= filters.size()) {
            throw refused(slot, "it has %d slots, counted from 0.".formatted(filters.size()));
        }
        ready();
        if (slot() == slot) {
            return;
        }
        Property there =
                device.order(NewVector.number(device.name(), SLOT, NUMBER, slot + 1.0), TO_TURN);
        if (slotOf(there) != slot) {
            throw refused(
                    slot,
                    "it stands at slot %d. Does another program turn it?".formatted(slotOf(there)));
        }
    }

    /// Leaves the server; the wheel stays connected there, for others.
    @Override
    public void close() {
        device.close();
    }

    private void ready() throws DeviceException, InterruptedException {
        if (!device.ready()) {
            device.becomeReady(WHAT);
        }
    }

    private static int slotOf(Property wheel) {
        return (int) Math.round(wheel.number(NUMBER).orElse(0)) - 1;
    }

    private static List<String> filtersOf(IndiDevice device) {
        int slots =
                device.property(SLOT)
                        .flatMap(wheel -> wheel.member(NUMBER))
                        .flatMap(member -> member.shape())
                        .map(NumberShape::maximum)
                        .map(most -> (int) Math.clamp(most, 1, 99))
                        .orElse(1);
        return IntStream.rangeClosed(1, slots)
                .mapToObj(slot ->
                        device.property(NAMES)
                                .flatMap(names -> names.text("FILTER_SLOT_NAME_" + slot))
                                .filter(name -> !name.isBlank())
                                .orElse("Slot " + slot))
                .toList();
    }

    private DeviceException refused(int slot, String reason) {
        return new DeviceException(
                new DeviceFault.Refused(name(), "a turn to slot " + slot, reason));
    }
}
