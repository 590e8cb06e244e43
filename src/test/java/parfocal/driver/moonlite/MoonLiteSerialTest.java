package parfocal.driver.moonlite;

import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.driver.SerialBench.settled;

import java.nio.file.Path;
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
import parfocal.driver.SerialBench;
import parfocal.time.Pace;

/// Driver and firmware with a real serial port between them, in real time.
@DisabledOnOs(OS.WINDOWS)
final class MoonLiteSerialTest {

    @TempDir private Path folder;

    @ParameterizedTest(name = "firmware {0}")
    @ValueSource(strings = {"genuine", "ardufocus"})
    @Timeout(20)
    void aWholeSessionOverASerialPort(String firmware) throws Exception {
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
        try (var bench = new SerialBench(device, folder.resolve("ttyUSB0"));
                Focuser focuser = bench.open(new MoonLite(), 9_600)) {
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
}
