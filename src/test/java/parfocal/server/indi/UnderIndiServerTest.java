package parfocal.server.indi;

import static java.nio.charset.StandardCharsets.US_ASCII;
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
import parfocal.wire.indi.Value;

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
            String address = port.address();
            Process server =
                    start(
                            folder,
                            free,
                            """
                            [[focuser]]
                            name = "%s"
                            driver = "moonlite"
                            address = "%s"
                            """
                                    .formatted(
                                            FOCUSER,
                                            address.startsWith("tcp:")
                                                    ? address
                                                    : "tcp://" + address),
                            "main-focuser");
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

    @Test
    void theRigsCameraAndFiltersWorkUnderItToo(@TempDir Path folder) throws Exception {
        Tools.requireInstalled();
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/indiserver")),
                "indiserver is not installed (Debian's package indi-bin); skipped");
        String camera = "Simulated camera of refractor-80";
        String filters = "Simulated filters of refractor-80";
        int free = freePort();
        Process server = start(folder, free, "[[rig]]\nname = \"refractor-80\"\n", "");
        try (IndiWatcher client = awaitClient(free)) {
            client.send("<getProperties version='1.7'/>");
            var tools = new Tools(free);
            client.connect(filters);
            tools.set(filters + ".FILTER_SLOT.FILTER_SLOT_VALUE=2");
            client.awaitStates(filters, "FILTER_SLOT", PropertyState.BUSY, PropertyState.OK);
            assertThat(tools.one(filters + ".FILTER_SLOT.FILTER_SLOT_VALUE")).isEqualTo("2");
            tools.set(filters + ".FILTER_NAME.FILTER_SLOT_NAME_2=Green");
            client.await(
                    filters,
                    "FILTER_NAME",
                    now -> now.text("FILTER_SLOT_NAME_2").orElse("").equals("Green"));

            client.connect(camera);
            var _ = client.awaitDefined(camera, "CCD_EXPOSURE");
            client.send("<enableBLOB device='%s'>Also</enableBLOB>".formatted(camera));
            tools.set(
                    camera + ".CCD_FRAME.X=0;Y=0;WIDTH=640;HEIGHT=480",
                    camera + ".CCD_EXPOSURE.CCD_EXPOSURE_VALUE=0.1");
            var frame = client.awaitUpdate(0, camera, "CCD1");
            assertThat(frame.items().getFirst().value())
                    .isInstanceOfSatisfying(
                            Value.Blob.class,
                            file -> {
                                assertThat(file.format()).isEqualTo(".fits");
                                assertThat(new String(file.bytes(), 0, 30, US_ASCII))
                                        .isEqualTo("SIMPLE  =                    T");
                            });
        } finally {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly();
        }
    }

    private static Process start(Path folder, int port, String toml, String device)
            throws IOException {
        Files.writeString(folder.resolve("parfocal.toml"), toml);
        Path script = folder.resolve("indi_parfocal_focus");
        Files.writeString(
                script,
                """
                #!/bin/sh
                exec '%s/bin/java' --enable-native-access=ALL-UNNAMED -cp '%s' parfocal.cli.Parfocal indi-driver %s --data '%s'
                """
                        .formatted(
                                System.getProperty("java.home"),
                                System.getProperty("java.class.path"),
                                device,
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
