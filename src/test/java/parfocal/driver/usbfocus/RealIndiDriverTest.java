package parfocal.driver.usbfocus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static parfocal.driver.IndiDriverProcess.at;
import static parfocal.driver.IndiDriverProcess.beyond;
import static parfocal.driver.IndiDriverProcess.in;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.IndiDriverProcess;
import parfocal.link.EmulatorPort;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// The witness from outside: a driver written by others, for the real device, drives our emulator through a pseudo-terminal.
@DisabledOnOs(OS.WINDOWS)
final class RealIndiDriverTest {
    private static final Path DRIVER = Path.of("/usr/bin/indi_usbfocusv3_focus");

    @TempDir private Path folder;

    @Test
    @Timeout(20)
    void theRealIndiDriverConnectsReadsMovesBothWaysAndAborts() throws Exception {
        assumeTrue(Files.isExecutable(DRIVER), DRIVER + " is not here (Debian package indi-bin)");
        var device =
                new UsbFocusEmulator(
                        new EmulatorSettings(
                                20_000, 60_000, 5_000, 0, OptionalDouble.of(12.5), Map.of()),
                        Pace.wall());
        Path port = folder.resolve("ttyACM0");
        try (var _ = EmulatorPort.onPseudoTerminal("usb-focus", device, port, WireLog.none());
                var indi = new IndiDriverProcess(DRIVER, "USBFocusV3", folder)) {
            indi.connect(port);
            indi.awaitPosition(at(20_000));
            indi.await("FOCUS_TEMPERATURE", probe -> probe.number("TEMPERATURE") == 12.5);

            indi.moveTo(18_500);
            indi.awaitPosition(at(18_500).and(in("Ok")));
            assertThat(device.motor().positionSteps()).isEqualTo(18_500);

            indi.moveTo(21_000);
            indi.awaitPosition(at(21_000).and(in("Ok")));
            assertThat(device.motor().positionSteps()).isEqualTo(21_000);

            indi.moveTo(60_000);
            indi.awaitPosition(beyond(21_000).and(in("Busy")));
            indi.press("FOCUS_ABORT_MOTION", "ABORT");
            indi.await("FOCUS_ABORT_MOTION", in("Ok"));
            assertThat(device.motor().moving()).isFalse();
            assertThat(device.motor().positionSteps()).isBetween(21_001, 59_999);
        }
    }
}
