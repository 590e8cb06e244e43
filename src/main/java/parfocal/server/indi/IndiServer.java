package parfocal.server.indi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import parfocal.hub.Client;
import parfocal.hub.Hub;
import parfocal.time.Pace;
import parfocal.wire.indi.IndiSyntaxException;

/// The hub as an INDI server: what `indiserver` is to its drivers, this is to the hub's devices.
///
/// A client has a thread that reads and one that writes, and a queue of its own, so that a slow or dead one delays nobody. A client that
/// takes nothing for [#PATIENCE] while something waits is closed, as is one that sends what is no INDI. Beyond [#MOST_CLIENTS] the next
/// one is closed at once.
///
/// Memory for each client: its queue (at most 256 KB and the last word on each property, and one frame), what its message under way
/// takes (at most 256 KB; a few KB for any real client), and 24 KB of buffers.
public final class IndiServer implements AutoCloseable {
    public static final int PORT = 7_624;
    static final int MOST_CLIENTS = 1_000;
    static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final int BACKLOG = 128;

    private final ServerSocket door;
    private final House house;
    private final Pace pace;
    private final Map<Socket, Connection> connections = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Thread patrol;

    private IndiServer(ServerSocket door, House house, Pace pace) {
        this.door = door;
        this.house = house;
        this.pace = pace;
        this.patrol = Thread.ofVirtual().name("indi-patrol").unstarted(this::patrol);
    }

    /// Begins to serve every device the hub has and will have.
    ///
    /// @param at        port 0 takes a free one
    /// @param directory where `CONFIG_SAVE` keeps what it saves; empty: nowhere
    /// @throws IOException when nobody can listen there; a sentence with what to do
    public static IndiServer open(
            InetSocketAddress at, Hub hub, Pace pace, Optional<Path> directory) throws IOException {
        var door = new ServerSocket();
        try {
            door.setReuseAddress(true);
            door.bind(at, BACKLOG);
        } catch (IOException taken) {
            door.close();
            throw new IOException(
                    "INDI cannot listen on %s:%d: %s. Is an indiserver running? Choose another port with --indi."
                            .formatted(at.getHostString(), at.getPort(), taken.getMessage()),
                    taken);
        }
        var house = new House(hub, pace, directory, _ -> true, Optional.empty());
        var server = new IndiServer(door, house, pace);
        Thread.ofVirtual().name("indi-door").start(server::listen);
        server.patrol.start();
        return server;
    }

    public int port() {
        return door.getLocalPort();
    }

    public InetAddress address() {
        return door.getInetAddress();
    }

    /// Clients connected now.
    public int clients() {
        return connections.size();
    }

    @Override
    public void close() throws IOException {
        door.close();
        patrol.interrupt();
        house.close();
        connections.keySet().forEach(IndiServer::hangUp);
    }

    private void listen() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                if (connections.size() >= MOST_CLIENTS) {
                    hangUp(socket);
                } else {
                    welcome(socket);
                }
            } catch (IOException closing) {
                if (!door.isClosed()) {
                    // Too many open files: the next one may be luckier.
                    rest();
                }
            }
        }
    }

    private void rest() {
        try {
            pace.pause(Duration.ofMillis(100));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void welcome(Socket socket) {
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            var guest = new Guest(client(socket));
            var connection =
                    new Connection(house, guest, socket.getInputStream(), socket.getOutputStream());
            connections.put(socket, connection);
            house.welcome(guest);
            Thread.ofVirtual().start(() -> read(socket, connection));
            Thread.ofVirtual().start(() -> write(connection));
        } catch (IOException gone) {
            hangUp(socket);
        }
    }

    /// By address where it comes from elsewhere; by number always, as one computer may run many.
    private Client client(Socket socket) {
        long number = numbers.incrementAndGet();
        InetAddress from = socket.getInetAddress();
        return new Client(
                "INDI",
                from.isLoopbackAddress()
                        ? Long.toString(number)
                        : "%s #%d".formatted(from.getHostAddress(), number));
    }

    private void read(Socket socket, Connection connection) {
        try {
            connection.read();
        } catch (IOException | IndiSyntaxException over) {
            // It has gone, or speaks something else; the others need not know.
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            hangUp(socket);
            connections.remove(socket);
            house.seeOff(connection.guest());
        }
    }

    private void write(Connection connection) {
        try {
            connection.write();
        } catch (IOException gone) {
            // Not hung up here: a client that orders and leaves, as indi_setprop does, may have an
            // order on its way still. The
            // reader comes to its end, and clears up.
            connection.guest().outbox().close();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void patrol() {
        try {
            while (true) {
                pace.pause(ROUND);
                var tooLongAgo = pace.now().minus(PATIENCE);
                connections.forEach((socket, connection) -> {
                    if (connection.stuckSince().isBefore(tooLongAgo)) {
                        hangUp(socket);
                    }
                });
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Gone either way.
        }
    }
}
