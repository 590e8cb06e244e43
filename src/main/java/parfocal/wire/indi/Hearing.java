package parfocal.wire.indi;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.time.Pace;

/// What a server has told over the connection there is now, and those who wait for it to tell more. One thread tells, any number listen;
/// the teller never waits for them.
final class Hearing {
    /// What somebody waits for.
    interface Look<T> {
        Optional<T> now();
    }

    private final String who;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Mirror mirror = new Mirror();
    private final List<Awaiting<?>> awaiting = new ArrayList<>();
    private Optional<String> trouble = Optional.of("it was never connected.");
    private long connections;
    private boolean tried;
    private boolean closed;

    /// @param who what people call the device this is for; used in faults
    Hearing(String who) {
        this.who = who;
    }

    /// A connection has come about.
    ///
    /// @return whether it is wanted still
    boolean begins() {
        lock.lock();
        try {
            if (!closed) {
                trouble = Optional.empty();
                tried = true;
                connections++;
                changed.signalAll();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /// Takes what came.
    ///
    /// @param pings gets what has to be answered
    void hear(IndiParser parser, byte[] bytes, int count, List<String> pings)
            throws IndiSyntaxException {
        lock.lock();
        try {
            parser.feed(bytes, 0, count, message -> hear(message, pings));
        } finally {
            changed.signalAll();
            lock.unlock();
        }
    }

    /// The connection is over, or did not come about.
    void ends(String reason) {
        lock.lock();
        try {
            mirror.clear();
            tried = true;
            if (!closed) {
                trouble = Optional.of(reason);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            trouble = Optional.of("it was closed.");
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        return look(_ -> closed);
    }

    Optional<String> trouble() {
        return look(_ -> trouble);
    }

    long connections() {
        return look(_ -> connections);
    }

    <T> T look(Function<Mirror, T> at) {
        lock.lock();
        try {
            return at.apply(mirror);
        } finally {
            lock.unlock();
        }
    }

    /// Has every message from now on shown to somebody.
    <T> Awaiting<T> listen(IndiClient.Reaction<T> reaction) throws DeviceException {
        var fresh = new Awaiting<T>(reaction);
        lock.lock();
        try {
            requireConnection();
            awaiting.add(fresh);
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    void forget(Awaiting<?> waiting) {
        lock.lock();
        try {
            awaiting.remove(waiting);
        } finally {
            lock.unlock();
        }
    }

    <T> Optional<T> await(Duration deadline, Function<Mirror, Optional<T>> condition)
            throws DeviceException, InterruptedException {
        return until(deadline, () -> condition.apply(mirror));
    }

    /// @return empty when the deadline passed without
    /// @throws DeviceException when the connection is gone, or was another one meanwhile
    <T> Optional<T> until(Duration deadline, Look<T> look)
            throws DeviceException, InterruptedException {
        Instant end = Pace.wall().now().plus(deadline);
        lock.lockInterruptibly();
        try {
            long since = connections;
            while (true) {
                Optional<T> found = look.now();
                if (found.isPresent()) {
                    return found;
                }
                requireConnection();
                if (connections != since) {
                    throw notConnected("its server went away and came back meanwhile.", null);
                }
                long nanos = nanosUntil(end);
                if (nanos <= 0) {
                    return Optional.empty();
                }
                var _ = changed.await(nanos, TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    void awaitFirstTry() throws DeviceException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!tried) {
                changed.await();
            }
            requireConnection();
        } finally {
            lock.unlock();
        }
    }

    void awaitConnection(Duration deadline) throws DeviceException, InterruptedException {
        Instant end = Pace.wall().now().plus(deadline);
        lock.lockInterruptibly();
        try {
            long nanos = nanosUntil(end);
            while (trouble.isPresent() && !closed && nanos > 0) {
                var _ = changed.await(nanos, TimeUnit.NANOSECONDS);
                nanos = nanosUntil(end);
            }
            requireConnection();
        } finally {
            lock.unlock();
        }
    }

    private static long nanosUntil(Instant end) {
        return Duration.between(Pace.wall().now(), end).toNanos();
    }

    void requireConnection() throws DeviceException {
        Optional<String> why = trouble();
        if (why.isPresent()) {
            throw notConnected(why.get(), null);
        }
    }

    DeviceException notConnected(String reason, @Nullable Throwable cause) {
        var fault = new DeviceFault.NotConnected(who, reason);
        return cause == null ? new DeviceException(fault) : new DeviceException(fault, cause);
    }

    private void hear(IndiMessage message, List<String> pings) {
        if (message instanceof IndiMessage.PingRequest(String uid)) {
            pings.add(uid);
        }
        mirror.accept(message);
        for (Awaiting<?> each : awaiting) {
            each.hear(message, mirror);
        }
    }

    /// One who waits, and what it has found.
    static final class Awaiting<T> {
        private final IndiClient.Reaction<T> reaction;
        private Optional<T> found = Optional.empty();

        private Awaiting(IndiClient.Reaction<T> reaction) {
            this.reaction = reaction;
        }

        Optional<T> found() {
            return found;
        }

        private void hear(IndiMessage message, Mirror mirror) {
            if (found.isEmpty()) {
                found = reaction.to(message, mirror);
            }
        }
    }
}
