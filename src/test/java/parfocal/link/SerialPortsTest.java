package parfocal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import parfocal.link.PortInfo.KnownBy;
import parfocal.link.PortInfo.LastingName;

/// Ports of prepared folders, and of real pseudo-terminals.
@EnabledOnOs(value = OS.LINUX, disabledReason = "the folders are Linux's")
final class SerialPortsTest {
    @TempDir private Path folder = Path.of("");

    private PreparedLinux linux;

    @BeforeEach
    void prepare() throws IOException {
        linux = new PreparedLinux(folder.resolve("root"));
    }

    private PortInfo only() {
        assertThat(linux.ports().all()).hasSize(1);
        return linux.ports().all().getFirst();
    }

    private PortTrouble forbidden() {
        return linux.forbiddenPorts().all().getFirst().trouble().orElseThrow();
    }

    @Test
    void consolesAndReservedPortsAreNoPorts() throws Exception {
        linux.console("tty2").builtIn("ttyS0", 0);

        assertThat(linux.ports().all()).isEmpty();
    }

    @Test
    void aBuiltInPortHasNoUsbIds() throws Exception {
        linux.builtIn("ttyS0", 4);

        assertThat(only().name()).isEqualTo("/dev/ttyS0");
        assertThat(only().usb()).isEmpty();
        assertThat(only().place()).contains("00:05:0.0");
    }

    @Test
    void anAdapterTellsWhoItIs() throws Exception {
        linux.ftdi("ttyUSB0", "1-1.2", "AB0JQ1XY");

        assertThat(only().usb())
                .contains(
                        new UsbIdentity(
                                "0403:6001",
                                Optional.of("FTDI"),
                                Optional.of("FT232R USB UART"),
                                Optional.of("AB0JQ1XY")));
        assertThat(only().place()).contains("1-1.2:1.0");
        assertThat(only().trouble()).isEmpty();
        assertThat(only().stableNames())
                .containsExactly(
                        "/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_AB0JQ1XY-if00-port0",
                        "/dev/serial/by-path/pci-0000:00:14.0-usb-0:1.2:1.0-port0");
    }

    @Test
    void twoAlikeAreToldApartByTheirSerialNumbers() throws Exception {
        linux.ftdi("ttyUSB0", "1-1.2", "AB0JQ1XY").ftdi("ttyUSB1", "1-1.3", "AB0JQ1ZZ");
        List<PortInfo> all = linux.ports().all();

        assertThat(all.getFirst().alike(all)).containsExactly(all.getLast());
        assertThat(all)
                .extracting(port -> port.lastingName(all))
                .containsExactly(
                        new LastingName(
                                "/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_AB0JQ1XY-if00-port0",
                                KnownBy.SERIAL_NUMBER),
                        new LastingName(
                                "/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_AB0JQ1ZZ-if00-port0",
                                KnownBy.SERIAL_NUMBER));
    }

    @Test
    void twoAlikeWithoutSerialNumbersAreToldApartByTheirPlaces() throws Exception {
        linux.ch340("ttyUSB0", "1-1.2").ch340("ttyUSB1", "1-1.3");
        List<PortInfo> all = linux.ports().all();

        assertThat(all)
                .extracting(port -> port.lastingName(all))
                .containsExactly(
                        new LastingName(
                                "/dev/serial/by-path/pci-0000:00:14.0-usb-0:1.2:1.0-port0",
                                KnownBy.PLACE),
                        new LastingName(
                                "/dev/serial/by-path/pci-0000:00:14.0-usb-0:1.3:1.0-port0",
                                KnownBy.PLACE));
    }

    @Test
    void aSerialNumberThatTheMakerGaveToAllTellsNothing() throws Exception {
        linux.ftdi("ttyUSB0", "1-1.2", "0001");
        Files.delete(
                linux.root().resolve("dev/serial/by-id/usb-FTDI_FT232R_USB_UART_0001-if00-port0"));
        linux.ftdi("ttyUSB1", "1-1.3", "0001");
        List<PortInfo> all = linux.ports().all();

        assertThat(all).extracting(port -> port.lastingName(all).by()).containsOnly(KnownBy.PLACE);
    }

    @Test
    void twoPortsOfOneAdapterShareItsSerialNumberAndDifferByFunction() throws Exception {
        linux.usb("1-1.2", "0403", "6010", "FTDI", "Dual RS232", "FT5X")
                .behindAnAdapter("ttyUSB0", "1-1.2", 0)
                .behindAnAdapter("ttyUSB1", "1-1.2", 1)
                .link("dev/serial/by-id/usb-FTDI_Dual_RS232_FT5X-if00-port0", "../../ttyUSB0")
                .link("dev/serial/by-id/usb-FTDI_Dual_RS232_FT5X-if01-port0", "../../ttyUSB1");
        List<PortInfo> all = linux.ports().all();

        assertThat(all)
                .extracting(port -> port.place().orElseThrow())
                .containsExactly("1-1.2:1.0", "1-1.2:1.1");
        assertThat(all)
                .extracting(port -> port.lastingName(all).name())
                .containsExactly(
                        "/dev/serial/by-id/usb-FTDI_Dual_RS232_FT5X-if00-port0",
                        "/dev/serial/by-id/usb-FTDI_Dual_RS232_FT5X-if01-port0");
    }

    @Test
    void modemManagerHoldingAPortIsNamedWithTheRule() throws Exception {
        linux.usbFocus("ttyACM0", "1-1.4")
                .process(812, "ModemManager")
                .opened(812, 11, "/dev/ttyACM0");

        PortTrouble trouble = only().trouble().orElseThrow();
        assertThat(trouble)
                .isEqualTo(
                        new PortTrouble.HeldByModemProbe(
                                "/dev/ttyACM0", new Holder(812, "ModemManager")));
        assertThat(trouble.message())
                .isEqualTo(
                        "/dev/ttyACM0 is held by ModemManager (process 812), which takes every new port for a modem and writes"
                                + " to it. Keep it away with the udev rule, or switch it off, and plug the device in again.");
        assertThat(trouble.cures())
                .containsExactly(
                        "sudo cp packaging/linux/60-parfocal.rules /etc/udev/rules.d/",
                        "sudo udevadm control --reload && sudo udevadm trigger",
                        "sudo systemctl disable --now ModemManager");
    }

    @Test
    void aPortModemManagerMayTryIsToldFromOneItIsKeptAwayFrom() throws Exception {
        linux.usbFocus("ttyACM0", "1-1.4");
        assertThat(only().modemProbe()).isEqualTo(ModemProbe.ABSENT);

        linux.process(812, "ModemManager");
        assertThat(only().modemProbe()).isEqualTo(ModemProbe.MAY_PROBE);
        assertThat(only().trouble()).isEmpty();

        linux.file(
                "run/udev/data/c166:0", "S:parfocal/usb-focus-at-1-1.4\nE:ID_MM_DEVICE_IGNORE=1\n");
        assertThat(only().modemProbe()).isEqualTo(ModemProbe.KEPT_AWAY);
    }

    @Test
    void aMarkOnTheUsbDeviceKeepsModemManagerAwayToo() throws Exception {
        linux.usbFocus("ttyACM0", "1-1.4")
                .process(812, "ModemManager")
                .file("run/udev/data/c189:7", "E:ID_MM_DEVICE_IGNORE=1\n");

        assertThat(only().modemProbe()).isEqualTo(ModemProbe.KEPT_AWAY);
    }

    @Test
    void anotherProgramHoldingAPortIsNamed() throws Exception {
        linux.ftdi("ttyUSB0", "1-1.2", "AB0JQ1XY")
                .process(3301, "indi_moonlite_f")
                .opened(3301, 3, "/dev/ttyUSB0")
                .opened(3301, 4, "/dev/ttyUSB0");

        PortTrouble trouble = only().trouble().orElseThrow();
        assertThat(trouble.message())
                .isEqualTo(
                        "/dev/ttyUSB0 is held by another program: indi_moonlite_f (process 3301). Close it, or"
                                + " disconnect the focuser there.");
        assertThat(trouble.cures()).containsExactly("kill 3301");
    }

    @Test
    void aPortThisProgramHoldsItselfIsToldSo() throws Exception {
        linux.ftdi("ttyUSB0", "1-1.2", "AB0JQ1XY").opened(4242, 40, "/dev/ttyUSB0");

        assertThat(only().trouble()).contains(new PortTrouble.HeldHere("/dev/ttyUSB0"));
    }

    @Test
    void aHubThatHoldsAPortIsKnownAsOurs() throws Exception {
        linux.ftdi("ttyUSB0", "1-1.2", "AB0JQ1XY")
                .process(77, "java")
                .file("proc/77/cmdline", "java\0-jar\0/opt/parfocal/parfocal.jar\0serve\0")
                .opened(77, 9, "/dev/ttyUSB0");

        assertThat(only().holders()).containsExactly(new Holder(77, "parfocal"));
        assertThat(only().trouble().orElseThrow().message())
                .isEqualTo(
                        "/dev/ttyUSB0 is held by another Parfocal: parfocal (process 77). Work through that one, or stop it.");
    }

    @Test
    void aProgramOfAnotherUserIsKnownByItsLockFile() throws Exception {
        linux.ftdi("ttyUSB0", "1-1.2", "AB0JQ1XY")
                .process(515, "minicom")
                .file("run/lock/LCK..ttyUSB0", "       515\n");
        assertThat(only().holders()).containsExactly(new Holder(515, "minicom"));

        linux.file("run/lock/LCK..ttyUSB0", "       516\n");
        assertThat(only().holders()).as("left behind by a process that is gone").isEmpty();
    }

    @Test
    void theRuleIsNotOfferedForAPortItCannotOpen() throws Exception {
        linux.builtIn("ttyS0", 4).dialout("dev/ttyS0", "rw-------", "ann");

        assertThat(forbidden().message()).contains("The system keeps it for itself");
        assertThat(forbidden().cures()).isEmpty();
    }

    @Test
    void whoIsNotInTheGroupIsToldToJoinIt() throws Exception {
        linux.ftdi("ttyUSB0", "1-1.2", "AB0JQ1XY").dialout("dev/ttyUSB0", "rw-rw----", "bob");

        assertThat(forbidden())
                .isEqualTo(new PortTrouble.GroupNotJoined("/dev/ttyUSB0", "dialout", "ann"));
        assertThat(forbidden().message())
                .isEqualTo(
                        "ann may not open /dev/ttyUSB0, which is for the group dialout. Join it and log in again, or"
                                + " install the udev rule.");
        assertThat(forbidden().cures()).containsExactly("sudo usermod -aG dialout ann");
    }

    @Test
    void whoJoinedTheGroupAfterLoggingInIsToldToLogInAgain() throws Exception {
        linux.ftdi("ttyUSB0", "1-1.2", "AB0JQ1XY").dialout("dev/ttyUSB0", "rw-rw----", "bob,ann");

        assertThat(forbidden())
                .isEqualTo(new PortTrouble.LoginOlderThanGroup("/dev/ttyUSB0", "dialout", "ann"));
        assertThat(forbidden().message()).contains("this login is older. Log out");
    }

    @Test
    void noGroupHelpsWhereTheFileIsForItsOwnerAlone() throws Exception {
        linux.ftdi("ttyUSB0", "1-1.2", "AB0JQ1XY").dialout("dev/ttyUSB0", "rw-------", "ann");

        assertThat(forbidden()).isInstanceOf(PortTrouble.NoRight.class);
        assertThat(forbidden().message())
                .contains("group dialout, rw-------")
                .contains("udev rule");
    }

    @Test
    void aSandboxIsSuspectedWhereTheGroupShouldDo() throws Exception {
        linux.ftdi("ttyUSB0", "1-1.2", "AB0JQ1XY").dialout("dev/ttyUSB0", "rw-rw----", "ann");
        linux.session(Files.getAttribute(linux.root().resolve("dev/ttyUSB0"), "unix:gid"));

        assertThat(forbidden()).isInstanceOf(PortTrouble.NoRight.class);
        assertThat(forbidden().message()).contains("container or sandbox");
    }

    @Test
    void aPortThatIsTakenByAnUnseenProgramLooksForModemManager() throws Exception {
        linux.usbFocus("ttyACM0", "1-1.4");
        assertThat(linux.ports().whyClosed("/dev/ttyACM0").cures())
                .containsExactly("sudo fuser -v /dev/ttyACM0");

        linux.process(812, "ModemManager");
        assertThat(linux.ports().whyClosed("/dev/ttyACM0").message())
                .contains("ModemManager runs and is the likely one");
    }

    @Test
    void theReasonForAClosedPortIsTheSameByItsLastingName() throws Exception {
        linux.usbFocus("ttyACM0", "1-1.4").process(90, "minicom").opened(90, 5, "/dev/ttyACM0");

        String lasting = "/dev/serial/by-path/pci-0000:00:14.0-usb-0:1.4:1.0";
        assertThat(linux.ports().whyClosed(lasting))
                .isEqualTo(new PortTrouble.Held(lasting, List.of(new Holder(90, "minicom"))));
        assertThat(linux.ports().whyClosed("/dev/ttyACM1"))
                .isEqualTo(new PortTrouble.Missing("/dev/ttyACM1"));
    }

    @Test
    void otherSystemsAskTheLibraryAlone() throws Exception {
        linux.usbFocus("ttyACM0", "1-1.4");
        var com3 =
                new PortInfo(
                        "COM3",
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        ModemProbe.ABSENT,
                        Optional.empty());
        for (String system : List.of("Windows 11", "Mac OS X")) {
            SerialPorts ports =
                    SerialPorts.of(system, linux.root(), new VendorPorts(() -> List.of(com3)));

            assertThat(ports.all()).containsExactly(com3);
            assertThat(ports.whyClosed("COM4")).isEqualTo(new PortTrouble.Missing("COM4"));
            assertThat(ports.whyClosed("com3").sentence())
                    .isEqualTo(
                            "com3 is there and cannot be opened: another program holds it, and the system does not"
                                    + " tell this user which.");
        }
    }

    @Test
    void lookingOpensNoPort() throws Exception {
        int master = Posix.openMaster();
        try {
            String slave = Posix.slaveName(master);
            linux.usbFocus("ttyACM0", "1-1.4");
            Files.delete(linux.root().resolve("dev/ttyACM0"));
            linux.link("dev/ttyACM0", slave);

            assertThat(only().name()).isEqualTo("/dev/ttyACM0");
            assertThat(linux.ports().whyClosed("/dev/ttyACM0")).isNotNull();

            // Once the other side has been opened and closed, a master reads as hung up for ever.
            assertThat(Posix.read(master, Duration.ZERO)).isEmpty();
            Posix.close(Posix.openRaw(slave));
            assertThatThrownBy(() -> Posix.read(master, Duration.ZERO))
                    .isInstanceOf(IOException.class);
        } finally {
            Posix.close(master);
        }
    }

    @Test
    void aPortThatAnotherProcessHoldsIsRefusedWithItsName() throws Exception {
        Path link = folder.resolve("focuser");
        try (var terminal = PseudoTerminal.create(link)) {
            // Locked, as other serial programs do: this test may run as root, whom nothing else
            // keeps out.
            Process holder =
                    new ProcessBuilder(
                                    "flock",
                                    "-x",
                                    link.toString(),
                                    "sh",
                                    "-c",
                                    "echo held; read line")
                            .start();
            try (BufferedReader said = holder.inputReader()) {
                assertThat(said.readLine()).isEqualTo("held");
                assertThatThrownBy(() ->
                                SerialLine.open("MoonLite", link.toString(), 9600, WireLog.none()))
                        .hasMessageStartingWith(
                                "MoonLite is not connected: "
                                        + link
                                        + " is held by another program: flock (process %d)"
                                                .formatted(holder.pid()));
                assertThat(terminal.read(Duration.ZERO)).isEmpty();
            } finally {
                holder.destroy();
                holder.waitFor();
            }
        }
    }
}
