package parfocal.driver.celestron;

import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.driver.Told.faultOf;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.Travel;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.Overheard;
import parfocal.link.LineTrouble;
import parfocal.link.WireDevice;
import parfocal.motion.Limits;
import parfocal.time.VirtualPace;

/// The motor must find its range once; until then a move could do damage.
final class CelestronCalibrationTest {
    private static final String START = "3B 04 20 12 2A 01 9F";
    private static final String STOP_CALIBRATION = "3B 04 20 12 2A 00 A0";
    private static final String QUESTION = "3B 03 20 12 2B A0";

    private final VirtualPace pace = new VirtualPace(Instant.parse("2026-11-21T18:00:00Z"));
    private CelestronEmulator device = device(Map.of("calibration", "missing"));
    private Overheard line = HexLine.to(device, pace);

    @Test
    void withoutCalibrationMovesAreRefusedInWords() throws Exception {
        var focuser = open();
        line.requests().clear();

        var fault = faultOf(() -> focuser.moveTo(20_001));

        assertThat(fault).isInstanceOf(DeviceFault.Refused.class);
        assertThat(fault.message())
                .contains("refused a move to 20001", "not calibrated", "then calibrate");
        assertThat(line.requests()).isEmpty();
        assertThat(faultOf(() -> new Limits(focuser, new Travel(5_000, 30_000)).moveTo(20_001)))
                .as("behind limits the words are the same")
                .isEqualTo(fault);
        assertThat(focuser.status().positionSteps()).isEqualTo(20_000);
    }

    @Test
    void aCalibrationTellsItsStateAndEndsWithARange() throws Exception {
        var focuser = open();
        focuser.change("calibrate", "yes");
        assertThat(line.requests()).contains(START);

        var told = new ArrayList<String>();
        while (focuser.status().moving()) {
            String story = story(focuser);
            if (story.startsWith("state ") && !told.contains(story.substring(0, 11).strip())) {
                told.add(story.substring(0, 11).strip());
            }
            pace.advance(Duration.ofSeconds(2));
        }

        assertThat(told).startsWith("state 1 of", "state 2 of").hasSize(12);
        assertThat(story(focuser))
                .isEqualTo("calibrated, raw 2000 to 40000; raw position before 20000, after 21000");
        assertThat(focuser.travel()).isEqualTo(new Travel(2_000, 40_000));
        focuser.moveTo(21_300);
        assertThat(settled(focuser)).isEqualTo(21_300);
    }

    @Test
    void theProgressIsToldWithTheTotal() throws Exception {
        var focuser = open();
        focuser.change("calibrate", "yes");
        pace.advance(Duration.ofSeconds(40));

        assertThat(story(focuser)).startsWith("state 3 of 12; raw position before 20000, now ");
    }

    @Test
    void theMotorIsAskedOnceASecondAtMost() throws Exception {
        var focuser = open();
        focuser.change("calibrate", "yes");
        line.requests().clear();

        for (int tenth = 0; tenth < 100; tenth++) {
            pace.advance(Duration.ofMillis(100));
            var _ = focuser.status();
            var _ = focuser.settings();
        }

        assertThat(line.count(QUESTION)).isBetween(9L, 11L);
    }

    @Test
    void movesAndASecondCalibrationAreRefusedMeanwhile() throws Exception {
        var focuser = open();
        focuser.change("calibrate", "yes");
        line.requests().clear();

        assertThat(faultOf(() -> focuser.moveTo(20_001)).message())
                .contains("refused a move", "calibrating (state 1 of 12");
        assertThat(faultOf(() -> focuser.change("calibrate", "yes")).message())
                .contains("calibrating");
        assertThat(faultOf(() -> focuser.change("mapping", "mirrored")).message())
                .contains("calibrating");
        assertThat(line.requests()).doesNotContain(START).noneMatch(r -> r.contains(" 20 12 02 "));
    }

    @Test
    void aHaltEndsACalibrationByItsOwnStopAndNeverByTheOther() throws Exception {
        var focuser = open();
        focuser.change("calibrate", "yes");
        pace.advance(Duration.ofSeconds(40));
        line.requests().clear();

        focuser.halt();

        assertThat(line.requests())
                .startsWith(STOP_CALIBRATION)
                .noneMatch(request -> request.contains(" 20 12 24 "));
        assertThat(story(focuser))
                .startsWith(
                        "not calibrated; the last calibration was stopped; raw position before 20000, after ");
        assertThat(focuser.status().moving()).isFalse();
        assertThat(device.motor().moving()).isFalse();
    }

    @Test
    void itCanBeStoppedByNameToo() throws Exception {
        var focuser = open();
        focuser.change("calibrate", "yes");

        focuser.change("stop-calibration", "yes");

        assertThat(story(focuser)).startsWith("not calibrated; the last calibration was stopped");
        assertThat(faultOf(() -> focuser.change("stop-calibration", "yes")).message())
                .contains("none is running");
    }

    @Test
    void aFailedCalibrationSaysInWhichState() throws Exception {
        meet(device(Map.of("calibrating", "fails")));
        var focuser = open();

        focuser.change("calibrate", "yes");
        assertThat(settled(focuser)).isLessThan(20_000);

        assertThat(story(focuser))
                .matches(
                        "not calibrated; the calibration failed in state 3 of 12; raw position before 20000, after \\d+");
        assertThat(faultOf(() -> focuser.moveTo(20_001)).message()).contains("failed in state 3");
    }

    @Test
    void aCalibrationThatHangsIsStoppedAfterHalfAMinute() throws Exception {
        meet(device(Map.of("calibrating", "hangs")));
        var focuser = open();

        focuser.change("calibrate", "yes");
        settled(focuser);

        assertThat(story(focuser)).contains("stood still in state 4 of 12 and was stopped");
        assertThat(line.requests()).contains(STOP_CALIBRATION);
    }

    @Test
    void anUnansweredQuestionDoesNotEndTheWatching() throws Exception {
        var focuser = open();
        focuser.change("calibrate", "yes");
        pace.advance(Duration.ofSeconds(2));
        for (int i = 0; i < 9; i++) {
            line.trouble(new LineTrouble.Silence());
        }

        assertThat(faultOf(focuser::status)).isInstanceOf(DeviceFault.Silent.class);
        assertThat(faultOf(focuser::settings)).isInstanceOf(DeviceFault.Silent.class);
        assertThat(faultOf(focuser::status)).isInstanceOf(DeviceFault.Silent.class);

        assertThat(focuser.status().moving()).isTrue();
        settled(focuser);
        assertThat(story(focuser)).startsWith("calibrated, raw 2000 to 40000");
    }

    @Test
    void aCalibrationFoundUnderWayIsFollowed() throws Exception {
        open().change("calibrate", "yes");
        pace.advance(Duration.ofSeconds(5));
        meet(device);

        var focuser = open();

        assertThat(focuser.status().moving()).isTrue();
        assertThat(story(focuser)).startsWith("state 1 of 12");
        settled(focuser);
        assertThat(focuser.travel()).isEqualTo(new Travel(2_000, 40_000));
    }

    @Test
    void anAcknowledgementLostOnTheWayDoesNotHideThatItHasBegun() throws Exception {
        var focuser = open();
        // Position, finished and position are asked first; then the order is tried three times.
        line.trouble(
                new LineTrouble.NoiseBefore(""),
                new LineTrouble.NoiseBefore(""),
                new LineTrouble.NoiseBefore(""),
                new LineTrouble.Silence(),
                new LineTrouble.Silence(),
                new LineTrouble.Silence());

        assertThat(faultOf(() -> focuser.change("calibrate", "yes")))
                .isInstanceOf(DeviceFault.Silent.class);

        assertThat(focuser.status().moving()).isTrue();
        assertThat(story(focuser)).startsWith("state 1 of 12");
    }

    @Test
    void aMotorThatAcknowledgesAndDoesNotBeginIsToldOf() throws Exception {
        meet(new Deaf(device(Map.of())));
        var focuser = open();

        var fault = faultOf(() -> focuser.change("calibrate", "yes"));

        assertThat(fault.message()).contains("acknowledged a calibration and did not begin it");
        assertThat(focuser.travel()).isEqualTo(new Travel(2_000, 40_000));
    }

    @Test
    void senselessLimitsAreNoCalibration() throws Exception {
        var twisted = new CelestronEmulator(EmulatorSettings.at(0, 0), pace);
        meet(twisted);

        var focuser = open();

        assertThat(story(focuser))
                .isEqualTo("the motor says that it is calibrated, and its limits are 0 and 0");
        assertThat(faultOf(() -> focuser.moveTo(0))).isInstanceOf(DeviceFault.Refused.class);
    }

    @Test
    void mirroredNumbersWaitForARange() throws Exception {
        var focuser = open();

        focuser.change("mapping", "mirrored");

        assertThat(focuser.status().positionSteps()).as("no end to count from").isEqualTo(20_000);
        focuser.change("calibrate", "yes");
        assertThat(settled(focuser)).isEqualTo(40_000 - 21_000);
        assertThat(focuser.travel()).isEqualTo(new Travel(0, 38_000));
    }

    /// Takes an order to calibrate for one to stop it, which is acknowledged with the same bytes and does nothing.
    private record Deaf(CelestronEmulator device) implements WireDevice {
        @Override
        public void hear(byte[] bytes) {
            device.hear(HexLine.hex(bytes).equals(START) ? HexLine.bytes(STOP_CALIBRATION) : bytes);
        }

        @Override
        public byte[] say() {
            return device.say();
        }
    }

    private CelestronFocuser open() throws DeviceException {
        return new CelestronFocuser(line, pace);
    }

    private void meet(WireDevice other) {
        line = HexLine.to(other, pace);
    }

    private CelestronEmulator device(Map<String, String> quirks) {
        return new CelestronEmulator(
                new EmulatorSettings(20_000, 40_000, 0, 0, OptionalDouble.empty(), quirks), pace);
    }

    private int settled(Focuser focuser) throws DeviceException {
        while (focuser.status().moving()) {
            pace.advance(Duration.ofMillis(500));
        }
        return focuser.status().positionSteps();
    }

    private static String story(Focuser focuser) throws DeviceException {
        return focuser.settings().stream()
                .filter(setting -> setting.name().equals("calibration"))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
