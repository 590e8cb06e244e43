package parfocal.wire.indi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import parfocal.time.Pace;

/// Debian's `indiserver` with libindi's simulators, on a port and a socket of its own.
public final class IndiServerProcess implements AutoCloseable {
    private static final Duration TO_START = Duration.ofSeconds(15);

    private final Path home;
    private final int port;
    private final List<String> command;
    private Process process;

    private IndiServerProcess(Path home, int port, List<String> drivers) throws IOException {
        this.home = home;
        this.port = port;
        this.command = new ArrayList<>(List.of("indiserver", "-p", "" + port));
        this.command.addAll(List.of("-u", "/tmp/parfocal-indi-" + port));
        this.command.addAll(drivers);
        this.process = run();
    }

    /// @param home where the simulators find and keep their configuration
    public static IndiServerProcess start(Path home, String... drivers)
            throws IOException, InterruptedException {
        for (String program : Stream.concat(Stream.of("indiserver"), Stream.of(drivers)).toList()) {
            Assumptions.assumeTrue(
                    Files.isExecutable(Path.of("/usr/bin", program)),
                    program + " is not installed (Debian's package indi-bin); skipped");
        }
        int free;
        try (var probe = new ServerSocket(0)) {
            free = probe.getLocalPort();
        }
        var server = new IndiServerProcess(home, free, List.of(drivers));
        server.awaitListening();
        return server;
    }

    public int port() {
        return port;
    }

    /// Kills the server; its drivers end with it.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public void startAgain() throws IOException, InterruptedException {
        process = run();
        awaitListening();
    }

    /// Kills one driver, as a crash would; the server starts it again.
    public void killDriver(String name) {
        List<ProcessHandle> drivers =
                process.descendants()
                        .filter(each -> each.info().command().orElse("").endsWith(name))
                        .toList();
        assertThat(drivers).as("running %s", name).isNotEmpty();
        drivers.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        List<ProcessHandle> drivers = process.descendants().toList();
        process.destroyForcibly();
        drivers.forEach(ProcessHandle::destroyForcibly);
    }

    private Process run() throws IOException {
        var start = new ProcessBuilder(command);
        start.environment().put("HOME", home.toString());
        start.redirectError(ProcessBuilder.Redirect.DISCARD);
        start.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return start.start();
    }

    private void awaitListening() throws InterruptedException {
        Instant end = Pace.wall().now().plus(TO_START);
        while (!listens()) {
            assertThat(Pace.wall().now()).as("indiserver listening").isBefore(end);
            Pace.wall().pause(Duration.ofMillis(20));
        }
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException _) {
            // Not yet.
            return false;
        }
    }
}
