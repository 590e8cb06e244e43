package parfocal.driver.indi;

import java.util.List;
import java.util.Map;
import parfocal.driver.Quirks;

/// The habits the field knows; what they are stands in the package's introduction.
final class IndiQuirks {
    private static final Map<String, List<String>> KNOWN =
            Map.of(
                    "position", List.of("absolute", "relative"),
                    "updates", List.of("sent", "none"),
                    "arrival", List.of("ok", "idle", "early"),
                    "orders", List.of("taken", "blocking"));

    private IndiQuirks() {}

    static Quirks of(Map<String, String> asked) {
        return Quirks.of("an INDI focuser", KNOWN, asked);
    }
}
