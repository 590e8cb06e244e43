package parfocal.driver.astrolink;

import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.driver.SerialBench.settled;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.SerialBench;
import parfocal.time.Pace;

/// Driver and firmware with a real serial port between them, in real time.
@DisabledOnOs(OS.WINDOWS)
final class AstroLinkSerialTest {
    @TempDir private Path folder;

    private final AstroLinkEmulator device =
            new AstroLinkEmulator(
                    new EmulatorSettings(
                            20_000, 60_000, 20_000, 0, OptionalDouble.of(12.5), Map.of()),
                    Pace.wall());

    @Test
    @Timeout(20)
    void aWholeSessionWhileSomebodyElseLooksOnAllTheTime() throws Exception {
        var over = new AtomicBoolean();
        try (var bench = new SerialBench(device, folder.resolve("ttyUSB0"));
                Focuser focuser = bench.open(new AstroLink(), 38_400);
                var onlookers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> onlooker = onlookers.submit(lookingAt(focuser, over));

            focuser.moveTo(18_000);
            assertThat(settled(focuser)).isEqualTo(18_000);
            focuser.moveTo(21_000);
            assertThat(settled(focuser)).isEqualTo(21_000);
            focuser.change("rotation", "reversed");
            focuser.moveTo(60_000);
            assertThat(focuser.status().moving()).isTrue();
            focuser.halt();
            assertThat(device.motor().moving()).isFalse();
            assertThat(focuser.status())
                    .isEqualTo(
                            new FocuserStatus(
                                    device.motor().positionSteps(),
                                    false,
                                    OptionalDouble.of(12.5)));
            focuser.sync(0);
            assertThat(focuser.status().positionSteps()).isZero();

            over.set(true);
            assertThat(onlooker.get()).isPositive();
        } finally {
            over.set(true);
        }
    }

    private static Callable<Integer> lookingAt(Focuser focuser, AtomicBoolean over) {
        return () -> {
            int looks = 0;
            while (!over.get()) {
                assertThat(focuser.status().positionSteps()).isBetween(0, 60_000);
                looks++;
                Pace.wall().pause(Duration.ofMillis(20));
            }
            return looks;
        };
    }
}
