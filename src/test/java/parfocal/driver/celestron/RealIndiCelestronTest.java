package parfocal.driver.celestron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parfocal.driver.EmulatorSettings;
import parfocal.link.EmulatorPort;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// The witness from outside: a driver written by others, for the real motor, drives our emulator through a pseudo-terminal.
final class RealIndiCelestronTest {
    private static final Path DRIVER = Path.of("/usr/bin/indi_celestron_sct_focus");

    @TempDir private Path folder;

    @BeforeEach
    void needTheDriver() {
        assumeTrue(Files.isExecutable(DRIVER), DRIVER + " is not here (Debian package indi-bin)");
    }

    @Test
    @Timeout(20)
    void theRealIndiDriverConnectsReadsMovesBothWaysAndAborts() throws Exception {
        var device = device(3_000, Map.of());
        try (var _ = port(device);
                var indi = connected()) {
            indi.await("ABS_FOCUS_POSITION", "\\w+", "FOCUS_ABSOLUTE_POSITION", "20000");

            move(indi, 18_500);
            assertThat(device.motor().positionSteps()).isEqualTo(18_500);
            move(indi, 21_000);
            assertThat(device.motor().positionSteps()).isEqualTo(21_000);

            indi.set("Number", "ABS_FOCUS_POSITION", "FOCUS_ABSOLUTE_POSITION", "39000");
            indi.await(
                    "ABS_FOCUS_POSITION", "Busy", "FOCUS_ABSOLUTE_POSITION", "2[1-9]\\d\\d[1-9]");
            indi.set("Switch", "FOCUS_ABORT_MOTION", "ABORT", "On");
            indi.await("FOCUS_ABORT_MOTION", "Ok", "ABORT", "\\w+");
            assertThat(device.motor().moving()).isFalse();
            assertThat(device.motor().positionSteps()).isBetween(21_001, 38_999);
        }
    }

    @Test
    @Timeout(20)
    void theRealIndiDriverCalibratesAndMovesThen() throws Exception {
        var device = device(30_000, Map.of("calibration", "missing"));
        try (var _ = port(device);
                var indi = connected()) {
            indi.set("Switch", "CALIBRATE", "START", "On");
            indi.await("CALIBRATE_STATE", "\\w+", "CALIBRATE_STATE", "Calibrate state \\d+");
            indi.await("CALIBRATE_STATE", "\\w+", "CALIBRATE_STATE", "Calibrate complete");

            move(indi, 18_500);
            assertThat(device.motor().positionSteps()).isEqualTo(18_500);
        }
    }

    private IndiConversation connected() throws Exception {
        var indi = new IndiConversation(DRIVER, "Celestron SCT", folder);
        indi.await("DEVICE_PORT", "\\w+", "PORT", "\\S*");
        indi.set("Text", "DEVICE_PORT", "PORT", folder.resolve("ttyACM0").toString());
        indi.set("Number", "POLLING_PERIOD", "PERIOD_MS", "100");
        indi.set("Switch", "CONNECTION", "CONNECT", "On");
        indi.await("CONNECTION", "Ok", "CONNECT", "On");
        return indi;
    }

    private EmulatorPort port(CelestronEmulator device) throws Exception {
        return EmulatorPort.onPseudoTerminal(
                "celestron", device, folder.resolve("ttyACM0"), WireLog.none());
    }

    private static CelestronEmulator device(double stepsPerSecond, Map<String, String> quirks) {
        return new CelestronEmulator(
                new EmulatorSettings(
                        20_000, 40_000, stepsPerSecond, 0, OptionalDouble.empty(), quirks),
                Pace.wall());
    }

    private static void move(IndiConversation indi, int positionSteps) throws Exception {
        String target = Integer.toString(positionSteps);
        indi.set("Number", "ABS_FOCUS_POSITION", "FOCUS_ABSOLUTE_POSITION", target);
        indi.await("ABS_FOCUS_POSITION", "Busy", "FOCUS_ABSOLUTE_POSITION", "\\d+");
        indi.await("ABS_FOCUS_POSITION", "Ok", "FOCUS_ABSOLUTE_POSITION", target);
    }
}
