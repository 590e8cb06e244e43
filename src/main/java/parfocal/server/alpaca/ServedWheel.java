package parfocal.server.alpaca;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.hub.Hub;
import parfocal.hub.HubWheel;
import parfocal.hub.WheelState;
import parfocal.time.Pace;
import parfocal.wire.alpaca.AlpacaType;
import parfocal.wire.alpaca.AlpacaValue;

/// A filter wheel of the hub as Alpaca's FilterWheel, interface version 3.
final class ServedWheel implements Served {
    private static final int TURNING = -1;

    private static final Members<ServedWheel> MEMBERS =
            new Members<ServedWheel>()
                    .get("names", (wheel, _) -> AlpacaValue.of(wheel.now().filters()))
                    .get(
                            "focusoffsets",
                            // The hub's focus offsets are its own business: it refocuses or shifts
                            // by itself.
                            (wheel, _) ->
                                    new AlpacaValue.Sequence(
                                            Collections.nCopies(
                                                    wheel.now().filters().size(),
                                                    AlpacaValue.of(0))))
                    .get("position", (wheel, _) -> AlpacaValue.of(wheel.position()))
                    .put("position", (wheel, ask) -> wheel.turnTo(ask.whole("Position")));

    private final Hub hub;
    private final HubWheel wheel;
    private final Attendance attendance;

    ServedWheel(Hub hub, HubWheel wheel, Pace pace) {
        this.hub = hub;
        this.wheel = wheel;
        this.attendance = new Attendance(_ -> wheel.open(), pace);
    }

    @Override
    public AlpacaType type() {
        return AlpacaType.FILTER_WHEEL;
    }

    @Override
    public String name() {
        return Served.labelled(wheel.name(), wheel.plan().simulated());
    }

    @Override
    public String origin() {
        return "filter wheel at " + wheel.plan().address();
    }

    @Override
    public UUID uniqueId() {
        return wheel.identity();
    }

    @Override
    public boolean isStillThere() {
        return hub.wheel(wheel.id()).filter(present -> present == wheel).isPresent();
    }

    @Override
    public Attendance attendance() {
        return attendance;
    }

    @Override
    public void requireReady() throws DeviceException {
        Served.requireNotAway(name(), now().availability());
    }

    @Override
    public Map<String, AlpacaValue> state() {
        var state = new LinkedHashMap<String, AlpacaValue>();
        state.put("Position", AlpacaValue.of(now().slot().orElse(TURNING)));
        return state;
    }

    @Override
    public Optional<AlpacaValue> answer(boolean reading, String member, Ask ask)
            throws BadAsk, Refusal, DeviceException, InterruptedException {
        return MEMBERS.answer(this, reading, member, ask);
    }

    private WheelState now() {
        return wheel.state();
    }

    private int position() throws DeviceException {
        WheelState now = now();
        if (now.slot().isEmpty() && now.trouble().isPresent()) {
            throw new DeviceException(
                    new DeviceFault.Refused(name(), "to turn", now.trouble().get()));
        }
        return now.slot().orElse(TURNING);
    }

    private void turnTo(int slot) throws Refusal, DeviceException, InterruptedException {
        int slots = now().filters().size();
        if (slot < 0 || slot >= slots) {
            throw Refusal.invalid(
                    "%s has the positions 0 to %d, not %d.".formatted(name(), slots - 1, slot));
        }
        wheel.turnTo(slot);
    }
}
