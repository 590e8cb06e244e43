package parfocal.driver.celestron;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which of the field's habits an emulator has; names and values stand in the package's introduction.
record CelestronQuirks(Map<String, String> values) {
    private static final Map<String, List<String>> KNOWN =
            Map.of(
                    "acknowledgement", List.of("bare", "byte"),
                    "calibration", List.of("done", "missing"),
                    "calibrating", List.of("succeeds", "fails", "hangs"),
                    "echo", List.of("no", "yes"),
                    "start", List.of("prompt", "late", "late-deaf"),
                    "traffic", List.of("none", "mount"),
                    "version", List.of("long", "short"));

    /// @throws IllegalArgumentException for a name or value that is not in the package's introduction
    static CelestronQuirks of(Map<String, String> asked) {
        var values = new LinkedHashMap<String, String>();
        KNOWN.forEach((name, habits) -> values.put(name, habits.getFirst()));
        asked.forEach((name, habit) -> {
            if (!KNOWN.getOrDefault(name, List.of()).contains(habit)) {
                throw new IllegalArgumentException(
                        "a Celestron focus motor has no habit %s=%s; known are %s"
                                .formatted(name, habit, KNOWN));
            }
            values.put(name, habit);
        });
        return new CelestronQuirks(Map.copyOf(values));
    }

    boolean has(String name, String habit) {
        return habit.equals(values.get(name));
    }
}
