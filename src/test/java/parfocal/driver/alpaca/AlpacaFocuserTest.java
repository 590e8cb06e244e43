package parfocal.driver.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static parfocal.driver.Told.faultOf;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.Introduces;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.Overheard;
import parfocal.link.Address;
import parfocal.link.EmulatorPort;
import parfocal.link.WireLog;
import parfocal.time.Pace;
import parfocal.time.VirtualPace;
import parfocal.wire.alpaca.AlpacaType;
import parfocal.wire.alpaca.FakeAlpaca;
import parfocal.wire.alpaca.FakeAlpaca.Answer;

final class AlpacaFocuserTest {
    private final VirtualPace pace = new VirtualPace(Instant.parse("2026-11-21T18:00:00Z"));

    private final class Bench {
        final AlpacaEmulator device;
        final Overheard line;
        final Focuser focuser;

        Bench(Map<String, String> quirks) throws DeviceException {
            device =
                    new AlpacaEmulator(
                            new EmulatorSettings(
                                    5_000, 10_000, 0, 0, OptionalDouble.of(10), quirks),
                            pace);
            line = new Overheard(device, pace, AlpacaFocuserTest::order);
            focuser = new Alpaca().open(line, pace);
            line.requests().clear();
        }

        List<String> orders() {
            return line.requests().stream().filter(each -> each.startsWith("PUT")).toList();
        }

        int settled() throws DeviceException {
            for (int looks = 0; looks < 10_000; looks++) {
                var status = focuser.status();
                if (!status.moving()) {
                    return status.positionSteps();
                }
                pace.advance(Duration.ofMillis(250));
            }
            return fail("it never settled");
        }

        List<String> warnings() {
            return ((Introduces) focuser).introduction().warnings();
        }
    }

    /// `PUT move Position=100` of a whole request.
    private static String order(byte[] request) {
        String text = new String(request, StandardCharsets.UTF_8);
        String member = text.replaceAll("(?s)^(GET|PUT) /api/v1/focuser/0/(\\w+).*", "$1 $2");
        String form = text.substring(text.indexOf("\r\n\r\n") + 4);
        return (member + " " + form.replaceAll("&?Client\\w+=\\d+", "")).strip();
    }

    @Test
    void aWayTooLongForOneMoveIsMadeInSeveral() throws Exception {
        var bench = new Bench(Map.of("increment", "1000"));

        bench.focuser.moveTo(7_500);

        assertThat(bench.settled()).isEqualTo(7_500);
        assertThat(bench.orders())
                .containsExactly(
                        "PUT move Position=6000",
                        "PUT move Position=7000",
                        "PUT move Position=7500");
    }

    @Test
    void aHaltEndsAllOfALongWay() throws Exception {
        var bench = new Bench(Map.of("increment", "1000"));
        bench.focuser.moveTo(9_000);
        pace.advance(Duration.ofMillis(250));

        bench.focuser.halt();

        int haltedSteps = bench.settled();
        assertThat(haltedSteps).isBetween(5_001, 5_999);
        pace.advance(Duration.ofMinutes(1));
        assertThat(bench.settled()).isEqualTo(haltedSteps);
    }

    @Test
    void whoeverElseMovesItEndsTheWay() throws Exception {
        var bench = new Bench(Map.of("increment", "1000"));
        bench.focuser.moveTo(9_000);
        bench.device.motor().driveTo(4_000);

        assertThat(bench.settled()).isEqualTo(4_000);
    }

    @Test
    void aRelativeFocuserIsCountedFromTheMiddleAndSaysSo() throws Exception {
        var bench = new Bench(Map.of("positions", "relative"));

        assertThat(bench.focuser.status().positionSteps()).isEqualTo(5_000);
        assertThat(bench.warnings()).singleElement().asString().contains("counted from 5000");

        bench.focuser.sync(300);
        bench.focuser.moveTo(250);
        assertThat(bench.settled()).isEqualTo(250);
        bench.focuser.moveTo(1_250);
        assertThat(bench.settled()).isEqualTo(1_250);
        assertThat(bench.device.motor().positionSteps()).isEqualTo(5_950);
        assertThat(bench.orders())
                .containsExactly("PUT move Position=-50", "PUT move Position=1000");
    }

    @Test
    void aRelativeFocuserGoesALongWayInParts() throws Exception {
        var bench = new Bench(Map.of("positions", "relative", "increment", "1000"));

        bench.focuser.moveTo(2_900);

        assertThat(bench.settled()).isEqualTo(2_900);
        assertThat(bench.device.motor().positionSteps()).isEqualTo(2_900);
    }

    @Test
    void aRelativeFocuserHaltedOnItsWaySaysHowFarItMayBeOff() throws Exception {
        var bench = new Bench(Map.of("positions", "relative"));
        bench.focuser.moveTo(6_000);
        pace.advance(Duration.ofMillis(500));

        bench.focuser.halt();

        assertThat(bench.settled()).isEqualTo(5_500);
        assertThat(bench.warnings()).anyMatch(text -> text.contains("off by 500 steps"));
        bench.focuser.sync(5_200);
        assertThat(bench.warnings()).noneMatch(text -> text.contains("off by"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "3", "4"})
    void itsOwnCompensationIsToldAndSwitchedOffByTheFirstMove(String version) throws Exception {
        var bench = new Bench(Map.of("compensation", "on", "interface", version));
        assertThat(bench.orders()).isEmpty();
        assertThat(bench.warnings()).singleElement().asString().contains("compensation is on");

        bench.focuser.moveTo(5_100);

        assertThat(bench.settled()).isEqualTo(5_100);
        assertThat(bench.orders())
                .containsExactly("PUT tempcomp TempComp=False", "PUT move Position=5100");
        assertThat(bench.warnings()).anyMatch(text -> text.contains("was switched off"));
    }

    @Test
    void compensationThatIsWantedStaysOnWhereItCan() throws Exception {
        var bench = new Bench(Map.of("compensation", "off"));
        bench.focuser.change("temperature-compensation", "on");

        bench.focuser.moveTo(5_100);

        assertThat(bench.settled()).isEqualTo(5_100);
        assertThat(bench.orders())
                .containsExactly("PUT tempcomp TempComp=True", "PUT move Position=5100");
    }

    @Test
    void anOldFocuserDoesNotCompensateWhileItMoves() throws Exception {
        var bench = new Bench(Map.of("compensation", "off", "interface", "2"));
        bench.focuser.change("temperature-compensation", "on");

        bench.focuser.moveTo(5_100);

        assertThat(bench.settled()).isEqualTo(5_100);
        assertThat(bench.orders())
                .containsExactly(
                        "PUT tempcomp TempComp=True",
                        "PUT tempcomp TempComp=False",
                        "PUT move Position=5100",
                        "PUT tempcomp TempComp=True");
    }

    @Test
    void aFocuserThatTakesNoOrderOnTheWayIsHaltedFirst() throws Exception {
        var bench = new Bench(Map.of("redirect", "refused"));
        bench.focuser.moveTo(9_000);
        pace.advance(Duration.ofMillis(250));

        bench.focuser.moveTo(2_000);

        assertThat(bench.settled()).isEqualTo(2_000);
        assertThat(bench.orders()).contains("PUT halt");
    }

    @Test
    void aFocuserThatCannotHaltIsOrderedToWhereItIs() throws Exception {
        var bench = new Bench(Map.of("halt", "missing"));
        bench.focuser.moveTo(9_000);
        pace.advance(Duration.ofMillis(250));

        bench.focuser.halt();

        assertThat(bench.settled()).isBetween(5_001, 5_500);
    }

    @Test
    void aProbeThatLiesIsNoProbe() throws Exception {
        var bench = new Bench(Map.of());
        assertThat(bench.focuser.status().temperatureCelsius()).hasValue(10);

        bench.device.feel(OptionalDouble.of(-127));
        pace.advance(Duration.ofSeconds(5));
        assertThat(bench.focuser.status().temperatureCelsius()).isEmpty();

        bench.device.feel(OptionalDouble.of(4.5));
        pace.advance(Duration.ofSeconds(5));
        assertThat(bench.focuser.status().temperatureCelsius()).hasValue(4.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://127.0.0.1:%d", "alpaca://127.0.0.1:%d/0"})
    void theEmulatorOnAPortIsDrivenOverHttp(String address) throws Exception {
        var device = new AlpacaEmulator(EmulatorSettings.at(5_000, 10_000), Pace.wall());
        try (EmulatorPort port =
                        EmulatorPort.onTcp(
                                "alpaca",
                                device,
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                WireLog.none());
                Focuser focuser =
                        new Alpaca()
                                .connect(
                                        Address.parse(
                                                address.formatted(
                                                        Integer.parseInt(
                                                                port.address()
                                                                        .replaceFirst(".*:", "")))),
                                        WireLog.none(),
                                        Pace.wall())) {
            assertThat(focuser.status().positionSteps()).isEqualTo(5_000);

            focuser.moveTo(5_001);

            assertThat(device.motor().targetSteps()).isEqualTo(5_001);
        }
    }

    @Test
    void aForeignServerIsDrivenByItsOwnRules() throws Exception {
        try (var server =
                new FakeAlpaca()
                        .has("connected", "true")
                        .has("interfaceversion", "3")
                        .has("absolute", "true")
                        .has("maxstep", "20000")
                        .has("maxincrement", "20000")
                        .has("ismoving", "false")
                        .has("position", "12000")
                        .has("tempcompavailable", "false")
                        .says("GET temperature", Answer.error(0x500, "probe unplugged"))
                        .has("name", "\"Esatto 3\"")
                        .takes("move")) {
            var address = new Address.Url(URI.create(server.device(AlpacaType.FOCUSER).toString()));
            try (Focuser focuser = new Alpaca().connect(address, WireLog.none(), pace)) {
                assertThat(focuser.travel().maximumSteps()).isEqualTo(20_000);
                assertThat(focuser.status().temperatureCelsius()).isEmpty();
                focuser.moveTo(13_000);
                assertThat(faultOf(() -> focuser.moveTo(20_001)))
                        .isInstanceOf(DeviceFault.OutOfRange.class);
                assertThat(faultOf(() -> focuser.sync(1)))
                        .isInstanceOf(DeviceFault.Unsupported.class);
            }
            assertThat(server.orders()).containsExactly("PUT move Position=13000");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/dev/ttyUSB0", "indi://localhost/x", "http://localhost/api/v1/camera/0"})
    void otherAddressesAreRefusedWithAnExample(String address) {
        assertThat(
                        faultOf(() ->
                                        new Alpaca()
                                                .connect(
                                                        Address.parse(address),
                                                        WireLog.none(),
                                                        pace))
                                .message())
                .contains("http://HOST:PORT/api/v1/focuser/0");
    }
}
