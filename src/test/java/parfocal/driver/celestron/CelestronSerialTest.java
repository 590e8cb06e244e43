package parfocal.driver.celestron;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
final class CelestronSerialTest {

    @TempDir private Path folder;

    @ParameterizedTest(name = "echo={0}")
    @ValueSource(strings = {"no", "yes"})
    @Timeout(20)
    void aWholeSessionOverASerialPort(String echo) throws Exception {
        var device =
                new CelestronEmulator(
                        new EmulatorSettings(
                                20_000,
                                40_000,
                                10_000,
                                0,
                                OptionalDouble.empty(),
                                Map.of("echo", echo)),
                        Pace.wall());
        Path port = folder.resolve("ttyACM0");
        try (var _ = EmulatorPort.onPseudoTerminal("celestron", device, port, WireLog.none())) {
            // A modem prober was here first.
            Files.writeString(port, "AT\r", StandardOpenOption.WRITE);
            try (Line line = SerialLine.open("celestron", port.toString(), 9_600, WireLog.none());
                    Focuser focuser = new Celestron().open(line, Pace.wall())) {
                focuser.moveTo(18_000);
                assertThat(settled(focuser)).isEqualTo(18_000);

                focuser.moveTo(40_000);
                assertThat(focuser.status().moving()).isTrue();
                focuser.halt();
                assertThat(device.motor().moving()).isFalse();
                assertThat(focuser.status().positionSteps())
                        .isEqualTo(device.motor().positionSteps())
                        .isBetween(18_001, 39_999);
            }
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
