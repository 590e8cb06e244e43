package parfocal.driver.astrolink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import parfocal.driver.EmulatorSettings;
import parfocal.link.EmulatorPort;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// The witness from outside: the maker's own driver for the first mini drives our emulator through a pseudo-terminal.
@DisabledOnOs(OS.WINDOWS)
final class RealIndiAstroLinkTest {
    private static final Path DRIVER = Path.of("/usr/bin/indi_astrolink4");

    // libindi 2.1.1 and its successors install another maker's driver under this name.
    private static final Path PACKAGE = Path.of("/usr/share/doc/indi-astrolink4");

    @TempDir private Path folder;

    @Test
    @Timeout(30)
    void theMakersDriverConnectsReadsMovesAbortsSyncsAndSets() throws Exception {
        assumeTrue(
                Files.isExecutable(DRIVER) && Files.isDirectory(PACKAGE),
                DRIVER + " is not here (Debian package indi-astrolink4)");
        var device =
                new AstroLinkEmulator(
                        new EmulatorSettings(
                                12_000,
                                25_000,
                                4_000,
                                0,
                                OptionalDouble.of(12.5),
                                Map.of("model", "mini")),
                        Pace.wall());
        var wire = new Witness(device);
        Path port = folder.resolve("ttyUSB0");
        try (var _ = EmulatorPort.onPseudoTerminal("astrolink", wire, port, WireLog.none());
                var indi = new IndiPeer(DRIVER, "AstroLink 4", folder)) {
            indi.await("its port", () -> !indi.state("DEVICE_PORT").isEmpty());
            indi.set("Text", "DEVICE_PORT", "PORT", port.toString());
            indi.set("Number", "POLLING_PERIOD", "PERIOD_MS", "200");
            indi.press("CONNECTION", "CONNECT");

            indi.await("the position", () -> position(indi) == 12_000);
            indi.await("the limit", () -> indi.number("FOCUS_MAX", "FOCUS_MAX_VALUE") == 25_000);
            indi.await(
                    "the air",
                    () ->
                            indi.number("WEATHER_PARAMETERS", "WEATHER_TEMPERATURE") == 12.5
                                    && indi.number("WEATHER_PARAMETERS", "WEATHER_HUMIDITY") == 55
                                    && indi.number("WEATHER_PARAMETERS", "WEATHER_DEWPOINT")
                                            == 3.7);

            move(indi, 10_500);
            indi.await("the arrival", () -> arrived(indi, 10_500));
            assertThat(device.motor().positionSteps()).isEqualTo(10_500);
            move(indi, 11_000);
            indi.await("the arrival outward", () -> arrived(indi, 11_000));

            move(indi, 24_000);
            indi.await("the start", () -> position(indi) > 11_000);
            indi.press("FOCUS_ABORT_MOTION", "ABORT");
            indi.await("the halt", () -> wire.count("H") == 1 && !device.motor().moving());
            assertThat(device.motor().positionSteps()).isBetween(11_001, 23_999);

            indi.set("Number", "FOCUS_SYNC", "FOCUS_SYNC_VALUE", "5555");
            indi.await("the sync", () -> arrived(indi, 5_555));
            indi.set("Number", "FOCUS_MAX", "FOCUS_MAX_VALUE", "24000");
            indi.press("FOCUS_REVERSE_MOTION", "INDI_ENABLED");
            indi.press("MANUAL_CONTROLLER", "FS_MANUAL_OFF");
            indi.press("COMP_MODE", "FS_COMP_AUTO");
            indi.await("the last setting", () -> wire.count("E:30:0:0:1:20:") == 1);

            assertThat(wire.orders)
                    .contains(
                            "#",
                            "R:0:10500",
                            "P:0:5555",
                            "F:0",
                            "U:24000:220:0:100:440:0:0:1:257:0:0:0:0:0:1:0:0:",
                            "U:24000:220:0:100:440:1:0:1:257:0:0:0:0:0:1:0:0:");
        }
    }

    private static void move(IndiPeer indi, int targetSteps) throws Exception {
        indi.set(
                "Number",
                "ABS_FOCUS_POSITION",
                "FOCUS_ABSOLUTE_POSITION",
                Integer.toString(targetSteps));
    }

    private static boolean arrived(IndiPeer indi, int targetSteps) {
        return position(indi) == targetSteps && indi.state("ABS_FOCUS_POSITION").equals("Ok");
    }

    private static double position(IndiPeer indi) {
        return indi.number("ABS_FOCUS_POSITION", "FOCUS_ABSOLUTE_POSITION");
    }
}
