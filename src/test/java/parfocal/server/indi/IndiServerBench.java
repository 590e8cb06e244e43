package parfocal.server.indi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import parfocal.time.Pace;
import parfocal.wire.indi.IndiLimits;
import parfocal.wire.indi.IndiMessage.SetVector;
import parfocal.wire.indi.IndiParser;
import parfocal.wire.indi.IndiSyntaxException;
import parfocal.wire.indi.PropertyKind;
import parfocal.wire.indi.Value;

/// 500 clients of which 250 never read, others that send garbage, half messages and an element without an end: how late is an update
/// to those who read, and how much memory does it take? Run by hand.
final class IndiServerBench {
    private static final int CLIENTS = 500;
    private static final int UPDATES = 60;
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private IndiServerBench() {}

    public static void main(String[] arguments) throws Exception {
        Pace pace = Pace.wall();
        try (var observatory = new Observatory("usb-focus", 20_000, Optional.empty());
                var first = observatory.connectedClient()) {
            first.awaitDefined(Observatory.FOCUSER, "AUTOFOCUS");
            long before = usedMegabytes();
            var late = new ConcurrentLinkedQueue<Long>();
            Instant[] sentAt = new Instant[UPDATES + 1];
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                var socket =
                        new Socket(InetAddress.getLoopbackAddress(), observatory.server.port());
                sockets.add(socket);
                boolean reads = i % 2 == 0;
                socket.getOutputStream()
                        .write(
                                "<getProperties version='1.7'/>"
                                        .repeat(reads ? 1 : 50)
                                        .getBytes(UTF_8));
                if (reads) {
                    Thread.ofVirtual().start(() -> read(socket, sentAt, late, pace));
                }
            }
            pace.pause(Duration.ofSeconds(3));
            Thread.ofVirtual().start(() -> spoil(observatory.server.port(), 1L << 30));
            spoil(observatory.server.port(), "\u0000\u0001garbage");
            spoil(observatory.server.port(), "<newNumberVector device='Main focuser' name='ABS");
            for (int i = 1; i <= UPDATES; i++) {
                sentAt[i] = pace.now();
                // Told through the house as any change of a device is.
                first.number(Observatory.FOCUSER, "Presets", "PRESET_3", i);
                pace.pause(BETWEEN);
            }
            pace.pause(Duration.ofSeconds(3));
            long[] sorted = late.stream().mapToLong(Long::longValue).sorted().toArray();
            System.out.printf(
                    "%d clients (half never read), %d of %d updates heard; order to update: p50 %d ms, p99 %d ms, most %d ms%n",
                    observatory.server.clients(),
                    sorted.length,
                    UPDATES * CLIENTS / 2,
                    sorted[sorted.length / 2],
                    sorted[sorted.length * 99 / 100],
                    sorted[sorted.length - 1]);
            System.out.printf(
                    "memory: %d MB before the clients, %d MB with them (benchmark's own readers included)%n",
                    before, usedMegabytes());
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static void read(
            Socket socket, Instant[] sentAt, ConcurrentLinkedQueue<Long> late, Pace pace) {
        var parser = new IndiParser(IndiLimits.ofAClient());
        byte[] portion = new byte[4_096];
        try {
            for (int count = socket.getInputStream().read(portion);
                    count >= 0;
                    count = socket.getInputStream().read(portion)) {
                Instant now = pace.now();
                parser.feed(
                        portion,
                        0,
                        count,
                        message -> {
                            if (message instanceof SetVector set
                                    && set.kind() == PropertyKind.NUMBER
                                    && set.name().equals("Presets")
                                    && set.items().getLast().value()
                                            instanceof Value.Numeric(double number)
                                    && sentAt[(int) number] != null) {
                                late.add(Duration.between(sentAt[(int) number], now).toMillis());
                            }
                        });
            }
        } catch (IOException | IndiSyntaxException over) {
            // The end of the benchmark.
        }
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
            System.out.println("the element without an end was cut off: " + closed.getMessage());
        }
    }

    private static long usedMegabytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }
}
