package parfocal.wire.indi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import parfocal.device.DeviceException;

/// A connection to an INDI server that keeps what the server tells in a [Mirror], and comes back by itself when the server does.
///
/// One client per device: the server then sends only what concerns that device, and a frame of 70 MB delays nothing but its own
/// camera. BLOBs come over the same connection (`Also`), not over a second one: only then is their order among the property's
/// states known, and with it whose exposure a frame belongs to.
///
/// A virtual thread reads without ever waiting for those who use what was read, so the server never waits for us. Time is that of the
/// wall, as real bytes come in no other.
public final class IndiClient implements AutoCloseable {
    /// What is done with each message while somebody waits.
    public interface Reaction<T> {
        /// Called by the reading thread, for every message after those that were sent; must not wait.
        ///
        /// @return what was waited for, once it is known
        Optional<T> to(IndiMessage message, Mirror mirror);
    }

    private final Hearing hearing;
    private final ServerLine line;

    private IndiClient(Hearing hearing, ServerLine line) {
        this.hearing = hearing;
        this.line = line;
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
        var hearing = new Hearing(who);
        var client =
                new IndiClient(hearing, new ServerLine(who, host, port, device, limits, hearing));
        client.line.start();
        try {
            hearing.awaitFirstTry();
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
        return hearing.trouble();
    }

    /// How often a connection came about: whoever sees it grow knows that the server may have been another one meanwhile.
    public long connections() {
        return hearing.connections();
    }

    public Optional<Property> property(String ofDevice, String name) {
        return hearing.look(seen -> seen.property(ofDevice, name));
    }

    public List<String> devices() {
        return hearing.look(Mirror::devices);
    }

    /// Sends without waiting for an answer.
    public void send(IndiMessage message) throws DeviceException {
        line.send(message);
    }

    /// Sends, and waits for what the server says to it.
    ///
    /// @return what the reaction found, or empty when the deadline passed without
    /// @throws DeviceException [DeviceFault.NotConnected] when the connection breaks meanwhile
    public <T> Optional<T> ask(List<IndiMessage> orders, Duration deadline, Reaction<T> reaction)
            throws DeviceException, InterruptedException {
        Hearing.Awaiting<T> waiting = hearing.listen(reaction);
        try {
            for (IndiMessage order : orders) {
                line.send(order);
            }
            return hearing.until(deadline, waiting::found);
        } finally {
            hearing.forget(waiting);
        }
    }

    /// Waits until something is so.
    ///
    /// @return what the condition found, or empty when the deadline passed without
    /// @throws DeviceException [DeviceFault.NotConnected] when the connection is gone or breaks meanwhile
    public <T> Optional<T> await(Duration deadline, Function<Mirror, Optional<T>> condition)
            throws DeviceException, InterruptedException {
        return hearing.await(deadline, condition);
    }

    /// Waits for a connection, if there is none, while the client tries to make one.
    ///
    /// @throws DeviceException [DeviceFault.NotConnected] when the deadline passed without
    public void awaitConnection(Duration deadline) throws DeviceException, InterruptedException {
        hearing.awaitConnection(deadline);
    }

    /// Leaves the server. Devices stay as they are: other programs may be using them.
    @Override
    public void close() {
        hearing.close();
        line.close();
    }
}
