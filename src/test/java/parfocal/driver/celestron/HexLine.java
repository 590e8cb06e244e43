package parfocal.driver.celestron;

import java.util.HexFormat;
import parfocal.driver.Overheard;
import parfocal.link.WireDevice;
import parfocal.time.Pace;

/// Bytes as the sheet writes them: `3B 03 20 12 01 CA`.
final class HexLine {
    private static final HexFormat SPACED = HexFormat.ofDelimiter(" ").withUpperCase();

    private HexLine() {}

    static Overheard to(WireDevice device, Pace pace) {
        return new Overheard(device, pace, HexLine::hex);
    }

    static byte[] bytes(String hex) {
        return SPACED.parseHex(hex);
    }

    static String hex(byte[] bytes) {
        return SPACED.formatHex(bytes);
    }
}
