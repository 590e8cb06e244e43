package parfocal.server.indi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import parfocal.time.Pace;

/// 500 clients of which 250 never read, others that send garbage, half messages and an element without an end: how late is an update
/// to those who read, and how much memory does it take? Run by hand; the argument is the number of rounds.
///
/// The clients live in a process of their own ([Crowd]), so that the server is what is measured. One byte sent to them straight, at the
/// moment of each order, shows what the machine makes of nothing.
final class IndiServerBench {
    private static final int CLIENTS = 500;
    private static final int UPDATES = 100;
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private IndiServerBench() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]);
        for (int round = 1; round <= rounds; round++) {
            round(round);
        }
    }

    private static void round(int round) throws Exception {
        Pace pace = Pace.wall();
        try (var observatory = new Observatory("usb-focus", 20_000, Optional.empty());
                var first = observatory.connectedClient()) {
            first.awaitDefined(Observatory.FOCUSER, "AUTOFOCUS");
            int port = observatory.server.port();
            long before = usedMegabytes();
            var bare = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            Process crowd = crowd(port, bare.getLocalPort());
            try (bare;
                    Socket straight = bare.accept();
                    var said = crowd.inputReader(UTF_8)) {
                straight.setTcpNoDelay(true);
                if (!"ready".equals(said.readLine())) {
                    throw new IOException("the crowd did not come");
                }
                Thread.ofVirtual().start(() -> spoil(port, 1L << 30));
                spoil(port, "\u0000\u0001garbage");
                spoil(port, "<newNumberVector device='Main focuser' name='ABS");
                long[] sentAtMicros = new long[UPDATES + 1];
                for (int i = 1; i <= UPDATES; i++) {
                    sentAtMicros[i] = micros(pace.now());
                    straight.getOutputStream().write(i);
                    // Told through the house as any change of a device is.
                    first.number(Observatory.FOCUSER, "Presets", "PRESET_3", i);
                    pace.pause(BETWEEN);
                }
                double[] lateMillis = late(said, "bare", sentAtMicros);
                double[] bareMillis = late(said, "end", sentAtMicros);
                System.out.printf(
                        "round %d: %d clients (half never read), %d of %d updates heard; order to update: p50 %.1f ms, p99 %.1f ms, most %.1f ms; one byte straight: p50 %.1f ms, p99 %.1f ms, most %.1f ms%n",
                        round,
                        observatory.server.clients(),
                        lateMillis.length,
                        UPDATES * CLIENTS / 2,
                        at(lateMillis, 0.5),
                        at(lateMillis, 0.99),
                        at(lateMillis, 1),
                        at(bareMillis, 0.5),
                        at(bareMillis, 0.99),
                        at(bareMillis, 1));
                System.out.printf(
                        "  memory: %d MB before the clients, %d MB with them%n",
                        before, usedMegabytes());
            } finally {
                crowd.destroy();
                var _ = crowd.waitFor();
            }
        }
    }

    private static double[] late(BufferedReader said, String until, long[] sentAtMicros) {
        return said.lines()
                .takeWhile(line -> !line.equals(until))
                .map(line -> line.split(" ", 2))
                .mapToDouble(heard ->
                        (Long.parseLong(heard[1]) - sentAtMicros[Integer.parseInt(heard[0])])
                                / 1_000.0)
                .sorted()
                .toArray();
    }

    private static double at(double[] sorted, double part) {
        return sorted[(int) (part * (sorted.length - 1))];
    }

    private static Process crowd(int port, int barePort) throws IOException {
        return new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Crowd.class.getName(),
                                Integer.toString(port),
                                Integer.toString(CLIENTS),
                                Integer.toString(UPDATES * CLIENTS / 2),
                                Integer.toString(barePort)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    private static void spoil(int port, String what) throws IOException {
        // Left open on purpose.
        new Socket(InetAddress.getLoopbackAddress(), port)
                .getOutputStream()
                .write(what.getBytes(UTF_8));
    }

    private static void spoil(int port, long bytes) {
        byte[] portion = new byte[1 << 16];
        Arrays.fill(portion, (byte) 'x');
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("<newTextVector device='a' name='".getBytes(UTF_8));
            for (long sent = 0; sent < bytes; sent += portion.length) {
                socket.getOutputStream().write(portion);
            }
        } catch (IOException closed) {
            System.out.println("  the element without an end was cut off: " + closed.getMessage());
        }
    }

    private static long usedMegabytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }
}
