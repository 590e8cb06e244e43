package parfocal.driver.usbfocus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.usbfocus.IndiDriverProcess.Property;
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
            var _ = indi.await("DEVICE_PORT", _ -> true);
            indi.text("DEVICE_PORT", "PORT", port.toString());
            indi.number("POLLING_PERIOD", "PERIOD_MS", 100);
            indi.press("CONNECTION", "CONNECT");

            var _ = indi.await("CONNECTION", in("Ok"));
            var _ = indi.await("ABS_FOCUS_POSITION", at(20_000));
            var _ = indi.await("FOCUS_TEMPERATURE", probe -> probe.number("TEMPERATURE") == 12.5);

            indi.number("ABS_FOCUS_POSITION", "FOCUS_ABSOLUTE_POSITION", 18_500);
            var _ = indi.await("ABS_FOCUS_POSITION", at(18_500).and(in("Ok")));
            assertThat(device.motor().positionSteps()).isEqualTo(18_500);

            indi.number("ABS_FOCUS_POSITION", "FOCUS_ABSOLUTE_POSITION", 21_000);
            var _ = indi.await("ABS_FOCUS_POSITION", at(21_000).and(in("Ok")));
            assertThat(device.motor().positionSteps()).isEqualTo(21_000);

            indi.number("ABS_FOCUS_POSITION", "FOCUS_ABSOLUTE_POSITION", 60_000);
            var _ = indi.await("ABS_FOCUS_POSITION", at(21_000).negate().and(in("Busy")));
            indi.press("FOCUS_ABORT_MOTION", "ABORT");
            var _ = indi.await("FOCUS_ABORT_MOTION", in("Ok"));
            assertThat(device.motor().moving()).isFalse();
            assertThat(device.motor().positionSteps()).isBetween(21_001, 59_999);
        }
    }

    private static Predicate<Property> at(int positionSteps) {
        return property -> property.number("FOCUS_ABSOLUTE_POSITION") == positionSteps;
    }

    private static Predicate<Property> in(String state) {
        return property -> property.state().equals(state);
    }
}
