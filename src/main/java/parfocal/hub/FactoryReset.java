package parfocal.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Setting;
import parfocal.time.Pace;

/// Puts a focuser, or what the hub keeps of it, back to how it came; asked for twice, the second time with the word of the first answer.
public final class FactoryReset {
    /// What is put back.
    public enum Scope {
        /// Settings and coefficient in the hub; presets, notes and points stay.
        HUB,
        /// What the device itself keeps.
        DEVICE
    }

    /// The first asking.
    ///
    /// @param word  to be given with the second
    /// @param until when it is forgotten
    public record Doubt(String word, Instant until) {}

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String DEVICE_ORDER = "factory-reset";

    private final Hub hub;
    private final Pace pace;
    private final Map<String, Doubt> doubts = new ConcurrentHashMap<>();

    public FactoryReset(Hub hub, Pace pace) {
        this.hub = hub;
        this.pace = pace;
    }

    /// Asks; nothing is done yet.
    ///
    /// @throws DeviceException [DeviceFault.Unsupported] where the device knows no such order
    public Doubt ask(HubFocuser focuser, Scope scope) throws DeviceException {
        if (scope == Scope.DEVICE && !isOffered(focuser)) {
            throw new DeviceException(new DeviceFault.Unsupported(focuser.name(), "factory reset"));
        }
        // Not a secret: it only keeps one tap from being enough.
        String word = Integer.toString(1_000 + Math.floorMod(pace.now().hashCode(), 9_000));
        var doubt = new Doubt(word, pace.now().plus(PATIENCE));
        doubts.put(key(focuser, scope), doubt);
        return doubt;
    }

    /// Does it, when it was asked within the last minute and this is the word.
    ///
    /// @throws DeviceException [DeviceFault.Refused] otherwise, or as [HubFocuser#change] and [HubFocuser#treat]
    public void confirm(HubFocuser focuser, Scope scope, String word, Client who)
            throws DeviceException {
        Optional<Doubt> doubt =
                Optional.ofNullable(doubts.remove(key(focuser, scope)))
                        .filter(asked -> asked.word().equals(word))
                        .filter(asked -> pace.now().isBefore(asked.until()));
        if (doubt.isEmpty()) {
            throw new DeviceException(
                    new DeviceFault.Refused(
                            focuser.name(),
                            "a factory reset",
                            "that is not the word of the last minute. Ask once more for another."));
        }
        switch (scope) {
            case HUB -> {
                focuser.treat(FocuserSettings.unknown(), who);
                hub.compensation(focuser.id()).ifPresent(held -> held.reset(who));
            }
            case DEVICE -> focuser.change(DEVICE_ORDER, "", who);
        }
    }

    private static boolean isOffered(HubFocuser focuser) {
        return focuser.state().settings().stream()
                .map(Setting::name)
                .anyMatch(DEVICE_ORDER::equals);
    }

    private static String key(HubFocuser focuser, Scope scope) {
        return focuser.id() + " " + scope;
    }
}
