package parfocal.driver.celestron;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import parfocal.device.DeviceException;
import parfocal.link.Line;
import parfocal.link.LineTrouble;
import parfocal.link.MemoryLine;
import parfocal.link.ReplyShape;
import parfocal.link.WireDevice;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// A line in memory that remembers what was said to the device, as the sheet writes it: `3B 03 20 12 01 CA`.
final class HexLine implements Line {
    private static final HexFormat SPACED = HexFormat.ofDelimiter(" ").withUpperCase();

    final List<String> requests = new ArrayList<>();
    private final MemoryLine line;

    HexLine(WireDevice device, Pace pace) {
        this.line = new MemoryLine("test line", device, pace, WireLog.none());
    }

    static byte[] bytes(String hex) {
        return SPACED.parseHex(hex);
    }

    static String hex(byte[] bytes) {
        return SPACED.formatHex(bytes);
    }

    void trouble(LineTrouble... troubles) {
        Arrays.stream(troubles).forEach(line::trouble);
    }

    void plugIn() {
        line.plugIn();
    }

    long count(String request) {
        return requests.stream().filter(request::equals).count();
    }

    @Override
    public byte[] exchange(byte[] request, ReplyShape reply, Duration deadline)
            throws DeviceException {
        if (request.length > 0) {
            requests.add(hex(request));
        }
        return line.exchange(request, reply, deadline);
    }

    @Override
    public void close() {
        line.close();
    }
}
