package parfocal.server.indi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.link.EmulatorPort;
import parfocal.link.WireLog;
import parfocal.time.Pace;
import parfocal.wire.indi.PropertyState;

/// `parfocal indi-driver` under Debian's `indiserver`, as a program of its own.
final class UnderIndiServerTest {
    private static final String FOCUSER = "Main focuser";
    private static final String ABS = "ABS_FOCUS_POSITION";
    private static final String ABS_STEPS = "FOCUS_ABSOLUTE_POSITION";
    private static final Duration TO_START = Duration.ofSeconds(20);

    @Test
    void theSameDeviceAnswersAsUnderOurOwnServer(@TempDir Path folder) throws Exception {
        Tools.requireInstalled();
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/indiserver")),
                "indiserver is not installed (Debian's package indi-bin); skipped");
        FocuserDriver driver = Drivers.byId("moonlite").orElseThrow();
        var device =
                driver.emulator(
                        new EmulatorSettings(
                                5_000, 10_000, 20_000, 0, OptionalDouble.of(10), Map.of()),
                        Pace.wall());
        try (EmulatorPort port =
                EmulatorPort.onTcp(
                        "MoonLite",
                        device,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        WireLog.none())) {
            int free = freePort();
            Process server = start(folder, port.address(), free);
            try (IndiWatcher client = awaitClient(free)) {
                client.send("<getProperties version='1.7'/>");
                client.connect(FOCUSER);
                client.awaitDefined(FOCUSER, ABS);

                var tools = new Tools(free);
                tools.set("%s.%s.%s=5400".formatted(FOCUSER, ABS, ABS_STEPS));
                client.awaitStates(FOCUSER, ABS, PropertyState.BUSY, PropertyState.OK);
                assertThat(tools.one("%s.%s.%s".formatted(FOCUSER, ABS, ABS_STEPS)))
                        .isEqualTo("5400");
                client.number(FOCUSER, ABS, ABS_STEPS, 99_999_999);
                client.awaitStates(
                        FOCUSER, ABS, PropertyState.BUSY, PropertyState.OK, PropertyState.ALERT);
                assertThat(device.motor().positionSteps()).isEqualTo(5_400);
            } finally {
                server.descendants().forEach(ProcessHandle::destroyForcibly);
                server.destroyForcibly();
            }
        }
    }

    private static Process start(Path folder, String address, int port) throws IOException {
        Path config = folder.resolve("parfocal.toml");
        Files.writeString(
                config,
                """
                [[focuser]]
                name = "%s"
                driver = "moonlite"
                address = "%s"
                """
                        .formatted(
                                FOCUSER,
                                address.startsWith("tcp:") ? address : "tcp://" + address));
        Path script = folder.resolve("indi_parfocal_focus");
        Files.writeString(
                script,
                """
                #!/bin/sh
                exec '%s/bin/java' --enable-native-access=ALL-UNNAMED -cp '%s' parfocal.cli.Parfocal indi-driver main-focuser --data '%s'
                """
                        .formatted(
                                System.getProperty("java.home"),
                                System.getProperty("java.class.path"),
                                folder));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new ProcessBuilder(
                        List.of(
                                "indiserver",
                                "-p",
                                Integer.toString(port),
                                "-u",
                                folder.resolve("socket").toString(),
                                script.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static IndiWatcher awaitClient(int port) throws IOException, InterruptedException {
        Instant end = Pace.wall().now().plus(TO_START);
        while (true) {
            try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return new IndiWatcher(probe.getPort());
            } catch (IOException notYet) {
                assertThat(Pace.wall().now()).isBefore(end);
                Pace.wall().pause(Duration.ofMillis(50));
            }
        }
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }
}
