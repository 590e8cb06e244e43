package parfocal.driver.moonlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
final class MoonLiteSerialTest {

    @TempDir private Path folder;

    @ParameterizedTest(name = "firmware {0}")
    @ValueSource(strings = {"genuine", "ardufocus"})
    @Timeout(20)
    void aWholeSessionOverASerialPort(String firmware) throws Exception {
        Path port = folder.resolve("ttyUSB0");
        var device =
                new MoonLiteEmulator(
                        new EmulatorSettings(
                                10_000,
                                0,
                                20_000,
                                0,
                                OptionalDouble.of(-7.5),
                                Map.of("firmware", firmware)),
                        Pace.wall());
        try (var _ = EmulatorPort.onPseudoTerminal("moonlite", device, port, WireLog.none());
                Line line = SerialLine.open("moonlite", port.toString(), 9_600, WireLog.none());
                Focuser focuser = new MoonLite().open(line, Pace.wall())) {
            assertThat(focuser.status())
                    .isEqualTo(new FocuserStatus(10_000, false, OptionalDouble.of(-7.5)));

            focuser.moveTo(8_500);
            assertThat(settled(focuser)).isEqualTo(8_500);
            focuser.moveTo(12_000);
            assertThat(settled(focuser)).isEqualTo(12_000);
            focuser.sync(5_555);
            focuser.change("speed-steps-per-second", "125");

            focuser.moveTo(60_000);
            assertThat(focuser.status().moving()).isTrue();
            focuser.halt();
            assertThat(device.motor().moving()).isFalse();
            assertThat(focuser.status().positionSteps())
                    .isEqualTo(device.motor().positionSteps())
                    .isBetween(5_556, 59_999);
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
