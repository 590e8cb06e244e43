package parfocal.driver;

import java.util.Map;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.device.Setting;

/// What drivers have to be told that count presses from a stop, and are as sure of their place as their sigma says: which lens it
/// is. The distances of a lens that nobody has counted are guesses, and nothing could be held against them.
public final class Counting {
    private static final String LENS = "lens";
    private static final String PACE = "pace-percent";
    private static final String QUICK = "10";

    /// As long as other focusers' travel here, about.
    private static final String COUNTED = "sony-fe-200-600";

    private Counting() {}

    public static boolean fromAStop(FocuserDriver driver) {
        return !quirks(driver).isEmpty();
    }

    /// For its emulator.
    public static Map<String, String> quirks(FocuserDriver driver) {
        return driver.info().abilities().contains("lens tables") ? Map.of(LENS, COUNTED) : Map.of();
    }

    /// For the emulator of a test in real time: ten times as quick as a real lens.
    public static Map<String, String> quickQuirks(FocuserDriver driver) {
        return fromAStop(driver) ? Map.of(LENS, COUNTED, PACE, QUICK) : Map.of();
    }

    /// What the configuration has to say then.
    public static Map<String, String> quickDevice(FocuserDriver driver) {
        return quickQuirks(driver);
    }

    /// For the driver; nothing to others.
    public static void tell(Focuser focuser) throws DeviceException {
        Optional<Setting> lens =
                focuser.settings().stream().filter(it -> it.name().equals(LENS)).findFirst();
        if (lens.isPresent() && !lens.get().value().equals(COUNTED)) {
            focuser.change(LENS, COUNTED);
        }
    }
}
