package parfocal.server.alpaca;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import parfocal.device.Camera;
import parfocal.device.CameraInfo;
import parfocal.device.Shot;
import parfocal.hub.CameraPlan;
import parfocal.image.Frame;
import parfocal.link.WireLog;
import parfocal.server.RawHttp;
import parfocal.wire.alpaca.AlpacaAddress;
import parfocal.wire.alpaca.AlpacaClient;
import parfocal.wire.alpaca.AlpacaReply;
import parfocal.wire.alpaca.AlpacaType;
import parfocal.wire.alpaca.ImageBytes;

/// A frame of 61 megapixels from the server to pixels in memory as ImageBytes, against the time of the same number of bytes through a
/// plain socket, in turns in the same run. Not part of the build: start `main` on the test class path with 3 GB of memory and the
/// collector that the program itself uses, -XX:+UseSerialGC.
final class ImageBytesBench {
    private static final int WIDTH = 9_576;
    private static final int HEIGHT = 6_388;
    private static final int ROUNDS = 15;
    private static final int WARM_UP = 4;
    private static final int BUFFER = 1 << 16;

    private ImageBytesBench() {}

    public static void main(String[] arguments) throws Exception {
        var random = new SplittableRandom(1);
        var stored = new short[WIDTH * HEIGHT];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = (short) random.nextInt(65_536);
        }
        // As real cameras give it.
        var counts = new Frame.Counts(stored, Frame.Counts.UNSIGNED);
        Frame frame = Frame.of(WIDTH, HEIGHT, counts, Map.of());
        try (var bench = new AlpacaBench()) {
            bench.hub.add(
                    new CameraPlan(
                            "large",
                            "Large camera",
                            "nowhere",
                            true,
                            Optional.empty(),
                            () -> new LargeCamera(frame)));
            try (RawHttp http = bench.client()) {
                var _ = http.put("/api/v1/camera/0/connected", "Connected=True");
                var _ = http.put("/api/v1/camera/0/startexposure", "Duration=0.001&Light=True");
                while (!http.get("/api/v1/camera/0/imageready").value().booleanValue()) {
                    Thread.onSpinWait();
                }
            }
            var ready = ImageBytes.of(frame);
            byte[] received = new byte[2 * WIDTH * HEIGHT + BUFFER];
            double[] ratios = new double[ROUNDS];
            double[] busyRatios = new double[ROUNDS];
            double quietest = Double.MAX_VALUE;
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                long began = System.nanoTime();
                ready.writeTo(OutputStream.nullOutputStream(), new AlpacaReply.Transaction(0, 1));
                double layingOut = (System.nanoTime() - began) / 1e6;
                double busy = processMillis();
                double plain = plainSocket(received);
                double busyPlain = processMillis() - busy;
                double picture = picture(bench.door.port(), frame);
                double busyPicture = processMillis() - busy - busyPlain;
                System.out.printf(
                        "round %d: laying out alone %.0f ms; plain socket %.0f ms (processors %.0f); ImageBytes %.0f ms (%.0f); ratio %.2f (%.2f)%n",
                        round,
                        layingOut,
                        plain,
                        busyPlain,
                        picture,
                        busyPicture,
                        picture / plain,
                        busyPicture / busyPlain);
                if (round >= 0) {
                    ratios[round] = picture / plain;
                    busyRatios[round] = busyPicture / busyPlain;
                    quietest = Math.min(quietest, picture);
                }
            }
            Arrays.sort(ratios);
            Arrays.sort(busyRatios);
            System.out.printf(
                    "ratio: median %.2f, from %.2f to %.2f; of processor time %.2f; quickest picture %.0f ms%n",
                    ratios[ROUNDS / 2],
                    ratios[0],
                    ratios[ROUNDS - 1],
                    busyRatios[ROUNDS / 2],
                    quietest);
        }
    }

    /// From the server through the program's own client.
    private static double picture(int port, Frame sent) throws Exception {
        var address = AlpacaAddress.of("127.0.0.1", port, AlpacaType.CAMERA, 0);
        try (var client = AlpacaClient.at("camera", address, WireLog.none())) {
            long began = System.nanoTime();
            Frame frame = client.image((long) WIDTH * HEIGHT);
            double millis = (System.nanoTime() - began) / 1e6;
            for (int y = 0; y < HEIGHT; y += 97) {
                for (int x = 0; x < WIDTH; x += 13) {
                    if (frame.adu(x, y) != sent.adu(x, y)) {
                        throw new IllegalStateException("pixel %d, %d is wrong".formatted(x, y));
                    }
                }
            }
            return millis;
        }
    }

    /// What the processors have worked for this process.
    private static double processMillis() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
    }

    private static double plainSocket(byte[] received) throws Exception {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread sender =
                    Thread.startVirtualThread(() -> {
                        byte[] portion = new byte[BUFFER];
                        try (Socket socket = listening.accept()) {
                            for (long sent = 0;
                                    sent < 2L * WIDTH * HEIGHT;
                                    sent += portion.length) {
                                socket.getOutputStream().write(portion);
                            }
                        } catch (IOException broken) {
                            throw new java.io.UncheckedIOException(broken);
                        }
                    });
            long began = System.nanoTime();
            try (var socket =
                    new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort())) {
                InputStream in = socket.getInputStream();
                int at = 0;
                for (int n = in.read(received, at, received.length - at);
                        n > 0;
                        n = in.read(received, at, received.length - at)) {
                    at += n;
                }
            }
            double millis = (System.nanoTime() - began) / 1e6;
            sender.join();
            return millis;
        }
    }

    private record LargeCamera(Frame frame) implements Camera {
        @Override
        public String name() {
            return "Large camera";
        }

        @Override
        public CameraInfo info() {
            return new CameraInfo(WIDTH, HEIGHT, 3.76, 1, 65_535, Optional.empty());
        }

        @Override
        public Frame expose(Shot shot) {
            return frame;
        }

        @Override
        public void close() {}
    }
}
