package parfocal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.driver.DriverInfo;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.link.Address;
import parfocal.link.EmulatorPort;
import parfocal.link.Line;
import parfocal.link.PreparedLinux;
import parfocal.link.WireDevice;
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
                          state    free, as far as can be seen without opening it

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
        try (var _ = serve(emulator(id))) {
            Said said = say("--ask", id, link(), "--json");

            assertThat(said.status).isZero();
            assertThat(said.json().get("driver").asString()).isEqualTo(id);
            assertThat(said.json().get("positionSteps").asInt()).isEqualTo(4_321);
        }
    }

    @Test
    void anAnswerReadsWellToo() throws Exception {
        try (var _ = serve(emulator("astrolink"))) {
            assertThat(say("--ask", "astrolink", link()).out)
                    .isEqualTo(
                            """
                            FocuserLink answers on %s.
                              position     4321 of 0 to 10000
                              temperature  10.0 °C
                            """
                                    .formatted(link()));
        }
    }

    static Stream<DeviceFault> whatMayGoWrong() {
        return Stream.of(
                new DeviceFault.WrongDevice("MoonLite", "a MoonLite focuser", "Hayes modem"),
                new DeviceFault.Silent("MoonLite", ":GV#", Duration.ofSeconds(1)),
                new DeviceFault.Garbled("MoonLite", ":GV#", "AT"));
    }

    @ParameterizedTest
    @MethodSource("whatMayGoWrong")
    void whateverElseAnswersIsToldByItsFaultsOwnSentence(DeviceFault fault) {
        assertThatThrownBy(() ->
                        Answer.of(
                                new FailingDriver(fault),
                                "/dev/ttyUSB0",
                                new PrintWriter(new StringWriter())))
                .isInstanceOf(Refusal.class)
                .hasMessage(fault.message());
    }

    /// Whatever it is connected to, the same goes wrong.
    private record FailingDriver(DeviceFault fault) implements FocuserDriver {
        @Override
        public DriverInfo info() {
            return new DriverInfo("failing", "Failing", "nothing", 9600, List.of(), List.of());
        }

        @Override
        public Focuser open(Line line, Pace pace) throws DeviceException {
            throw new DeviceException(fault);
        }

        @Override
        public Focuser connect(Address address, WireLog log, Pace pace) throws DeviceException {
            throw new DeviceException(fault);
        }

        @Override
        public FocuserEmulator emulator(EmulatorSettings settings, Pace pace) {
            throw new UnsupportedOperationException("nothing to emulate");
        }
    }

    @Test
    void aPortThatIsNotThereIsToldBeforeAnythingIsAsked() {
        assertThat(say("--ask", "usb-focus", "/dev/ttyACM77").err.strip())
                .isEqualTo(
                        "USB_Focus v3 is not connected: there is no port /dev/ttyACM77. Plug the device in; `parfocal ports`"
                                + " lists what is there.");
    }

    private String link() {
        return folder.resolve("focuser").toString();
    }

    private static WireDevice emulator(String id) {
        var settings =
                new EmulatorSettings(4_321, 10_000, 1_000, 0, OptionalDouble.of(10), Map.of());
        return Drivers.byId(id).orElseThrow().emulator(settings, Pace.wall());
    }

    private EmulatorPort serve(WireDevice device) throws IOException {
        return EmulatorPort.onPseudoTerminal("device", device, Path.of(link()), WireLog.none());
    }
}
