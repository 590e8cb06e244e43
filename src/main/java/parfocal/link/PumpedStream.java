package parfocal.link;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import parfocal.time.Pace;

/// Reads a port that can only be read by waiting, on a platform thread of its own: a virtual thread blocked in a native read would
/// hold its carrier, and one blocked in a socket read would close the socket when interrupted.
///
/// Waits in wall time, as real bytes come in no other.
final class PumpedStream implements ByteStream {
    // A device that babbles to nobody fills this much, then the system's own buffer, then its own.
    private static final int KEPT_BYTES = 1 << 16;

    /// What a serial port and a socket have in common.
    interface Port {

        /// Waits for the next bytes; none means that the wait was in vain and may be repeated.
        ///
        /// @throws IOException when there will never be any more; the message says why, for people
        byte[] take() throws IOException;

        /// @throws IOException when not all of the bytes could be written
        void write(byte[] bytes) throws IOException;

        /// Frees whoever waits in `take`.
        void close();
    }

    private final Port port;
    private final Thread reader;
    private final ReentrantLock inboxLock = new ReentrantLock();
    private final Condition inboxChanged = inboxLock.newCondition();
    private final ByteArrayOutputStream inbox = new ByteArrayOutputStream();
    private @Nullable IOException end;
    private boolean closed;

    PumpedStream(String device, Port port) {
        this.port = port;
        this.reader = Thread.ofPlatform().daemon().name("line-" + device).unstarted(this::pump);
    }

    PumpedStream start() {
        reader.start();
        return this;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        inboxLock.lock();
        try {
            requireOpen();
            if (end != null) {
                throw new IOException(end.getMessage(), end);
            }
        } finally {
            inboxLock.unlock();
        }
        port.write(bytes);
    }

    @Override
    public byte[] read(Duration wait) throws IOException {
        Instant until = Pace.wall().now().plus(wait);
        boolean interrupted = false;
        inboxLock.lock();
        try {
            while (true) {
                requireOpen();
                if (inbox.size() > 0) {
                    byte[] taken = inbox.toByteArray();
                    inbox.reset();
                    inboxChanged.signalAll();
                    return taken;
                }
                if (end != null) {
                    throw new IOException(end.getMessage(), end);
                }
                Duration left = Duration.between(Pace.wall().now(), until);
                if (!left.isPositive()) {
                    return new byte[0];
                }
                try {
                    var _ = inboxChanged.await(left.toNanos(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException _) {
                    // The contract of ByteStream: the wait goes on, the interrupt is given back
                    // below.
                    interrupted = true;
                }
            }
        } finally {
            inboxLock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        inboxLock.lock();
        try {
            closed = true;
            inboxChanged.signalAll();
        } finally {
            inboxLock.unlock();
        }
        port.close();
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the line was closed.");
        }
    }

    private void pump() {
        try {
            while (true) {
                byte[] bytes = port.take();
                if (!keep(bytes)) {
                    return;
                }
            }
        } catch (IOException gone) {
            finish(gone);
        }
    }

    private boolean keep(byte[] bytes) {
        inboxLock.lock();
        try {
            while (!closed && inbox.size() + bytes.length > KEPT_BYTES && inbox.size() > 0) {
                inboxChanged.awaitUninterruptibly();
            }
            inbox.writeBytes(bytes);
            inboxChanged.signalAll();
            return !closed;
        } finally {
            inboxLock.unlock();
        }
    }

    private void finish(IOException gone) {
        inboxLock.lock();
        try {
            end = gone;
            inboxChanged.signalAll();
        } finally {
            inboxLock.unlock();
        }
    }
}
