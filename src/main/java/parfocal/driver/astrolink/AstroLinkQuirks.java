package parfocal.driver.astrolink;

import java.util.List;
import java.util.Map;
import parfocal.driver.Quirks;

/// The habits the field knows; what they are stands in the package's introduction.
final class AstroLinkQuirks {
    private static final Map<String, List<String>> KNOWN =
            Map.of(
                    "model", List.of("focuser-link", "mini", "usb", "mini-ii", "max"),
                    "motor", List.of("1", "2"),
                    "sampling", List.of("live", "half-second"),
                    "boot", List.of("ready", "two-seconds"),
                    "line-end", List.of("lf", "cr-lf"),
                    "minus", List.of("kept", "corrupted"),
                    "firmware", List.of("current", "old"));

    private AstroLinkQuirks() {}

    /// @throws IllegalArgumentException for a name or value that is not in the package's introduction
    static Quirks of(Map<String, String> asked) {
        return Quirks.of("an AstroLink", KNOWN, asked);
    }

    static AstroLinkModel model(Quirks quirks) {
        return switch (quirks.habit("model")) {
            case "mini" -> AstroLinkModel.MINI;
            case "usb" -> AstroLinkModel.USB;
            case "mini-ii" -> AstroLinkModel.MINI_II;
            case "max" -> AstroLinkModel.MAX;
            default -> AstroLinkModel.FOCUSER_LINK;
        };
    }
}
