package parfocal.server.alpaca;

import java.util.List;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.device.Setting;
import parfocal.hub.Client;
import parfocal.hub.FocuserState;
import parfocal.hub.HubFocuser;

/// The temperature compensation that a focuser does by itself, by its setting of that name: Alpaca's TempComp.
final class DeviceCompensation {
    private static final String NAME = "compensation";
    private static final List<String> ON = List.of("automatic", "on");
    private static final List<String> OFF = List.of("manual", "off");

    private DeviceCompensation() {}

    private record Words(Setting setting, String on, List<String> off) {}

    static boolean isAvailable(FocuserState state) {
        return words(state).isPresent();
    }

    /// A device that cannot be asked counts as off until it was told.
    static boolean isOn(FocuserState state) {
        return words(state).filter(words -> words.setting().value().equals(words.on())).isPresent();
    }

    static void turn(HubFocuser focuser, boolean on, Client who) throws Refusal, DeviceException {
        Optional<Words> words = words(focuser.state());
        if (words.isEmpty()) {
            if (on) {
                throw Refusal.notImplemented(
                        "%s has no temperature compensation of its own.".formatted(focuser.name()));
            }
            return;
        }
        Words known = words.get();
        boolean done =
                on
                        ? known.setting().value().equals(known.on())
                        : known.off().contains(known.setting().value());
        if (!done) {
            focuser.change(NAME, on ? known.on() : known.off().getFirst(), who);
        }
    }

    private static Optional<Words> words(FocuserState state) {
        for (Setting setting : state.settings()) {
            if (setting.name().equals(NAME)
                    && setting.kind() instanceof Setting.Kind.Choice(List<String> offered)) {
                return words(setting, offered);
            }
        }
        return Optional.empty();
    }

    private static Optional<Words> words(Setting setting, List<String> offered) {
        Optional<String> on = ON.stream().filter(offered::contains).findFirst();
        List<String> off = OFF.stream().filter(offered::contains).toList();
        // Where there are two ways of being off, the plain one means that the device does not know
        // by how much.
        boolean knowsHow = off.size() < OFF.size() || !setting.value().equals("off");
        return on.filter(_ -> !off.isEmpty() && knowsHow)
                .map(word -> new Words(setting, word, off));
    }
}
