package parfocal.server.indi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import parfocal.hub.Client;
import parfocal.hub.Hub;
import parfocal.time.Pace;
import parfocal.wire.indi.IndiSyntaxException;

/// The hub as a driver under somebody else's `indiserver`: the same devices, over two streams.
public final class IndiDriver {
    private IndiDriver() {}

    /// Serves until the other end closes.
    ///
    /// @param directory where `CONFIG_SAVE` keeps what it saves; empty: nowhere
    /// @param offered   which of the hub's devices are shown, by id
    /// @param called    how the first focuser is to be called, as indiserver's `-n` says in `INDIDEV`
    /// @throws IOException when what comes is no INDI, or nobody takes what goes out
    public static void serve(
            InputStream in,
            OutputStream out,
            Hub hub,
            Pace pace,
            Optional<Path> directory,
            Predicate<String> offered,
            Optional<String> called)
            throws IOException, InterruptedException {
        try (var house = new House(hub, pace, directory, offered, called)) {
            Guest guest = Guest.server(new Client("INDI", "indiserver"));
            var connection = new Connection(house, guest, in, out);
            house.welcome(guest);
            Thread writer = Thread.ofVirtual().start(() -> write(connection));
            try {
                connection.read();
            } catch (IndiSyntaxException garbled) {
                throw new IOException("The INDI server " + garbled.getMessage(), garbled);
            } finally {
                house.seeOff(guest);
                writer.interrupt();
            }
        }
    }

    private static void write(Connection connection) {
        try {
            connection.write();
        } catch (IOException gone) {
            // Its reader ends as well.
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
