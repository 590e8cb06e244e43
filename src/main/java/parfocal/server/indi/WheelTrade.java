package parfocal.server.indi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import parfocal.device.DeviceException;
import parfocal.hub.Availability;
import parfocal.hub.Client;
import parfocal.hub.HubWheel;
import parfocal.hub.WheelState;
import parfocal.wire.indi.NumberShape;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;

/// A filter wheel of the hub. INDI counts slots from 1.
final class WheelTrade implements Trade, Panel {
    private static final String SLOT = "FILTER_SLOT";
    private static final String NAMES = "FILTER_NAME";
    private static final String GROUP = "Filter Wheel";

    private final HubWheel wheel;
    private final String name;
    private final States states;
    private int lastSlot;
    private Optional<String> complaint = Optional.empty();

    private WheelTrade(HubWheel wheel, String name, States states) {
        this.wheel = wheel;
        this.name = name;
        this.states = states;
    }

    static Device device(House house, HubWheel wheel, String name) {
        var states = new States();
        return new Device(new WheelTrade(wheel, name, states), house, states, new Rhythm());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int interfaces() {
        return WHEEL;
    }

    @Override
    public String driver() {
        return "filter wheel";
    }

    @Override
    public boolean simulated() {
        return wheel.plan().simulated();
    }

    @Override
    public Availability availability() {
        return wheel.state().availability();
    }

    @Override
    public void connect(Client who) throws DeviceException, InterruptedException {
        var _ = wheel.open();
    }

    @Override
    public void disconnect(Client who) {
        // The hub does not count who looks at a wheel.
    }

    @Override
    public List<Panel> panels() {
        return List.of(this);
    }

    @Override
    public List<String> kept() {
        return List.of();
    }

    @Override
    public void forget(Client who) {
        // Nothing is kept.
    }

    @Override
    public Optional<String> complaint() {
        Optional<String> words = complaint;
        complaint = Optional.empty();
        return words;
    }

    @Override
    public List<Property> properties() {
        WheelState state = wheel.state();
        if (state.filters().isEmpty()) {
            return List.of();
        }
        boolean wasBusy = states.isBusy(SLOT);
        if (state.slot().isPresent()) {
            lastSlot = state.slot().getAsInt();
            if (wasBusy) {
                states.set(SLOT, PropertyState.OK);
            }
        } else if (state.trouble().isPresent()) {
            if (wasBusy) {
                complaint = state.trouble();
            }
            states.set(SLOT, PropertyState.ALERT);
        } else {
            states.set(SLOT, PropertyState.BUSY);
        }
        var properties = new ArrayList<Property>();
        properties.add(
                Draft.numbers(name, SLOT, "Filter Slot", GROUP)
                        .state(states.of(SLOT, PropertyState.OK))
                        .number(
                                "FILTER_SLOT_VALUE",
                                "Filter",
                                new NumberShape("%.f", 1, state.filters().size(), 1),
                                lastSlot + 1.0)
                        .property());
        Draft names =
                Draft.texts(name, NAMES, "Filter", GROUP).state(states.of(NAMES, PropertyState.OK));
        for (int i = 0; i < state.filters().size(); i++) {
            names.text(element(i), "Filter#" + (i + 1), state.filters().get(i));
        }
        properties.add(names.property());
        return properties;
    }

    private static String element(int slot) {
        return "FILTER_SLOT_NAME_" + (slot + 1);
    }

    @Override
    public PropertyState order(Asked asked, Client who)
            throws DeviceException, InterruptedException {
        if (asked.name().equals(NAMES)) {
            List<String> now = wheel.state().filters();
            wheel.name(
                    IntStream.range(0, now.size())
                            .mapToObj(slot -> asked.text(element(slot)).orElse(now.get(slot)))
                            .toList());
            return PropertyState.OK;
        }
        wheel.turnTo((int) Math.round(asked.number("FILTER_SLOT_VALUE")) - 1);
        return PropertyState.BUSY;
    }
}
