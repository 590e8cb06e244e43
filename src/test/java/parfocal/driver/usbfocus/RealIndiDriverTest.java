package parfocal.driver.usbfocus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.usbfocus.IndiDriverProcess.Property;
import parfocal.link.WireDevice;
import parfocal.time.Pace;

/// The witness from outside: a driver written by others, for the real device, drives our emulator through a pseudo-terminal.
final class RealIndiDriverTest {
    private static final Path DRIVER = Path.of("/usr/bin/indi_usbfocusv3_focus");
    private static final Path SOCAT = Path.of("/usr/bin/socat");

    @TempDir private Path folder;

    @Test
    @Timeout(20)
    void theRealIndiDriverConnectsReadsMovesBothWaysAndAborts() throws Exception {
        assumeTrue(Files.isExecutable(DRIVER), DRIVER + " is not here (Debian package indi-bin)");
        assumeTrue(Files.isExecutable(SOCAT), SOCAT + " is not here (package socat)");
        var device =
                new UsbFocusEmulator(
                        new EmulatorSettings(
                                20_000, 60_000, 5_000, 0, OptionalDouble.of(12.5), Map.of()),
                        Pace.wall());
        Path port = folder.resolve("ttyACM0");
        try (var _ = new Terminal(device, port);
                var indi = new IndiDriverProcess(DRIVER, "USBFocusV3", folder)) {
            var _ = indi.await("DEVICE_PORT", _ -> true);
            indi.text("DEVICE_PORT", "PORT", port.toString());
            indi.number("POLLING_PERIOD", "PERIOD_MS", 100);
            indi.press("CONNECTION", "CONNECT");

            var _ = indi.await("CONNECTION", connection -> connection.state().equals("Ok"));
            var _ = indi.await("ABS_FOCUS_POSITION", at(20_000));
            Property temperature = indi.await("FOCUS_TEMPERATURE", _ -> true);
            assertThat(temperature.number("TEMPERATURE")).isEqualTo(12.5);

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

    private static java.util.function.Predicate<Property> at(int positionSteps) {
        return property -> property.number("FOCUS_ABSOLUTE_POSITION") == positionSteps;
    }

    private static java.util.function.Predicate<Property> in(String state) {
        return property -> property.state().equals(state);
    }

    private static final class Terminal implements AutoCloseable {
        private final Process socat;
        private final WireDevice device;

        Terminal(WireDevice device, Path port) throws IOException, InterruptedException {
            this.device = device;
            socat =
                    new ProcessBuilder(
                                    SOCAT.toString(),
                                    "PTY,raw,echo=0,wait-slave,link=" + port,
                                    "STDIO")
                            .start();
            Thread.ofVirtual().start(this::hear);
            Thread.ofVirtual().start(this::say);
            while (!Files.exists(port)) {
                Pace.wall().pause(Duration.ofMillis(5));
            }
        }

        private void hear() {
            try {
                byte[] portion = new byte[256];
                for (int count = 0; count >= 0; count = socat.getInputStream().read(portion)) {
                    device.hear(java.util.Arrays.copyOf(portion, count));
                }
            } catch (IOException end) {
                throw new UncheckedIOException(end);
            }
        }

        private void say() {
            try {
                while (socat.isAlive()) {
                    byte[] said = device.say();
                    if (said.length > 0) {
                        socat.getOutputStream().write(said);
                        socat.getOutputStream().flush();
                    }
                    Pace.wall().pause(Duration.ofMillis(2));
                }
            } catch (IOException | InterruptedException end) {
                throw new IllegalStateException(end);
            }
        }

        @Override
        public void close() {
            socat.destroy();
        }
    }
}
