package parfocal.server.alpaca;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.SplittableRandom;
import parfocal.device.Camera;
import parfocal.device.CameraInfo;
import parfocal.device.Shot;
import parfocal.hub.CameraPlan;
import parfocal.image.Frame;
import parfocal.server.RawHttp;
import parfocal.wire.alpaca.AlpacaReply;
import parfocal.wire.alpaca.ImageBytes;

/// A frame of 61 megapixels from the server to pixels in memory as ImageBytes, against the time of the same number of bytes through a
/// plain socket, in turns in the same run. Not part of the build: start `main` on the test class path with 3 GB of memory.
final class ImageBytesBench {
    private static final int WIDTH = 9_576;
    private static final int HEIGHT = 6_388;
    private static final int ROUNDS = 10;
    private static final int BUFFER = 1 << 16;

    private ImageBytesBench() {}

    public static void main(String[] arguments) throws Exception {
        var random = new SplittableRandom(1);
        var adu = new float[WIDTH * HEIGHT];
        for (int i = 0; i < adu.length; i++) {
            adu[i] = random.nextInt(65_536);
        }
        var frame = new Frame(WIDTH, HEIGHT, adu);
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
            for (int round = 0; round < ROUNDS; round++) {
                long began = System.nanoTime();
                ready.writeTo(OutputStream.nullOutputStream(), new AlpacaReply.Transaction(0, 1));
                System.out.printf("laying out alone %.0f ms; ", (System.nanoTime() - began) / 1e6);
                double plain = plainSocket(2L * WIDTH * HEIGHT);
                double picture = picture(bench.door.port());
                System.out.printf(
                        "round %d: plain socket %.0f ms; ImageBytes %.0f ms; ratio %.2f%n",
                        round, plain, picture, picture / plain);
            }
        }
    }

    private static double picture(int port) throws Exception {
        long began = System.nanoTime();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    "GET /api/v1/camera/0/imagearray HTTP/1.1\r\nHost: localhost\r\nAccept: application/imagebytes\r\nConnection: close\r\n\r\n"
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            var in = new BufferedInputStream(socket.getInputStream(), BUFFER);
            for (int newlines = 0; newlines < 2; ) {
                int b = in.read();
                newlines = b == '\n' ? newlines + 1 : b == '\r' ? newlines : 0;
            }
            var _ = ImageBytes.read(in, 100_000_000);
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private static double plainSocket(long bytes) throws Exception {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread sender =
                    Thread.startVirtualThread(() -> {
                        byte[] portion = new byte[BUFFER];
                        try (Socket socket = listening.accept()) {
                            for (long sent = 0; sent < bytes; sent += portion.length) {
                                socket.getOutputStream().write(portion);
                            }
                        } catch (IOException broken) {
                            throw new java.io.UncheckedIOException(broken);
                        }
                    });
            byte[] received = new byte[(int) bytes + BUFFER];
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
