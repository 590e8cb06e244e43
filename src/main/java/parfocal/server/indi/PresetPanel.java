package parfocal.server.indi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Travel;
import parfocal.hub.Client;
import parfocal.hub.HubFocuser;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;
import parfocal.wire.indi.SwitchRule;

/// INDI's three presets, which are the hub's of the names `Preset 1` to `Preset 3`, and a switch for each other that has a name.
final class PresetPanel implements Panel {
    static final String PRESETS = "Presets";
    private static final String GOTO = "Goto";
    private static final String NAMED = "NAMED_PRESETS";
    private static final String GROUP = "Presets";
    private static final int COUNT = 3;
    private static final int MOST_NAMED = 50;

    private final HubFocuser focuser;
    private final Function<String, Optional<Integer>> places;
    private final String device;
    private final States states;
    private final MotionPanel motion;
    private Optional<String> chosen = Optional.empty();

    /// @param places where a preset is with the filter that is in the light
    PresetPanel(
            HubFocuser focuser,
            Function<String, Optional<Integer>> places,
            String device,
            States states,
            MotionPanel motion) {
        this.focuser = focuser;
        this.places = places;
        this.device = device;
        this.states = states;
        this.motion = motion;
    }

    @Override
    public List<Property> properties() {
        SortedMap<String, Integer> presets = focuser.presets();
        Travel travel = focuser.state().travel();
        Draft numbers =
                Draft.numbers(device, PRESETS, "Presets", GROUP)
                        .atOnce()
                        .state(states.of(PRESETS, PropertyState.IDLE));
        Draft buttons =
                Draft.switches(device, GOTO, "Goto", GROUP, SwitchRule.ONE_OF_MANY)
                        .atOnce()
                        .state(states.of(GOTO, PropertyState.IDLE));
        for (int i = 1; i <= COUNT; i++) {
            String name = "Preset " + i;
            numbers.number(
                    "PRESET_" + i,
                    name,
                    MotionPanel.range(travel),
                    presets.getOrDefault(name, travel.minimumSteps()));
            buttons.onOff(name, name, chosen.filter(name::equals).isPresent());
        }
        var properties = new ArrayList<Property>();
        properties.add(numbers.property());
        properties.add(buttons.property());
        SortedMap<String, Integer> named = named(presets);
        if (!named.isEmpty()) {
            Draft more =
                    Draft.switches(device, NAMED, "Go to", GROUP, SwitchRule.AT_MOST_ONE)
                            .atOnce()
                            .state(states.of(NAMED, PropertyState.IDLE));
            named.forEach((name, steps) -> more.onOff(name, name + ": " + steps, false));
            properties.add(more.property());
        }
        return properties;
    }

    @Override
    public PropertyState order(Asked asked, Client who) throws DeviceException {
        if (asked.name().equals(PRESETS)) {
            for (int i = 1; i <= COUNT; i++) {
                OptionalDouble steps = asked.named("PRESET_" + i);
                if (steps.isPresent()) {
                    focuser.preset(
                            "Preset " + i, Optional.of((int) Math.round(steps.getAsDouble())), who);
                }
            }
            return PropertyState.OK;
        }
        Optional<String> name = asked.pressed();
        if (name.isPresent()) {
            Optional<Integer> stored = places.apply(name.get());
            if (stored.isEmpty()) {
                // Unset ones are shown at the end of the travel, for INDI knows no empty number.
                throw new DeviceException(
                        new DeviceFault.Refused(
                                focuser.name(),
                                "to go to " + name.get(),
                                "nothing is stored there. Store a position first."));
            }
            motion.go(stored.get(), who);
            chosen = name;
        }
        return PropertyState.OK;
    }

    /// Names that INDI has room for, other than the three.
    private static SortedMap<String, Integer> named(Map<String, Integer> presets) {
        var named = new TreeMap<String, Integer>();
        presets.forEach((name, steps) -> {
            boolean one = name.matches("Preset [123]");
            if (!one && name.equals(Draft.shortened(name)) && named.size() < MOST_NAMED) {
                named.put(name, steps);
            }
        });
        return named;
    }
}
