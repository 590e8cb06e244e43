package parfocal.server.indi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.compensation.CompensationSettings;
import parfocal.compensation.CompensationSettings.Mode;
import parfocal.device.DeviceException;
import parfocal.hub.Client;
import parfocal.hub.CompensationState;
import parfocal.hub.HubCompensation;
import parfocal.thermal.TemperatureLaw;
import parfocal.wire.indi.NumberShape;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;
import parfocal.wire.indi.SwitchRule;

/// The hub's temperature compensation: mode, coefficient and threshold, what is due, and a button for now.
final class HoldPanel implements Panel {
    static final String SETTINGS = "TEMPERATURE_COMPENSATION";
    private static final String MODE = "TEMPERATURE_COMPENSATION_MODE";
    private static final String NOW = "TEMPERATURE_COMPENSATE_NOW";
    private static final String DUE = "TEMPERATURE_COMPENSATION_DUE";
    private static final String WORDS = "TEMPERATURE_COMPENSATION_WORDS";
    private static final String GROUP = "Temperature";
    private static final NumberShape STEPS_PER_CELSIUS =
            new NumberShape("%.2f", -100_000, 100_000, 1);
    private static final NumberShape THRESHOLD = new NumberShape("%.f", 1, 100_000, 1);
    private static final NumberShape SHOWN = new NumberShape("%.1f", 0, 0, 0);

    private final HubCompensation compensation;
    private final String device;
    private final States states;

    HoldPanel(HubCompensation compensation, String device, States states) {
        this.compensation = compensation;
        this.device = device;
        this.states = states;
    }

    @Override
    public List<Property> properties() {
        CompensationState state = compensation.state();
        CompensationSettings settings = state.settings();
        var properties = new ArrayList<Property>();
        properties.add(
                Draft.switches(device, MODE, "Compensation", GROUP, SwitchRule.ONE_OF_MANY)
                        .state(states.of(MODE, PropertyState.IDLE))
                        .onOff("OFF", "Off", settings.mode() == Mode.OFF)
                        .onOff("MANUAL", "Manual", settings.mode() == Mode.MANUAL)
                        .onOff("AUTOMATIC", "Automatic", settings.mode() == Mode.AUTOMATIC)
                        .property());
        properties.add(
                Draft.numbers(device, SETTINGS, "Settings", GROUP)
                        .atOnce()
                        .state(states.of(SETTINGS, PropertyState.IDLE))
                        .number(
                                "COEFFICIENT",
                                "Coefficient (steps/°C)",
                                STEPS_PER_CELSIUS,
                                coefficient(state))
                        .number(
                                "THRESHOLD",
                                "Threshold (steps)",
                                THRESHOLD,
                                settings.thresholdSteps())
                        .property());
        properties.add(
                Draft.numbers(device, DUE, "Due", GROUP)
                        .readOnly()
                        .state(state.dueSteps().isPresent() ? PropertyState.OK : PropertyState.IDLE)
                        .number("STEPS", "Due (steps)", SHOWN, state.dueSteps().orElse(0))
                        .property());
        properties.add(
                Draft.switches(device, NOW, "Compensate", GROUP, SwitchRule.AT_MOST_ONE)
                        .atOnce()
                        .state(states.of(NOW, PropertyState.IDLE))
                        .onOff("COMPENSATE", "Now", false)
                        .property());
        properties.add(
                Draft.texts(device, WORDS, "In words", GROUP)
                        .readOnly()
                        .state(PropertyState.IDLE)
                        .text("CONSEQUENCE", "It means", state.consequence().orElse(""))
                        .text("WAITING", "Waits, because", state.waiting().orElse(""))
                        .property());
        return properties;
    }

    @Override
    public PropertyState order(Asked asked, Client who) throws DeviceException {
        CompensationSettings settings = compensation.settings();
        switch (asked.name()) {
            case MODE ->
                    asked.pressed()
                            .map(Mode::valueOf)
                            .ifPresent(mode -> compensation.settle(settings.withMode(mode), who));
            case SETTINGS -> compensation.settle(changed(asked, settings), who);
            default -> {
                if (asked.isPressed("COMPENSATE")) {
                    var _ = compensation.compensate(1, who);
                }
            }
        }
        return PropertyState.OK;
    }

    private CompensationSettings changed(Asked asked, CompensationSettings settings) {
        CompensationSettings changed = settings;
        OptionalDouble coefficient = asked.named("COEFFICIENT");
        // Sent with every change of the threshold: only a new value takes a learned law away.
        boolean another =
                coefficient.isPresent()
                        && Math.abs(coefficient.getAsDouble() - coefficient(compensation.state()))
                                > 0.005;
        if (another) {
            changed =
                    changed.withLaw(
                            Optional.of(TemperatureLaw.straight(coefficient.getAsDouble())));
        }
        OptionalDouble threshold = asked.named("THRESHOLD");
        return threshold.isPresent()
                ? changed.withThresholdSteps((int) Math.max(1, Math.round(threshold.getAsDouble())))
                : changed;
    }

    private static double coefficient(CompensationState state) {
        return state.settings()
                .law()
                .map(law -> law.pieceAt(state.celsius().orElse(10)).stepsPerCelsius())
                .orElse(0.0);
    }
}
