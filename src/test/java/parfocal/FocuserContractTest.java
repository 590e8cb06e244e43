package parfocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static parfocal.driver.Told.faultOf;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Homing;
import parfocal.device.Setting;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.driver.Parrot;
import parfocal.link.MemoryLine;
import parfocal.link.WireLog;
import parfocal.time.VirtualPace;

/// What every registered driver owes, run on its own emulator in virtual time. Drivers are found, not listed: a new one is
/// examined here without an edit. What it owes on a bad line stands in [FocuserTroubleContractTest].
final class FocuserContractTest {
    private static final int START = 5_000;
    private static final int MAXIMUM = 10_000;

    static Stream<Arguments> everyDriver() {
        return Drivers.all().stream().map(driver -> Arguments.of(driver.info().id(), driver));
    }

    @Test
    void noTwoDriversShareAName() {
        assertThat(Drivers.all()).isNotEmpty();
        assertThat(Drivers.all()).extracting(driver -> driver.info().id()).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyDriver")
    void introducesItself(String id, FocuserDriver driver) {
        var info = driver.info();

        assertThat(id).matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(Drivers.byId(id)).map(FocuserDriver::getClass).hasValue(driver.getClass());
        assertThat(info.displayName()).isNotBlank();
        assertThat(info.covers()).isNotBlank();
        assertThat(info.usbIds()).allMatch(usb -> usb.matches("[0-9a-f]{4}:[0-9a-f]{4}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyDriver")
    void movesLandEitherWay(String id, FocuserDriver driver) throws Exception {
        var bench = new Bench(driver);
        Focuser focuser = bench.open();
        assertThat(focuser.status().positionSteps()).isCloseTo(START, bench.slack());

        int innerEnd = focuser.travel().minimumSteps();
        for (int target : List.of(6_000, 4_000, 4_001, 4_000, innerEnd, MAXIMUM)) {
            focuser.moveTo(target);
            assertThat(bench.settled(focuser)).isCloseTo(target, bench.slack());
            assertThat(bench.device.motor().positionSteps()).isCloseTo(target, bench.slack());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyDriver")
    void movesWhileTheMotorTurnsAndNoLonger(String id, FocuserDriver driver) throws Exception {
        var bench = new Bench(driver);
        Focuser focuser = bench.open();
        assertThat(focuser.status().moving()).isFalse();

        focuser.moveTo(9_000);
        bench.pace.pause(Duration.ofMillis(100));

        assertThat(focuser.status().moving()).isTrue();
        assertThat(bench.settled(focuser)).isCloseTo(9_000, bench.slack());
        bench.pace.pause(Duration.ofMinutes(1));
        assertThat(focuser.status().moving()).isFalse();
        assertThat(focuser.status().positionSteps()).isCloseTo(9_000, bench.slack());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyDriver")
    void aHaltedFocuserStaysWhereItWasHalted(String id, FocuserDriver driver) throws Exception {
        var bench = new Bench(driver);
        Focuser focuser = bench.open();

        focuser.moveTo(9_000);
        bench.pace.pause(Duration.ofMillis(100));
        focuser.halt();
        int haltedSteps = bench.settled(focuser);
        bench.pace.pause(Duration.ofMinutes(1));

        assertThat(haltedSteps).isBetween(START + 1, 8_999);
        assertThat(focuser.status().positionSteps()).isEqualTo(haltedSteps);
        assertThat(bench.device.motor().moving()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyDriver")
    void aHaltAtRestIsNothing(String id, FocuserDriver driver) throws Exception {
        var bench = new Bench(driver);
        Focuser focuser = bench.open();

        focuser.halt();
        focuser.halt();

        assertThat(bench.settled(focuser)).isCloseTo(START, bench.slack());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyDriver")
    void theLastOrderWins(String id, FocuserDriver driver) throws Exception {
        var bench = new Bench(driver);
        Focuser focuser = bench.open();

        focuser.moveTo(9_000);
        bench.pace.pause(Duration.ofMillis(200));
        focuser.moveTo(2_000);
        bench.pace.pause(Duration.ofMillis(200));
        focuser.moveTo(3_000);

        assertThat(bench.settled(focuser)).isCloseTo(3_000, bench.slack());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyDriver")
    void aMoveBeyondAnEndIsRefusedAndNothingMoves(String id, FocuserDriver driver)
            throws Exception {
        var bench = new Bench(driver);
        Focuser focuser = bench.open();
        var travel = focuser.travel();
        assertThat(travel.allows(START)).isTrue();

        for (int target :
                List.of(
                        travel.minimumSteps() - 1,
                        travel.maximumSteps() + 1,
                        Integer.MIN_VALUE,
                        Integer.MAX_VALUE)) {
            assertThat(faultOf(() -> focuser.moveTo(target)))
                    .isInstanceOfSatisfying(
                            DeviceFault.OutOfRange.class,
                            fault -> assertThat(fault.askedSteps()).isEqualTo(target));
        }
        bench.pace.pause(Duration.ofMinutes(1));
        assertThat(bench.device.motor().positionSteps()).isCloseTo(START, bench.slack());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyDriver")
    void openingMovesNothingAndChangesNothing(String id, FocuserDriver driver) throws Exception {
        var bench = new Bench(driver);
        Focuser first = bench.fresh();
        List<Setting> before = first.settings();
        FocuserStatus status = first.status();

        Focuser second = bench.fresh();

        assertThat(second.status()).isEqualTo(status);
        assertThat(second.settings()).isEqualTo(before);
        assertThat(second.travel()).isEqualTo(first.travel());
        second.moveTo(6_000);
        assertThat(bench.settled(second)).isCloseTo(6_000, bench.slack());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyDriver")
    void aMoveUnderWayIsSeenByWhoeverOpensNext(String id, FocuserDriver driver) throws Exception {
        var bench = new Bench(driver);
        bench.open().moveTo(9_000);
        bench.pace.pause(Duration.ofMillis(200));

        Focuser next = bench.open();

        next.halt();
        assertThat(bench.settled(next))
                .isCloseTo(bench.device.motor().positionSteps(), bench.slack());
        assertThat(bench.device.motor().moving()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyDriver")
    void theProbeIsReadAsItFeels(String id, FocuserDriver driver) throws Exception {
        var bench = new Bench(driver);
        Focuser focuser = bench.open();

        var celsius = focuser.status().temperatureCelsius();

        celsius.ifPresent(read -> assertThat(read).isEqualTo(10, within(0.5)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyDriver")
    void aStalledMotorIsNeverSaidToHaveArrived(String id, FocuserDriver driver) throws Exception {
        var bench = new Bench(driver);
        Focuser focuser = bench.open();
        focuser.moveTo(9_000);
        bench.pace.pause(Duration.ofMillis(100));
        // Who counts from a stop sees nothing on the way.
        assumeFalse(focuser instanceof Homing);
        bench.device.motor().stall(true);

        for (int looks = 0; looks < 100; looks++) {
            bench.pace.pause(Duration.ofMillis(250));
            try {
                FocuserStatus status = focuser.status();
                assertThat(status.positionSteps())
                        .isEqualTo(bench.device.motor().positionSteps())
                        .isNotEqualTo(9_000);
            } catch (DeviceException told) {
                assertThat(told.fault()).isInstanceOf(DeviceFault.Stuck.class);
                return;
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyDriver")
    void everySettingTakesItsOwnValueAndRefusesAnImpossibleOne(String id, FocuserDriver driver)
            throws Exception {
        var bench = new Bench(driver);
        Focuser focuser = bench.open();

        for (Setting setting : focuser.settings()) {
            assertThat(setting.name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
            assertThat(setting.description()).endsWith(".");
            String impossible =
                    switch (setting.kind()) {
                        case Setting.Kind.Whole(_, int maximum) ->
                                Long.toString((long) maximum + 1);
                        case Setting.Kind.Decimal _, Setting.Kind.Choice _, Setting.Kind.Shown() ->
                                "no such word";
                        case Setting.Kind.Order() -> "perhaps";
                    };
            assertThat(faultOf(() -> focuser.change(setting.name(), impossible)))
                    .as("%s = %s", setting.name(), impossible)
                    .isInstanceOf(DeviceFault.BadValue.class);
            if (!(setting.kind() instanceof Setting.Kind.Order)
                    && !(setting.kind() instanceof Setting.Kind.Shown)
                    && !setting.value().equals("unknown")) {
                focuser.change(setting.name(), setting.value());
            }
            assertThat(focuser.settings()).contains(setting);
        }
        assertThat(faultOf(() -> focuser.change("no-such-setting", "1")))
                .isInstanceOf(DeviceFault.Unsupported.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyDriver")
    void aDumbLineAndAStrangerAreNotAFocuser(String id, FocuserDriver driver) {
        var pace = pace();

        for (String answer : List.of("", "?", "ERROR\r\n", "login: ", "\u0000\u00ff\u0000\u00ff")) {
            var line = new MemoryLine("stranger", new Parrot(answer), pace, WireLog.none());
            assertThat(faultOf(() -> driver.open(line, pace)).message())
                    .as("answering '%s'", answer)
                    .isNotBlank();
        }
    }

    private static VirtualPace pace() {
        return new VirtualPace(Instant.parse("2026-11-21T18:00:00Z"));
    }

    /// One driver on its own emulator at the other end of a line in memory.
    private static final class Bench {
        final VirtualPace pace = pace();
        final FocuserDriver driver;
        final FocuserEmulator device;
        final MemoryLine line;
        private @Nullable Focuser open;

        Bench(FocuserDriver driver) {
            this.driver = driver;
            this.device = driver.emulator(EmulatorSettings.at(START, MAXIMUM), pace);
            this.line = new MemoryLine(driver.info().id(), device, pace, WireLog.none());
        }

        Focuser fresh() throws DeviceException {
            open = driver.open(line, pace);
            return open;
        }

        /// A focuser that counts from a stop is taken back from there to where the others start.
        Focuser open() throws DeviceException, InterruptedException {
            Focuser focuser = fresh();
            if (focuser instanceof Homing homing) {
                homing.home();
                focuser.moveTo(START);
                var _ = settled(focuser);
            }
            return focuser;
        }

        /// Nothing, but for a focuser that counts from a stop: it knows its place as well as it says.
        Offset<Integer> slack() {
            return within(
                    open instanceof Homing homing
                            ? (int) Math.ceil(0.5 + 3 * homing.positionSigmaSteps().orElseThrow())
                            : 0);
        }

        int settled(Focuser focuser) throws DeviceException, InterruptedException {
            for (int looks = 0; looks < 10_000; looks++) {
                FocuserStatus status = focuser.status();
                if (!status.moving()) {
                    return status.positionSteps();
                }
                pace.pause(Duration.ofMillis(250));
            }
            return fail("it never settled");
        }
    }
}
