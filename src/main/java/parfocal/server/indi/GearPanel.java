package parfocal.server.indi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import parfocal.device.DeviceException;
import parfocal.device.Setting;
import parfocal.device.Travel;
import parfocal.hub.Client;
import parfocal.hub.FocuserSettings;
import parfocal.hub.FocuserState;
import parfocal.hub.HubFocuser;
import parfocal.motion.BacklashMode;
import parfocal.wire.indi.NumberShape;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;

/// How the gear is treated: its end, its direction, its play, its speed.
///
/// A client that enables backlash here asks for it in its own moves: the hub then compensates the moves of all clients, as a driver
/// of INDI would. Hub settings that the configuration file has the say over are refused, with the reason.
final class GearPanel implements Panel {
    private static final String MAXIMUM = "FOCUS_MAX";
    private static final String REVERSE = "FOCUS_REVERSE_MOTION";
    private static final String TOGGLE = "FOCUS_BACKLASH_TOGGLE";
    private static final String BACKLASH = "FOCUS_BACKLASH_STEPS";
    private static final String SPEED = "FOCUS_SPEED";
    private static final String DEVICE_MAXIMUM = "maximum-steps";
    private static final String DEVICE_SPEED = "speed";
    private static final double FARTHEST = 10_000_000;

    private final HubFocuser focuser;
    private final String device;
    private final States states;
    // INDI switches backlash on before it says how much.
    private boolean backlashOn;
    private OptionalInt backlashSteps = OptionalInt.empty();

    GearPanel(HubFocuser focuser, String device, States states) {
        this.focuser = focuser;
        this.device = device;
        this.states = states;
    }

    List<String> kept() {
        return List.of(MAXIMUM, REVERSE, TOGGLE, BACKLASH);
    }

    void forget() {
        backlashOn = false;
        backlashSteps = OptionalInt.empty();
    }

    @Override
    public List<Property> properties() {
        FocuserState state = focuser.state();
        FocuserSettings settings = focuser.settings();
        Travel travel = state.travel();
        var properties = new ArrayList<Property>();
        speed(state)
                .ifPresent(speed ->
                        properties.add(
                                Draft.numbers(device, SPEED, "Speed", Trade.MAIN)
                                        .state(states.of(SPEED, PropertyState.OK))
                                        .number(
                                                "FOCUS_SPEED_VALUE",
                                                "Focus Speed",
                                                speed.shape(),
                                                speed.value())
                                        .property()));
        properties.add(
                Draft.numbers(device, MAXIMUM, "Max. Position", Trade.MAIN)
                        .state(states.of(MAXIMUM, PropertyState.OK))
                        .number(
                                "FOCUS_MAX_VALUE",
                                "Steps",
                                new NumberShape("%.f", travel.minimumSteps() + 1.0, FARTHEST, 100),
                                travel.maximumSteps())
                        .property());
        properties.add(
                Draft.toggle(device, REVERSE, "Reverse Motion", Trade.MAIN, settings.reversed())
                        .state(states.of(REVERSE, PropertyState.IDLE))
                        .property());
        properties.add(
                Draft.toggle(device, TOGGLE, "Backlash", Trade.MAIN, isOn(settings))
                        .state(states.of(TOGGLE, PropertyState.IDLE))
                        .property());
        properties.add(
                Draft.numbers(device, BACKLASH, "Backlash", Trade.MAIN)
                        .state(states.of(BACKLASH, PropertyState.OK))
                        .number(
                                "FOCUS_BACKLASH_VALUE",
                                "Steps",
                                new NumberShape("%.f", 0, travel.lengthSteps(), 10),
                                Math.min(travel.lengthSteps(), steps(settings)))
                        .property());
        return properties;
    }

    @Override
    public PropertyState order(Asked asked, Client who) throws DeviceException, Unfit {
        FocuserSettings settings = focuser.settings();
        switch (asked.name()) {
            case MAXIMUM -> reachTo((int) Math.round(asked.number("FOCUS_MAX_VALUE")), who);
            case REVERSE ->
                    focuser.treat(settings.withReversed(asked.isPressed("INDI_ENABLED")), who);
            case TOGGLE -> {
                boolean on = asked.isPressed("INDI_ENABLED");
                takeUp(settings, on ? steps(settings) : 0, who);
                backlashSteps = OptionalInt.of(steps(settings));
                backlashOn = on;
            }
            case BACKLASH -> {
                if (!isOn(settings)) {
                    throw new Unfit("Focuser backlash must be enabled first.");
                }
                int steps = (int) Math.round(asked.number("FOCUS_BACKLASH_VALUE"));
                takeUp(settings, steps, who);
                backlashSteps = OptionalInt.of(steps);
                backlashOn = true;
            }
            case SPEED -> {
                Speed speed =
                        speed(focuser.state())
                                .orElseThrow(() -> new Unfit("Error: it has no speed now."));
                focuser.change(
                        DEVICE_SPEED, speed.word((int) asked.number("FOCUS_SPEED_VALUE")), who);
            }
            default -> throw new Unfit("Error: %s cannot be set.".formatted(asked.name()));
        }
        return PropertyState.OK;
    }

    /// The device's own limit where it keeps one, and the hub's where that is less.
    private void reachTo(int maximumSteps, Client who) throws DeviceException, Unfit {
        FocuserSettings before = focuser.settings();
        boolean keepsOne =
                focuser.state().settings().stream()
                        .anyMatch(setting ->
                                setting.name().equals(DEVICE_MAXIMUM)
                                        && setting.kind() instanceof Setting.Kind.Whole);
        int minimumSteps = focuser.state().travel().minimumSteps();
        if (keepsOne) {
            focuser.change(DEVICE_MAXIMUM, Integer.toString(maximumSteps), who);
            if (focuser.state().travel().maximumSteps() != maximumSteps) {
                focuser.treat(before.withLimits(Optional.empty()), who);
            }
            return;
        }
        focuser.treat(before.withLimits(Optional.of(new Travel(minimumSteps, maximumSteps))), who);
        int reached = focuser.state().travel().maximumSteps();
        if (reached != maximumSteps) {
            focuser.treat(before, who);
            throw new Unfit(
                    "The device itself goes to %d; %d was asked. Nothing was changed."
                            .formatted(reached, maximumSteps));
        }
    }

    private void takeUp(FocuserSettings settings, int steps, Client who) throws DeviceException {
        BacklashMode mode =
                steps > 0 && settings.backlash() instanceof BacklashMode.Absolute
                        ? new BacklashMode.Absolute(steps)
                        : steps > 0
                                        && settings.backlash()
                                                instanceof BacklashMode.Overshoot(var side, _)
                                ? new BacklashMode.Overshoot(side, steps)
                                : BacklashMode.signed(steps);
        focuser.treat(settings.withBacklash(mode).withBacklashForClients(steps > 0), who);
    }

    private boolean isOn(FocuserSettings settings) {
        return settings.backlash().widthSteps() > 0 ? settings.backlashForClients() : backlashOn;
    }

    private int steps(FocuserSettings settings) {
        int width = settings.backlash().widthSteps();
        return width > 0 ? width : backlashSteps.orElse(0);
    }

    /// INDI's speeds are numbers; where the device has words for them, they are counted from the slowest.
    private record Speed(NumberShape shape, double value, List<String> words) {
        String word(int number) {
            return words.isEmpty() ? Integer.toString(number) : words.get(number - 1);
        }
    }

    private static Optional<Speed> speed(FocuserState state) {
        return state.settings().stream()
                .filter(setting -> setting.name().equals(DEVICE_SPEED))
                .findFirst()
                .flatMap(setting ->
                        switch (setting.kind()) {
                            case Setting.Kind.Choice(List<String> words) ->
                                    Optional.of(
                                            new Speed(
                                                    new NumberShape("%3.0f", 1, words.size(), 1),
                                                    Math.max(1, words.indexOf(setting.value()) + 1),
                                                    words));
                            case Setting.Kind.Whole(int minimum, int maximum) ->
                                    Optional.of(
                                            new Speed(
                                                    new NumberShape("%3.0f", minimum, maximum, 1),
                                                    SettingsPanel.number(setting).orElse(minimum),
                                                    List.of()));
                            case Setting.Kind.Decimal _,
                                    Setting.Kind.Order _,
                                    Setting.Kind.Shown _ ->
                                    Optional.<Speed>empty();
                        });
    }
}
