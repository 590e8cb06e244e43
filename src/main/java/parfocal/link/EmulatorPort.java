package parfocal.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Offers an emulated device to other programs, on a pseudo-terminal or on a TCP port, in real time: what the device says by itself
/// goes out too. One platform thread carries the bytes.
public final class EmulatorPort implements AutoCloseable {
    // Quicker than any of these devices answers, and a percent or two of a processor.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final String device;
    private final Place place;
    private final String address;
    private final WireLog log;
    private final Thread carrier;
    private volatile boolean closing;
    private volatile @Nullable IOException failure;

    /// Where guests come to.
    interface Place {

        /// Carries what is to be carried, and waits at most so long for it.
        ///
        /// @throws IOException when nobody will ever come again
        void serve(Duration wait) throws IOException;

        String address() throws IOException;

        void close();
    }

    private EmulatorPort(String device, Place place, String address, WireLog log) {
        this.device = device;
        this.place = place;
        this.address = address;
        this.log = log;
        this.carrier =
                Thread.ofPlatform().daemon().name("emulator-" + device).unstarted(this::carry);
    }

    /// Serves the device on a new pseudo-terminal.
    ///
    /// @param device what the emulated device is called in the log
    /// @param link   where other programs will find it, see [PseudoTerminal#create]
    /// @throws IOException when the link cannot be made; the message says what to do
    public static EmulatorPort onPseudoTerminal(
            String device, WireDevice end, Path link, WireLog log) throws IOException {
        PseudoTerminal terminal = PseudoTerminal.create(link);
        var place = new OneGuest(device, end, terminal, link.toString(), fitting(log, end));
        return new EmulatorPort(device, place, place.address(), log).start();
    }

    /// Serves the device on a TCP port, to one program at a time as on a serial port: a second one is hung up on. A
    /// [WireSwitchboard] is served on as many connections as come.
    ///
    /// @param at where to listen; the port 0 takes a free one, and the address should be loopback unless the user said otherwise
    /// @throws IOException when the port is taken; the message says what to do
    public static EmulatorPort onTcp(
            String device, WireDevice end, InetSocketAddress at, WireLog log) throws IOException {
        Place place;
        if (end instanceof WireSwitchboard board) {
            place = TcpHall.open(device, board, at, fitting(log, end));
        } else {
            TcpDoor door = TcpDoor.open(at);
            place = new OneGuest(device, end, door, door.address(), fitting(log, end));
        }
        return new EmulatorPort(device, place, place.address(), log).start();
    }

    private static WireLog fitting(WireLog log, WireDevice end) {
        return end.speaksText() ? log : log.inHex();
    }

    /// Where it is served: the link, or host and port.
    public String address() {
        return address;
    }

    /// Why it is served no longer, if it ended by itself.
    public Optional<String> failure() {
        return Optional.ofNullable(failure).map(Throwable::getMessage);
    }

    /// Waits until the port is closed or has failed.
    public void join() throws InterruptedException {
        carrier.join();
    }

    /// Hangs up. The device itself lives on.
    @Override
    public void close() {
        closing = true;
        try {
            carrier.join();
        } catch (InterruptedException _) {
            // The carrier sees `closing` by itself; only the waiting for it is given up.
            Thread.currentThread().interrupt();
        }
    }

    private EmulatorPort start() {
        carrier.start();
        return this;
    }

    private void carry() {
        try {
            while (!closing) {
                place.serve(LOOK_AGAIN);
            }
        } catch (IOException gone) {
            failure = gone;
            log.gone(device, gone.getMessage() == null ? gone.toString() : gone.getMessage());
        } finally {
            place.close();
        }
    }

    private record OneGuest(
            String device, WireDevice end, ByteStream outside, String address, WireLog log)
            implements Place {

        @Override
        public void serve(Duration wait) throws IOException {
            byte[] heard = outside.read(wait);
            if (heard.length > 0) {
                log.sent(device, heard);
                end.hear(heard);
            }
            byte[] said = end.say();
            if (said.length > 0) {
                log.received(device, said, "");
                outside.write(said);
            }
        }

        @Override
        public void close() {
            outside.close();
        }
    }
}
