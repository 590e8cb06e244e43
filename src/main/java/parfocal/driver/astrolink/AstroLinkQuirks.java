package parfocal.driver.astrolink;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which of the field's habits an emulator has; names and values stand in the package's introduction.
record AstroLinkQuirks(Map<String, String> values) {
    private static final Map<String, List<String>> KNOWN =
            Map.of(
                    "model", List.of("focuser-link", "mini", "usb", "mini-ii", "max"),
                    "motor", List.of("1", "2"),
                    "sampling", List.of("live", "half-second"),
                    "boot", List.of("ready", "two-seconds"),
                    "line-end", List.of("lf", "cr-lf"),
                    "minus", List.of("kept", "corrupted"),
                    "firmware", List.of("current", "old"));

    /// @throws IllegalArgumentException for a name or value that is not in the package's introduction
    static AstroLinkQuirks of(Map<String, String> asked) {
        var values = new LinkedHashMap<String, String>();
        KNOWN.forEach((name, habits) -> values.put(name, habits.getFirst()));
        asked.forEach((name, habit) -> {
            List<String> habits = KNOWN.get(name);
            if (habits == null || !habits.contains(habit)) {
                throw new IllegalArgumentException(
                        "an AstroLink has no habit %s=%s; known are %s"
                                .formatted(name, habit, KNOWN));
            }
            values.put(name, habit);
        });
        return new AstroLinkQuirks(Map.copyOf(values));
    }

    boolean has(String name, String habit) {
        return habit.equals(values.get(name));
    }

    AstroLinkModel model() {
        return switch (values.getOrDefault("model", "")) {
            case "mini" -> AstroLinkModel.MINI;
            case "usb" -> AstroLinkModel.USB;
            case "mini-ii" -> AstroLinkModel.MINI_II;
            case "max" -> AstroLinkModel.MAX;
            default -> AstroLinkModel.FOCUSER_LINK;
        };
    }
}
