package parfocal.link;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.time.Pace;

/// Lines over serial ports: USB adapters, built-in ports, pseudo-terminals, and links to any of them.
public final class SerialLine {
    private static final int ANY_BAUD = 9600;
    // Arduino's own loader drops it for as long.
    private static final int DTR_DROPPED_MILLIS = 250;

    private SerialLine() {}

    /// Opens a port with eight data bits, no parity, one stop bit, no flow control. DTR and RTS are raised as any terminal program
    /// does, and not touched again.
    ///
    /// @param device what people call the device; used in faults and in the log
    /// @param port   as the system names it: `/dev/ttyACM0`, a link such as `/dev/serial/by-path/…`, or `COM3`
    /// @throws DeviceException [DeviceFault.NotConnected] with the reason and its cure: no such port, no permission, or held by
    ///     another program
    public static Line open(String device, String port, int baud, WireLog log)
            throws DeviceException {
        var opened = new OpenPort(port, openPort(device, port, baud));
        return new StreamLine(device, new PumpedStream(device, opened).start(), Pace.wall(), log);
    }

    /// Has a board start anew, as at power-on: DTR is dropped for a moment, which most USB boards wire to their reset. The port is closed
    /// afterwards; the board may be deaf for another two seconds.
    ///
    /// @throws DeviceException as [#open]
    public static void reset(String device, String port) throws DeviceException {
        SerialPort serial = openPort(device, port, ANY_BAUD);
        try {
            var _ = serial.clearDTR();
            Thread.sleep(DTR_DROPPED_MILLIS);
            var _ = serial.setDTR();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            var _ = serial.closePort();
        }
    }

    private static SerialPort openPort(String device, String port, int baud)
            throws DeviceException {
        SerialPort serial;
        try {
            serial = SerialPort.getCommPort(port);
        } catch (SerialPortInvalidPortException invalid) {
            throw new DeviceException(
                    new DeviceFault.NotConnected(device, whyClosed(port)), invalid);
        }
        serial.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        serial.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
        serial.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, OpenPort.LOOK_MILLIS, 0);
        // The boolean alone tells: the error code is 25 even after a pseudo-terminal opened well.
        if (!serial.openPort()) {
            throw new DeviceException(new DeviceFault.NotConnected(device, whyClosed(port)));
        }
        return serial;
    }

    private static String whyClosed(String port) {
        return SerialPorts.here().whyClosed(port).sentence();
    }

    private static final class OpenPort implements PumpedStream.Port {
        // A pulled plug does not always end a read; between waits of this length the port is looked
        // for.
        private static final int LOOK_MILLIS = 500;

        private final String name;
        private final SerialPort serial;
        private final byte[] buffer = new byte[4096];

        OpenPort(String name, SerialPort serial) {
            this.name = name;
            this.serial = serial;
        }

        @Override
        public byte[] take() throws IOException {
            int count = serial.readBytes(buffer, buffer.length);
            if (count < 0 || (count == 0 && isMissing())) {
                throw gone();
            }
            return Arrays.copyOf(buffer, count);
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            if (serial.writeBytes(bytes, bytes.length) != bytes.length) {
                throw gone();
            }
        }

        @Override
        public void close() {
            serial.closePort();
        }

        private boolean isMissing() {
            return name.startsWith(File.separator) && !Files.exists(Path.of(name));
        }

        private IOException gone() {
            return new IOException(
                    "the port %s is gone. Was the cable pulled or the device switched off?"
                            .formatted(name));
        }
    }
}
