package parfocal.driver.usbfocus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
import parfocal.driver.EmulatorSettings;
import parfocal.driver.Overheard;
import parfocal.link.WireDevice;
import parfocal.time.VirtualPace;

/// What can be set in the device: said in its words, read back, and never believed unseen.
final class UsbFocusSettingsTest {
    private final VirtualPace pace = new VirtualPace(Instant.parse("2026-11-21T18:00:00Z"));
    private final UsbFocusEmulator device =
            new UsbFocusEmulator(EmulatorSettings.at(20_000, 40_000), pace);
    private final Overheard line = new Overheard(device, pace);

    @ParameterizedTest(name = "{0} = {1} is {2}")
    @CsvSource({
        "maximum-steps,                  1,          M00001",
        "maximum-steps,                  65535,      M65535",
        "speed,                          average,    SMO002",
        "speed,                          slow,       SMO003",
        "speed,                          ultra-slow, SMO004",
        "step-mode,                      full,       SMSTPF",
        "step-mode,                      half,       SMSTPD",
        "rotation,                       standard,   SMROTH",
        "rotation,                       reversed,   SMROTT",
        "compensation-steps-per-celsius, 7,          FLA007 FZAXX0",
        "compensation-steps-per-celsius, -999,       FLA999 FZAXX1",
        "compensation-threshold-steps,   0,          SMA000",
        "compensation,                   off,        FMMODE",
        "compensation,                   automatic,  FAMODE",
    })
    void aSettingIsSaidReadBackAndShown(String name, String value, String orders) throws Exception {
        var focuser = open();

        focuser.change(name, value);

        assertThat(line.requests()).containsSubsequence(orders.split(" ", -1));
        assertThat(valueOf(focuser, name)).isEqualTo(value);
        assertThat(valueOf(open(), name))
                .as("to the next program")
                .isEqualTo(name.equals("compensation") ? "unknown" : value);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "maximum-steps, 0",
        "maximum-steps, 65536",
        "maximum-steps, many",
        "maximum-steps, ''",
        "speed, fast",
        "speed, 2",
        "compensation-steps-per-celsius, 1000",
        "compensation-steps-per-celsius, -1000",
        "compensation-threshold-steps, -1",
        "compensation, on",
        "factory-reset, no",
    })
    void anImpossibleValueIsRefusedBeforeAnythingIsSaid(String name, String value)
            throws Exception {
        var focuser = open();
        line.requests().clear();

        assertThat(faultOf(() -> focuser.change(name, value)))
                .isInstanceOf(DeviceFault.BadValue.class)
                .extracting(DeviceFault::message)
                .asString()
                .contains(name, "'" + value + "'", "Nothing was changed");
        assertThat(line.requests()).isEmpty();
    }

    @Test
    void anUnknownSettingIsUnsupported() throws Exception {
        var focuser = open();

        assertThat(faultOf(() -> focuser.change("colour", "red")))
                .isInstanceOf(DeviceFault.Unsupported.class);
    }

    @Test
    void aNewMaximumIsTheNewTravel() throws Exception {
        var focuser = open();

        focuser.change("maximum-steps", "30000");

        assertThat(focuser.travel().maximumSteps()).isEqualTo(30_000);
        assertThat(faultOf(() -> focuser.moveTo(30_001)))
                .isInstanceOf(DeviceFault.OutOfRange.class);
    }

    @Test
    void aFactoryResetIsReadBack() throws Exception {
        var focuser = open();
        focuser.change("speed", "slow");
        focuser.change("compensation", "off");

        focuser.change("factory-reset", "yes");

        assertThat(valueOf(focuser, "speed")).isEqualTo("average");
        assertThat(valueOf(focuser, "compensation")).isEqualTo("unknown");
        assertThat(focuser.travel().maximumSteps()).isEqualTo(65_535);
    }

    @Test
    void aSettingThatAMovingMotorWouldFeelWaits() throws Exception {
        var focuser = open();
        focuser.moveTo(30_000);

        assertThat(faultOf(() -> focuser.change("step-mode", "half")))
                .isInstanceOf(DeviceFault.Refused.class);
        assertThat(line.count("SMSTPD")).isZero();
        focuser.change("compensation", "off");
        assertThat(line.count("FMMODE")).isEqualTo(1);
        pace.advance(Duration.ofMinutes(1));
        focuser.change("step-mode", "half");
        assertThat(valueOf(focuser, "step-mode")).isEqualTo("half");
    }

    @Test
    void aSettingTheDeviceDoesNotTakeIsNotBelieved() throws Exception {
        WireDevice deaf =
                new WireDevice() {
                    @Override
                    public void hear(byte[] bytes) {
                        String said = new String(bytes, ISO_8859_1);
                        device.hear((said.equals("M30000") ? "FPOSRO" : said).getBytes(ISO_8859_1));
                    }

                    @Override
                    public byte[] say() {
                        return device.say();
                    }
                };
        var focuser = new UsbFocusFocuser(new Overheard(deaf, pace), pace);

        assertThat(faultOf(() -> focuser.change("maximum-steps", "30000")))
                .isInstanceOf(DeviceFault.Refused.class)
                .extracting(DeviceFault::message)
                .asString()
                .contains("maximum-steps = 30000");
        assertThat(focuser.travel().maximumSteps()).isEqualTo(40_000);
    }

    @Test
    void settingsThatAreNotAnsweredAreBelievedWhenReadBack() throws Exception {
        var quiet =
                new UsbFocusEmulator(
                        new EmulatorSettings(
                                0,
                                100,
                                0,
                                0,
                                OptionalDouble.empty(),
                                Map.of("settings", "silent", "sign", "terminated")),
                        pace);
        var focuser = new UsbFocusFocuser(new Overheard(quiet, pace), pace);

        focuser.change("compensation-steps-per-celsius", "-12");

        assertThat(valueOf(focuser, "compensation-steps-per-celsius")).isEqualTo("-12");
    }

    private UsbFocusFocuser open() throws DeviceException {
        return new UsbFocusFocuser(line, pace);
    }

    private static String valueOf(UsbFocusFocuser focuser, String name) {
        return focuser.settings().stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
