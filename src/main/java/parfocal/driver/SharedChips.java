package parfocal.driver;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// USB ids that say which chip or board somebody built with, and nothing of what was built.
public final class SharedChips {
    private static final Map<String, String> NAMES =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("0403:6001", "FTDI FT232R"),
                            Map.entry("0403:6010", "FTDI FT2232"),
                            Map.entry("0403:6014", "FTDI FT232H"),
                            Map.entry("0403:6015", "FTDI FT230X"),
                            Map.entry("067b:2303", "Prolific PL2303"),
                            Map.entry("067b:23a3", "Prolific PL2303GS"),
                            Map.entry("10c4:ea60", "Silicon Labs CP210x"),
                            Map.entry("16c0:0483", "Teensy board"),
                            Map.entry("1a86:5523", "WCH CH341"),
                            Map.entry("1a86:55d4", "WCH CH9102"),
                            Map.entry("1a86:7523", "WCH CH340"),
                            Map.entry("1b4f:9206", "SparkFun Pro Micro board"),
                            Map.entry("2341:0042", "Arduino Mega board"),
                            Map.entry("2341:0043", "Arduino Uno board"),
                            Map.entry("2341:8036", "Arduino Leonardo board"),
                            Map.entry("2341:8037", "Arduino Micro board"),
                            Map.entry("2a03:0043", "Arduino Uno board"),
                            Map.entry("2e8a:000a", "Raspberry Pi Pico board"),
                            Map.entry("303a:1001", "Espressif ESP32 board")));

    private SharedChips() {}

    /// Ids and names, by id.
    public static Map<String, String> all() {
        return new TreeMap<>(NAMES);
    }

    static Optional<String> name(String usbId) {
        return Optional.ofNullable(NAMES.get(usbId));
    }
}
