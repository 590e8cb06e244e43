package parfocal.driver.moonlite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import parfocal.device.DeviceException;
import parfocal.link.Line;
import parfocal.link.LineTrouble;
import parfocal.link.MemoryLine;
import parfocal.link.ReplyShape;
import parfocal.link.WireDevice;
import parfocal.link.WireLog;
import parfocal.time.VirtualPace;

/// A line in memory that remembers what was asked, in order.
final class Overheard implements Line {
    final List<String> requests = new ArrayList<>();
    private final MemoryLine line;

    Overheard(WireDevice device, VirtualPace pace) {
        line = new MemoryLine("moonlite", device, pace, WireLog.none());
    }

    /// The next replies have these troubles, one each.
    Overheard trouble(LineTrouble... next) {
        List.of(next).forEach(line::trouble);
        return this;
    }

    /// One trouble after so many healthy replies.
    Overheard troubleAfter(int healthyReplies, LineTrouble trouble) {
        for (int reply = 0; reply < healthyReplies; reply++) {
            line.trouble(new LineTrouble.NoiseBefore(""));
        }
        line.trouble(trouble);
        return this;
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
            requests.add(new String(request, ISO_8859_1));
        }
        return line.exchange(request, reply, deadline);
    }

    @Override
    public void close() {
        line.close();
    }
}
