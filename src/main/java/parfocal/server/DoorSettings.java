package parfocal.server;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;

/// Where the door is, and how many fit through.
///
/// @param host            address to listen at; the wildcard address for all
/// @param port            0: any that is free
/// @param names           by which this computer may be called, besides its addresses, `localhost` and its own host name
/// @param mostConnections more make the longest idle one be closed
/// @param idle            how long a connection may say nothing
public record DoorSettings(
        InetAddress host, int port, Set<String> names, int mostConnections, Duration idle) {
    /// Unless configured otherwise.
    public static final int PORT = 11_111;

    private static final int MOST_CONNECTIONS = 500;
    private static final Duration IDLE = Duration.ofSeconds(60);

    public DoorSettings {
        names = Set.copyOf(names);
    }

    /// Reached from this computer only.
    public static DoorSettings loopback(int port) {
        return at(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    public static DoorSettings at(InetAddress host, int port) {
        return new DoorSettings(host, port, Set.of(), MOST_CONNECTIONS, IDLE);
    }

    public DoorSettings withNames(Set<String> newNames) {
        return new DoorSettings(host, port, newNames, mostConnections, idle);
    }

    public DoorSettings withMostConnections(int newMost) {
        return new DoorSettings(host, port, names, newMost, idle);
    }

    public DoorSettings withIdle(Duration newIdle) {
        return new DoorSettings(host, port, names, mostConnections, newIdle);
    }
}
