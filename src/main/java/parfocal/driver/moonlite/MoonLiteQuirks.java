package parfocal.driver.moonlite;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import parfocal.driver.Quirks;

/// The habits the field knows; what they are stands in the package's introduction.
final class MoonLiteQuirks {
    private static final String FIRMWARE = "firmware";
    private static final String GENUINE = "genuine";
    private static final Map<String, List<String>> KNOWN =
            Map.ofEntries(
                    Map.entry(FIRMWARE, List.of(GENUINE, "ardufocus", "motorfocus", "hansastro")),
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

    // What each clone has otherwise than the genuine one.
    private static final Map<String, Map<String, String>> FIRMWARES =
            Map.of(
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

    private MoonLiteQuirks() {}

    /// @throws IllegalArgumentException for a name or value that is not in the package's introduction
    static Quirks of(Map<String, String> asked) {
        String firmware = asked.getOrDefault(FIRMWARE, GENUINE);
        var habits = new HashMap<>(FIRMWARES.getOrDefault(firmware, Map.of()));
        habits.putAll(asked);
        return Quirks.of("a MoonLite", KNOWN, habits);
    }
}
