package parfocal.link;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.time.Pace;

/// Lines over TCP: serial servers, devices on the network, emulators.
public final class TcpLine {
    private TcpLine() {}

    /// Connects; bytes go as they are, without any protocol round them.
    ///
    /// @param device  what people call the device; used in faults and in the log
    /// @param timeout how long to wait for the connection
    /// @throws DeviceException [DeviceFault.NotConnected] with the reason and its cure: unknown host, nobody listening, no answer
    public static Line connect(String device, String host, int port, Duration timeout, WireLog log)
            throws DeviceException {
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new DeviceException(
                    new DeviceFault.NotConnected(
                            device,
                            "nobody knows the host %s. Check its name and the network."
                                    .formatted(host)));
        }
        var socket = new OpenSocket(host + ":" + port);
        try {
            socket.connect(address, timeout);
        } catch (IOException failed) {
            socket.close();
            throw new DeviceException(
                    new DeviceFault.NotConnected(device, socket.whyNot(failed, timeout)), failed);
        }
        return new StreamLine(device, new PumpedStream(device, socket).start(), Pace.wall(), log);
    }

    private static final class OpenSocket implements PumpedStream.Port {
        private final String address;
        private final Socket socket = new Socket();
        private final byte[] buffer = new byte[4096];

        OpenSocket(String address) {
            this.address = address;
        }

        void connect(InetSocketAddress to, Duration timeout) throws IOException {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            // Zero would mean for ever.
            socket.connect(to, Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE));
        }

        String whyNot(IOException failed, Duration timeout) {
            return switch (failed) {
                case SocketTimeoutException _ ->
                        "%s did not answer within %d ms. Is it switched on, and is this its address?"
                                .formatted(address, timeout.toMillis());
                case ConnectException _ ->
                        "nobody listens on %s. Start the server there, or check the port."
                                .formatted(address);
                default -> "%s cannot be reached: %s".formatted(address, failed.getMessage());
            };
        }

        @Override
        public byte[] take() throws IOException {
            int count;
            try {
                count = socket.getInputStream().read(buffer);
            } catch (IOException broken) {
                throw new IOException(
                        "the connection to %s broke: %s".formatted(address, broken.getMessage()),
                        broken);
            }
            if (count < 0) {
                throw new IOException(
                        "%s closed the connection. Does another program use it?"
                                .formatted(address));
            }
            return Arrays.copyOf(buffer, count);
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException broken) {
                throw new IOException(
                        "the connection to %s broke: %s".formatted(address, broken.getMessage()),
                        broken);
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException _) {
                // Whatever was wrong with the connection, it is not ours any more.
            }
        }
    }
}
