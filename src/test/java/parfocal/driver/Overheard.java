package parfocal.driver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import parfocal.device.DeviceException;
import parfocal.link.Line;
import parfocal.link.LineTrouble;
import parfocal.link.MemoryLine;
import parfocal.link.ReplyShape;
import parfocal.link.WireDevice;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// A line in memory that remembers what was asked, in order.
public final class Overheard implements Line {
    private final List<String> requests = new ArrayList<>();
    private final Function<byte[], String> spelling;
    private final MemoryLine line;

    public Overheard(WireDevice device, Pace pace) {
        this(device, pace, bytes -> new String(bytes, ISO_8859_1));
    }

    /// @param spelling how the device's sheet writes a request down
    public Overheard(WireDevice device, Pace pace, Function<byte[], String> spelling) {
        this.spelling = spelling;
        line = new MemoryLine("test line", device, pace, WireLog.none());
    }

    public List<String> requests() {
        return requests;
    }

    public long count(String request) {
        return requests.stream().filter(request::equals).count();
    }

    /// The next replies have these troubles, one each.
    public void trouble(LineTrouble... next) {
        Arrays.stream(next).forEach(line::trouble);
    }

    /// One trouble after so many healthy replies.
    public void troubleAfter(int healthyReplies, LineTrouble trouble) {
        for (int reply = 0; reply < healthyReplies; reply++) {
            line.trouble(Troubles.NONE);
        }
        line.trouble(trouble);
    }

    public void plugIn() {
        line.plugIn();
    }

    @Override
    public byte[] exchange(byte[] request, ReplyShape reply, Duration deadline)
            throws DeviceException {
        if (request.length > 0) {
            requests.add(spelling.apply(request));
        }
        return line.exchange(request, reply, deadline);
    }

    @Override
    public void close() {
        line.close();
    }
}
