package parfocal.server.indi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import parfocal.time.Pace;
import parfocal.wire.indi.IndiLimits;
import parfocal.wire.indi.IndiMessage;
import parfocal.wire.indi.IndiMessage.SetVector;
import parfocal.wire.indi.IndiParser;
import parfocal.wire.indi.PropertyKind;
import parfocal.wire.indi.Value;

/// Many INDI clients on one thread, of which every second never reads. Says `ready`, and in the end which update was heard when, one
/// line for each: its number and the time in microseconds; then `bare` and the same
/// for what was sent without any server in between; then `end`, and waits to be ended.
final class Crowd {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration SETTLED = Duration.ofSeconds(2);
    private static final int LOOK_MILLIS = 100;

    private record Heard(int update, long atMicros) {}

    private final Pace pace = Pace.wall();
    private final List<Heard> heard = new ArrayList<>();
    private final List<Heard> bare = new ArrayList<>();
    private final List<SocketChannel> silent = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private final int expected;

    private Crowd(int expected) {
        this.expected = expected;
    }

    public static void main(String[] arguments) throws Exception {
        new Crowd(Integer.parseInt(arguments[2]))
                .listen(
                        Integer.parseInt(arguments[0]),
                        Integer.parseInt(arguments[1]),
                        Integer.parseInt(arguments[3]));
    }

    private void listen(int port, int clients, int barePort) throws Exception {
        var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (Selector selector = Selector.open()) {
            SocketChannel straight =
                    SocketChannel.open(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), barePort));
            var _ = straight.configureBlocking(false);
            var _ = straight.register(selector, SelectionKey.OP_READ);
            for (int i = 0; i < clients; i++) {
                SocketChannel channel = SocketChannel.open(to);
                boolean reads = i % 2 == 0;
                var asked =
                        ByteBuffer.wrap(
                                "<getProperties version='1.7'/>"
                                        .repeat(reads ? 1 : 50)
                                        .getBytes(UTF_8));
                while (asked.hasRemaining()) {
                    var _ = channel.write(asked);
                }
                if (reads) {
                    var _ = channel.configureBlocking(false);
                    var _ =
                            channel.register(
                                    selector,
                                    SelectionKey.OP_READ,
                                    new IndiParser(IndiLimits.ofAClient()));
                } else {
                    silent.add(channel);
                }
            }
            read(selector, pace.now().plus(SETTLED));
            System.out.println("ready");
            heard.clear();
            read(selector, pace.now().plus(LONGEST));
        }
        var out = new StringBuilder();
        heard.forEach(each -> out.append("%d %d%n".formatted(each.update(), each.atMicros())));
        out.append("bare%n".formatted());
        bare.forEach(each -> out.append("%d %d%n".formatted(each.update(), each.atMicros())));
        out.append("end%n".formatted());
        System.out.print(out);
        System.out.flush();
        // Stays until it is sent away, as its weight on the server is measured.
        var _ = System.in.read();
        for (SocketChannel each : silent) {
            each.close();
        }
    }

    private void read(Selector selector, Instant end) throws Exception {
        while (heard.size() < expected && pace.now().isBefore(end)) {
            var _ = selector.select(LOOK_MILLIS);
            // All that is selected has arrived by now; reading it takes this process longer.
            long now = IndiServerBench.micros(pace.now());
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.attachment() instanceof IndiParser parser) {
                    read((SocketChannel) key.channel(), parser, now);
                } else {
                    bare((SocketChannel) key.channel(), now);
                }
            }
            selector.selectedKeys().clear();
        }
    }

    private void read(SocketChannel channel, IndiParser parser, long now) throws Exception {
        int count = channel.read(buffer.clear());
        if (count < 0) {
            throw new IOException("the server hung up on a client that reads");
        }
        parser.feed(buffer.array(), 0, count, message -> note(message, now));
    }

    /// One byte, sent straight to here when the order was given: what the machine takes for nothing.
    private void bare(SocketChannel channel, long now) throws IOException {
        int count = channel.read(buffer.clear());
        for (int i = 0; i < count; i++) {
            bare.add(new Heard(buffer.get(i), now));
        }
        if (count < 0) {
            channel.close();
        }
    }

    private void note(IndiMessage message, long now) {
        if (message instanceof SetVector set
                && set.kind() == PropertyKind.NUMBER
                && set.name().equals("Presets")
                && set.items().getLast().value() instanceof Value.Numeric(double number)) {
            heard.add(new Heard((int) number, now));
        }
    }
}
