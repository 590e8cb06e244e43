package parfocal.link;

import java.time.Duration;
import parfocal.device.DeviceException;
import parfocal.time.Pace;

/// A line to an emulator in this very process, in whatever time its pace keeps. With a virtual pace an exchange takes exactly the
/// time the device needs, and a deadline of a second passes in no time.
///
/// Troubles can be scripted, one per reply: each is taken up by the next request that awaits an answer, in the order they were
/// given. An interrupt does not cut an exchange short; it is still set afterwards.
public final class MemoryLine implements Line {
    private final Line line;
    private final MemoryStream stream;

    /// @param device what people call the device; used in faults and in the log
    /// @param end    the device's end of the line
    public MemoryLine(String device, WireDevice end, Pace pace, WireLog log) {
        this.stream = new MemoryStream(device, end, pace, log);
        this.line = new StreamLine(device, stream, pace, log);
    }

    /// Has something go wrong with the next reply that has no trouble yet. [LineTrouble.Unplugged] with nothing before it pulls
    /// the plug at once, under a waiting exchange too, and lasts until [#plugIn].
    public void trouble(LineTrouble trouble) {
        stream.trouble(trouble);
    }

    /// Ends [LineTrouble.Unplugged]. What the device said meanwhile was said to nobody.
    public void plugIn() {
        stream.plugIn();
    }

    @Override
    public byte[] exchange(byte[] request, ReplyShape reply, Duration deadline)
            throws DeviceException {
        return line.exchange(request, reply, deadline);
    }

    @Override
    public void close() {
        line.close();
    }
}
