package parfocal.driver.usbfocus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.driver.EmulatorSettings;
import parfocal.link.EmulatorPort;
import parfocal.link.Line;
import parfocal.link.SerialLine;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// Driver and firmware with a real serial port between them, in real time.
@DisabledOnOs(OS.WINDOWS)
final class UsbFocusSerialTest {
    private static final double STEPS_PER_SECOND = 20_000;

    @TempDir private Path folder;

    private final UsbFocusEmulator device =
            new UsbFocusEmulator(
                    new EmulatorSettings(
                            20_000,
                            60_000,
                            STEPS_PER_SECOND,
                            0,
                            OptionalDouble.of(-3.25),
                            Map.of()),
                    Pace.wall());

    @Test
    @Timeout(20)
    void aWholeSessionOverASerialPort() throws Exception {
        Path port = folder.resolve("ttyACM0");
        try (var _ = EmulatorPort.onPseudoTerminal("usb-focus", device, port, WireLog.none())) {
            // A modem prober was here first.
            Files.writeString(port, "AT\r", StandardOpenOption.WRITE);
            try (Line line = SerialLine.open("usb-focus", port.toString(), 9_600, WireLog.none());
                    Focuser focuser = new UsbFocus().open(line, Pace.wall())) {
                assertThat(focuser.status())
                        .isEqualTo(new FocuserStatus(20_000, false, OptionalDouble.of(-3.25)));

                focuser.moveTo(18_000);
                assertThat(settled(focuser)).isEqualTo(18_000);
                focuser.moveTo(21_000);
                assertThat(settled(focuser)).isEqualTo(21_000);

                focuser.change("speed", "slow");
                focuser.moveTo(60_000);
                assertThat(focuser.status().moving()).isTrue();
                focuser.halt();
                assertThat(device.motor().moving()).isFalse();
                assertThat(focuser.status().positionSteps())
                        .isEqualTo(device.motor().positionSteps())
                        .isBetween(21_001, 59_999);
            }
        }
    }

    @Test
    @Timeout(20)
    void aPulledPlugIsSaid() throws Exception {
        Path port = folder.resolve("ttyACM0");
        var plug = EmulatorPort.onPseudoTerminal("usb-focus", device, port, WireLog.none());
        try (Line line = SerialLine.open("usb-focus", port.toString(), 9_600, WireLog.none());
                Focuser focuser = new UsbFocus().open(line, Pace.wall())) {
            plug.close();

            DeviceException told = catchThrowableOfType(DeviceException.class, focuser::status);

            assertThat(told.fault()).isInstanceOf(DeviceFault.NotConnected.class);
        }
    }

    private static int settled(Focuser focuser) throws Exception {
        Instant end = Pace.wall().now().plus(Duration.ofSeconds(8));
        FocuserStatus status = focuser.status();
        while (status.moving() && Pace.wall().now().isBefore(end)) {
            Pace.wall().pause(Duration.ofMillis(20));
            status = focuser.status();
        }
        assertThat(status.moving()).isFalse();
        return status.positionSteps();
    }
}
