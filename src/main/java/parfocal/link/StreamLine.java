package parfocal.link;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.time.Pace;

/// The one reading loop of all lines: asks, collects until the reply has its shape or the deadline has passed, and keeps what
/// came beyond the reply for the next exchange.
///
/// An interrupt does not cut an exchange short, because half a conversation leaves the device out of step; exchanges are short,
/// and the interrupt is still set when `exchange` returns, so that the next wait of the caller ends at once.
final class StreamLine implements Line {
    private final String device;
    private final ByteStream stream;
    private final Pace pace;
    private WireLog log;
    private final ReentrantLock conversation = new ReentrantLock();

    // Bytes that have arrived and belong to nobody yet; the first `loggedBytes` of them are in the
    // log already.
    private byte[] arrived = {};
    private int loggedBytes;

    StreamLine(String device, ByteStream stream, Pace pace, WireLog log) {
        this.device = device;
        this.stream = stream;
        this.pace = pace;
        this.log = log;
    }

    @Override
    public byte[] exchange(byte[] request, ReplyShape reply, Duration deadline)
            throws DeviceException {
        conversation.lock();
        try {
            return converse(request, reply, deadline);
        } catch (IOException gone) {
            String reason = gone.getMessage() == null ? gone.toString() : gone.getMessage();
            log.gone(device, reason);
            consume(arrived.length);
            throw new DeviceException(new DeviceFault.NotConnected(device, reason), gone);
        } finally {
            conversation.unlock();
        }
    }

    /// Frees an exchange that is waiting: it ends with `NotConnected`.
    @Override
    public void close() {
        stream.close();
    }

    private byte[] converse(byte[] request, ReplyShape reply, Duration deadline)
            throws IOException, DeviceException {
        if (reply instanceof ReplyShape.LengthPrefixed) {
            // Whoever speaks packets is not read as text, from here on.
            log = log.inHex();
        }
        if (!(reply instanceof ReplyShape.None)) {
            collect(Duration.ZERO);
            logNew(arrived.length, "unasked");
        }
        if (request.length > 0) {
            stream.awaiting(reply);
            log.sent(device, request);
            stream.write(request);
        }
        Instant end = pace.now().plus(deadline);
        while (true) {
            int complete = reply.completeLength(arrived, arrived.length);
            if (complete >= 0) {
                logNew(complete, "");
                return consume(complete);
            }
            Duration left = Duration.between(pace.now(), end);
            if (!left.isPositive()) {
                return whatCame(request, reply, deadline);
            }
            collect(left);
        }
    }

    private byte[] whatCame(byte[] request, ReplyShape reply, Duration deadline)
            throws DeviceException {
        if (reply instanceof ReplyShape.Anything) {
            logNew(arrived.length, request.length == 0 ? "unasked" : "");
            return consume(arrived.length);
        }
        String asked = request.length == 0 ? "(nothing asked)" : log.written(request);
        if (arrived.length == 0) {
            log.silence(device, deadline);
            throw new DeviceException(new DeviceFault.Silent(device, asked, deadline));
        }
        logNew(arrived.length, "");
        byte[] part = consume(arrived.length);
        log.discarded(device, part, deadline);
        throw new DeviceException(new DeviceFault.Garbled(device, asked, log.written(part)));
    }

    private void collect(Duration wait) throws IOException {
        byte[] more = stream.read(wait);
        if (more.length > 0) {
            int before = arrived.length;
            arrived = Arrays.copyOf(arrived, before + more.length);
            System.arraycopy(more, 0, arrived, before, more.length);
        }
    }

    private void logNew(int upTo, String remark) {
        if (upTo > loggedBytes) {
            log.received(device, Arrays.copyOfRange(arrived, loggedBytes, upTo), remark);
            loggedBytes = upTo;
        }
    }

    private byte[] consume(int count) {
        byte[] taken = Arrays.copyOf(arrived, count);
        arrived = Arrays.copyOfRange(arrived, count, arrived.length);
        loggedBytes = Math.max(0, loggedBytes - count);
        return taken;
    }
}
