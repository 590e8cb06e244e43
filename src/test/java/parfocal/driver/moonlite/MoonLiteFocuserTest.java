package parfocal.driver.moonlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static parfocal.driver.Told.faultOf;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.FocuserStatus;
import parfocal.device.Setting;
import parfocal.device.Travel;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.Overheard;
import parfocal.time.VirtualPace;

/// How an ordinary night goes, with a genuine controller and with each clone; [MoonLiteTroubleTest] has the other nights.
final class MoonLiteFocuserTest {
    private final VirtualPace pace = new VirtualPace(Instant.parse("2026-11-21T18:00:00Z"));
    private MoonLiteEmulator device = device(Map.of());
    private Overheard line = new Overheard(device, pace);

    @Test
    void connectingAsksAndOrdersNothingButATemperature() throws Exception {
        var focuser = open();

        assertThat(line.requests())
                .containsExactly(
                        ":GV#", ":GP#", ":GP#", ":GI#", ":C#", ":GD#", ":GH#", ":GC#", ":GP#",
                        ":GT#");
        assertThat(focuser.travel()).isEqualTo(new Travel(0, 65_535));
        assertThat(focuser.status())
                .isEqualTo(new FocuserStatus(10_000, false, OptionalDouble.of(10)));
    }

    @Test
    void theTargetIsReadBackBeforeTheStart() throws Exception {
        var focuser = open();
        line.requests().clear();

        focuser.moveTo(8_500);

        assertThat(line.requests()).containsExactly(":GP#", ":GI#", ":SN2134#", ":GN#", ":FG#");
        assertThat(settled(focuser)).isEqualTo(8_500);
        assertThat(device.motor().positionSteps()).isEqualTo(8_500);
    }

    @Test
    void aMoveToWhereItStandsSaysNothingToTheMotor() throws Exception {
        var focuser = open();

        focuser.moveTo(10_000);

        assertThat(line.requests()).doesNotContain(":FG#", ":SN2710#");
        assertThat(focuser.status().moving()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {-1, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aMoveBeyondTheTravelIsRefusedBeforeAnythingIsSaid(int targetSteps) throws Exception {
        var focuser = open();
        line.requests().clear();

        assertThat(faultOf(() -> focuser.moveTo(targetSteps)))
                .isEqualTo(new DeviceFault.OutOfRange("MoonLite", targetSteps, 0, 65_535));
        assertThat(faultOf(() -> focuser.sync(targetSteps)))
                .isEqualTo(new DeviceFault.OutOfRange("MoonLite", targetSteps, 0, 65_535));
        assertThat(line.requests()).isEmpty();
    }

    @ParameterizedTest(name = "firmware {0}")
    @ValueSource(strings = {"genuine", "ardufocus", "motorfocus", "hansastro"})
    void everyFirmwareMovesBothWaysAndStops(String firmware) throws Exception {
        meet(Map.of("firmware", firmware));
        var focuser = open();

        focuser.moveTo(10_500);
        assertThat(settled(focuser)).isEqualTo(10_500);
        focuser.moveTo(9_500);
        assertThat(settled(focuser)).isEqualTo(9_500);
        focuser.moveTo(20_000);
        pace.advance(Duration.ofSeconds(2));
        assertThat(focuser.status().moving()).isTrue();
        focuser.halt();
        int haltedSteps = device.motor().positionSteps();
        pace.advance(Duration.ofMinutes(1));

        assertThat(focuser.status().positionSteps())
                .isEqualTo(haltedSteps)
                .isBetween(9_900, 10_200);
        assertThat(focuser.status().moving()).isFalse();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "version,20",
        "version,00##",
        "moving,one-digit",
        "moving,unasked",
        "digits,8",
        "boot,deaf",
        "boot,banner",
        "half-step,ignored",
        "target,zero-once",
        "start,idle-first",
        "start,lost-once",
        "stop,coasts",
        "temperature,byte",
        "unknown,zeros"
    })
    void aMoveArrivesInSpiteOfEachHabit(String name, String habit) throws Exception {
        meet(Map.of(name, habit));
        var focuser = open();

        focuser.moveTo(10_250);

        assertThat(settled(focuser)).isEqualTo(10_250);
        assertThat(device.motor().positionSteps()).isEqualTo(10_250);
        assertThat(focuser.status().moving()).isFalse();
    }

    @Test
    void someControllersOmitTheHashBehindTheVersion() throws Exception {
        meet(Map.of("version", "20"));

        assertThat(open().status().positionSteps()).isEqualTo(10_000);
    }

    @Test
    void ardufocusAnswersTheVersionWithTwoHashesAndTheSecondIsNoAnswer() throws Exception {
        meet(Map.of("version", "00##"));

        var focuser = open();

        assertThat(focuser.status().positionSteps()).isEqualTo(10_000);
        assertThat(line.count(":GV#")).isEqualTo(1);
    }

    @ParameterizedTest(name = "boot={0}")
    @ValueSource(strings = {"deaf", "banner"})
    void anArduinoThatWasResetByOpeningIsWaitedFor(String habit) throws Exception {
        meet(Map.of("boot", habit));
        Instant opened = pace.now();

        var focuser = open();

        assertThat(focuser.status().positionSteps()).isEqualTo(10_000);
        assertThat(Duration.between(opened, pace.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void highResolutionPositionsAreWrittenAsWideAsTheyAreRead() throws Exception {
        meet(Map.of("digits", "8", "temperature", "float"));
        var focuser = open();
        assertThat(focuser.travel()).isEqualTo(new Travel(0, Integer.MAX_VALUE));

        focuser.sync(70_000);
        focuser.moveTo(70_100);

        assertThat(line.requests()).contains(":SP00011170#", ":SN000111D4#");
        assertThat(settled(focuser)).isEqualTo(70_100);
        assertThat(focuser.status().temperatureCelsius()).hasValue(10);
    }

    @Test
    void aTargetStoredAsZeroIsStoredAgain() throws Exception {
        meet(Map.of("target", "zero-once"));
        var focuser = open();
        line.requests().clear();

        focuser.moveTo(8_500);

        assertThat(line.requests())
                .containsExactly(":GP#", ":GI#", ":SN2134#", ":GN#", ":SN2134#", ":GN#", ":FG#");
    }

    @Test
    void aTargetThatIsAlwaysStoredAsZeroIsNeverStarted() throws Exception {
        meet(Map.of("target", "zero"));
        var focuser = open();

        var fault = faultOf(() -> focuser.moveTo(8_500));

        assertThat(fault)
                .isEqualTo(
                        new DeviceFault.Refused(
                                "MoonLite",
                                "a move to 8500",
                                "told three times, it keeps 0 as its target. It was not started."));
        assertThat(line.requests()).doesNotContain(":FG#");
        pace.advance(Duration.ofMinutes(5));
        assertThat(focuser.status().positionSteps()).isEqualTo(10_000);
    }

    @Test
    void aFirmwareThatSaysIdleRightAfterTheStartIsNotBelieved() throws Exception {
        meet(Map.of("start", "idle-first"));
        var focuser = open();

        focuser.moveTo(8_500);

        assertThat(focuser.status().moving()).isTrue();
        pace.advance(Duration.ofMillis(210));
        assertThat(focuser.status().moving()).isTrue();
        assertThat(settled(focuser)).isEqualTo(8_500);
        assertThat(line.count(":FG#")).isEqualTo(1);
    }

    @Test
    void aStartThatWasLostIsGivenAgain() throws Exception {
        meet(Map.of("start", "lost-once"));
        var focuser = open();

        focuser.moveTo(8_500);

        assertThat(settled(focuser)).isEqualTo(8_500);
        assertThat(line.count(":FG#")).isEqualTo(2);
    }

    @Test
    void hansastroIsNeverAskedForItsBacklightBecauseItAnswersTwice() throws Exception {
        meet(Map.of("firmware", "hansastro"));
        var focuser = open();

        focuser.status();
        focuser.settings();
        focuser.moveTo(10_100);
        settled(focuser);

        assertThat(line.requests()).noneMatch(request -> request.contains("GB"));
    }

    @Test
    void anOrderToOneMotorIsNeverSentToTheOther() throws Exception {
        meet(Map.of("firmware", "ardufocus"));
        var focuser = open();

        focuser.moveTo(10_500);
        focuser.halt();

        assertThat(line.requests()).noneMatch(request -> request.startsWith(":2"));
        assertThat(device.secondMotor().moving()).isFalse();
    }

    @Test
    void aFirmwareThatSaysMovingForEverIsKnownByItsPosition() throws Exception {
        meet(Map.of("moving", "unasked"));
        var focuser = open();
        pace.advance(Duration.ofSeconds(1));
        assertThat(focuser.status().moving()).as("it never had a target").isFalse();
        focuser.moveTo(12_000);
        pace.advance(Duration.ofSeconds(2));
        assertThat(focuser.status().moving()).isTrue();

        focuser.halt();

        assertThat(focuser.status().moving()).isFalse();
        focuser.sync(700);
        assertThat(focuser.status())
                .isEqualTo(new FocuserStatus(700, false, OptionalDouble.of(10)));
    }

    @Test
    void aHaltWaitsForAMotorThatRunsOut() throws Exception {
        meet(Map.of("stop", "coasts"));
        var focuser = open();
        focuser.moveTo(20_000);
        pace.advance(Duration.ofSeconds(4));

        focuser.halt();

        assertThat(device.motor().moving()).isFalse();
        assertThat(focuser.status().positionSteps()).isEqualTo(device.motor().positionSteps());
    }

    @Test
    void itMovesWhileTheMotorTurnsAndNoLonger() throws Exception {
        var focuser = open();
        focuser.moveTo(10_500);
        pace.advance(Duration.ofMillis(980));

        assertThat(focuser.status())
                .isEqualTo(new FocuserStatus(10_250, true, OptionalDouble.of(10)));
        pace.advance(Duration.ofSeconds(1));
        assertThat(focuser.status().moving()).isFalse();
        assertThat(focuser.status().positionSteps()).isEqualTo(10_500);
    }

    @Test
    void aNewMoveStopsTheOneUnderWay() throws Exception {
        var focuser = open();
        focuser.moveTo(30_000);
        pace.advance(Duration.ofSeconds(2));
        line.requests().clear();

        focuser.moveTo(9_000);

        assertThat(line.requests())
                .containsSubsequence(":FQ#", ":GP#", ":GP#", ":SN2328#", ":GN#", ":FG#");
        assertThat(settled(focuser)).isEqualTo(9_000);
    }

    @Test
    void theHandControllerIsNoticed() throws Exception {
        var focuser = open();
        device.jog(300);
        pace.advance(Duration.ofMillis(400));
        assertThat(focuser.status().moving()).isTrue();
        pace.advance(Duration.ofMinutes(1));

        assertThat(focuser.status().positionSteps()).isEqualTo(10_300);
        assertThat(focuser.status().moving()).isFalse();
    }

    @Test
    void aSyncRenumbersAndTurnsNothing() throws Exception {
        var focuser = open();
        double tubeSteps = device.motor().tubeSteps();

        focuser.sync(5_555);

        assertThat(line.requests()).contains(":SP15B3#");
        assertThat(focuser.status().positionSteps()).isEqualTo(5_555);
        assertThat(device.motor().tubeSteps()).isEqualTo(tubeSteps);
    }

    @Test
    void aSyncWhileItMovesIsRefused() throws Exception {
        var focuser = open();
        focuser.moveTo(20_000);
        pace.advance(Duration.ofSeconds(1));

        assertThat(faultOf(() -> focuser.sync(5_555))).isInstanceOf(DeviceFault.Refused.class);
        assertThat(line.count(":SP15B3#")).isZero();
    }

    @Test
    void theTemperatureIsThatOfNowAndNotOfTheLastHostsLastQuestion() throws Exception {
        device.feel(OptionalDouble.of(-7.5));
        pace.advance(Duration.ofHours(6));
        var focuser = open();
        assertThat(focuser.status().temperatureCelsius()).hasValue(-7.5);
        device.feel(OptionalDouble.of(3));
        pace.advance(Duration.ofHours(1));

        assertThat(focuser.status().temperatureCelsius()).hasValue(3);
    }

    @Test
    void theTemperatureIsMeasuredAtMostOnceASecondHoweverOftenItIsAsked() throws Exception {
        var focuser = open();
        line.requests().clear();

        for (int poll = 0; poll < 100; poll++) {
            focuser.status();
            pace.advance(Duration.ofMillis(100));
        }

        assertThat(line.count(":C#")).isBetween(8L, 10L);
    }

    @ParameterizedTest(name = "no-probe={0}")
    @ValueSource(strings = {"0000", "FF81", "FF02", "00AA"})
    void whatIsSaidWithoutAProbeIsNoTemperature(String habit) throws Exception {
        meet(Map.of("no-probe", habit), OptionalDouble.empty());

        assertThat(open().status().temperatureCelsius()).isEmpty();
    }

    @Test
    void zeroDegreesAreBelievedWhenTheNightCameThere() throws Exception {
        meet(Map.of(), OptionalDouble.of(0.5));
        var focuser = open();
        assertThat(focuser.status().temperatureCelsius()).hasValue(0.5);

        device.feel(OptionalDouble.of(0));
        for (int minute = 0; minute < 60; minute++) {
            pace.advance(Duration.ofMinutes(1));
            assertThat(focuser.status().temperatureCelsius()).hasValue(0);
        }
    }

    @Test
    void theSettingsAreShownAsTheDeviceHasThem() throws Exception {
        assertThat(open().settings())
                .extracting(Setting::name, setting -> setting.kind().allowed(), Setting::value)
                .containsExactly(
                        tuple("speed-steps-per-second", "250, 125, 63, 32, 16", "250"),
                        tuple("step-mode", "full, half", "full"),
                        tuple(
                                "compensation-coefficient-raw",
                                "a whole number from -128 to 127",
                                "0"),
                        tuple("compensation", "off, on", "unknown"),
                        tuple(
                                "temperature-offset-half-degrees",
                                "a whole number from -128 to 127",
                                "unknown"));
    }

    @ParameterizedTest(name = "{0} = {1} says {2}")
    @CsvSource({
        "speed-steps-per-second,          250,  :SD02#",
        "speed-steps-per-second,          125,  :SD04#",
        "speed-steps-per-second,          16,   :SD20#",
        "step-mode,                       half, :SH#",
        "step-mode,                       full, :SF#",
        "compensation-coefficient-raw,    -14,  :SCF2#",
        "compensation-coefficient-raw,    127,  :SC7F#",
        "compensation,                    on,   :+#",
        "compensation,                    off,  :-#",
        "temperature-offset-half-degrees, 2,    :PO02#",
        "temperature-offset-half-degrees, -5,   :POFB#"
    })
    void aSettingIsToldOnceAndReadBack(String name, String value, String order) throws Exception {
        var focuser = open();
        line.requests().clear();

        focuser.change(name, value);

        assertThat(line.count(order)).isEqualTo(1);
        assertThat(line.requests()).filteredOn(request -> !request.startsWith(":G")).hasSize(1);
        assertThat(value(focuser, name)).isEqualTo(value);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "speed-steps-per-second, 100",
        "step-mode, quarter",
        "compensation-coefficient-raw, 128",
        "compensation-coefficient-raw, many",
        "temperature-offset-half-degrees, -129",
        "compensation, ''"
    })
    void anImpossibleValueIsRefusedBeforeAnythingIsSaid(String name, String value)
            throws Exception {
        var focuser = open();
        line.requests().clear();

        assertThat(faultOf(() -> focuser.change(name, value)))
                .isInstanceOf(DeviceFault.BadValue.class);
        assertThat(line.requests()).isEmpty();
    }

    @ParameterizedTest(name = "half-step={0}")
    @ValueSource(strings = {"ignored", "untold"})
    void aCloneThatDoesNotReportHalfStepsIsNotBelievedToMakeThem(String habit) throws Exception {
        meet(Map.of("half-step", habit));
        var focuser = open();

        var fault = faultOf(() -> focuser.change("step-mode", "half"));

        assertThat(fault.message())
                .isEqualTo(
                        "MoonLite refused step-mode = half: told twice, it still reports full. Some clones"
                                + " ignore this; others do it and report the old value.");
        assertThat(value(focuser, "step-mode")).isEqualTo("full");
    }

    @ParameterizedTest(name = "{0} tells {1}")
    @CsvSource({"63,63", "32,32", "16,16"})
    void hansastrosDecimalSpeedsAreUnderstood(String told, String read) throws Exception {
        meet(Map.of("firmware", "hansastro"));
        var focuser = open();

        focuser.change("speed-steps-per-second", told);

        assertThat(value(focuser, "speed-steps-per-second")).isEqualTo(read);
    }

    @Test
    void whatACloneNeverAnswersIsNotOffered() throws Exception {
        meet(Map.of("coefficient", "missing", "half-step", "missing"));
        var focuser = open();

        assertThat(focuser.settings())
                .extracting(Setting::name)
                .containsExactly(
                        "speed-steps-per-second",
                        "compensation",
                        "temperature-offset-half-degrees");
        assertThat(faultOf(() -> focuser.change("step-mode", "half")))
                .isInstanceOf(DeviceFault.Unsupported.class);
    }

    @Test
    void settingsThatTouchTheMotorWaitForItToStand() throws Exception {
        var focuser = open();
        focuser.moveTo(20_000);
        pace.advance(Duration.ofSeconds(1));

        assertThat(faultOf(() -> focuser.change("step-mode", "half")))
                .isInstanceOf(DeviceFault.Refused.class);
        focuser.change("compensation", "off");

        assertThat(line.count(":SH#")).isZero();
        assertThat(line.count(":-#")).isEqualTo(1);
    }

    @Test
    void aHostThatConnectsDuringAMoveSeesIt() throws Exception {
        open().moveTo(20_000);
        pace.advance(Duration.ofSeconds(1));

        var next = open();

        assertThat(next.status().moving()).isTrue();
    }

    private void meet(Map<String, String> quirks) {
        meet(quirks, OptionalDouble.of(10));
    }

    private void meet(Map<String, String> quirks, OptionalDouble temperatureCelsius) {
        device =
                new MoonLiteEmulator(
                        new EmulatorSettings(10_000, 0, 0, 0, temperatureCelsius, quirks), pace);
        line = new Overheard(device, pace);
    }

    private MoonLiteEmulator device(Map<String, String> quirks) {
        return new MoonLiteEmulator(
                new EmulatorSettings(10_000, 0, 0, 0, OptionalDouble.of(10), quirks), pace);
    }

    private MoonLiteFocuser open() throws DeviceException {
        return new MoonLiteFocuser(line, pace);
    }

    private int settled(MoonLiteFocuser focuser) throws DeviceException {
        for (int looks = 0; looks < 10_000; looks++) {
            FocuserStatus status = focuser.status();
            if (!status.moving()) {
                return status.positionSteps();
            }
            pace.advance(Duration.ofMillis(250));
        }
        throw new AssertionError("it never settled");
    }

    private static String value(MoonLiteFocuser focuser, String name) throws DeviceException {
        return focuser.settings().stream()
                .filter(setting -> setting.name().equals(name))
                .map(Setting::value)
                .findFirst()
                .orElseThrow();
    }
}
