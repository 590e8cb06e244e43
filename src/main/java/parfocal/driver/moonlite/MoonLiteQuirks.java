package parfocal.driver.moonlite;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which of the field's habits an emulator has; names and values stand in the package's introduction.
record MoonLiteQuirks(Map<String, String> values) {
    private static final String FIRMWARE = "firmware";
    private static final Map<String, List<String>> KNOWN =
            Map.ofEntries(
                    Map.entry("version", List.of("20#", "20", "10#", "01#", "00##")),
                    Map.entry("moving", List.of("two-digits", "one-digit", "unasked")),
                    Map.entry("digits", List.of("4", "8")),
                    Map.entry("boot", List.of("awake", "deaf", "banner")),
                    Map.entry("half-step", List.of("taken", "untold", "ignored", "missing")),
                    Map.entry("target", List.of("kept", "zero-once", "zero")),
                    Map.entry("start", List.of("at-once", "idle-first", "lost-once")),
                    Map.entry("stop", List.of("at-once", "coasts")),
                    Map.entry("temperature", List.of("converted", "immediate", "byte", "float")),
                    Map.entry("no-probe", List.of("0000", "FF81", "FF02", "00AA")),
                    Map.entry("coefficient", List.of("kept", "missing")),
                    Map.entry("speed", List.of("code", "decimal")),
                    Map.entry("backlight", List.of("8C#", "00#", "falls-through")),
                    Map.entry("unknown", List.of("silent", "zeros")),
                    Map.entry("second-motor", List.of("absent", "shared", "own")),
                    Map.entry("home", List.of("absent", "fake", "offset")));

    private static final Map<String, Map<String, String>> FIRMWARES =
            Map.of(
                    "genuine",
                    Map.of(),
                    "ardufocus",
                    Map.of(
                            "version", "00##",
                            "boot", "banner",
                            "half-step", "missing",
                            "coefficient", "missing",
                            "backlight", "00#",
                            "unknown", "zeros",
                            "second-motor", "own"),
                    "motorfocus",
                    Map.of(
                            "version", "10#",
                            "moving", "unasked",
                            "half-step", "ignored",
                            "stop", "coasts",
                            "temperature", "byte",
                            "backlight", "00#",
                            "second-motor", "shared",
                            "home", "fake"),
                    "hansastro",
                    Map.of(
                            "version", "01#",
                            "half-step", "untold",
                            "temperature", "immediate",
                            "speed", "decimal",
                            "backlight", "falls-through",
                            "home", "offset"));

    /// @throws IllegalArgumentException for a name or value that is not in the package's introduction
    static MoonLiteQuirks of(Map<String, String> asked) {
        var values = new HashMap<String, String>();
        KNOWN.forEach((name, habits) -> values.put(name, habits.getFirst()));
        String firmware = asked.getOrDefault(FIRMWARE, "genuine");
        Map<String, String> ofFirmware = FIRMWARES.get(firmware);
        if (ofFirmware == null) {
            throw unknown(FIRMWARE, firmware);
        }
        values.putAll(ofFirmware);
        asked.forEach((name, habit) -> {
            if (name.equals(FIRMWARE)) {
                return;
            }
            if (!KNOWN.getOrDefault(name, List.of()).contains(habit)) {
                throw unknown(name, habit);
            }
            values.put(name, habit);
        });
        return new MoonLiteQuirks(Map.copyOf(values));
    }

    boolean has(String name, String habit) {
        return habit.equals(values.get(name));
    }

    String value(String name) {
        return values.getOrDefault(name, "");
    }

    private static IllegalArgumentException unknown(String name, String habit) {
        return new IllegalArgumentException(
                "a MoonLite has no habit %s=%s; known are %s and %s of %s"
                        .formatted(name, habit, KNOWN, FIRMWARE, FIRMWARES.keySet()));
    }
}
