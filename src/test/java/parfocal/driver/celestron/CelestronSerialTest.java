package parfocal.driver.celestron;

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
import parfocal.driver.EmulatorSettings;
import parfocal.driver.SerialBench;
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
        try (var bench = new SerialBench(device, folder.resolve("ttyACM0"))) {
            bench.probeForModem();
            try (Focuser focuser = bench.open(new Celestron(), 9_600)) {
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
}
