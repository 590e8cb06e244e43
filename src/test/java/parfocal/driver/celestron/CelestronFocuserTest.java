package parfocal.driver.celestron;

import static org.assertj.core.api.Assertions.assertThat;
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
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Setting;
import parfocal.device.Travel;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.Overheard;
import parfocal.time.VirtualPace;

/// How an ordinary night goes; [CelestronTroubleTest] has the other nights, [CelestronCalibrationTest] the day before.
final class CelestronFocuserTest {
    private static final String NAME = "Celestron focus motor";
    private static final String STOP = "3B 04 20 12 24 00 A6";

    private final VirtualPace pace = new VirtualPace(Instant.parse("2026-11-21T18:00:00Z"));
    private CelestronEmulator device = device(Map.of());
    private Overheard line = HexLine.to(device, pace);

    @Test
    void connectingReadsVersionLimitsCalibrationAndPositionAndChangesNothing() throws Exception {
        var focuser = open();

        assertThat(line.requests())
                .containsExactly(
                        "3B 03 20 12 FE CD",
                        "3B 03 20 12 2C 9F",
                        "3B 03 20 12 2B A0",
                        "3B 03 20 12 01 CA");
        assertThat(focuser.travel()).isEqualTo(new Travel(2_000, 40_000));
        assertThat(focuser.status()).isEqualTo(at(20_000, false));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "18500, 3B 06 20 12 02 00 48 44 3A",
        "2000,  3B 06 20 12 02 00 07 D0 EF",
        "40000, 3B 06 20 12 02 00 9C 40 EA"
    })
    void aMoveIsOneAbsoluteOrder(int targetSteps, String order) throws Exception {
        var focuser = open();

        focuser.moveTo(targetSteps);

        assertThat(line.requests()).endsWith(order);
        assertThat(settled(focuser)).isEqualTo(targetSteps);
        assertThat(device.motor().positionSteps()).isEqualTo(targetSteps);
        assertThat(line.count(order)).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {1_999, 40_001, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aMoveBeyondTheLimitsIsRefusedBeforeAnythingIsSaid(int targetSteps) throws Exception {
        var focuser = open();
        line.requests().clear();

        assertThat(faultOf(() -> focuser.moveTo(targetSteps)))
                .isEqualTo(new DeviceFault.OutOfRange(NAME, targetSteps, 2_000, 40_000));
        assertThat(line.requests()).isEmpty();
    }

    @Test
    void itMovesWhileTheMotorTurnsAndNoLonger() throws Exception {
        var focuser = open();
        focuser.moveTo(20_600);

        pace.advance(Duration.ofSeconds(1));
        assertThat(focuser.status().moving()).isTrue();
        pace.advance(Duration.ofMillis(1_001));
        assertThat(focuser.status()).isEqualTo(at(20_600, false));
    }

    @Test
    void aMoveToWhereItStandsEndsAtOnce() throws Exception {
        var focuser = open();

        focuser.moveTo(20_000);

        assertThat(focuser.status()).isEqualTo(at(20_000, false));
    }

    @Test
    void theLastOrderWins() throws Exception {
        var focuser = open();
        focuser.moveTo(30_000);
        pace.advance(Duration.ofSeconds(2));

        focuser.moveTo(19_000);

        assertThat(settled(focuser)).isEqualTo(19_000);
    }

    @Test
    void aHaltSaysStopBeforeAnythingElseAndHolds() throws Exception {
        var focuser = open();
        focuser.moveTo(30_000);
        pace.advance(Duration.ofSeconds(1));
        line.requests().clear();

        focuser.halt();

        assertThat(line.requests().getFirst()).isEqualTo(STOP);
        assertThat(focuser.status()).isEqualTo(at(20_300, false));
        pace.advance(Duration.ofMinutes(1));
        assertThat(focuser.status()).isEqualTo(at(20_300, false));
        focuser.moveTo(20_000);
        assertThat(settled(focuser)).isEqualTo(20_000);
    }

    @ParameterizedTest(name = "start={0}")
    @ValueSource(strings = {"late", "late-deaf"})
    void aMotorThatStartsSecondsAfterTheOrderIsWaitedForThoughItSaysThatItHasFinished(String habit)
            throws Exception {
        meet(Map.of("start", habit));
        var focuser = open();

        focuser.moveTo(20_300);

        for (int half = 0; half < 6; half++) {
            assertThat(focuser.status()).isEqualTo(at(20_000, true));
            pace.advance(Duration.ofMillis(500));
        }
        assertThat(settled(focuser)).isEqualTo(20_300);
    }

    @Test
    void aLateMotorSentAFewCountsIsNotTakenForArrived() throws Exception {
        meet(Map.of("start", "late"));
        var focuser = open();

        focuser.moveTo(20_005);

        pace.advance(Duration.ofSeconds(2));
        assertThat(focuser.status()).isEqualTo(at(20_000, true));
        assertThat(settled(focuser)).isEqualTo(20_005);
    }

    @Test
    void aMotorThatStartsAfterItWasHaltedIsStoppedAgain() throws Exception {
        meet(Map.of("start", "late-deaf"));
        var focuser = open();
        focuser.moveTo(30_000);
        focuser.halt();
        assertThat(focuser.status()).isEqualTo(at(20_000, false));

        pace.advance(Duration.ofSeconds(3));
        var _ = focuser.status();
        pace.advance(Duration.ofMillis(500));
        assertThat(focuser.status().moving()).isTrue();
        int steps = focuser.status().positionSteps();

        pace.advance(Duration.ofMinutes(1));
        assertThat(focuser.status()).isEqualTo(at(steps, false));
        assertThat(steps).isBetween(20_001, 20_400);
    }

    @Test
    void aHeldMotorIsToldOfAfterFiveSecondsOnceAndDoesNotGoOnByItself() throws Exception {
        var focuser = open();
        focuser.moveTo(30_000);
        pace.advance(Duration.ofSeconds(1));
        assertThat(focuser.status().moving()).isTrue();
        device.motor().stall(true);
        int heldSteps = device.motor().positionSteps();
        assertThat(focuser.status().moving()).isTrue();
        pace.advance(Duration.ofMillis(5_001));

        var fault = faultOf(focuser::status);

        assertThat(fault).isInstanceOf(DeviceFault.Stuck.class);
        assertThat(fault.message()).contains("was sent to 30000 and has stood at " + heldSteps);
        assertThat(line.requests()).contains(STOP);
        device.motor().stall(false);
        pace.advance(Duration.ofMinutes(1));
        assertThat(focuser.status()).isEqualTo(at(heldSteps, false));
    }

    @Test
    void aMoveUnderWayWhenWeCameIsSeenAndWaitedFor() throws Exception {
        open().moveTo(21_500);
        pace.advance(Duration.ofSeconds(1));
        line = HexLine.to(device, pace);

        var focuser = open();

        assertThat(focuser.status().moving()).isTrue();
        pace.advance(Duration.ofSeconds(4));
        assertThat(focuser.status().positionSteps()).isEqualTo(21_500);
        pace.advance(Duration.ofSeconds(3));
        assertThat(focuser.status()).isEqualTo(at(21_500, false));
    }

    @Test
    void mirroredNumbersCountDownFromTheUpperLimit() throws Exception {
        var focuser = open();

        focuser.change("mapping", "mirrored");

        assertThat(focuser.travel()).isEqualTo(new Travel(0, 38_000));
        assertThat(focuser.status().positionSteps()).isEqualTo(20_000);
        line.requests().clear();
        focuser.moveTo(18_500);
        assertThat(line.requests()).endsWith("3B 06 20 12 02 00 53 FC 77");
        assertThat(settled(focuser)).isEqualTo(18_500);
        assertThat(device.motor().positionSteps()).isEqualTo(21_500);
        assertThat(value(focuser, "raw-position-steps")).isEqualTo("21500");
        assertThat(faultOf(() -> focuser.moveTo(38_001)))
                .isEqualTo(new DeviceFault.OutOfRange(NAME, 38_001, 0, 38_000));
    }

    @Test
    void aMirroredMotorThatIsHeldIsToldOfInMirroredNumbers() throws Exception {
        var focuser = open();
        focuser.change("mapping", "mirrored");
        device.motor().stall(true);
        focuser.moveTo(18_500);
        pace.advance(Duration.ofSeconds(6));

        assertThat(faultOf(focuser::status).message()).contains("sent to 18500", "stood at 20000");
    }

    @Test
    void nothingIsSaidToTheMotorForAMapping() throws Exception {
        var focuser = open();
        line.requests().clear();

        focuser.change("mapping", "mirrored");
        focuser.change("mapping", "raw");

        assertThat(line.requests()).containsOnly("3B 03 20 12 01 CA", "3B 03 20 12 13 B8");
        assertThat(focuser.travel()).isEqualTo(new Travel(2_000, 40_000));
    }

    @Test
    void theMappingIsNotChangedUnderAMove() throws Exception {
        var focuser = open();
        focuser.moveTo(30_000);

        assertThat(faultOf(() -> focuser.change("mapping", "mirrored")).message())
                .contains("refused mapping = mirrored", "moving");
        assertThat(focuser.travel()).isEqualTo(new Travel(2_000, 40_000));
    }

    @Test
    void itsSettingsAreAllThereIs() throws Exception {
        var focuser = open();

        assertThat(focuser.settings())
                .extracting(Setting::name)
                .containsExactly(
                        "mapping",
                        "calibrate",
                        "stop-calibration",
                        "calibration",
                        "raw-position-steps",
                        "firmware");
        assertThat(value(focuser, "mapping")).isEqualTo("raw");
        assertThat(value(focuser, "firmware")).isEqualTo("7.16.10101");
        assertThat(value(focuser, "calibration")).isEqualTo("calibrated, raw 2000 to 40000");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "mapping, inverted",
        "mapping, RAW",
        "calibrate, no",
        "stop-calibration, ''",
        "calibration, done",
        "raw-position-steps, 7",
        "firmware, 8.0"
    })
    void aValueItCannotHaveIsRefusedAndNothingHappens(String name, String value) throws Exception {
        var focuser = open();

        assertThat(faultOf(() -> focuser.change(name, value)))
                .isInstanceOf(DeviceFault.BadValue.class);
        assertThat(line.requests()).noneMatch(request -> request.contains(" 20 12 2A "));
    }

    @Test
    void aSettingItDoesNotHaveIsUnsupported() throws Exception {
        var focuser = open();

        assertThat(faultOf(() -> focuser.change("backlash-steps", "100")))
                .isEqualTo(new DeviceFault.Unsupported(NAME, "setting 'backlash-steps'"));
    }

    @Test
    void itCannotBeToldWhereItStands() throws Exception {
        var focuser = open();

        assertThat(faultOf(() -> focuser.sync(0))).isInstanceOf(DeviceFault.Unsupported.class);
    }

    @Test
    void aClosedFocuserIsNotConnected() throws Exception {
        var focuser = open();
        focuser.close();

        assertThat(faultOf(focuser::status)).isInstanceOf(DeviceFault.NotConnected.class);
        assertThat(faultOf(focuser::halt)).isInstanceOf(DeviceFault.NotConnected.class);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "acknowledgement, byte",
        "version, short",
        "echo, yes",
        "traffic, mount",
        "start, late"
    })
    void aWholeMoveWorksWithEveryHabitOfTheField(String name, String habit) throws Exception {
        meet(Map.of(name, habit));
        var focuser = open();
        Instant begin = pace.now();

        focuser.moveTo(20_900);

        assertThat(settled(focuser)).isEqualTo(20_900);
        focuser.moveTo(30_000);
        pace.advance(Duration.ofSeconds(5));
        focuser.halt();
        assertThat(focuser.status().moving()).isFalse();
        assertThat(Duration.between(begin, pace.now())).isLessThan(Duration.ofSeconds(13));
    }

    private CelestronFocuser open() throws DeviceException {
        return new CelestronFocuser(line, pace);
    }

    private void meet(Map<String, String> quirks) {
        device = device(quirks);
        line = HexLine.to(device, pace);
    }

    private CelestronEmulator device(Map<String, String> quirks) {
        return new CelestronEmulator(
                new EmulatorSettings(20_000, 40_000, 0, 0, OptionalDouble.empty(), quirks), pace);
    }

    private int settled(Focuser focuser) throws DeviceException {
        while (focuser.status().moving()) {
            pace.advance(Duration.ofMillis(250));
        }
        return focuser.status().positionSteps();
    }

    private static FocuserStatus at(int positionSteps, boolean moving) {
        return new FocuserStatus(positionSteps, moving, OptionalDouble.empty());
    }

    private static String value(Focuser focuser, String name) throws DeviceException {
        return focuser.settings().stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
