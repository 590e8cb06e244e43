package parfocal.link;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Programs of this computer: who listens on a network port, and who runs.
public final class LocalServers {
    private final SystemFiles files;

    private LocalServers(Path root) {
        files = new SystemFiles(root);
    }

    public static LocalServers here() {
        return under(Path.of("/"));
    }

    /// Those of a Linux whose `/proc` was prepared in a folder.
    public static LocalServers under(Path root) {
        return new LocalServers(root);
    }

    /// How bytes come in.
    public enum Transport {
        TCP,
        UDP
    }

    /// A network port that is taken.
    ///
    /// @param holders who has it, as far as this user may see
    public record Taken(Transport transport, int port, List<Holder> holders) {
        public Taken {
            holders = List.copyOf(holders);
        }
    }

    /// Whether anybody listens there, and who. Nothing is sent.
    public Optional<Taken> on(Transport transport, int port) {
        if (!Files.exists(files.at("proc/net"))) {
            return isFree(transport, port)
                    ? Optional.empty()
                    : Optional.of(new Taken(transport, port, List.of()));
        }
        var inodes = new ArrayList<String>();
        String table = "proc/net/" + transport.name().toLowerCase(Locale.ROOT);
        for (String suffix : List.of("", "6")) {
            files.lines(table + suffix).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length > 9 && listens(columns, transport, port))
                    .forEach(columns -> inodes.add(columns[9]));
        }
        if (inodes.isEmpty()) {
            return Optional.empty();
        }
        Processes processes = Processes.now(files);
        List<Holder> holders =
                inodes.stream()
                        .flatMap(inode -> processes.holdingSocket(inode).stream())
                        .distinct()
                        .toList();
        return Optional.of(new Taken(transport, port, holders));
    }

    /// Running programs whose name begins so; none where the system has no `/proc`.
    public List<Holder> running(String beginning) {
        return Processes.now(files).named(beginning);
    }

    /// Columns as in the kernel's Documentation/networking/proc_net_tcp: address:port in hexadecimal; state 0A listens.
    private static boolean listens(String[] columns, Transport transport, int port) {
        return columns[1].endsWith(":%04X".formatted(port))
                && (transport == Transport.UDP || columns[3].equals("0A"));
    }

    private static boolean isFree(Transport transport, int port) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (AutoCloseable _ =
                switch (transport) {
                    case TCP -> bound(address);
                    case UDP -> new DatagramSocket(address);
                }) {
            return true;
        } catch (Exception _) {
            // Taken: that was the question.
            return false;
        }
    }

    private static ServerSocket bound(InetSocketAddress address) throws IOException {
        var socket = new ServerSocket();
        socket.bind(address);
        return socket;
    }
}
