package parfocal.wire.alpaca;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import parfocal.image.Frame;
import parfocal.link.WireLog;

/// How long a 61-megapixel frame takes from a server on loopback to pixels in memory, beside the same bytes through a plain socket
/// read into nothing, in turns in the same run. Run by hand; the numbers go to standard output.
///
/// The sender is the same for both: one thread that writes an array into a socket.
final class ImageBytesBench {
    private static final int WIDTH = 9_576;
    private static final int HEIGHT = 6_388;
    private static final int ROUNDS = 15;
    private static final int WARM_UP = 5;

    private ImageBytesBench() {}

    public static void main(String[] arguments) throws Exception {
        for (int largest : new int[] {60_000, 1_000_000}) {
            measure(largest);
        }
    }

    private static void measure(int largestAdu) throws Exception {
        float[] adu = new float[WIDTH * HEIGHT];
        for (int i = 0; i < adu.length; i++) {
            adu[i] = (int) (((i * 2_654_435_761L) >>> 8) % largestAdu);
        }
        ImageBytes picture = ImageBytes.of(new Frame(WIDTH, HEIGHT, adu));
        var bytes = new ByteArrayOutputStream((int) picture.length());
        picture.writeTo(bytes, new AlpacaReply.Transaction(0, 1));
        byte[] body = bytes.toByteArray();
        double[] plain = new double[ROUNDS];
        double[] fetched = new double[ROUNDS];
        double[] decoded = new double[ROUNDS];
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> serve(server, body));
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                copy(server.getLocalPort());
                plain[round] = (System.nanoTime() - start) / 1e6;
                start = System.nanoTime();
                Frame frame = fetch(server.getLocalPort());
                fetched[round] = (System.nanoTime() - start) / 1e6;
                start = System.nanoTime();
                var _ = ImageBytes.read(new java.io.ByteArrayInputStream(body), Integer.MAX_VALUE);
                decoded[round] = (System.nanoTime() - start) / 1e6;
                for (int i = 0; i < adu.length; i += 997) {
                    if (frame.adu()[i] != adu[i]) {
                        throw new IllegalStateException("pixel " + i + " is wrong");
                    }
                }
                System.out.printf(
                        "  plain %.0f ms  frame %.0f ms  decoding alone %.0f ms%n",
                        plain[round], fetched[round], decoded[round]);
            }
        }
        System.out.printf(
                "%s, %.0f MB: plain socket %.0f ms, frame %.0f ms, ratio %.2f; decoding alone %.0f ms (medians)%n",
                picture.element(),
                body.length / 1e6,
                median(plain),
                median(fetched),
                median(fetched) / median(plain),
                median(decoded));
    }

    private static double median(double[] times) {
        double[] warm = Arrays.copyOfRange(times, WARM_UP, times.length);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }

    private static void copy(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("plain\r\n\r\n".getBytes(US_ASCII));
            byte[] portion = new byte[1 << 16];
            InputStream in = socket.getInputStream();
            long all = 0;
            for (int count = in.read(portion); count >= 0; count = in.read(portion)) {
                all += count;
            }
            if (all < (long) WIDTH * HEIGHT) {
                throw new IOException("only " + all);
            }
        }
    }

    private static Frame fetch(int port) throws Exception {
        var address = AlpacaAddress.of("127.0.0.1", port, AlpacaType.CAMERA, 0);
        try (var client = AlpacaClient.at("camera", address, WireLog.none())) {
            return client.image((long) WIDTH * HEIGHT);
        }
    }

    private static void serve(ServerSocket server, byte[] body) {
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    boolean http = isHttp(socket.getInputStream());
                    OutputStream out = socket.getOutputStream();
                    if (http) {
                        out.write(
                                "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                                        .formatted(ImageBytes.CONTENT_TYPE, body.length)
                                        .getBytes(US_ASCII));
                    }
                    for (int from = 0; from < body.length; from += 1 << 16) {
                        out.write(body, from, Math.min(1 << 16, body.length - from));
                    }
                }
            }
        } catch (IOException _) {
            // The measurement is over.
        }
    }

    private static boolean isHttp(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int one = in.read();
            if (one < 0) {
                return false;
            }
            head.append((char) one);
        }
        return head.indexOf("HTTP/1.1") > 0;
    }
}
