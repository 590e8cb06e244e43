package parfocal.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.link.EmulatorPort;
import parfocal.link.Line;
import parfocal.link.SerialLine;
import parfocal.link.WireDevice;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// An emulator at the end of a real serial port, in real time.
public final class SerialBench implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Path port;
    private final EmulatorPort plug;

    /// @param port where to put it
    public SerialBench(WireDevice device, Path port) throws Exception {
        this.port = port;
        plug = EmulatorPort.onPseudoTerminal("bench", device, port, WireLog.none());
    }

    /// A modem prober, such as some systems send to every new port.
    public void probeForModem() throws IOException {
        Files.writeString(port, "AT\r", StandardOpenOption.WRITE);
    }

    public Focuser open(FocuserDriver driver, int baud) throws Exception {
        Line line = SerialLine.open("bench", port.toString(), baud, WireLog.none());
        try {
            return driver.open(line, Pace.wall());
        } catch (DeviceException | RuntimeException | Error failed) {
            line.close();
            throw failed;
        }
    }

    /// Where it stands, as soon as it does.
    ///
    /// @throws AssertionError when it still moves after eight seconds
    public static int settled(Focuser focuser) throws Exception {
        Instant end = Pace.wall().now().plus(PATIENCE);
        FocuserStatus status = focuser.status();
        while (status.moving() && Pace.wall().now().isBefore(end)) {
            Pace.wall().pause(LOOK);
            status = focuser.status();
        }
        assertThat(status.moving()).isFalse();
        return status.positionSteps();
    }

    public void unplug() {
        plug.close();
    }

    @Override
    public void close() {
        plug.close();
    }
}
