package parfocal.driver.indi;

import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.driver.Told.faultOf;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Setting;
import parfocal.device.Travel;
import parfocal.driver.EmulatorSettings;
import parfocal.link.Address;
import parfocal.link.MemoryLine;
import parfocal.link.WireLog;
import parfocal.time.Pace;
import parfocal.time.VirtualPace;

final class IndiFocuserTest {
    private final VirtualPace pace = new VirtualPace(Instant.parse("2026-11-21T18:00:00Z"));
    private IndiEmulator device = emulator(Map.of());

    private IndiEmulator emulator(Map<String, String> habits) {
        return new IndiEmulator(
                new EmulatorSettings(5_000, 10_000, 0, 0, OptionalDouble.of(10), habits), pace);
    }

    private Focuser open() throws Exception {
        return new Indi().open(new MemoryLine("indi", device, pace, WireLog.none()), pace);
    }

    private FocuserStatus settled(Focuser focuser) throws Exception {
        for (int looks = 0; looks < 5_000; looks++) {
            FocuserStatus status = focuser.status();
            if (!status.moving()) {
                return status;
            }
            pace.pause(Duration.ofMillis(250));
        }
        throw new AssertionError("it never settled");
    }

    @Test
    void introducesItselfByTheNameItHasOnTheServer() throws Exception {
        Focuser focuser = open();

        assertThat(focuser.name()).isEqualTo("Emulated Focuser");
        assertThat(focuser.travel()).isEqualTo(new Travel(0, 10_000));
        assertThat(focuser.status().temperatureCelsius()).hasValue(10);
        assertThat(focuser.settings())
                .extracting(Setting::name)
                .containsExactly("maximum-steps", "reverse", "backlash", "backlash-steps");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({"arrival,ok", "arrival,idle", "arrival,early", "updates,none", "orders,blocking"})
    void whateverHabitsItsDriverHasItHasArrivedWhenItStandsThere(String name, String habit)
            throws Exception {
        device = emulator(Map.of(name, habit));
        Focuser focuser = open();

        for (int target : new int[] {8_000, 7_999, 2_000, 10_000, 0}) {
            focuser.moveTo(target);
            assertThat(settled(focuser).positionSteps()).isEqualTo(target);
            assertThat(device.motor().positionSteps()).isEqualTo(target);
        }
    }

    @Test
    void aProbePulledOutIsNoTemperature() throws Exception {
        Focuser focuser = open();

        device.feel(OptionalDouble.empty());
        assertThat(focuser.status().temperatureCelsius()).isEmpty();
        device.feel(OptionalDouble.of(-3.5));
        assertThat(focuser.status().temperatureCelsius()).hasValue(-3.5);
    }

    @Test
    void aLimitSetOnTheServerIsALimitHere() throws Exception {
        Focuser focuser = open();

        focuser.change("maximum-steps", "8000");

        assertThat(focuser.travel()).isEqualTo(new Travel(0, 8_000));
        assertThat(faultOf(() -> focuser.moveTo(8_001)))
                .isEqualTo(new DeviceFault.OutOfRange("Emulated Focuser", 8_001, 0, 8_000));
    }

    @Test
    void aSyncRenumbersAndTurnsNothing() throws Exception {
        Focuser focuser = open();

        focuser.sync(1_234);

        assertThat(focuser.status().positionSteps()).isEqualTo(1_234);
        assertThat(device.motor().moving()).isFalse();
        focuser.moveTo(1_300);
        assertThat(settled(focuser).positionSteps()).isEqualTo(1_300);
    }

    @Test
    void whatTheDriverSaysToARefusalIsPassedOn() throws Exception {
        Focuser focuser = open();

        assertThat(faultOf(() -> focuser.change("backlash-steps", "100")).message())
                .isEqualTo(
                        "Emulated Focuser refused backlash-steps = 100: Focuser backlash must be enabled first.");
        focuser.change("backlash", "on");
        focuser.change("backlash-steps", "100");
        assertThat(focuser.settings())
                .extracting(Setting::value)
                .containsExactly("10000", "off", "on", "100");
    }

    @Test
    void anotherClientsDisconnectIsToldAndEndsWithConnectingAgain() throws Exception {
        Focuser focuser = open();
        device.hear(
                "<newSwitchVector device='Emulated Focuser' name='CONNECTION'><oneSwitch name='DISCONNECT'>On</oneSwitch></newSwitchVector>"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(faultOf(focuser::status).message())
                .isEqualTo(
                        "Emulated Focuser is not connected: another program disconnected it from its INDI server. Connect it again.");
        assertThat(open().status().positionSteps()).isEqualTo(5_000);
    }

    @Test
    void anotherClientsHaltEndsAMoveWhereItStopped() throws Exception {
        Focuser focuser = open();
        focuser.moveTo(9_000);
        pace.pause(Duration.ofSeconds(1));
        device.hear(
                "<newSwitchVector device='Emulated Focuser' name='FOCUS_ABORT_MOTION'><oneSwitch name='ABORT'>On</oneSwitch></newSwitchVector>"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(settled(focuser).positionSteps())
                .isBetween(5_100, 8_900)
                .isEqualTo(device.motor().positionSteps());
    }

    @Test
    void aFocuserThatKnowsOnlyDistancesIsCountedHere() throws Exception {
        device = emulator(Map.of("position", "relative"));
        Focuser focuser = open();
        assertThat(focuser.status().positionSteps()).isEqualTo(50_000);

        focuser.moveTo(51_000);
        assertThat(settled(focuser).positionSteps()).isEqualTo(51_000);
        assertThat(device.motor().positionSteps()).isEqualTo(6_000);
        focuser.moveTo(49_500);
        assertThat(settled(focuser).positionSteps()).isEqualTo(49_500);
        assertThat(device.motor().positionSteps()).isEqualTo(4_500);
    }

    @Test
    void aCountThatWasLostIsSaidUntilASync() throws Exception {
        device = emulator(Map.of("position", "relative"));
        Focuser focuser = open();
        focuser.moveTo(54_000);
        pace.pause(Duration.ofSeconds(1));

        focuser.halt();

        assertThat(device.motor().moving()).isFalse();
        assertThat(faultOf(focuser::status).message()).contains("Set its position by a sync.");
        assertThat(faultOf(() -> focuser.moveTo(50_000))).isInstanceOf(DeviceFault.Refused.class);
        focuser.sync(2_000);
        focuser.moveTo(2_100);
        assertThat(settled(focuser).positionSteps()).isEqualTo(2_100);
    }

    @Test
    void aDeviceTheServerDoesNotHaveIsToldWithTheName() {
        var line = new MemoryLine("indi", device, pace, WireLog.none());

        assertThat(
                        faultOf(() -> new IndiMeeting(line, pace).with(Optional.of("Moon Focuser")))
                                .message())
                .startsWith(
                        "Moon Focuser is not connected: the INDI server says nothing of such a device.");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/dev/ttyUSB0", "http://localhost:7624/x"})
    void anAddressThatIsNoServersIsRefused(String address) {
        assertThat(
                        faultOf(() ->
                                        new Indi()
                                                .connect(
                                                        Address.parse(address),
                                                        WireLog.none(),
                                                        Pace.wall()))
                                .message())
                .isEqualTo(
                        "INDI focuser is not connected: it is reached over indi://HOST[:7624]/Device%20Name; "
                                + address
                                + " is something else.");
    }
}
