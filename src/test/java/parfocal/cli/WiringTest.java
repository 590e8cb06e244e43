package parfocal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parfocal.device.DeviceException;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.hub.Availability;
import parfocal.hub.Client;
import parfocal.hub.Hub;
import parfocal.hub.HubFocuser;
import parfocal.hub.Memory;
import parfocal.link.EmulatorPort;
import parfocal.link.WireLog;
import parfocal.server.panel.Workbench.Habits;
import parfocal.time.Pace;

/// A hub whose configuration is changed while it runs.
final class WiringTest {
    @TempDir private Path directory = Path.of("");
    private final Hub hub = new Hub(Memory.untilTheEnd(), Pace.wall());
    private Optional<EmulatorPort> plugged = Optional.empty();

    private FileWorkbench workbench = new FileWorkbench(directory);
    private Wiring wiring = new Wiring(hub, Pace.wall(), WireLog.none());

    @BeforeEach
    void plugIn() throws Exception {
        FocuserDriver driver = Drivers.byId("moonlite").orElseThrow();
        FocuserEmulator device =
                driver.emulator(
                        new EmulatorSettings(
                                5_000, 10_000, 2_500, 0, OptionalDouble.empty(), Map.of()),
                        Pace.wall());
        EmulatorPort port =
                EmulatorPort.onTcp(
                        "MoonLite",
                        device,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        WireLog.none());
        plugged = Optional.of(port);
        workbench = new FileWorkbench(file());
        wiring =
                new Wiring(
                        hub,
                        Pace.wall(),
                        WireLog.none(),
                        Optional.of(directory.resolve("logs")),
                        Optional.of(new Wiring.School(directory.resolve("lenses"), workbench)));
        Files.writeString(
                file(),
                """
                # The refractor
                [[focuser]]
                name = "Main focuser"   # glued
                driver = "moonlite"
                address = "tcp://%s"

                [[camera]]
                name = "Main camera"
                address = "indi://127.0.0.1/CCD"
                focuser = "Main focuser"
                """
                        .formatted(port.address()));
        wiring.wire(Configuration.read(file()));
        while (!focuser().state().availability().isReady()) {
            Pace.wall().pause(Duration.ofMillis(5));
        }
    }

    @AfterEach
    void unplug() {
        hub.close();
        plugged.ifPresent(EmulatorPort::close);
    }

    @Test
    void aDeviceIsCalledOtherwiseAndNothingElseChanges() throws Exception {
        HubFocuser before = focuser();
        UUID identity = before.identity();
        Availability since = before.state().availability();
        before.preset("Ha", Optional.of(4_000), new Client("test", ""));

        workbench.rename("focuser", "Main focuser", "Esprit");
        workbench.rename("camera", "Main camera", "QHY");
        wiring.wire(Configuration.read(file()));

        assertThat(focuser()).isSameAs(before);
        assertThat(before.name()).isEqualTo("Esprit");
        assertThat(before.identity()).isEqualTo(identity);
        assertThat(before.state().availability()).isEqualTo(since);
        assertThat(hub.camera("main-camera").orElseThrow().name()).isEqualTo("QHY");
        assertThat(hub.cameraBehind(before).id()).isEqualTo("main-camera");
        assertThat(Files.readString(file()))
                .startsWith(
                        """
                        # The refractor
                        [[focuser]]
                        id = "main-focuser"
                        name = "Esprit"   # glued
                        driver = "moonlite"
                        """);

        // And after a restart.
        var again = new Hub(Memory.untilTheEnd(), Pace.wall());
        new Wiring(again, Pace.wall(), WireLog.none()).wire(Configuration.read(file()));
        assertThat(again.focuser("main-focuser").orElseThrow().name()).isEqualTo("Esprit");
        assertThat(again.camera("main-camera").orElseThrow().plan().focuserId())
                .hasValue("main-focuser");
        again.close();

        workbench.rename("focuser", "Esprit", "Main focuser");
        wiring.wire(Configuration.read(file()));
        assertThat(before.name()).isEqualTo("Main focuser");
        assertThat(Files.readString(file())).containsOnlyOnce("id = \"main-focuser\"");
    }

    @Test
    void twoDevicesAreNotRememberedAsOne() throws Exception {
        workbench.rename("focuser", "Main focuser", "Esprit");
        String text = Files.readString(file());

        assertThatThrownBy(() ->
                        workbench.add(
                                new parfocal.server.panel.Workbench.Entry(
                                        "focuser",
                                        "Main focuser",
                                        Optional.of("moonlite"),
                                        Optional.of("tcp://127.0.0.1:1"))))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("have one id, main-focuser");
        assertThatThrownBy(() -> workbench.rename("camera", "Main focuser", "Other"))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("has no [[camera]] of that name");
        assertThat(Files.readString(file())).isEqualTo(text);
    }

    @Test
    void habitsOfALineAreKeptInTheFile() throws Exception {
        workbench.change("Main focuser", new Habits(true, false));
        wiring.wire(Configuration.read(file()));

        assertThat(workbench.habits("Main focuser")).hasValue(new Habits(true, false));
        assertThat(Files.readString(file())).contains("[[focuser]]\ntrace = true\nname = ");
        workbench.change("Main focuser", new Habits(false, false));
        assertThat(Files.readString(file())).doesNotContain("trace");
        assertThatThrownBy(() -> workbench.change("Main focuser", new Habits(false, true)))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("is for boards at a serial port");
    }

    @Test
    void aFocuserIsReachedByAnotherAddress() throws Exception {
        workbench.readdress("Main focuser", "tcp://127.0.0.1:4001");

        assertThat(Configuration.read(file()).focusers().getFirst().address())
                .hasToString("tcp://127.0.0.1:4001");
    }

    private HubFocuser focuser() {
        return hub.focuser("main-focuser").orElseThrow();
    }

    private Path file() {
        return directory.resolve("parfocal.toml");
    }
}
