package parfocal.driver.usbfocus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static parfocal.driver.SerialBench.settled;

import java.nio.file.Path;
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
import parfocal.driver.SerialBench;
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
        try (var bench = new SerialBench(device, folder.resolve("ttyACM0"))) {
            bench.probeForModem();
            try (Focuser focuser = bench.open(new UsbFocus(), 9_600)) {
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
        try (var bench = new SerialBench(device, folder.resolve("ttyACM0"));
                Focuser focuser = bench.open(new UsbFocus(), 9_600)) {
            bench.unplug();

            DeviceException told = catchThrowableOfType(DeviceException.class, focuser::status);

            assertThat(told.fault()).isInstanceOf(DeviceFault.NotConnected.class);
        }
    }
}
