package parfocal.wire.indi;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import parfocal.device.DeviceException;
import parfocal.time.Pace;

/// The way to an INDI server: connects, subscribes, reads into a [Hearing], and comes back by itself when the server does.
///
/// Time is that of the wall, as real bytes come in no other.
final class ServerLine {
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration FIRST_REST = Duration.ofMillis(200);
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    private final String host;
    private final int port;
    private final Optional<String> device;
    private final IndiLimits limits;
    private final Hearing hearing;
    private final Thread reader;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile @Nullable Socket socket;

    /// @param device whose properties are wanted; empty for those of all devices
    /// @param limits with BLOBs, they are asked for as well
    ServerLine(
            String who,
            String host,
            int port,
            Optional<String> device,
            IndiLimits limits,
            Hearing hearing) {
        this.host = host;
        this.port = port;
        this.device = device;
        this.limits = limits;
        this.hearing = hearing;
        this.reader = Thread.ofVirtual().name("indi-" + who).unstarted(this::live);
    }

    void start() {
        reader.start();
    }

    void send(IndiMessage message) throws DeviceException {
        hearing.requireConnection();
        Socket to = socket;
        if (to == null) {
            return;
        }
        try {
            write(to, List.of(message));
        } catch (IOException broken) {
            throw hearing.notConnected(broken(broken), broken);
        }
    }

    /// After the hearing was closed.
    void close() {
        Socket held = socket;
        if (held != null) {
            try {
                held.close();
            } catch (IOException _) {
                // Whatever was wrong with it, it is not ours any more.
            }
        }
        reader.interrupt();
    }

    private void write(Socket to, List<IndiMessage> messages) throws IOException {
        writing.lock();
        try {
            for (IndiMessage message : messages) {
                IndiWriter.write(message, to.getOutputStream());
            }
        } finally {
            writing.unlock();
        }
    }

    private void live() {
        Duration rest = FIRST_REST;
        try {
            while (!hearing.isClosed()) {
                long before = hearing.connections();
                String reason = meet();
                socket = null;
                hearing.ends(reason);
                rest = hearing.connections() > before ? FIRST_REST : doubled(rest);
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
        var first = new ArrayList<IndiMessage>();
        first.add(
                device.map(IndiMessage.GetProperties::of)
                        .orElseGet(IndiMessage.GetProperties::all));
        if (limits.blobBytes() > 0 && device.isPresent()) {
            first.add(new IndiMessage.EnableBlob(device.get(), Optional.empty(), BlobPolicy.ALSO));
        }
        write(fresh, first);
        // Before anybody hears of it, and orders.
        socket = fresh;
        if (!hearing.begins()) {
            throw new IOException("it was closed.");
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
            hearing.hear(parser, portion, count, pings);
            for (String uid : pings) {
                write(fresh, List.of(new IndiMessage.PingReply(uid)));
            }
            pings.clear();
        }
    }
}
