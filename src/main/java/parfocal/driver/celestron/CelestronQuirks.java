package parfocal.driver.celestron;

import java.util.List;
import java.util.Map;
import parfocal.driver.Quirks;

/// The habits the field knows; what they are stands in the package's introduction.
final class CelestronQuirks {
    private static final Map<String, List<String>> KNOWN =
            Map.of(
                    "acknowledgement", List.of("bare", "byte"),
                    "calibration", List.of("done", "missing"),
                    "calibrating", List.of("succeeds", "fails", "hangs"),
                    "echo", List.of("no", "yes"),
                    "start", List.of("prompt", "late", "late-deaf"),
                    "traffic", List.of("none", "mount"),
                    "version", List.of("long", "short"));

    private CelestronQuirks() {}

    /// @throws IllegalArgumentException for a name or value that is not in the package's introduction
    static Quirks of(Map<String, String> asked) {
        return Quirks.of("a Celestron focus motor", KNOWN, asked);
    }
}
