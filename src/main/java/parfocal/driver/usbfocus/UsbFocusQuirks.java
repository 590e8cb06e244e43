package parfocal.driver.usbfocus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/// Which of the field's habits an emulator has; names and values stand in the package's introduction.
record UsbFocusQuirks(Map<String, String> values) {
    private static final Map<String, List<String>> KNOWN =
            Map.of(
                    "star", List.of("bare", "lf-cr", "missing"),
                    "quit", List.of("both", "star", "done", "error", "silent"),
                    "temperature", List.of("12.50", "12.5", "+12.50", "012.5000"),
                    "no-probe", List.of("-127", "0", "85"),
                    "sign", List.of("bare", "terminated"),
                    "settings", List.of("answered", "silent"),
                    "automatic", List.of("quiet", "chatty"));

    /// @throws IllegalArgumentException for a name or value that is not in the package's introduction
    static UsbFocusQuirks of(Map<String, String> asked) {
        var values = new LinkedHashMap<String, String>();
        KNOWN.forEach((name, habits) -> values.put(name, habits.getFirst()));
        asked.forEach((name, habit) -> {
            List<String> habits = KNOWN.get(name);
            if (habits == null || !habits.contains(habit)) {
                throw new IllegalArgumentException(
                        "a USB_Focus has no habit %s=%s; known are %s"
                                .formatted(name, habit, KNOWN));
            }
            values.put(name, habit);
        });
        return new UsbFocusQuirks(Map.copyOf(values));
    }

    boolean has(String name, String habit) {
        return habit.equals(values.get(name));
    }

    /// What stands behind `T=`.
    String temperature(OptionalDouble celsius) {
        double said =
                celsius.orElseGet(
                        () -> has("no-probe", "0") ? 0 : has("no-probe", "85") ? 85 : -127);
        String format =
                has("temperature", "12.5")
                        ? "%.1f"
                        : has("temperature", "+12.50")
                                ? "%+.2f"
                                : has("temperature", "012.5000") ? "%08.4f" : "%.2f";
        return String.format(Locale.ROOT, format, said);
    }
}
