package parfocal.driver.celestron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static parfocal.driver.IndiDriverProcess.at;
import static parfocal.driver.IndiDriverProcess.beyond;
import static parfocal.driver.IndiDriverProcess.in;
import static parfocal.driver.IndiDriverProcess.near;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.IndiDriverProcess;
import parfocal.driver.IndiDriverProcess.Property;
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
            indi.awaitPosition(at(20_000));

            move(indi, 18_500);
            assertThat(device.motor().positionSteps()).isEqualTo(18_500);
            move(indi, 21_000);
            assertThat(device.motor().positionSteps()).isEqualTo(21_000);

            indi.moveTo(39_000);
            indi.awaitPosition(beyond(21_000).and(in("Busy")));
            indi.press("FOCUS_ABORT_MOTION", "ABORT");
            indi.await("FOCUS_ABORT_MOTION", in("Ok"));
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
            indi.press("CALIBRATE", "START");
            indi.await("CALIBRATE_STATE", saying("Calibrate state \\d+"));
            indi.await("CALIBRATE_STATE", saying("Calibrate complete"));

            move(indi, 18_500);
            assertThat(device.motor().positionSteps()).isEqualTo(18_500);
        }
    }

    private IndiDriverProcess connected() throws Exception {
        var indi = new IndiDriverProcess(DRIVER, "Celestron SCT", folder);
        indi.connect(folder.resolve("ttyACM0"));
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

    private static void move(IndiDriverProcess indi, int positionSteps) throws Exception {
        indi.moveTo(positionSteps);
        indi.awaitPosition(in("Busy"));
        // The driver tells no change of five steps or fewer: what it read just before the end may
        // be
        // its last word.
        indi.awaitPosition(near(positionSteps, 5).and(in("Ok")));
    }

    private static Predicate<Property> saying(String words) {
        return property -> property.values().getOrDefault("CALIBRATE_STATE", "").matches(words);
    }
}
