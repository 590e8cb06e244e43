package parfocal.server.alpaca;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.device.Approach;
import parfocal.device.DeviceException;
import parfocal.device.Setting;
import parfocal.device.Travel;
import parfocal.hub.Client;
import parfocal.hub.FocuserSettings;
import parfocal.hub.HubFocuser;
import parfocal.motion.BacklashMode;

/// A focuser's settings as fields of a form: the hub's own, and the device's as it describes them.
final class FocuserForm {
    private static final Client WHO = new Client("setup page", "");
    private static final List<String> YES_NO = List.of("no", "yes");
    private static final List<String> BACKLASH = List.of("off", "overshoot", "absolute");
    private static final List<String> APPROACH = List.of("down", "up");
    private static final String DEVICE = "device.";

    private FocuserForm() {}

    static void show(HubFocuser focuser, Html page) {
        FocuserSettings hub = focuser.settings();
        page.part("How the hub treats it")
                .beginForm()
                .field(
                        "step-microns",
                        "Movement in one step, µm; empty when nobody knows",
                        text(hub.stepMicrons()))
                .field(
                        "minimum-steps",
                        "Never below, steps; empty for the device's own end",
                        hub.limits().map(l -> Integer.toString(l.minimumSteps())).orElse(""))
                .field(
                        "maximum-steps",
                        "Never above, steps; empty for the device's own end",
                        hub.limits().map(l -> Integer.toString(l.maximumSteps())).orElse(""))
                .choice(
                        "approach",
                        "Direction in which moves end: toward smaller numbers (down) or larger (up)",
                        APPROACH,
                        hub.approach().name().toLowerCase(Locale.ROOT))
                .choice("backlash", "Backlash compensation", BACKLASH, mode(hub.backlash()))
                .field(
                        "backlash-steps",
                        "Backlash, steps",
                        Integer.toString(hub.backlash().widthSteps()))
                .choice(
                        "backlash-for-clients",
                        "Also for Alpaca and INDI programs, which usually bring their own",
                        YES_NO,
                        yesNo(hub.backlashForClients()))
                .choice("reversed", "Count from the other end", YES_NO, yesNo(hub.reversed()))
                .part("In the device");
        for (Setting setting : focuser.state().settings()) {
            add(setting, page);
        }
        page.secret("token", "The hub's token ('parfocal token' prints it)").endForm("Change");
    }

    private static void add(Setting setting, Html page) {
        String name = DEVICE + setting.name();
        String label = "%s. %s".formatted(setting.name(), setting.description());
        switch (setting.kind()) {
            case Setting.Kind.Choice(List<String> words) -> {
                var offered = new ArrayList<>(words);
                if (!words.contains(setting.value())) {
                    offered.addFirst(setting.value());
                }
                page.choice(name, label, offered, setting.value());
            }
            case Setting.Kind.Order() -> page.choice(name, label, YES_NO, "no");
            case Setting.Kind.Shown() -> page.text("%s: %s".formatted(label, setting.value()));
            case Setting.Kind.Whole _, Setting.Kind.Decimal _ ->
                    page.field(
                            name,
                            "%s (%s)".formatted(label, setting.kind().allowed()),
                            setting.value());
        }
    }

    /// Changes what is not as the form says; a field that the form does not have stays.
    ///
    /// @return what was done, in words
    static String apply(HubFocuser focuser, Form form) throws Refusal, DeviceException {
        FocuserSettings before = focuser.settings();
        FocuserSettings wanted = hubSettings(before, form);
        var changed = new ArrayList<String>();
        if (!wanted.equals(before)) {
            focuser.treat(wanted, WHO);
            changed.add("how the hub treats it");
        }
        for (Setting setting : focuser.state().settings()) {
            Optional<String> value = form.value(DEVICE + setting.name());
            boolean untouched =
                    value.isEmpty()
                            || value.get().equals(setting.value())
                            || setting.kind() instanceof Setting.Kind.Shown
                            || (setting.kind() instanceof Setting.Kind.Order
                                    && !value.get().equals("yes"));
            if (!untouched) {
                focuser.change(setting.name(), value.get(), WHO);
                changed.add(setting.name());
            }
        }
        return changed.isEmpty()
                ? "Nothing was different."
                : "Changed: %s.".formatted(String.join(", ", changed));
    }

    private static FocuserSettings hubSettings(FocuserSettings before, Form form) throws Refusal {
        FocuserSettings wanted = before;
        Optional<String> microns = form.value("step-microns");
        if (microns.isPresent()) {
            wanted = wanted.withStepMicrons(microns(microns.get().strip()));
        }
        Optional<String> minimum = form.value("minimum-steps");
        Optional<String> maximum = form.value("maximum-steps");
        if (minimum.isPresent() && maximum.isPresent()) {
            wanted = wanted.withLimits(limits(minimum.get().strip(), maximum.get().strip()));
        }
        Optional<String> approach = form.value("approach").filter(APPROACH::contains);
        if (approach.isPresent()) {
            wanted = wanted.withApproach(Approach.valueOf(approach.get().toUpperCase(Locale.ROOT)));
        }
        Optional<String> backlash = form.value("backlash").filter(BACKLASH::contains);
        if (backlash.isPresent()) {
            String steps = form.value("backlash-steps").orElse("0").strip();
            wanted = wanted.withBacklash(backlash(backlash.get(), steps, wanted.approach()));
        }
        Optional<String> clients = form.value("backlash-for-clients").filter(YES_NO::contains);
        if (clients.isPresent()) {
            wanted = wanted.withBacklashForClients(clients.get().equals("yes"));
        }
        Optional<String> reversed = form.value("reversed").filter(YES_NO::contains);
        if (reversed.isPresent()) {
            wanted = wanted.withReversed(reversed.get().equals("yes"));
        }
        return wanted;
    }

    private static BacklashMode backlash(String mode, String steps, Approach approach)
            throws Refusal {
        if (mode.equals("off")) {
            return new BacklashMode.Off();
        }
        int width = whole("Backlash", steps);
        if (width < 1) {
            throw Refusal.invalid(
                    "A backlash of %d steps needs no compensation; choose off.".formatted(width));
        }
        return mode.equals("absolute")
                ? new BacklashMode.Absolute(width)
                : new BacklashMode.Overshoot(approach, width);
    }

    private static Optional<Travel> limits(String minimum, String maximum) throws Refusal {
        if (minimum.isEmpty() && maximum.isEmpty()) {
            return Optional.empty();
        }
        int smallest = minimum.isEmpty() ? 0 : whole("The lower limit", minimum);
        int largest = maximum.isEmpty() ? Integer.MAX_VALUE : whole("The upper limit", maximum);
        if (largest < smallest) {
            throw Refusal.invalid(
                    "Limits from %d to %d leave nothing.".formatted(smallest, largest));
        }
        return Optional.of(new Travel(smallest, largest));
    }

    private static OptionalDouble microns(String text) throws Refusal {
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            double microns = Double.parseDouble(text);
            if (microns > 0 && Double.isFinite(microns)) {
                return OptionalDouble.of(microns);
            }
        } catch (NumberFormatException noNumber) {
            // Said below.
        }
        throw Refusal.invalid("A step of '%s' µm cannot be; it is above 0.".formatted(text));
    }

    private static int whole(String what, String text) throws Refusal {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            throw Refusal.invalid("%s has to be a whole number, not '%s'.".formatted(what, text));
        }
    }

    private static String mode(BacklashMode backlash) {
        return switch (backlash) {
            case BacklashMode.Off() -> "off";
            case BacklashMode.Overshoot _ -> "overshoot";
            case BacklashMode.Absolute _ -> "absolute";
        };
    }

    private static String text(OptionalDouble number) {
        return number.isPresent() ? Double.toString(number.getAsDouble()) : "";
    }

    private static String yesNo(boolean yes) {
        return yes ? "yes" : "no";
    }
}
