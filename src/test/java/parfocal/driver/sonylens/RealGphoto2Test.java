package parfocal.driver.sonylens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static parfocal.driver.Told.faultOf;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.Homing;
import parfocal.device.Introduces;
import parfocal.driver.EmulatorSettings;
import parfocal.link.Address;
import parfocal.link.EmulatorPort;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// The witness from outside: gphoto2, written by others for real cameras, drives our emulated body over TCP; alone, and with our
/// driver at its other side.
final class RealGphoto2Test {
    private static final Path GPHOTO = Path.of("/usr/bin/gphoto2");
    private static final String LENS = "sigma-85-f1.4";
    private static final Map<String, String> QUICK =
            Map.of("lens", LENS, "pace-percent", "10", "jitter-percent", "0");

    @TempDir private Path folder;

    @BeforeEach
    void gphotoIsHere() {
        assumeTrue(Files.isExecutable(GPHOTO), GPHOTO + " is not here (Debian package gphoto2)");
    }

    private record Served(SonyLensEmulator body, EmulatorPort port) implements AutoCloseable {
        static Served with(String... quirk) throws Exception {
            var quirks = new HashMap<>(QUICK);
            if (quirk.length == 2) {
                quirks.put(quirk[0], quirk[1]);
            }
            var body =
                    new SonyLensEmulator(
                            new EmulatorSettings(
                                    2_400, 10_000, 0, 0, OptionalDouble.empty(), quirks),
                            Pace.wall());
            var anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            return new Served(body, EmulatorPort.onTcp("lens", body, anywhere, WireLog.none()));
        }

        Focuser connect(String scheme) throws Exception {
            Focuser focuser =
                    new SonyLens()
                            .connect(
                                    Address.parse(scheme + port.address() + "?lens=" + LENS),
                                    WireLog.none(),
                                    Pace.wall());
            focuser.change("pace-percent", "10");
            return focuser;
        }

        @Override
        public void close() {
            port.close();
        }
    }

    private String gphoto(Served served, String... arguments) throws Exception {
        String number = served.port.address().replaceFirst(".*:", "");
        var command = new java.util.ArrayList<String>();
        command.add(GPHOTO.toString());
        command.addAll(List.of("--port", "ptpip:127.0.0.1:%s:%<s".formatted(number)));
        command.addAll(List.of("--debug", "--debug-loglevel=error"));
        command.add("--debug-logfile=/dev/stderr");
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return said;
    }

    @Test
    @Timeout(20)
    void gphotoAlonePressesKeysBothWays() throws Exception {
        try (var served = Served.with()) {
            String said =
                    gphoto(
                            served,
                            "--set-config",
                            "manualfocus=-7",
                            "--set-config",
                            "manualfocus=3");

            assertThat(said).doesNotContain("*** Error");
            assertThat(served.body.pressed()).containsExactly(-7, 3);
            Pace.wall().pause(Duration.ofMillis(200));
            // 2551 / 8 one way and 2551 / 384 the other.
            assertThat(served.body.motor().tubeSteps())
                    .isCloseTo(2_400 - 318.875 + 6.643, within(0.01));
        }
    }

    @Test
    @Timeout(20)
    void gphotoAloneIsRefusedByACameraInAutofocus() throws Exception {
        try (var served = Served.with("camera-mode", "auto")) {
            assertThat(gphoto(served, "--set-config", "manualfocus=3")).contains("0x200f");
            assertThat(served.body.pressed()).isEmpty();
        }
    }

    @Test
    @Timeout(20)
    void gphotoAloneIsHumouredByALensOnManualThatDoesNotMove() throws Exception {
        try (var served = Served.with("lens-switch", "manual")) {
            String said = gphoto(served, "--set-config", "manualfocus=-7", "--get-config", "d24c");

            assertThat(said).doesNotContain("*** Error").contains("Current: 94");
            assertThat(served.body.pressed()).containsExactly(-7);
            assertThat(served.body.motor().tubeSteps()).isEqualTo(2_400);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"gphoto2:ptpip:", "ptpip://"})
    @Timeout(30)
    void ourDriverLandsThroughGphotoAndWithoutIt(String scheme) throws Exception {
        try (var served = Served.with();
                Focuser focuser = served.connect(scheme)) {
            assertThat(((Introduces) focuser).introduction().model()).isEqualTo("ILCE-6400");
            ((Homing) focuser).home();
            assertThat(served.body.motor().tubeSteps()).isEqualTo(2_551);

            for (int target : List.of(2_500, 2_400, 2_510)) {
                int said = go(focuser, target);

                assertThat(said).isCloseTo(target, within(1));
                assertThat(served.body.motor().tubeSteps()).isCloseTo(said, within(1.0));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"gphoto2:ptpip:", "ptpip://"})
    @Timeout(30)
    void bothFaultsOfTheSwitchesAreToldApart(String scheme) throws Exception {
        try (var served = Served.with("camera-mode", "auto");
                Focuser focuser = served.connect(scheme)) {
            assertThat(faultOf(((Homing) focuser)::home).message())
                    .contains("Set the camera's focus mode to MF");
            assertThat(served.body.pressed()).isEmpty();
        }
        try (var served = Served.with("lens-switch", "manual");
                Focuser focuser = served.connect(scheme)) {
            assertThat(faultOf(((Homing) focuser)::home).message())
                    .contains("Set the lens's own AF/MF switch to AF");
            assertThat(served.body.pressed()).isNotEmpty();
        }
    }

    @Test
    @Timeout(30)
    void aSecondWriteThatIsRefusedCountsThePressOnce() throws Exception {
        try (var served = Served.with("second-write", "refused");
                Focuser focuser = served.connect("gphoto2:ptpip:")) {
            ((Homing) focuser).home();
            assertThat(go(focuser, 2_500)).isCloseTo(2_500, within(1));
            assertThat(served.body.motor().tubeSteps()).isCloseTo(2_500, within(1.0));
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"gphoto2:ptpip:", "ptpip://"})
    @Timeout(60)
    void aCameraThatGoesAwayIsSaidAndAnotherConnectionFindsItAgain(String scheme) throws Exception {
        var served = Served.with();
        Focuser focuser = served.connect(scheme);
        ((Homing) focuser).home();
        served.close();

        assertThat(faultOf(focuser::status)).isInstanceOf(DeviceFault.NotConnected.class);
        assertThat(((Homing) focuser).positionSigmaSteps()).isEmpty();

        String address = served.port.address();
        var where =
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(),
                        Integer.parseInt(address.replaceFirst(".*:", "")));
        try (var _ = EmulatorPort.onTcp("lens", served.body, where, WireLog.none())) {
            assertThat(go(focuser, 2_500)).isCloseTo(2_500, within(1));
            assertThat(served.body.motor().tubeSteps()).isCloseTo(2_500, within(1.0));
        } finally {
            focuser.close();
        }
    }

    @Test
    @Timeout(20)
    void nobodyOnThePortIsSaid() {
        assertThat(
                        faultOf(() ->
                                new SonyLens()
                                        .connect(
                                                Address.parse("gphoto2:ptpip:127.0.0.1:1"),
                                                WireLog.none(),
                                                Pace.wall())))
                .isInstanceOf(DeviceFault.NotConnected.class)
                .extracting(DeviceFault::message)
                .asString()
                .contains("the camera is gone (error -7)");
    }

    private static int go(Focuser focuser, int target) throws Exception {
        focuser.moveTo(target);
        while (focuser.status().moving()) {
            Pace.wall().pause(Duration.ofMillis(20));
        }
        return focuser.status().positionSteps();
    }
}
