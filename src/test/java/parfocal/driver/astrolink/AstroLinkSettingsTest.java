package parfocal.driver.astrolink;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.driver.Told.faultOf;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Setting;
import parfocal.driver.EmulatorSettings;
import parfocal.link.MemoryLine;
import parfocal.link.WireLog;
import parfocal.time.VirtualPace;

/// What is written for each setting of each box, in literal lines, and what is made of it.
final class AstroLinkSettingsTest {
    private final VirtualPace pace = new VirtualPace(Instant.parse("2026-11-21T18:00:00Z"));
    private AstroLinkEmulator device = device("focuser-link", "kept");
    private Witness wire = new Witness(device);

    @ParameterizedTest(name = "{0}: {1} = {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    focuser-link | maximum-steps | 24000 | U:200:400:100:0:24000:0:300:0:30:20:0:
                    focuser-link | rotation | reversed | U:200:400:100:0:40000:1:300:0:30:20:0:
                    focuser-link | step-size-microns | 2.57 | U:200:400:100:0:40000:0:257:0:30:20:0:
                    focuser-link | compensation-steps-per-celsius | -35.5 | U:200:400:100:0:40000:0:300:-3550:30:20:0:
                    focuser-link | compensation-cycle-seconds | 60 | U:200:400:100:0:40000:0:300:0:60:20:0:
                    focuser-link | compensation-threshold-steps | 5 | U:200:400:100:0:40000:0:300:0:30:5:0:
                    focuser-link | manual-buttons | off | F:0
                    mini | speed-steps-per-second | 400 | U:40000:400:0:100:800:0:0:1:257:0:0:0:0:0:1:0:0:
                    mini | holding-power-percent | 20 | U:40000:220:20:100:440:0:0:1:257:0:0:0:0:0:1:0:0:
                    mini | running-power-percent | 80 | U:40000:220:0:80:440:0:0:1:257:0:0:0:0:0:1:0:0:
                    mini | rotation | reversed | U:40000:220:0:100:440:1:0:1:257:0:0:0:0:0:1:0:0:
                    mini | step-mode | microstep | U:40000:220:0:100:440:0:2:1:257:0:0:0:0:0:1:0:0:
                    mini | compensation-steps-per-celsius | 12 | E:30:1200:0:0:20:
                    mini | compensation-threshold-steps | 33 | E:30:0:0:0:33:
                    mini | buzzer | on | J:1
                    mini | manual-buttons | off | F:0
                    usb | step-mode | microstep-32 | U:40000:220:0:100:440:0:3:1:257:0:0:0:0:0:1:0:0:
                    usb | motor-current-milliamperes | 500 | Z:500:3:
                    usb | holding-current | on | Z:400:2:
                    mini-ii | maximum-steps | 9000 | U:1:1:80:120:30:50:200:200:1000:1000:0:0:9000:80000:0:0:500:500:0:0:30:10:10:0:0:0:0:0:0:0:0:0:40:90:10:1100:14000:10000:100:0:
                    mini-ii | speed-steps-per-second | 100 | U:1:1:80:120:30:50:100:200:500:1000:0:0:40000:80000:0:0:500:500:0:0:30:10:10:0:0:0:0:0:0:0:0:0:40:90:10:1100:14000:10000:100:0:
                    mini-ii | motor-current-milliamperes | 400 | U:1:1:40:120:30:50:200:200:1000:1000:0:0:40000:80000:0:0:500:500:0:0:30:10:10:0:0:0:0:0:0:0:0:0:40:90:10:1100:14000:10000:100:0:
                    mini-ii | manual-buttons | off | U:1:0:80:120:30:50:200:200:1000:1000:0:0:40000:80000:0:0:500:500:0:0:30:10:10:0:0:0:0:0:0:0:0:0:40:90:10:1100:14000:10000:100:0:
                    max | step-mode | microstep-8 | U:1:1:80:120:30:50:200:200:1000:1000:1:0:40000:80000:0:0:500:500:0:0:30:10:10:0:0:0:0:0:0:0:0:0:40:90:10:1100:14000:10000:100:0:
                    """)
    void aSettingIsOneFieldOfAWholeLineReadBack(
            String model, String name, String value, String order) throws Exception {
        var focuser = open(model);

        focuser.change(name, value);

        assertThat(wire.orders).contains(order);
        assertThat(valueOf(focuser, name)).isEqualTo(value);
        assertThat(valueOf(open(), name)).as("to the next program").isEqualTo(value);
    }

    @Test
    void theSecondMotorsSettingsStandBesideTheFirsts() throws Exception {
        device = device("mini-ii", "kept");
        wire = new Witness(device);
        var second = new AstroLinkFocuser(line(), pace, 1);

        second.change("compensation-steps-per-celsius", "7");
        second.change("compensation", "automatic");
        second.change("rotation", "reversed");

        assertThat(wire.orders.getLast()).isEqualTo("u");
        assertThat(wire.orders)
                .contains(
                        "U:1:1:80:120:30:50:200:200:1000:1000:0:0:40000:80000:0:1:500:500:0:700:30:10:10:0:1:0:0:0:0:0:0:0"
                                + ":40:90:10:1100:14000:10000:100:0:");
        assertThat(valueOf(open(), "compensation")).as("of the first").isEqualTo("off");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "maximum-steps, 0",
        "maximum-steps, 10000000",
        "maximum-steps, many",
        "maximum-steps, ''",
        "rotation, 1",
        "compensation, on",
        "manual-buttons, yes",
        "motor-current-milliamperes, 405",
        "motor-current-milliamperes, 90",
        "compensate-beyond-steps, -1",
        "compensate-beyond-steps, now",
    })
    void anImpossibleValueIsRefusedBeforeAnythingIsSaid(String name, String value)
            throws Exception {
        var focuser = open("mini-ii");
        wire.orders.clear();

        assertThat(faultOf(() -> focuser.change(name, value)))
                .isInstanceOf(DeviceFault.BadValue.class);
        assertThat(wire.orders).isEmpty();
    }

    @Test
    void aFactoryResetIsNotOnTheSheet() throws Exception {
        var focuser = open("focuser-link");
        wire.orders.clear();

        assertThat(faultOf(() -> focuser.change("factory-reset", "yes")))
                .isInstanceOf(DeviceFault.Unsupported.class)
                .extracting(DeviceFault::message)
                .asString()
                .contains("FocuserLink has no factory reset", "panel");
        assertThat(wire.orders).isEmpty();
    }

    @Test
    void aValueItHasAlreadyIsNotWrittenAgain() throws Exception {
        var focuser = open("focuser-link");

        focuser.change("maximum-steps", "40000");

        assertThat(wire.orders).noneMatch(order -> order.startsWith("U:"));
    }

    @Test
    void aNewMaximumIsTheNewTravel() throws Exception {
        var focuser = open("focuser-link");

        focuser.change("maximum-steps", "30000");

        assertThat(focuser.travel().maximumSteps()).isEqualTo(30_000);
        assertThat(faultOf(() -> focuser.moveTo(30_001)))
                .isInstanceOf(DeviceFault.OutOfRange.class);
    }

    @Test
    void aSettingThatAMovingMotorWouldFeelWaits() throws Exception {
        var focuser = open("focuser-link");
        focuser.moveTo(30_000);

        assertThat(faultOf(() -> focuser.change("rotation", "reversed")))
                .isInstanceOf(DeviceFault.Refused.class);
        focuser.change("manual-buttons", "off");
        assertThat(wire.orders).contains("F:0").noneMatch(order -> order.startsWith("U:"));
    }

    @Test
    void compensationIsOffManualOrAutomaticAndOffForgetsTheCoefficient() throws Exception {
        var focuser = open("focuser-link");
        assertThat(valueOf(focuser, "compensation")).isEqualTo("off");
        assertThat(faultOf(() -> focuser.change("compensation", "automatic")))
                .isInstanceOf(DeviceFault.Refused.class)
                .extracting(DeviceFault::message)
                .asString()
                .contains("no coefficient");

        focuser.change("compensation-steps-per-celsius", "35");
        assertThat(valueOf(focuser, "compensation")).isEqualTo("manual");
        focuser.change("compensation", "automatic");
        assertThat(valueOf(focuser, "compensation")).isEqualTo("automatic");
        focuser.change("compensation", "manual");
        assertThat(valueOf(focuser, "compensation")).isEqualTo("manual");
        focuser.change("compensation", "off");
        assertThat(valueOf(focuser, "compensation-steps-per-celsius")).isEqualTo("0");
    }

    @Test
    void whatIsDueIsShownAndAppliedOnceByAnOrder() throws Exception {
        var focuser = open("focuser-link");
        focuser.change("compensation-steps-per-celsius", "35");
        device.feel(OptionalDouble.of(10.5));
        assertThat(valueOf(focuser, "compensate-beyond-steps")).isEqualTo("-70");

        focuser.change("compensate-beyond-steps", "70");
        assertThat(settled(focuser)).as("70 are not more than 70").isEqualTo(20_000);
        focuser.change("compensate-beyond-steps", "20");
        assertThat(settled(focuser)).isEqualTo(19_930);
        focuser.change("compensate-beyond-steps", "0");

        assertThat(settled(focuser)).isEqualTo(19_930);
        assertThat(valueOf(focuser, "compensate-beyond-steps")).isEqualTo("0");
        assertThat(wire.orders).contains("S:70", "S:20", "S:0");
    }

    @Test
    void aCompensationWhoseAcknowledgementIsLostIsNotOrderedAgain() throws Exception {
        var focuser = open("focuser-link");
        focuser.change("compensation-steps-per-celsius", "35");
        device.feel(OptionalDouble.of(10.5));
        wire.lose("S:");

        assertThat(faultOf(() -> focuser.change("compensate-beyond-steps", "20")))
                .isInstanceOf(DeviceFault.Silent.class);
        assertThat(wire.count("S:20")).isEqualTo(1);
        assertThat(settled(focuser)).isEqualTo(20_000);
    }

    @Test
    void aCompensationThatEndsBeyondTheLimitsIsSaid() throws Exception {
        var focuser = open("focuser-link");
        focuser.change("compensation-steps-per-celsius", "35");
        focuser.change("maximum-steps", "20050");
        device.feel(OptionalDouble.of(14.5));

        assertThat(faultOf(() -> focuser.change("compensate-beyond-steps", "20")))
                .isInstanceOf(DeviceFault.Refused.class)
                .extracting(DeviceFault::message)
                .asString()
                .contains("70 steps are due", "20070 lies within its limits");
    }

    @Test
    void aMoveAfterTheDevicesOwnCompensationIsStillToItsTarget() throws Exception {
        var focuser = open("focuser-link");
        focuser.change("compensation-steps-per-celsius", "35");
        focuser.change("compensation", "automatic");
        device.feel(OptionalDouble.of(10.5));
        pace.advance(Duration.ofSeconds(31));
        assertThat(settled(focuser)).as("it went by itself").isEqualTo(19_930);

        focuser.moveTo(20_000);

        assertThat(settled(focuser)).isEqualTo(20_000);
    }

    @Test
    void aMinusThatTheFirmwareCannotReadIsNoticedAndTheOldValuePutBack() throws Exception {
        device = device("focuser-link", "corrupted");
        wire = new Witness(device);
        var focuser = open();

        assertThat(faultOf(() -> focuser.change("compensation-steps-per-celsius", "-35")))
                .isInstanceOf(DeviceFault.Refused.class)
                .extracting(DeviceFault::message)
                .asString()
                .contains("All is as it was");
        assertThat(valueOf(focuser, "compensation-steps-per-celsius")).isEqualTo("0");
    }

    @Test
    void aSettingTheDeviceDoesNotTakeIsNotBelieved() throws Exception {
        var focuser = open("focuser-link");
        wire.tamper(line -> line.startsWith("U:") ? "i" : line);

        assertThat(faultOf(() -> focuser.change("maximum-steps", "30000")))
                .isInstanceOf(DeviceFault.Refused.class);
        assertThat(focuser.travel().maximumSteps()).isEqualTo(40_000);
    }

    @Test
    void aLineThatIsNeverTheSameTwiceIsNotWrittenBack() throws Exception {
        var focuser = open("focuser-link");
        int[] asked = {0};
        wire.tamper(line -> {
            if (line.equals("u")) {
                asked[0]++;
                device.hear(
                        "U:200:400:100:0:40000:0:300:0:30:%d:0:\n"
                                .formatted(asked[0])
                                .getBytes(US_ASCII));
            }
            return line;
        });
        wire.orders.clear();

        assertThat(faultOf(() -> focuser.change("maximum-steps", "30000")))
                .isInstanceOf(DeviceFault.Refused.class)
                .extracting(DeviceFault::message)
                .asString()
                .contains("never the same twice");
        assertThat(wire.orders).noneMatch(order -> order.startsWith("U:"));
    }

    private AstroLinkFocuser open(String model) throws DeviceException {
        device = device(model, "kept");
        wire = new Witness(device);
        return open();
    }

    private AstroLinkFocuser open() throws DeviceException {
        return new AstroLinkFocuser(line(), pace, 0);
    }

    private MemoryLine line() {
        return new MemoryLine("test", wire, pace, WireLog.none());
    }

    private AstroLinkEmulator device(String model, String minus) {
        return new AstroLinkEmulator(
                new EmulatorSettings(
                        20_000,
                        40_000,
                        0,
                        0,
                        OptionalDouble.of(12.5),
                        Map.of("model", model, "minus", minus)),
                pace);
    }

    private int settled(AstroLinkFocuser focuser) throws DeviceException {
        while (focuser.status().moving()) {
            pace.advance(Duration.ofMillis(250));
        }
        return focuser.status().positionSteps();
    }

    private static String valueOf(AstroLinkFocuser focuser, String name) throws DeviceException {
        return focuser.settings().stream()
                .filter(setting -> setting.name().equals(name))
                .map(Setting::value)
                .findFirst()
                .orElseThrow();
    }
}
