package parfocal.driver.usbfocus;

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
import parfocal.device.FocuserStatus;
import parfocal.device.Travel;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.Overheard;
import parfocal.link.LineTrouble;
import parfocal.time.VirtualPace;

/// How an ordinary night goes; [UsbFocusTroubleTest] has the other nights.
final class UsbFocusFocuserTest {
    private final VirtualPace pace = new VirtualPace(Instant.parse("2026-11-21T18:00:00Z"));
    private UsbFocusEmulator device = device(Map.of());
    private Overheard line = new Overheard(device, pace);

    @Test
    void connectingReadsEverythingAndChangesNothing() throws Exception {
        var focuser = open();

        assertThat(line.requests()).containsExactly("SWHOIS", "SGETAL", "FTAXXA", "FPOSRO");
        assertThat(focuser.travel()).isEqualTo(new Travel(0, 40_000));
        assertThat(focuser.status())
                .isEqualTo(new FocuserStatus(20_000, false, OptionalDouble.of(10.0)));
    }

    @ParameterizedTest(name = "from 20000 to {0} is {1}")
    @CsvSource({"18500,I01500", "21500,O01500", "19999,I00001", "0,I20000", "40000,O20000"})
    void anAbsoluteMoveIsCountedFromThePositionJustRead(int targetSteps, String order)
            throws Exception {
        var focuser = open();

        focuser.moveTo(targetSteps);

        assertThat(line.requests()).containsSubsequence("FPOSRO", order);
        assertThat(settled(focuser)).isEqualTo(targetSteps);
        assertThat(device.motor().positionSteps()).isEqualTo(targetSteps);
        assertThat(line.count(order)).isEqualTo(1);
    }

    @Test
    void aMoveToWhereItStandsSaysNothingToTheMotor() throws Exception {
        var focuser = open();

        focuser.moveTo(20_000);

        assertThat(line.requests()).noneMatch(request -> request.matches("[IO]\\d{5}"));
        assertThat(focuser.status().moving()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {-1, 40_001, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aMoveBeyondTheLimitsIsRefusedBeforeAnythingIsSaid(int targetSteps) throws Exception {
        var focuser = open();
        line.requests().clear();

        var fault = faultOf(() -> focuser.moveTo(targetSteps));

        assertThat(fault)
                .isEqualTo(new DeviceFault.OutOfRange("USB_Focus v3", targetSteps, 0, 40_000));
        assertThat(line.requests()).isEmpty();
    }

    @Test
    void itMovesWhileTheMotorTurnsAndNoLonger() throws Exception {
        var focuser = open();
        focuser.moveTo(20_800);

        pace.advance(Duration.ofMillis(500));
        assertThat(focuser.status())
                .isEqualTo(new FocuserStatus(20_400, true, OptionalDouble.of(10.0)));
        pace.advance(Duration.ofMillis(501));
        assertThat(focuser.status())
                .isEqualTo(new FocuserStatus(20_800, false, OptionalDouble.of(10.0)));
    }

    @ParameterizedTest(name = "star={0}")
    @ValueSource(strings = {"bare", "lf-cr", "missing"})
    void aMoveEndsHoweverItsEndIsTold(String habit) throws Exception {
        device = device(Map.of("star", habit));
        line = new Overheard(device, pace);
        var focuser = open();

        focuser.moveTo(21_000);

        assertThat(settled(focuser)).isEqualTo(21_000);
        assertThat(focuser.status().moving()).isFalse();
    }

    @Test
    void withoutAStarTheTargetIsBelievedWhenReadTwice() throws Exception {
        device = device(Map.of("star", "missing"));
        line = new Overheard(device, pace);
        var focuser = open();
        focuser.moveTo(20_080);
        pace.advance(Duration.ofSeconds(1));

        assertThat(focuser.status().moving()).isTrue();
        assertThat(focuser.status().moving()).isFalse();
    }

    @Test
    void theHandpadIsNoticedAndTheNextMoveCountsFromWhereItLeftTheTube() throws Exception {
        var focuser = open();
        assertThat(focuser.status().moving()).isFalse();
        device.jog(300);
        pace.advance(Duration.ofMillis(200));
        assertThat(focuser.status().moving()).as("somebody turns it").isTrue();
        pace.advance(Duration.ofMinutes(1));
        assertThat(focuser.status().positionSteps()).isEqualTo(20_300);
        assertThat(focuser.status().moving()).isFalse();

        focuser.moveTo(20_000);

        assertThat(line.requests()).contains("I00300");
        assertThat(settled(focuser)).isEqualTo(20_000);
    }

    @Test
    void aNewMoveStopsTheOneUnderWayAndCountsFromWhereItStopped() throws Exception {
        var focuser = open();
        focuser.moveTo(30_000);
        pace.advance(Duration.ofSeconds(2));

        focuser.moveTo(10_000);

        assertThat(line.requests()).containsSubsequence("O10000", "FQUITx", "FPOSRO", "FPOSRO");
        assertThat(line.requests().getLast()).isEqualTo("FPOSRO");
        assertThat(settled(focuser)).isEqualTo(10_000);
    }

    @ParameterizedTest(name = "quit={0}")
    @ValueSource(strings = {"both", "star", "done", "error", "silent"})
    void aHaltHoldsWhateverTheStopIsAnsweredWith(String habit) throws Exception {
        device = device(Map.of("quit", habit));
        line = new Overheard(device, pace);
        var focuser = open();
        focuser.moveTo(30_000);
        pace.advance(Duration.ofSeconds(1));

        focuser.halt();

        assertThat(line.count("FQUITx")).isEqualTo(1);
        assertThat(focuser.status())
                .isEqualTo(new FocuserStatus(20_800, false, OptionalDouble.of(10.0)));
        pace.advance(Duration.ofMinutes(1));
        assertThat(focuser.status().positionSteps()).isEqualTo(20_800);
        focuser.moveTo(20_900);
        assertThat(settled(focuser)).isEqualTo(20_900);
    }

    @Test
    void aHaltSaysStopBeforeAnythingElse() throws Exception {
        var focuser = open();
        focuser.moveTo(30_000);
        line.requests().clear();

        focuser.halt();

        assertThat(line.requests().getFirst()).isEqualTo("FQUITx");
    }

    @Test
    void theTemperatureIsAskedEveryFiveSecondsAtMost() throws Exception {
        var focuser = open();
        for (int i = 0; i < 90; i++) {
            var _ = focuser.status();
            pace.advance(Duration.ofMillis(100));
        }

        assertThat(line.count("FTMPRO")).isEqualTo(2);
        pace.advance(Duration.ofSeconds(1));
        device.feel(OptionalDouble.of(-3.25));
        assertThat(focuser.status().temperatureCelsius()).hasValue(-3.25);
    }

    @ParameterizedTest(name = "no-probe={0}")
    @ValueSource(strings = {"-127", "0", "85"})
    void aMissingProbeHasNoTemperature(String habit) throws Exception {
        device = device(Map.of("no-probe", habit));
        device.feel(OptionalDouble.empty());
        line = new Overheard(device, pace);
        var focuser = open();

        for (int i = 0; i < 5; i++) {
            assertThat(focuser.status().temperatureCelsius()).isEmpty();
            pace.advance(Duration.ofSeconds(10));
        }
    }

    @Test
    void aWinterNightMayPassThroughExactlyZero() throws Exception {
        var focuser = open();
        device.feel(OptionalDouble.of(0.25));
        assertThat(focuser.status().temperatureCelsius()).hasValue(0.25);
        pace.advance(Duration.ofSeconds(10));
        device.feel(OptionalDouble.of(0));
        assertThat(focuser.status().temperatureCelsius()).hasValue(0);
        pace.advance(Duration.ofMinutes(20));
        assertThat(focuser.status().temperatureCelsius()).as("no night stands still").isEmpty();
    }

    @Test
    void itCannotBeToldWhereItStands() throws Exception {
        var focuser = open();

        assertThat(faultOf(() -> focuser.sync(0))).isInstanceOf(DeviceFault.Unsupported.class);
    }

    @Test
    void inAutomaticModeItsOwnMovesAndItsChatterAreBorne() throws Exception {
        device = device(Map.of("automatic", "chatty"));
        line = new Overheard(device, pace);
        var focuser = open();
        focuser.change("compensation-steps-per-celsius", "100");
        focuser.change("compensation", "automatic");
        assertThat(focuser.status().moving()).isFalse();

        device.feel(OptionalDouble.of(6));
        pace.advance(Duration.ofMillis(250));

        assertThat(focuser.status().moving()).isTrue();
        pace.advance(Duration.ofSeconds(2));
        assertThat(focuser.status().positionSteps()).isEqualTo(19_600);
        focuser.change("compensation", "off");
        focuser.moveTo(20_000);
        assertThat(settled(focuser)).isEqualTo(20_000);
    }

    @Test
    void aClosedFocuserIsNotConnected() throws Exception {
        var focuser = open();
        focuser.close();

        assertThat(faultOf(focuser::status)).isInstanceOf(DeviceFault.NotConnected.class);
    }

    @Test
    void aLateStarOfTheLastMoveDoesNotEndTheNext() throws Exception {
        device = device(Map.of("star", "missing"));
        line = new Overheard(device, pace);
        var focuser = open();
        focuser.moveTo(20_100);
        assertThat(settled(focuser)).isEqualTo(20_100);

        focuser.moveTo(30_000);
        line.trouble(new LineTrouble.NoiseBefore("*"));
        pace.advance(Duration.ofSeconds(1));

        assertThat(focuser.status()).extracting(FocuserStatus::moving).isEqualTo(true);
        assertThat(settled(focuser)).isEqualTo(30_000);
    }

    private UsbFocusFocuser open() throws DeviceException {
        return new UsbFocusFocuser(line, pace);
    }

    private UsbFocusEmulator device(Map<String, String> quirks) {
        return new UsbFocusEmulator(
                new EmulatorSettings(20_000, 40_000, 0, 0, OptionalDouble.of(10), quirks), pace);
    }

    private int settled(UsbFocusFocuser focuser) throws DeviceException {
        while (focuser.status().moving()) {
            pace.advance(Duration.ofMillis(250));
        }
        return focuser.status().positionSteps();
    }
}
