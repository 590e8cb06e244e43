package parfocal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.device.DeviceException;
import parfocal.server.panel.Workbench;
import parfocal.server.panel.Workbench.Entry;

final class FileWorkbenchTest {
    private static final String MINE =
            """
            # My observatory
            [server]
            lan = false

            # The refractor
            [[focuser]]
            name = "Main focuser"   # glued
            driver = "usb-focus"
            address = "/dev/ttyACM0"
            [focuser.settings]
            temperature-mode = "off"

            # The camera behind it
            [[camera]]
            name = 'Main camera'
            address = "indi://127.0.0.1/CCD"
            """;

    @TempDir private Path directory = Path.of("");
    private Path file = Path.of("");
    private Workbench bench = new FileWorkbench(file);

    @BeforeEach
    void place() {
        file = directory.resolve("deeper").resolve("parfocal.toml");
        bench = new FileWorkbench(file);
    }

    @Test
    void theFirstDeviceMakesTheFile() throws Exception {
        bench.add(focuser("Second focuser", "moonlite", "tcp://127.0.0.1:4001"));

        assertThat(Configuration.read(file).focusers())
                .singleElement()
                .satisfies(entry -> assertThat(entry.name()).isEqualTo("Second focuser"))
                .satisfies(entry -> assertThat(entry.driverId()).isEqualTo("moonlite"))
                .satisfies(
                        entry -> assertThat(entry.address()).hasToString("tcp://127.0.0.1:4001"));
    }

    @Test
    void whatIsAddedLeavesTheRestAsItWasWritten() throws Exception {
        write(MINE);
        bench.add(new Entry("rig", "sct-c11", Optional.empty(), Optional.empty()));

        assertThat(Files.readString(file, UTF_8))
                .isEqualTo(MINE + "\n[[rig]]\nname = \"sct-c11\"\n");
        assertThat(Configuration.read(file).rigs()).hasSize(1);
    }

    @Test
    void whatIsRemovedGoesWithItsSettingsAndNothingElse() throws Exception {
        write(MINE);
        bench.remove("focuser", "Main focuser");

        assertThat(Files.readString(file, UTF_8))
                .isEqualTo(
                        """
                        # My observatory
                        [server]
                        lan = false

                        # The refractor

                        # The camera behind it
                        [[camera]]
                        name = 'Main camera'
                        address = "indi://127.0.0.1/CCD"
                        """);
        bench.remove("camera", "Main camera");
        assertThat(Configuration.read(file).cameras()).isEmpty();
    }

    @Test
    void aNameIsTakenOnce() throws Exception {
        write(MINE);

        assertThatThrownBy(() -> bench.add(focuser("Main focuser", "moonlite", "tcp://a:1")))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("there is one of that name");
        assertThat(Files.readString(file, UTF_8)).isEqualTo(MINE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    no-such-driver | tcp://127.0.0.1:1 | does not exist
                    moonlite       | http://a b/       | is no address
                    """)
    void whatTheHubCouldNotReadIsRefusedAndNothingIsWritten(
            String driver, String address, String told) throws Exception {
        write(MINE);

        assertThatThrownBy(() -> bench.add(focuser("Another", driver, address)))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining(told)
                .hasMessageNotContaining(directory.toString());
        assertThat(Files.readString(file, UTF_8)).isEqualTo(MINE);
        try (var files = Files.list(file.resolveSibling("."))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whatIsNotInTheFileIsNotRemovedFromIt() {
        assertThatThrownBy(() -> bench.remove("rig", "refractor-80"))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("has no [[rig]] of that name");
    }

    @Test
    void quotesInAnAddressAreWrittenSoThatTheyAreReadAgain() {
        var odd = new Entry("camera", "Odd", Optional.empty(), Optional.of("a\"b\\c"));

        assertThat(ConfigurationText.with("", odd))
                .isEqualTo("[[camera]]\nname = \"Odd\"\naddress = \"a\\\"b\\\\c\"\n");
    }

    private static Entry focuser(String name, String driver, String address) {
        return new Entry("focuser", name, Optional.of(driver), Optional.of(address));
    }

    private void write(String text) throws Exception {
        Files.createDirectories(directory.resolve("deeper"));
        Files.writeString(file, text, UTF_8);
    }
}
