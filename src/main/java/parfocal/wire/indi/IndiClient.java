package parfocal.wire.indi;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
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

/// A connection to an INDI server that keeps what the server tells in a [Mirror], and comes back by itself when the server does.
///
/// One client per device: the server then sends only what concerns that device, and a frame of 70 MB delays nothing but its own
/// camera. BLOBs come over the same connection (`Also`), not over a second one: only then is their order among the property's
/// states known, and with it whose exposure a frame belongs to.
///
/// A virtual thread reads without ever waiting for those who use what was read, so the server never waits for us. Time is that of the
/// wall, as real bytes come in no other.
public final class IndiClient implements AutoCloseable {
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration FIRST_REST = Duration.ofMillis(200);
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    /// What is done with each message while somebody waits.
    public interface Reaction<T> {
        /// Called by the reading thread, for every message after those that were sent; must not wait.
        ///
        /// @return what was waited for, once it is known
        Optional<T> to(IndiMessage message, Mirror mirror);
    }

    private final String who;
    private final String host;
    private final int port;
    private final Optional<String> device;
    private final IndiLimits limits;
    private final Thread reader;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ReentrantLock writing = new ReentrantLock();
    private final Mirror mirror = new Mirror();
    private final List<Awaiting<?>> awaiting = new ArrayList<>();
    private @Nullable Socket socket;
    private Optional<String> trouble = Optional.of("it was never connected.");
    private long connections;
    private boolean tried;
    private boolean closed;

    private IndiClient(
            String who, String host, int port, Optional<String> device, IndiLimits limits) {
        this.who = who;
        this.host = host;
        this.port = port;
        this.device = device;
        this.limits = limits;
        this.reader = Thread.ofVirtual().name("indi-" + who).unstarted(this::live);
    }

    /// Connects and subscribes.
    ///
    /// @param who    what people call the device this is for; used in faults
    /// @param device whose properties are wanted; empty for those of all devices
    /// @param limits with BLOBs, they are asked for as well
    /// @throws DeviceException [DeviceFault.NotConnected] when nobody answers there
    public static IndiClient connect(
            String who, String host, int port, Optional<String> device, IndiLimits limits)
            throws DeviceException, InterruptedException {
        var client = new IndiClient(who, host, port, device, limits);
        client.reader.start();
        try {
            client.awaitFirstTry();
            return client;
        } catch (DeviceException | InterruptedException failed) {
            client.close();
            throw failed;
        }
    }

    /// Whether there is a connection now.
    public boolean connected() {
        return trouble().isEmpty();
    }

    /// Why there is no connection now; empty while there is one.
    public Optional<String> trouble() {
        return look(_ -> trouble);
    }

    /// How often a connection came about: whoever sees it grow knows that the server may have been another one meanwhile.
    public long connections() {
        return look(_ -> connections);
    }

    public Optional<Property> property(String ofDevice, String name) {
        return look(seen -> seen.property(ofDevice, name));
    }

    public List<String> devices() {
        return look(Mirror::devices);
    }

    /// Sends without waiting for an answer.
    public void send(IndiMessage message) throws DeviceException {
        Socket to;
        lock.lock();
        try {
            requireConnection();
            to = socket;
        } finally {
            lock.unlock();
        }
        writing.lock();
        try {
            if (to != null) {
                IndiWriter.write(message, to.getOutputStream());
            }
        } catch (IOException broken) {
            throw notConnected(broken(broken), broken);
        } finally {
            writing.unlock();
        }
    }

    /// Sends, and waits for what the server says to it.
    ///
    /// @return what the reaction found, or empty when the deadline passed without
    /// @throws DeviceException [DeviceFault.NotConnected] when the connection breaks meanwhile
    public <T> Optional<T> ask(List<IndiMessage> orders, Duration deadline, Reaction<T> reaction)
            throws DeviceException, InterruptedException {
        var waiting = new Awaiting<T>(reaction);
        lock.lock();
        try {
            requireConnection();
            awaiting.add(waiting);
        } finally {
            lock.unlock();
        }
        try {
            for (IndiMessage order : orders) {
                send(order);
            }
            return until(deadline, () -> waiting.found);
        } finally {
            forget(waiting);
        }
    }

    /// Waits until something is so.
    ///
    /// @return what the condition found, or empty when the deadline passed without
    /// @throws DeviceException [DeviceFault.NotConnected] when the connection is gone or breaks meanwhile
    public <T> Optional<T> await(Duration deadline, Function<Mirror, Optional<T>> condition)
            throws DeviceException, InterruptedException {
        return until(deadline, () -> condition.apply(mirror));
    }

    /// Waits for a connection, if there is none, while the client tries to make one.
    ///
    /// @throws DeviceException [DeviceFault.NotConnected] when the deadline passed without
    public void awaitConnection(Duration deadline) throws DeviceException, InterruptedException {
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

    /// Leaves the server. Devices stay as they are: other programs may be using them.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            trouble = Optional.of("it was closed.");
            hangUp();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        reader.interrupt();
    }

    private void forget(Awaiting<?> waiting) {
        lock.lock();
        try {
            awaiting.remove(waiting);
        } finally {
            lock.unlock();
        }
    }

    private interface Look<T> {
        Optional<T> now();
    }

    private <T> Optional<T> until(Duration deadline, Look<T> look)
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

    private void awaitFirstTry() throws DeviceException, InterruptedException {
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

    private static long nanosUntil(Instant end) {
        return Duration.between(Pace.wall().now(), end).toNanos();
    }

    private void requireConnection() throws DeviceException {
        if (trouble.isPresent()) {
            throw notConnected(trouble.get(), null);
        }
    }

    private DeviceException notConnected(String reason, @Nullable Throwable cause) {
        var fault = new DeviceFault.NotConnected(who, reason);
        return cause == null ? new DeviceException(fault) : new DeviceException(fault, cause);
    }

    private <T> T look(Function<Mirror, T> at) {
        lock.lock();
        try {
            return at.apply(mirror);
        } finally {
            lock.unlock();
        }
    }

    private void live() {
        Duration rest = FIRST_REST;
        try {
            while (!isClosed()) {
                long before = connections();
                leave(meet());
                rest = connections() > before ? FIRST_REST : doubled(rest);
                Pace.wall().pause(rest);
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private static Duration doubled(Duration rest) {
        Duration longer = rest.multipliedBy(2);
        return longer.compareTo(LONGEST_REST) < 0 ? longer : LONGEST_REST;
    }

    private boolean isClosed() {
        return look(_ -> closed);
    }

    /// One connection from beginning to end.
    ///
    /// @return why it ended, or did not come about
    private String meet() {
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            return "nobody knows the host %s. Check its name and the network.".formatted(host);
        }
        try (var fresh = new Socket()) {
            try {
                fresh.setTcpNoDelay(true);
                fresh.setKeepAlive(true);
                fresh.connect(address, (int) TO_CONNECT.toMillis());
            } catch (IOException failed) {
                return "no INDI server answers on %s:%d (%s). Start it there, or check the address."
                        .formatted(host, port, failed.getMessage());
            }
            begin(fresh);
            return read(fresh);
        } catch (IOException broken) {
            return broken(broken);
        } catch (IndiSyntaxException garbled) {
            return "%s:%d %s. Is it an INDI server?".formatted(host, port, garbled.getMessage());
        }
    }

    private String broken(IOException how) {
        return "the connection to the INDI server %s:%d broke: %s"
                .formatted(host, port, how.getMessage());
    }

    private void begin(Socket fresh) throws IOException {
        writing.lock();
        try {
            var out = fresh.getOutputStream();
            IndiWriter.write(
                    device.map(IndiMessage.GetProperties::of)
                            .orElseGet(IndiMessage.GetProperties::all),
                    out);
            if (limits.blobBytes() > 0 && device.isPresent()) {
                IndiWriter.write(
                        new IndiMessage.EnableBlob(device.get(), Optional.empty(), BlobPolicy.ALSO),
                        out);
            }
        } finally {
            writing.unlock();
        }
        lock.lock();
        try {
            if (closed) {
                throw new IOException("it was closed.");
            }
            socket = fresh;
            trouble = Optional.empty();
            tried = true;
            connections++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private String read(Socket fresh) throws IOException, IndiSyntaxException {
        var parser = new IndiParser(limits);
        var pings = new ArrayList<String>();
        byte[] portion = new byte[1 << 16];
        var in = fresh.getInputStream();
        while (true) {
            int count = in.read(portion);
            if (count < 0) {
                return "the INDI server %s:%d closed the connection. Was it stopped?"
                        .formatted(host, port);
            }
            lock.lock();
            try {
                parser.feed(portion, 0, count, message -> hear(message, pings));
            } finally {
                changed.signalAll();
                lock.unlock();
            }
            for (String uid : pings) {
                reply(fresh, uid);
            }
            pings.clear();
        }
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

    private void reply(Socket fresh, String uid) throws IOException {
        writing.lock();
        try {
            IndiWriter.write(new IndiMessage.PingReply(uid), fresh.getOutputStream());
        } finally {
            writing.unlock();
        }
    }

    private void leave(String reason) {
        lock.lock();
        try {
            socket = null;
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

    private void hangUp() {
        Socket held = socket;
        if (held != null) {
            try {
                held.close();
            } catch (IOException _) {
                // Whatever was wrong with it, it is not ours any more.
            }
        }
    }

    private static final class Awaiting<T> {
        private final Reaction<T> reaction;
        private Optional<T> found = Optional.empty();

        Awaiting(Reaction<T> reaction) {
            this.reaction = reaction;
        }

        void hear(IndiMessage message, Mirror mirror) {
            if (found.isEmpty()) {
                found = reaction.to(message, mirror);
            }
        }
    }
}
