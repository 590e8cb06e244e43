package parfocal.driver.indi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Setting;
import parfocal.device.Setting.Kind;
import parfocal.driver.SettingValue;
import parfocal.wire.indi.IndiMessage.NewVector;
import parfocal.wire.indi.NumberShape;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;

/// What INDI's standard lets one set in a focuser. Only what this one has is there.
final class IndiSettings {
    private static final String ON = "on";
    private static final String OFF = "off";

    /// @param element of a number; empty for a switch between enabled and disabled
    private record Known(String setting, String description, String property, String element) {}

    private static final List<Known> ALL =
            List.of(
                    new Known(
                            "maximum-steps",
                            "Outer limit, kept by its INDI driver.",
                            Words.MAX,
                            Words.MAX_STEPS),
                    new Known("reverse", "Turns the other way round.", Words.REVERSE, ""),
                    new Known(
                            "backlash",
                            "Whether the INDI driver makes up for play by itself.",
                            Words.BACKLASH,
                            ""),
                    new Known(
                            "backlash-steps",
                            "Play that the INDI driver makes up for, once that is on.",
                            Words.BACKLASH_STEPS,
                            Words.BACKLASH_VALUE),
                    new Known(
                            "speed",
                            "Motor speed, in its own scale.",
                            Words.SPEED,
                            Words.SPEED_VALUE));

    private final IndiTalk talk;

    IndiSettings(IndiTalk talk) {
        this.talk = talk;
    }

    List<Setting> list() {
        var settings = new ArrayList<Setting>();
        for (Known known : ALL) {
            talk.property(known.property)
                    .ifPresent(there ->
                            settings.add(
                                    new Setting(
                                            known.setting,
                                            known.description,
                                            kind(known, there),
                                            value(known, there))));
        }
        return settings;
    }

    void change(String setting, String value) throws DeviceException {
        new SettingValue(talk.device(), setting, value).requireAmong(list());
        Known known =
                ALL.stream().filter(each -> each.setting.equals(setting)).findFirst().orElseThrow();
        talk.forgetLines();
        int before = talk.news(known.property);
        talk.say(order(known, value));
        // A driver may show the new value as Busy first.
        boolean told =
                talk.await(
                        IndiTalk.ANSWER,
                        () ->
                                talk.news(known.property) > before
                                        && talk.property(known.property)
                                                .filter(there ->
                                                        there.state() != PropertyState.BUSY)
                                                .isPresent());
        Property now =
                told ? talk.property(known.property).orElseThrow() : talk.asked(known.property);
        if (now.state() == PropertyState.ALERT || !value(known, now).equals(value)) {
            throw new DeviceException(
                    new DeviceFault.Refused(
                            talk.device(), "%s = %s".formatted(setting, value), talk.reason()));
        }
    }

    private NewVector order(Known known, String value) {
        return known.element.isEmpty()
                ? NewVector.press(
                        talk.device(),
                        known.property,
                        value.equals(ON) ? Words.ENABLED : Words.DISABLED)
                : NewVector.number(
                        talk.device(), known.property, known.element, Integer.parseInt(value));
    }

    private static Kind kind(Known known, Property there) {
        if (known.element.isEmpty()) {
            return new Kind.Choice(List.of(OFF, ON));
        }
        Optional<NumberShape> shape = there.member(known.element).flatMap(member -> member.shape());
        return shape.filter(range -> range.maximum() > range.minimum())
                .map(range ->
                        new Kind.Whole(
                                (int) Math.ceil(Math.max(range.minimum(), Integer.MIN_VALUE)),
                                (int) Math.floor(Math.min(range.maximum(), Integer.MAX_VALUE - 1))))
                .orElse(new Kind.Whole(0, Integer.MAX_VALUE - 1));
    }

    private static String value(Known known, Property there) {
        if (known.element.isEmpty()) {
            return there.isOn(Words.ENABLED) ? ON : OFF;
        }
        return Long.toString(Math.round(there.number(known.element).orElse(0)));
    }
}
