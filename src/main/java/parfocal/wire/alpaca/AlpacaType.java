package parfocal.wire.alpaca;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The kinds of device that Alpaca knows.
public enum AlpacaType {
    CAMERA("Camera", 4),
    COVER_CALIBRATOR("CoverCalibrator", 2),
    DOME("Dome", 3),
    FILTER_WHEEL("FilterWheel", 3),
    FOCUSER("Focuser", 4),
    OBSERVING_CONDITIONS("ObservingConditions", 2),
    ROTATOR("Rotator", 4),
    SAFETY_MONITOR("SafetyMonitor", 3),
    SWITCH("Switch", 3),
    TELESCOPE("Telescope", 4);

    private final String spelling;
    private final int firstAsynchronousVersion;

    AlpacaType(String spelling, int firstAsynchronousVersion) {
        this.spelling = spelling;
        this.firstAsynchronousVersion = firstAsynchronousVersion;
    }

    /// As in lists of configured devices: `FilterWheel`.
    public String spelling() {
        return spelling;
    }

    /// As in addresses, where only this casing is right: `filterwheel`.
    public String path() {
        return spelling.toLowerCase(Locale.ROOT);
    }

    /// The first interface version that has `connect`, `disconnect`, `connecting` and `devicestate` (Platform 7).
    public int firstAsynchronousVersion() {
        return firstAsynchronousVersion;
    }

    /// By its spelling, in any casing.
    public static Optional<AlpacaType> of(String spelling) {
        return Arrays.stream(values())
                .filter(type -> type.spelling.equalsIgnoreCase(spelling))
                .findFirst();
    }
}
