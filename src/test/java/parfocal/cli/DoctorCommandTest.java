package parfocal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.image.Fits;
import parfocal.image.Frame;
import parfocal.link.EmulatorPort;
import parfocal.link.LocalServers;
import parfocal.link.PreparedLinux;
import parfocal.link.SerialPorts;
import parfocal.link.WireLog;
import parfocal.time.Pace;
import parfocal.time.VirtualPace;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `parfocal doctor` over a prepared computer.
@EnabledOnOs(value = OS.LINUX, disabledReason = "the folders are Linux's")
final class DoctorCommandTest {
    private static final String TCP_HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    @TempDir private Path folder = Path.of("");

    private PreparedLinux linux;
    private SerialPorts ports;
    private Instant now = Instant.parse("2026-11-21T20:00:00Z");
    private Function<List<String>, Optional<String>> asked = _ -> Optional.empty();

    private record Said(int status, String out) {}

    @BeforeEach
    void aComputerInOrder() throws IOException {
        linux = new PreparedLinux(folder.resolve("root"));
        linux.usbFocus("ttyACM0", "1-1.4")
                .file("run/systemd/timesync/synchronized", "")
                .file("proc/net/tcp", TCP_HEAD)
                .file("proc/net/udp", TCP_HEAD);
        ports = linux.ports();
    }

    private Said doctor(String... words) {
        var here =
                new Surroundings(
                        "Linux",
                        linux.root(),
                        Map.of(
                                "PARFOCAL_DATA",
                                folder.resolve("data").toString(),
                                "PATH",
                                folder.resolve("bin").toString()),
                        asked,
                        ports,
                        LocalServers.under(linux.root()),
                        new VirtualPace(now));
        var out = new StringWriter();
        int status =
                Parfocal.run(
                        new DoctorCommand(here),
                        new PrintWriter(out, true),
                        new PrintWriter(out, true),
                        words);
        return new Said(status, out.toString());
    }

    private String line(String subject) {
        return doctor().out
                .lines()
                .filter(line -> line.contains(" " + subject + ": "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void allIsWellOnAComputerInOrder() {
        Said said = doctor();

        assertThat(said.status).isZero();
        assertThat(said.out.lines()).allMatch(line -> line.startsWith("ok "));
        assertThat(said.out)
                .contains("port /dev/ttyACM0: is free")
                .contains("TCP 11111: is free for Alpaca and the page.")
                .contains("ModemManager: does not run.")
                .contains("gphoto2: is not on the path");
    }

    @Test
    void programsReadTheSame() {
        JsonNode json = JsonMapper.shared().readTree(doctor("--json").out);

        assertThat(json.get("level").asString()).isEqualTo("ok");
        assertThat(json.get("findings"))
                .extracting(finding -> finding.get("subject").asString())
                .containsExactly(
                        "port /dev/ttyACM0",
                        "ModemManager",
                        "TCP 11111",
                        "TCP 7624",
                        "UDP 32227",
                        "clock",
                        "data",
                        "Java",
                        "gphoto2");
    }

    @Test
    void thePortsOfTheConfigurationAreLookedAt() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(
                folder.resolve("data/parfocal.toml"),
                """
                [server]
                http = "8080"
                indi = "7777"
                discovery = "off"
                """);

        assertThat(doctor().out)
                .contains("TCP 8080: is free for Alpaca and the page.", "TCP 7777: is free")
                .doesNotContain("11111", "7624", "UDP");
    }

    @Test
    void aConfigurationThatCannotBeReadIsTrouble() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/parfocal.toml"), "focusser = 1");

        assertThat(doctor().out).contains("trouble  configuration: ", "focusser");
    }

    @Test
    void eachMistakeOfTheConfigurationIsAFinding() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(
                folder.resolve("data/parfocal.toml"), "focusser = 1\n[server]\nlan = 3\n");

        assertThat(doctor().out)
                .containsPattern("trouble  configuration: .*line 1.*focusser")
                .containsPattern("trouble  configuration: .*line 3.*lan must be true or false");
    }

    @Test
    void aDarkThatCannotBeReadIsTrouble() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Fits.write(folder.resolve("data/map.fits"), new Frame(4, 3, new float[12]));
        Files.writeString(
                folder.resolve("data/parfocal.toml"),
                """
                [[rig]]
                name = "sct-c11"
                dark = "none.fits"
                [[rig]]
                name = "newton-f4"
                bad-pixels = "map.fits"
                """);

        assertThat(doctor().out)
                .containsPattern("trouble  rig \"sct-c11\": No run will begin with it: .*none.fits")
                .contains("ok       rig \"newton-f4\": has its map: 4 × 3 pixels, 0 of them bad.");
    }

    @Test
    void configuredDevicesOnTheNetworkAreAskedAndNothingMoves() throws Exception {
        FocuserDriver moonlite = Drivers.byId("moonlite").orElseThrow();
        FocuserEmulator device = moonlite.emulator(EmulatorSettings.at(5_000, 10_000), Pace.wall());
        try (EmulatorPort there =
                EmulatorPort.onTcp(
                        "MoonLite",
                        device,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        WireLog.none())) {
            configure(
                    """
                    [[focuser]]
                    name = "Main"
                    driver = "moonlite"
                    address = "tcp://%s"

                    [[focuser]]
                    name = "Gone"
                    driver = "usb-focus"
                    address = "/dev/ttyACM7"

                    [[focuser]]
                    name = "Plugged"
                    driver = "usb-focus"
                    address = "/dev/ttyACM0"

                    [[focuser]]
                    name = "Bridge"
                    driver = "alpaca"
                    address = "http://127.0.0.1:1/api/v1/focuser/0"

                    [[sensor]]
                    name = "Roof"
                    address = "indi://127.0.0.1:1/Weather%%20Simulator"
                    """
                            .formatted(there.address()));

            Said said = doctor();

            assertThat(said.status).isEqualTo(1);
            assertThat(said.out.lines())
                    .anyMatch(line ->
                            line.matches(
                                    "ok +focuser \"Main\": answers: MoonLite.* it stands at 5000.*"))
                    .anyMatch(line ->
                            line.matches(
                                    "trouble +focuser \"Gone\": there is no port /dev/ttyACM7.*"))
                    .anyMatch(line -> line.matches("ok +focuser \"Plugged\": was not asked: .*"))
                    .anyMatch(line -> line.matches("trouble +focuser \"Bridge\": .*127.0.0.1:1.*"))
                    .anyMatch(line -> line.matches("trouble +sensor \"Roof\": .*127.0.0.1:1.*"));
            assertThat(device.motor().positionSteps()).isEqualTo(5_000);
        }
    }

    private void configure(String toml) throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/parfocal.toml"), toml);
    }

    @Test
    void aForbiddenFocuserIsTroubleWithItsCure() throws Exception {
        linux.dialout("dev/ttyACM0", "rw-rw----", "");
        ports = linux.forbiddenPorts();

        Said said = doctor();
        assertThat(said.status).isEqualTo(1);
        assertThat(line("port /dev/ttyACM0")).startsWith("trouble ");
        assertThat(said.out).contains("type  sudo usermod -aG dialout ann\n");
    }

    @Test
    void modemManagerThatMayTryAPortIsAWarning() throws Exception {
        linux.process(812, "ModemManager");

        assertThat(doctor().status).isZero();
        assertThat(line("ModemManager"))
                .startsWith("warning ")
                .contains("leave /dev/ttyACM0 alone");

        linux.file("run/udev/data/c166:0", "E:ID_MM_DEVICE_IGNORE=1\n");
        assertThat(line("ModemManager")).startsWith("ok ");
    }

    @Test
    void anotherServerOnOurPortIsNamed() throws Exception {
        // 1DC8 is 7624; state 0A listens.
        linux.file(
                        "proc/net/tcp6",
                        TCP_HEAD
                                + "   0: 00000000000000000000000000000000:1DC8 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 55511 1 0 100 0 0 10 0\n")
                .process(640, "indiserver")
                .opened(640, 3, "socket:[55511]");

        assertThat(doctor().status).isEqualTo(1);
        assertThat(line("TCP 7624"))
                .isEqualTo(
                        "trouble  TCP 7624: is wanted for INDI and taken by indiserver (process 640). An indiserver, or KStars' own?"
                                + " Stop it, or give the hub another port: parfocal serve --indi 7625.");
    }

    @Test
    void ourOwnHubIsNoTrouble() throws Exception {
        linux.file(
                        "proc/net/tcp",
                        TCP_HEAD
                                + "   0: 0100007F:2B67 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 777 1 0 100 0 0 10 0\n")
                .process(77, "java")
                .file("proc/77/cmdline", "java\0-jar\0/opt/parfocal.jar\0serve\0")
                .opened(77, 20, "socket:[777]");

        assertThat(line("TCP 11111"))
                .isEqualTo("ok       TCP 11111: is served by Parfocal: parfocal (process 77).");
        configure(
                """
                [[focuser]]
                name = "Main"
                driver = "moonlite"
                address = "tcp://127.0.0.1:1"
                """);
        assertThat(line("focuser \"Main\""))
                .startsWith("ok ")
                .contains("left to the hub that runs");
    }

    @Test
    void aConnectionIsNotAServer() throws Exception {
        linux.file(
                "proc/net/tcp",
                TCP_HEAD
                        + "   0: 0100007F:2B67 0100007F:9C40 06 00000000:00000000 00:00000000 00000000  1000        0 0 1 0 100 0 0 10 0\n");

        assertThat(line("TCP 11111")).startsWith("ok ");
    }

    @Test
    void sharedDiscoveryIsOnlyAWarning() throws Exception {
        linux.file(
                "proc/net/udp",
                TCP_HEAD
                        + "  12: 00000000:7DE3 00000000:0000 07 00000000:00000000 00:00000000 00000000  1001        0 901 2 0 0\n");

        assertThat(line("UDP 32227"))
                .startsWith("warning ")
                .contains("a program that the system does not show to this user");
    }

    @Test
    void theClockIsAskedForWhereItCanBe() throws Exception {
        Files.delete(linux.root().resolve("run/systemd/timesync/synchronized"));
        assertThat(line("clock"))
                .startsWith("warning ")
                .contains("no timesyncd, chronyd, ntpd or gpsd");

        linux.process(300, "chronyd");
        assertThat(line("clock")).startsWith("ok ").contains("was not checked");

        asked =
                command ->
                        command.getFirst().equals("timedatectl")
                                ? Optional.of("no")
                                : Optional.empty();
        assertThat(line("clock")).startsWith("warning ").contains("not synchronised yet");

        asked = _ -> Optional.of("yes");
        assertThat(line("clock")).startsWith("ok ");
    }

    @Test
    void aClockThatWokeUpInThePastIsTrouble() {
        now = Instant.parse("1970-01-01T00:05:00Z");

        assertThat(doctor().status).isEqualTo(1);
        assertThat(line("clock")).contains("It says 1970-01-01");
    }

    @Test
    void spaceIsCounted() {
        assertThat(MachineFindings.space("/data", 50_000_000).level())
                .isEqualTo(Finding.Level.TROUBLE);
        assertThat(MachineFindings.space("/data", 500_000_000).level())
                .isEqualTo(Finding.Level.WARNING);
        assertThat(MachineFindings.space("/data", 5_000_000_000L).message())
                .startsWith("5000 MB are free at /data");
    }

    @Test
    void aDataDirectoryThatIsAFileIsTrouble() throws Exception {
        Files.writeString(folder.resolve("data"), "not a folder");

        assertThat(line("data")).startsWith("trouble ").contains("PARFOCAL_DATA");
    }

    @Test
    void aGvfsMonitorThatTakesCamerasIsAWarning() throws Exception {
        Path gphoto2 = Files.createDirectory(folder.resolve("bin")).resolve("gphoto2");
        Files.writeString(gphoto2, "");
        assertThat(gphoto2.toFile().setExecutable(true)).isTrue();
        assertThat(line("gphoto2")).startsWith("ok ");

        linux.process(1900, "gvfs-gphoto2-vo");
        assertThat(line("gphoto2"))
                .startsWith("warning ")
                .contains("gvfs-gphoto2-vo (process 1900)");
    }
}
