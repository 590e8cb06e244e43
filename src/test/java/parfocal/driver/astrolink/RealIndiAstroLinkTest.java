package parfocal.driver.astrolink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static parfocal.driver.IndiDriverProcess.at;
import static parfocal.driver.IndiDriverProcess.beyond;
import static parfocal.driver.IndiDriverProcess.in;

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
import parfocal.driver.IndiDriverProcess;
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
                var indi = new IndiDriverProcess(DRIVER, "AstroLink 4", folder)) {
            indi.connect(port);
            indi.awaitPosition(at(12_000));
            indi.await("FOCUS_MAX", limit -> limit.number("FOCUS_MAX_VALUE") == 25_000);
            indi.await(
                    "WEATHER_PARAMETERS",
                    air ->
                            air.number("WEATHER_TEMPERATURE") == 12.5
                                    && air.number("WEATHER_HUMIDITY") == 55
                                    && air.number("WEATHER_DEWPOINT") == 3.7);

            indi.moveTo(10_500);
            indi.awaitPosition(at(10_500).and(in("Ok")));
            assertThat(device.motor().positionSteps()).isEqualTo(10_500);
            indi.moveTo(11_000);
            indi.awaitPosition(at(11_000).and(in("Ok")));

            indi.moveTo(24_000);
            indi.awaitPosition(beyond(11_000));
            indi.press("FOCUS_ABORT_MOTION", "ABORT");
            indi.await("the halt", () -> wire.count("H") == 1 && !device.motor().moving());
            assertThat(device.motor().positionSteps()).isBetween(11_001, 23_999);

            indi.number("FOCUS_SYNC", "FOCUS_SYNC_VALUE", 5_555);
            indi.awaitPosition(at(5_555).and(in("Ok")));
            indi.number("FOCUS_MAX", "FOCUS_MAX_VALUE", 24_000);
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
}
