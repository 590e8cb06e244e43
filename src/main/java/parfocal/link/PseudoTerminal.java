package parfocal.link;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;

/// A serial port that is no hardware: other programs open its link as they would open `/dev/ttyACM0`, and we hold the wire's other
/// end. Linux and macOS.
///
/// We keep the programs' side open as well, so that they may come and go. What is said while no program listens waits for the next
/// one, a few kilobytes of it, as in a real port's buffer; the rest is lost.
public final class PseudoTerminal implements ByteStream {
    private static final Duration LOCKED_AT_MOST = Duration.ofMillis(20);

    private final Path link;
    private final Path device;
    private final int master;
    private final int slave;
    private boolean closed;

    private PseudoTerminal(Path link, Path device, int master, int slave) {
        this.link = link;
        this.device = device;
        this.master = master;
        this.slave = slave;
    }

    /// Makes a pseudo-terminal in raw mode and a symbolic link to it.
    ///
    /// @param link where programs will find the port; a leftover link to a pseudo-terminal that is gone is replaced
    /// @throws IOException when the link's place is taken, or the system has no pseudo-terminals; the message says what to do
    public static PseudoTerminal create(Path link) throws IOException {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            throw new IOException(
                    "This system has no pseudo-terminals. Use a TCP port instead, or a pair of virtual COM ports.");
        }
        // Before the terminal is made: it may well get the number that a leftover link still points
        // to.
        clearTheWay(link);
        int master = Posix.openMaster();
        int slave;
        Path device;
        try {
            device = Path.of(Posix.slaveName(master));
            slave = Posix.openRaw(device.toString());
        } catch (IOException failed) {
            Posix.close(master);
            throw failed;
        }
        var terminal = new PseudoTerminal(link, device, master, slave);
        try {
            Files.createSymbolicLink(link, device);
        } catch (FileAlreadyExistsException taken) {
            terminal.close();
            throw new IOException(
                    "%s appeared at this very moment. Does another emulator use the same link?"
                            .formatted(link),
                    taken);
        } catch (IOException failed) {
            terminal.close();
            throw new IOException(
                    "The link %s cannot be made. Does its folder exist, and may you write there?"
                            .formatted(link),
                    failed);
        }
        return terminal;
    }

    /// Where programs find the port.
    public Path link() {
        return link;
    }

    /// The port's own name, such as `/dev/pts/3`.
    public Path device() {
        return device;
    }

    @Override
    public byte[] read(Duration wait) throws IOException {
        if (wait.compareTo(LOCKED_AT_MOST) > 0) {
            wait = LOCKED_AT_MOST;
        }
        synchronized (this) {
            requireOpen();
            return Posix.read(master, wait);
        }
    }

    /// Writes what finds room; see above for the rest.
    @Override
    public synchronized void write(byte[] bytes) throws IOException {
        requireOpen();
        var _ = Posix.write(master, bytes);
    }

    /// Hangs up on whoever has the port open, and removes the link if it is still ours.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(device)) {
                Files.delete(link);
            }
        } catch (IOException _) {
            // The link can stay: the next terminal made there will see that it leads nowhere.
        }
        try {
            Posix.close(slave);
            Posix.close(master);
        } catch (IOException _) {
            // Closing fails only for what is closed.
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the pseudo-terminal %s was closed.".formatted(link));
        }
    }

    private static void clearTheWay(Path link) throws IOException {
        if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isSymbolicLink(link)) {
            throw new IOException(
                    "%s is a file of somebody's and was left alone. Choose another place for the link."
                            .formatted(link));
        }
        Path target = Files.readSymbolicLink(link);
        if (!leadsToPseudoTerminal(target)) {
            throw new IOException(
                    "%s is a link to %s and was left alone. Choose another place for the link."
                            .formatted(link, target));
        }
        if (Files.exists(link)) {
            throw new IOException(
                    ("%s leads to %s, which is in use: another emulator may be serving it. Stop that one, or choose"
                                    + " another link; if nothing serves it, remove the link (rm %1$s).")
                            .formatted(link, target));
        }
        Files.delete(link);
    }

    private static boolean leadsToPseudoTerminal(Path target) {
        return target.startsWith("/dev/pts") || target.toString().startsWith("/dev/ttys");
    }
}
