package parfocal.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.device.Approach;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Travel;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.Gear;
import parfocal.driver.Motor;
import parfocal.link.MemoryLine;
import parfocal.link.WireLog;
import parfocal.selftest.Finding.Kind;
import parfocal.time.VirtualPace;

final class MotionTestTest {
    private static final int START = 5_000;

    private final VirtualPace pace = new VirtualPace(Instant.parse("2026-11-21T18:00:00Z"));

    static Stream<Arguments> everyDriver() {
        return Drivers.all().stream().map(driver -> Arguments.of(driver.info().id(), driver));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyDriver")
    void aHealthyDeviceHasNothingFoundAndStandsWhereItStood(String id, FocuserDriver driver)
            throws Exception {
        var device = driver.emulator(EmulatorSettings.at(START, 10_000), pace);
        var line = new MemoryLine(id, device, pace, WireLog.none());
        try (Focuser focuser = driver.open(line, pace)) {
            int start = focuser.status().positionSteps();

            MotionReport report = new MotionTest(focuser, pace, _ -> {}).run(Approach.DOWN);

            assertThat(report.findings()).isEmpty();
            assertThat(report.trials()).hasSizeGreaterThan(15).allMatch(Trial::arrived);
            assertThat(focuser.status().positionSteps()).isCloseTo(start, within(1));
            assertThat(report.trials().getLast().outward()).isFalse();
        }
    }

    /// Its numbers would be right; it is the body's own percentage that says otherwise.
    @Test
    void aLensThatDoesNotObeyIsSaidToDoSoWhereItsBodyReadsItsPlace() throws Exception {
        FocuserDriver driver = Drivers.byId("sony-lens").orElseThrow();
        var settings =
                new EmulatorSettings(
                        START,
                        10_000,
                        0,
                        0,
                        OptionalDouble.empty(),
                        Map.of("lens-switch", "manual"));
        var line = new MemoryLine("lens", driver.emulator(settings, pace), pace, WireLog.none());
        try (Focuser focuser = driver.open(line, pace)) {
            MotionReport report = test(focuser);

            assertThat(kinds(report)).contains(Kind.LOST_ORDERS, Kind.COMPLAINTS);
            assertThat(report.findings().getLast().message()).contains("AF/MF switch");
        }
    }

    @Test
    void theSpeedIsThatOfTheMotor() throws Exception {
        MotionReport report = test(new Scripted(400));

        assertThat(report.outwardStepsPerSecond().orElseThrow()).isCloseTo(400, within(20.0));
        assertThat(report.inwardStepsPerSecond().orElseThrow()).isCloseTo(400, within(20.0));
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void everyFifthOrderLostIsLostOrders() throws Exception {
        var device = new Scripted(400);
        device.losesEvery = 5;

        MotionReport report = test(device);

        assertThat(kinds(report)).containsExactly(Kind.LOST_ORDERS);
        assertThat(report.findings().getFirst().message()).contains("orders were lost: sent from");
    }

    @Test
    void aDeadMotorLosesAllOrdersAndItsPowerIsAskedAfter() throws Exception {
        var device = new Scripted(400);
        device.losesEvery = 1;

        MotionReport report = test(device);

        assertThat(kinds(report)).containsExactly(Kind.LOST_ORDERS);
        assertThat(report.findings().getFirst().remedy()).contains("power");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void aDeviceThatGoesOneWayOnlyIsSaidToDoSo(int deafWay) throws Exception {
        var device = new Scripted(400);
        device.deafWay = deafWay;

        MotionReport report = test(device);

        assertThat(kinds(report)).containsExactly(Kind.ONE_DIRECTION);
        assertThat(report.findings().getFirst().message())
                .contains(deafWay > 0 ? "goes in and never out" : "goes out and never in");
    }

    @Test
    void aDeviceThatSaysIdleWhileItTurnsIsSaidToDoSo() throws Exception {
        var device = new Scripted(400);
        device.saysIdle = true;

        assertThat(kinds(test(device))).contains(Kind.EARLY_IDLE);
    }

    @Test
    void aDeviceThatStopsShortIsSaidToDoSo() throws Exception {
        var device = new Scripted(400);
        device.shortBySteps = 40;

        assertThat(kinds(test(device))).contains(Kind.WRONG_PLACE);
    }

    @Test
    void aSlowDeviceIsSaidToBeSlow() throws Exception {
        assertThat(kinds(test(new Scripted(5)))).containsExactly(Kind.SLOW);
    }

    @Test
    void aDeviceThatLaboursOutwardIsSaidToDoSo() throws Exception {
        var device = new Scripted(400);
        device.outwardShare = 0.5;

        MotionReport report = test(device);

        assertThat(kinds(report)).containsExactly(Kind.UNEQUAL_SPEED);
        assertThat(report.findings().getFirst().message()).contains("out and 4");
    }

    @Test
    void aHeldMotorThatSaysItMovesForEverIsHaltedAndSaid() throws Exception {
        var device = new Scripted(400);
        device.motor.stall(true);

        MotionReport report = test(device);

        assertThat(kinds(report)).contains(Kind.LOST_ORDERS, Kind.NEVER_IDLE);
        assertThat(device.halts).isPositive();
    }

    @ParameterizedTest(name = "from {0}")
    @ValueSource(ints = {0, 3, 5_000, 9_999, 10_000})
    void noOrderLiesBeyondTheLimitsAndTheLastIsTheStart(int start) {
        for (Approach approach : Approach.values()) {
            MotionPlan plan = MotionPlan.of(new Travel(0, 10_000), start, approach);

            assertThat(plan.targetsSteps()).allMatch(target -> target >= 0 && target <= 10_000);
            assertThat(plan.targetsSteps().getLast()).isEqualTo(start);
        }
    }

    @Test
    void aTinyTravelIsTestedWithinItself() {
        assertThat(MotionPlan.of(new Travel(0, 10), 4, Approach.UP).targetsSteps())
                .allMatch(target -> target >= 0 && target <= 10);
    }

    private MotionReport test(Focuser device) throws Exception {
        return new MotionTest(device, pace, _ -> {}).run(Approach.DOWN);
    }

    private static List<Kind> kinds(MotionReport report) {
        return new ArrayList<>(report.findings().stream().map(Finding::kind).toList());
    }

    /// A focuser with one thing wrong.
    private final class Scripted implements Focuser {
        final Motor motor;
        final double stepsPerSecond;
        int losesEvery;
        int deafWay;
        boolean saysIdle;
        int shortBySteps;
        double outwardShare = 1;
        int halts;
        private int orders;

        Scripted(double stepsPerSecond) {
            this.stepsPerSecond = stepsPerSecond;
            motor = new Motor(pace, START, stepsPerSecond, new Gear(0, START, 0));
        }

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public FocuserStatus status() throws DeviceException {
            return new FocuserStatus(
                    motor.positionSteps(), !saysIdle && motor.moving(), OptionalDouble.empty());
        }

        @Override
        public Travel travel() {
            return new Travel(0, 10_000);
        }

        @Override
        public void moveTo(int positionSteps) {
            orders++;
            int way = Integer.signum(positionSteps - motor.positionSteps());
            boolean lost = losesEvery > 0 && orders % losesEvery == 0;
            if (!lost && (deafWay == 0 || way != deafWay)) {
                motor.speed(way > 0 ? outwardShare * stepsPerSecond : stepsPerSecond);
                motor.driveTo(positionSteps - way * shortBySteps);
            }
        }

        @Override
        public void halt() {
            halts++;
            motor.stop();
        }

        @Override
        public void close() {}
    }

    /// The time a whole test may take of the night, at 400 steps a second.
    @Test
    void aTestTakesAMinuteOrTwo() throws Exception {
        Instant began = pace.now();

        test(new Scripted(400));

        assertThat(Duration.between(began, pace.now())).isLessThan(Duration.ofMinutes(2));
    }
}
