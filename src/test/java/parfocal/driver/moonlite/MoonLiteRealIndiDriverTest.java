package parfocal.driver.moonlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static parfocal.driver.IndiDriverProcess.at;
import static parfocal.driver.IndiDriverProcess.beyond;
import static parfocal.driver.IndiDriverProcess.in;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.IndiDriverProcess;
import parfocal.link.EmulatorPort;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// The witness from outside: a driver written by others, for the real device, drives our emulator through a pseudo-terminal.
///
/// It throws its own unread bytes away before each command, on a pseudo-terminal also the `SN` that the device has not read yet;
/// the motor then goes to the old target, as it does with real hardware on some systems. So orders are given here until the device
/// has heard them.
@DisabledOnOs(OS.WINDOWS)
final class MoonLiteRealIndiDriverTest {
    private static final Path DRIVER = Path.of("/usr/bin/indi_moonlite_focus");

    private static final Duration HEARD_OR_LOST = Duration.ofMillis(150);

    @TempDir private Path folder;

    @Test
    @Timeout(60)
    void theRealIndiDriverConnectsReadsMovesSetsSyncsAndAborts() throws Exception {
        var device = device(Map.of());
        try (var _ = port(device);
                var indi = new IndiDriverProcess(DRIVER, "MoonLite", folder)) {
            indi.connect(folder.resolve("ttyUSB0"));
            indi.awaitPosition(at(10_000));
            indi.await("FOCUS_TEMPERATURE", probe -> probe.number("TEMPERATURE") == -7.5);

            move(indi, device, 8_500);
            move(indi, device, 12_000);

            untilHeard(
                    () -> indi.number("FOCUS_SYNC", "FOCUS_SYNC_VALUE", 5_555),
                    () -> device.motor().positionSteps() == 5_555);
            indi.awaitPosition(at(5_555));

            indi.press("Step Mode", "FOCUS_HALF_STEP");
            indi.await("Step Mode", in("Ok"));

            untilHeard(() -> indi.moveTo(60_000), () -> device.motor().targetSteps() == 60_000);
            indi.awaitPosition(beyond(5_555).and(in("Busy")));
            untilHeard(
                    () -> indi.press("FOCUS_ABORT_MOTION", "ABORT"),
                    () -> !device.motor().moving());
            assertThat(device.motor().positionSteps()).isBetween(5_556, 59_999);
            indi.await("FOCUS_ABORT_MOTION", in("Ok"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"ardufocus", "motorfocus", "hansastro"})
    @Timeout(60)
    void itConnectsToEachCloneAndReadsItsPosition(String firmware) throws Exception {
        var device = device(Map.of("firmware", firmware));
        try (var _ = port(device);
                var indi = new IndiDriverProcess(DRIVER, "MoonLite", folder)) {
            indi.connect(folder.resolve("ttyUSB0"));
            indi.awaitPosition(at(10_000));
        }
    }

    private static void move(IndiDriverProcess indi, MoonLiteEmulator device, int targetSteps)
            throws Exception {
        untilHeard(
                () -> indi.moveTo(targetSteps), () -> device.motor().targetSteps() == targetSteps);
        indi.awaitPosition(at(targetSteps).and(in("Ok")));
        assertThat(device.motor().positionSteps()).isEqualTo(targetSteps);
    }

    private interface Order {
        void give() throws IOException;
    }

    private static void untilHeard(Order order, BooleanSupplier heard) throws Exception {
        for (int tried = 1; !heard.getAsBoolean(); tried++) {
            assertThat(tried).as("attempts").isLessThanOrEqualTo(200);
            order.give();
            Instant end = Pace.wall().now().plus(HEARD_OR_LOST);
            while (!heard.getAsBoolean() && Pace.wall().now().isBefore(end)) {
                Pace.wall().pause(Duration.ofMillis(10));
            }
        }
    }

    private MoonLiteEmulator device(Map<String, String> quirks) {
        assumeTrue(Files.isExecutable(DRIVER), DRIVER + " is not here (Debian package indi-bin)");
        return new MoonLiteEmulator(
                new EmulatorSettings(10_000, 0, 5_000, 0, OptionalDouble.of(-7.5), quirks),
                Pace.wall());
    }

    private EmulatorPort port(MoonLiteEmulator device) throws Exception {
        return EmulatorPort.onPseudoTerminal(
                "moonlite", device, folder.resolve("ttyUSB0"), WireLog.none());
    }
}
