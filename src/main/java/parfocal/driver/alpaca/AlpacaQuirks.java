package parfocal.driver.alpaca;

import java.util.List;
import java.util.Map;
import parfocal.driver.Quirks;

/// The habits of servers; what they are stands in the package's introduction.
final class AlpacaQuirks {
    private static final Map<String, List<String>> KNOWN =
            Map.of(
                    "positions", List.of("absolute", "relative"),
                    "interface", List.of("4", "3", "2"),
                    "increment", List.of("whole", "1000"),
                    "redirect", List.of("taken", "refused"),
                    "compensation", List.of("absent", "off", "on"),
                    "halt", List.of("present", "missing"));

    private AlpacaQuirks() {}

    /// @throws IllegalArgumentException for a name or value that is not in the package's introduction
    static Quirks of(Map<String, String> asked) {
        return Quirks.of("an Alpaca focuser", KNOWN, asked);
    }
}
