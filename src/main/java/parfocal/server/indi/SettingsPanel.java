package parfocal.server.indi;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import parfocal.device.DeviceException;
import parfocal.device.Setting;
import parfocal.hub.Client;
import parfocal.hub.HubFocuser;
import parfocal.wire.indi.IndiNumber;
import parfocal.wire.indi.NumberShape;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;
import parfocal.wire.indi.SwitchRule;

/// What can be set in the device itself, whatever device it is: each setting becomes a property of the kind that fits it.
final class SettingsPanel implements Panel {
    private static final String GROUP = "Device";
    private static final String VALUE = "VALUE";

    private final HubFocuser focuser;
    private final String device;
    private final States states;

    SettingsPanel(HubFocuser focuser, String device, States states) {
        this.focuser = focuser;
        this.device = device;
        this.states = states;
    }

    /// Only values that are known: what the device cannot be asked would be kept as something it never was.
    List<String> kept() {
        return settings()
                .filter(setting ->
                        switch (setting.kind()) {
                            case Setting.Kind.Whole _, Setting.Kind.Decimal _ ->
                                    number(setting).isPresent();
                            case Setting.Kind.Choice(List<String> words) ->
                                    words.contains(setting.value());
                            case Setting.Kind.Order _, Setting.Kind.Shown _ -> false;
                        })
                .map(SettingsPanel::nameOf)
                .toList();
    }

    @Override
    public List<Property> properties() {
        return settings().map(this::property).toList();
    }

    @Override
    public PropertyState order(Asked asked, Client who) throws DeviceException, Unfit {
        Setting setting =
                settings()
                        .filter(each -> nameOf(each).equals(asked.name()))
                        .findFirst()
                        .orElseThrow(
                                () -> new Unfit("Error: the device has no such setting any more."));
        focuser.change(setting.name(), value(setting, asked), who);
        return PropertyState.OK;
    }

    private Stream<Setting> settings() {
        return focuser.state().settings().stream();
    }

    private static String value(Setting setting, Asked asked) throws Unfit {
        return switch (setting.kind()) {
            case Setting.Kind.Whole _ -> Long.toString(Math.round(asked.number(VALUE)));
            case Setting.Kind.Decimal _ -> IndiNumber.plain(asked.number(VALUE));
            case Setting.Kind.Choice _ ->
                    asked.pressed().orElseThrow(() -> new Unfit("Error: no switch was on."));
            case Setting.Kind.Order _ -> {
                if (!asked.isPressed("DO")) {
                    throw new Unfit("Error: the order is given by switching it on.");
                }
                yield "yes";
            }
            case Setting.Kind.Shown _ -> throw new Unfit("Error: it is only shown.");
        };
    }

    private Property property(Setting setting) {
        String name = nameOf(setting);
        String label = Draft.shortened(captionOf(setting));
        PropertyState state = states.of(name, PropertyState.IDLE);
        return switch (setting.kind()) {
            case Setting.Kind.Whole(int minimum, int maximum) ->
                    Draft.numbers(device, name, label, GROUP)
                            .state(state)
                            .number(
                                    VALUE,
                                    label,
                                    new NumberShape("%.f", minimum, maximum, 1),
                                    number(setting).orElse(Math.clamp(0L, minimum, maximum)))
                            .property();
            case Setting.Kind.Decimal(double minimum, double maximum) ->
                    Draft.numbers(device, name, label, GROUP)
                            .state(state)
                            .number(
                                    VALUE,
                                    label,
                                    new NumberShape("%.3f", minimum, maximum, 0),
                                    number(setting).orElse(Math.clamp(0.0, minimum, maximum)))
                            .property();
            case Setting.Kind.Choice(List<String> words) -> {
                // Of a setting that the device cannot be asked for, no switch is on.
                Draft draft =
                        Draft.switches(device, name, label, GROUP, SwitchRule.ONE_OF_MANY)
                                .state(state);
                words.forEach(word -> draft.onOff(word, word, word.equals(setting.value())));
                yield draft.property();
            }
            case Setting.Kind.Order _ ->
                    Draft.button(device, name, label, GROUP, "DO", label).state(state).property();
            case Setting.Kind.Shown _ ->
                    Draft.texts(device, name, label, GROUP)
                            .readOnly()
                            .state(state)
                            .text(VALUE, label, setting.value())
                            .property();
        };
    }

    /// The setting's value where it is a number.
    static OptionalDouble number(Setting setting) {
        return IndiNumber.parse(setting.value());
    }

    private static String nameOf(Setting setting) {
        return Draft.shortened(
                "SETTING_" + setting.name().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static String captionOf(Setting setting) {
        String words = setting.name().replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
