package parfocal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.link.EmulatorPort;
import parfocal.link.PreparedLinux;
import parfocal.link.PseudoTerminal;
import parfocal.link.WireLog;
import parfocal.time.Pace;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `parfocal ports` over prepared folders and real pseudo-terminals.
@EnabledOnOs(value = OS.LINUX, disabledReason = "the folders are Linux's")
final class PortsCommandTest {
    @TempDir private Path folder = Path.of("");

    private PreparedLinux linux;

    private record Said(int status, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    @BeforeEach
    void prepare() throws IOException {
        linux = new PreparedLinux(folder.resolve("root"));
    }

    private Said say(String... words) {
        return say(new PortsCommand(linux.ports()), words);
    }

    private static Said say(Object command, String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int status =
                Parfocal.run(
                        command, new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new Said(status, out.toString(), err.toString());
    }

    @Test
    void anEmptyListSaysWhatToDo() {
        assertThat(say().status).isZero();
        assertThat(say().out).startsWith("No serial port is there.").contains("12 V");
        assertThat(say("--json").json().get("ports")).isEmpty();
    }

    @Test
    void aFreeUsbFocusIsRecognised() throws Exception {
        linux.usbFocus("ttyACM0", "1-1.4");

        assertThat(say().out)
                .isEqualTo(
                        """
                        /dev/ttyACM0
                          device   SERIAL DEMO by CCS, 0461:0033
                          serial   none: two alike are told apart by their place only
                          place    1-1.4:1.0
                          likely   probably usb-focus (USB_Focus v3)
                          call it  /dev/serial/by-path/pci-0000:00:14.0-usb-0:1.4:1.0  (its place: keep it in this socket)
                          state    free

                        Nothing was opened. `parfocal ports --ask DRIVER PORT` asks one whether it is that model.
                        """);
    }

    @Test
    void programsReadTheSame() throws Exception {
        linux.usbFocus("ttyACM0", "1-1.4")
                .process(812, "ModemManager")
                .opened(812, 11, "/dev/ttyACM0");

        JsonNode port = say("--json").json().get("ports").get(0);
        assertThat(port.propertyNames())
                .containsExactly(
                        "name",
                        "stableNames",
                        "lastingName",
                        "knownBy",
                        "usbId",
                        "manufacturer",
                        "product",
                        "serialNumber",
                        "place",
                        "likely",
                        "rights",
                        "holders",
                        "modemManager",
                        "state",
                        "message",
                        "cures");
        assertThat(port.get("usbId").asString()).isEqualTo("0461:0033");
        assertThat(port.get("serialNumber").isNull()).isTrue();
        assertThat(port.get("likely").get("drivers").get(0).asString()).isEqualTo("usb-focus");
        assertThat(port.get("state").asString()).isEqualTo("held-by-modemmanager");
        assertThat(port.get("holders").get(0).get("pid").asInt()).isEqualTo(812);
        assertThat(port.get("cures")).hasSize(3);
    }

    @Test
    void chipsThatEverybodyUsesAreNotGuessed() throws Exception {
        linux.ftdi("ttyUSB0", "1-1.2", "AB0JQ1XY").ch340("ttyUSB1", "1-1.3");

        assertThat(say().out)
                .contains("FTDI FT232R, which many devices use: perhaps astrolink (")
                .contains("WCH CH340, which many devices use: its ids do not tell");
        JsonNode likely = say("--json").json().get("ports").get(0).get("likely");
        assertThat(likely.get("certainty").asString()).isEqualTo("ambiguous");
    }

    @Test
    void onePortCanBeLookedAtAlone() throws Exception {
        linux.ftdi("ttyUSB0", "1-1.2", "AB0JQ1XY").ch340("ttyUSB1", "1-1.3");

        assertThat(say("/dev/ttyUSB1", "--json").json().get("ports")).hasSize(1);
        Said none = say("/dev/ttyUSB7");
        assertThat(none.status).isEqualTo(1);
        assertThat(none.err.strip())
                .isEqualTo(
                        "There is no serial port /dev/ttyUSB7. There are /dev/ttyUSB0, /dev/ttyUSB1.");
    }

    @Test
    void askingWantsADriverAndAPort() {
        assertThat(say("--ask", "moonlite").status).isEqualTo(2);
        assertThat(say("--ask", "moonlite").err).contains("Which port is to be asked?");
        assertThat(say("--ask", "toaster", "/dev/ttyUSB0").err)
                .contains("There is no driver 'toaster'");
    }

    @ParameterizedTest
    @CsvSource({"usb-focus", "moonlite", "celestron", "astrolink"})
    void theRightModelIntroducesItself(String id) throws Exception {
        try (var _ = serve(id)) {
            Said said = say("--ask", id, link(), "--json");

            assertThat(said.err).doesNotContain("not connected");
            assertThat(said.json().get("driver").asString()).isEqualTo(id);
            assertThat(said.json().get("positionSteps").asInt()).isEqualTo(4_321);
            assertThat(say("--ask", id, link()).out)
                    .contains(" answers on " + link())
                    .contains("position     4321 of ");
        }
    }

    @Test
    void anotherModelIsToldByItsOwnSentence() throws Exception {
        try (var _ = serve("usb-focus")) {
            Said said = say("--ask", "celestron", link());

            assertThat(said.status).isEqualTo(1);
            assertThat(said.out).isEmpty();
            assertThat(said.err.strip().lines().reduce((_, last) -> last).orElseThrow())
                    .contains("Celestron")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void silenceIsToldByItsOwnSentence() throws Exception {
        try (var _ = PseudoTerminal.create(Path.of(link()))) {
            Said said = say("--ask", "celestron", link());

            assertThat(said.status).isEqualTo(1);
            assertThat(said.err).contains("did not answer").contains("Waiting for an answer of");
        }
    }

    private String link() {
        return folder.resolve("focuser").toString();
    }

    private EmulatorPort serve(String id) throws IOException {
        FocuserDriver driver = Drivers.byId(id).orElseThrow();
        var settings =
                new EmulatorSettings(
                        4_321,
                        10_000,
                        1_000,
                        0,
                        java.util.OptionalDouble.of(10),
                        java.util.Map.of());
        return EmulatorPort.onPseudoTerminal(
                id, driver.emulator(settings, Pace.wall()), Path.of(link()), WireLog.none());
    }
}
