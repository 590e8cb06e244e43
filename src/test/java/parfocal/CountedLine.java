package parfocal;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import parfocal.device.DeviceException;
import parfocal.driver.Troubles;
import parfocal.link.Line;
import parfocal.link.LineTrouble;
import parfocal.link.MemoryLine;
import parfocal.link.ReplyShape;
import parfocal.link.WireDevice;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// A line in memory that counts the replies a trouble can spoil.
final class CountedLine implements Line {
    private final List<Integer> replyLengths = new ArrayList<>();
    private final MemoryLine line;

    CountedLine(WireDevice device, Pace pace) {
        line = new MemoryLine("bad line", device, pace, WireLog.none());
    }

    /// One that tells its story as well.
    CountedLine(WireDevice device, Pace pace, Appendable story) {
        line = new MemoryLine("bad line", device, pace, WireLog.into(story, pace, ZoneOffset.UTC));
    }

    /// In bytes, one for each request that was answered and each packet.
    List<Integer> replyLengths() {
        return List.copyOf(replyLengths);
    }

    /// One trouble after so many healthy replies.
    void troubleAfter(int healthyReplies, LineTrouble trouble) {
        for (int reply = 0; reply < healthyReplies; reply++) {
            line.trouble(Troubles.NONE);
        }
        line.trouble(trouble);
    }

    void trouble(LineTrouble trouble) {
        line.trouble(trouble);
    }

    void plugIn() {
        line.plugIn();
    }

    @Override
    public byte[] exchange(byte[] request, ReplyShape reply, Duration deadline)
            throws DeviceException {
        byte[] heard = line.exchange(request, reply, deadline);
        // Where packets tell their length, one answer may be several of them.
        boolean more = reply instanceof ReplyShape.LengthFirst;
        if ((request.length > 0 || more) && !(reply instanceof ReplyShape.None)) {
            replyLengths.add(heard.length);
        }
        return heard;
    }

    @Override
    public void close() {
        line.close();
    }
}
