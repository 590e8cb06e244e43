package parfocal.driver.usbfocus;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import parfocal.driver.Quirks;

/// The habits the field knows; what they are stands in the package's introduction.
final class UsbFocusQuirks {
    private static final Map<String, List<String>> KNOWN =
            Map.of(
                    "star", List.of("bare", "lf-cr", "missing"),
                    "quit", List.of("both", "star", "done", "error", "silent"),
                    "temperature", List.of("12.50", "12.5", "+12.50", "012.5000"),
                    "no-probe", List.of("-127", "0", "85"),
                    "sign", List.of("bare", "terminated"),
                    "settings", List.of("answered", "silent"),
                    "automatic", List.of("quiet", "chatty"));

    private UsbFocusQuirks() {}

    /// @throws IllegalArgumentException for a name or value that is not in the package's introduction
    static Quirks of(Map<String, String> asked) {
        return Quirks.of("a USB_Focus", KNOWN, asked);
    }

    /// What stands behind `T=`.
    static String temperature(Quirks quirks, OptionalDouble celsius) {
        double said =
                celsius.orElseGet(() ->
                        quirks.has("no-probe", "0") ? 0 : quirks.has("no-probe", "85") ? 85 : -127);
        String format =
                quirks.has("temperature", "12.5")
                        ? "%.1f"
                        : quirks.has("temperature", "+12.50")
                                ? "%+.2f"
                                : quirks.has("temperature", "012.5000") ? "%08.4f" : "%.2f";
        return String.format(Locale.ROOT, format, said);
    }
}
