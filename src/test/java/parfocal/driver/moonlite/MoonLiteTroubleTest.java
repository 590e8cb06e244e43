package parfocal.driver.moonlite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.driver.Told.faultOf;
import static parfocal.driver.Told.patiently;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.FocuserStatus;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.Overheard;
import parfocal.driver.Parrot;
import parfocal.driver.Troubles;
import parfocal.driver.Truth;
import parfocal.link.LineTrouble;
import parfocal.link.WireDevice;
import parfocal.time.VirtualPace;

/// Bad nights: what a cable, a stranger on the port, lost orders or a loose clamp do, and what the driver makes of it.
final class MoonLiteTroubleTest {
    private static final Instant DUSK = Instant.parse("2026-11-21T18:00:00Z");
    private static final int ATTEMPTS = 6;

    private final VirtualPace pace = new VirtualPace(DUSK);
    private final MoonLiteEmulator device =
            new MoonLiteEmulator(
                    new EmulatorSettings(10_000, 0, 2_500, 0, OptionalDouble.of(10), Map.of()),
                    pace);
    private final Overheard line = new Overheard(device, pace);

    @Test
    void nothingAnswers() {
        var fault = faultOf(() -> open(new Overheard(new Parrot(""), pace)));

        assertThat(fault)
                .isEqualTo(new DeviceFault.Silent("MoonLite", ":GV#", Duration.ofSeconds(1)));
        assertThat(elapsed()).isLessThan(Duration.ofSeconds(6));
    }

    @ParameterizedTest(name = "''{0}''")
    @CsvSource({
        "Ardufocus ready., Ardufocus ready.",
        "ER=1,ER=1",
        "20,20",
        "20#,20#",
        "2710#,2710#",
        "q:AstroLink4mini,q:AstroLink4mini",
        "OK_#,OK_#"
    })
    void somethingElseAnswers(String answer, String received) {
        var fault = faultOf(() -> open(new Overheard(new Parrot(answer), pace)));

        assertThat(fault)
                .isInstanceOfSatisfying(
                        DeviceFault.WrongDevice.class,
                        wrong -> {
                            assertThat(wrong.expected()).isEqualTo("a MoonLite focuser");
                            assertThat(wrong.received()).contains(received);
                        });
        assertThat(elapsed()).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void twoLettersOfABannerAreNotAMoonLiteAlthoughOthersTakeThemForOne() {
        var fault = faultOf(() -> open(new Overheard(new Parrot("Ar"), pace)));

        assertThat(fault).isInstanceOf(DeviceFault.WrongDevice.class);
    }

    static Stream<Arguments> troublesAtEveryReply() {
        return Troubles.atEveryReply(
                15,
                5,
                new LineTrouble.NoiseBefore("#"),
                new LineTrouble.NoiseBefore("00#"),
                new LineTrouble.NoiseBefore("01#"),
                new LineTrouble.NoiseBefore("1"),
                new LineTrouble.NoiseBefore("0000#"),
                new LineTrouble.NoiseBefore("2AF8#"));
    }

    @ParameterizedTest(name = "{0} at reply {1}")
    @MethodSource("troublesAtEveryReply")
    void oneTroubleAnywhereInAMoveIsBorneAndNoReadingIsWrong(LineTrouble trouble, int reply)
            throws Exception {
        line.troubleAfter(reply, trouble);

        var focuser = patiently(ATTEMPTS, "MoonLite", () -> open(line));
        patiently(
                ATTEMPTS,
                "MoonLite",
                () -> {
                    focuser.moveTo(11_000);
                    return true;
                });

        assertThat(truthfullySettled(focuser)).isEqualTo(11_000);
        assertThat(focuser.travel().maximumSteps()).isEqualTo(65_535);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aLineThatSpoilsEveryTenthReplyStillMovesTheFocuserAndNeverLies(long seed)
            throws Exception {
        line.trouble(Troubles.night(seed, 600, MoonLiteTroubleTest::badLuck));
        var focuser = patiently(ATTEMPTS, "MoonLite", () -> open(line));

        for (int targetSteps : new int[] {11_000, 10_000, 20_000, 12}) {
            patiently(
                    ATTEMPTS,
                    "MoonLite",
                    () -> {
                        focuser.moveTo(targetSteps);
                        return true;
                    });
            assertThat(truthfullySettled(focuser)).isEqualTo(targetSteps);
        }
    }

    private static LineTrouble badLuck(RandomGenerator random) {
        return switch (random.nextInt(50)) {
            case 0 -> new LineTrouble.Silence();
            case 1, 2 -> new LineTrouble.CutAfter(random.nextInt(5));
            case 3 -> new LineTrouble.NoiseBefore("\u00fe#");
            case 4 -> new LineTrouble.Late(Duration.ofMillis(random.nextInt(200, 2_000)));
            default -> Troubles.NONE;
        };
    }

    @Test
    void aLateTargetIsNotTakenForThePosition() throws Exception {
        var focuser = open(line);
        line.troubleAfter(2, new LineTrouble.Late(Duration.ofMillis(1_600)));

        focuser.moveTo(11_000);

        assertThat(line.count(":GN#")).isEqualTo(2);
        assertThat(focuser.status().positionSteps()).isBetween(10_001, 10_999);
        assertThat(truthfullySettled(focuser)).isEqualTo(11_000);
    }

    @Test
    void aLateTemperatureIsNotTakenForThePosition() throws Exception {
        var focuser = open(line);
        pace.advance(Duration.ofMinutes(1));
        line.troubleAfter(2, new LineTrouble.Late(Duration.ofMillis(1_900)));

        for (int looks = 0; looks < 10; looks++) {
            assertThat(focuser.status().positionSteps()).isEqualTo(10_000);
        }
    }

    static Stream<Arguments> delaysOfEveryAnswerToAStatus() {
        return IntStream.rangeClosed(0, 3)
                .boxed()
                .flatMap(reply ->
                        IntStream.range(0, 40)
                                .mapToObj(step ->
                                        Arguments.of(Duration.ofMillis(970 + step * 50L), reply)));
    }

    @ParameterizedTest(name = "{0} at reply {1}")
    @MethodSource("delaysOfEveryAnswerToAStatus")
    void noAnswerIsTakenForAnotherHoweverLateItComes(Duration delay, int reply) throws Exception {
        var focuser = open(line);
        focuser.moveTo(60_000);
        line.troubleAfter(reply, new LineTrouble.Late(delay));

        for (int looks = 0; looks < 8; looks++) {
            pace.advance(Duration.ofMillis(250));
            int before = device.motor().positionSteps();
            var status = focuser.status();
            assertThat(status.positionSteps()).isBetween(before, device.motor().positionSteps());
            assertThat(status.moving()).isTrue();
            assertThat(status.temperatureCelsius()).hasValue(10);
        }
    }

    @ParameterizedTest(name = "{0} at command {1}")
    @MethodSource("delaysOfEveryAnswerToAStatus")
    void aFirmwareThatHangsForAWhileIsUnderstoodWhenItGoesOn(Duration hang, int command)
            throws Exception {
        var slow = new SlowDevice();
        var focuser = open(new Overheard(slow, pace));
        slow.hangAt(command, hang);

        for (int looks = 0; looks < 6; looks++) {
            assertThat(focuser.status().positionSteps()).isEqualTo(10_000);
            pace.advance(Duration.ofMillis(250));
        }
        focuser.moveTo(11_000);

        assertThat(truthfullySettled(focuser)).isEqualTo(11_000);
    }

    @Test
    void aProbeThatFallsSilentDoesNotStopTheFocuser() throws Exception {
        var focuser = open(lineThat(":GT#", 1_000));

        assertThat(focuser.status())
                .isEqualTo(new FocuserStatus(10_000, false, OptionalDouble.empty()));
        Instant asked = pace.now();
        assertThat(focuser.status().positionSteps()).isEqualTo(10_000);
        assertThat(Duration.between(asked, pace.now()))
                .as("it is left alone for a while")
                .isLessThan(Duration.ofMillis(100));
    }

    @ParameterizedTest(name = "{0} lost {1} times")
    @CsvSource({":SN2AF8#,1", ":SN2AF8#,2", ":FG#,1"})
    void anOrderLostOnTheWayIsGivenAgain(String order, int times) throws Exception {
        var focuser = open(lineThat(order, times));

        focuser.moveTo(11_000);

        assertThat(truthfullySettled(focuser)).isEqualTo(11_000);
    }

    @Test
    void aTargetThatNeverArrivesIsNeverStarted() throws Exception {
        device.hear(":SN0000#".getBytes(ISO_8859_1));
        var focuser = open(lineThat(":SN2AF8#", 1_000));

        assertThat(faultOf(() -> focuser.moveTo(11_000))).isInstanceOf(DeviceFault.Refused.class);

        pace.advance(Duration.ofMinutes(1));
        assertThat(device.motor().positionSteps()).isEqualTo(10_000);
        assertThat(focuser.status().moving()).isFalse();
    }

    @Test
    void aStartThatNeverArrivesIsToldOf() throws Exception {
        var focuser = open(lineThat(":FG#", 1_000));
        focuser.moveTo(11_000);

        DeviceFault fault = faultOf(() -> truthfullySettled(focuser));

        assertThat(fault)
                .isInstanceOfSatisfying(
                        DeviceFault.Stuck.class,
                        stuck -> {
                            assertThat(stuck.positionSteps()).isEqualTo(10_000);
                            assertThat(stuck.targetSteps()).isEqualTo(11_000);
                        });
        assertThat(focuser.status().moving()).isFalse();
    }

    @ParameterizedTest(name = "lost {0} times")
    @ValueSource(ints = {1, 2, 3})
    void aStopLostOnTheWayIsGivenAgain(int times) throws Exception {
        var focuser = open(lineThat(":FQ#", times));
        focuser.moveTo(60_000);
        pace.advance(Duration.ofSeconds(1));

        focuser.halt();

        assertThat(device.motor().moving()).isFalse();
        assertThat(focuser.status().moving()).isFalse();
    }

    @Test
    void aMotorThatWillNotStopIsToldOf() throws Exception {
        var focuser = open(lineThat(":FQ#", 1_000));
        focuser.moveTo(60_000);
        pace.advance(Duration.ofSeconds(1));
        Instant asked = pace.now();

        assertThat(faultOf(focuser::halt)).isInstanceOf(DeviceFault.Refused.class);
        assertThat(Duration.between(asked, pace.now())).isLessThan(Duration.ofSeconds(12));
    }

    @ParameterizedTest(name = "lost {0} times")
    @CsvSource({"1,true", "2,false"})
    void aSyncIsVerifiedByReadingBack(int times, boolean taken) throws Exception {
        var focuser = open(lineThat(":SP15B3#", times));

        if (taken) {
            focuser.sync(5_555);
        } else {
            assertThat(faultOf(() -> focuser.sync(5_555)).message())
                    .isEqualTo(
                            "MoonLite refused a sync to 5555: told twice, it still reports 10000.");
        }

        assertThat(focuser.status().positionSteps()).isEqualTo(taken ? 5_555 : 10_000);
    }

    @Test
    void aSettingLostOnTheWayIsGivenAgain() throws Exception {
        var focuser = open(lineThat(":SD08#", 1));

        focuser.change("speed-steps-per-second", "63");

        assertThat(focuser.settings().getFirst().value()).isEqualTo("63");
    }

    @Test
    void aStalledMotorIsToldOfAndDoesNotGoOnByItselfWhenReleased() throws Exception {
        var focuser = open(line);
        focuser.moveTo(20_000);
        pace.advance(Duration.ofSeconds(1));
        assertThat(focuser.status().moving()).isTrue();
        device.motor().stall(true);
        int stalledSteps = device.motor().positionSteps();
        pace.advance(Duration.ofSeconds(3));
        assertThat(focuser.status().moving()).as("it may yet come loose").isTrue();
        pace.advance(Duration.ofSeconds(6));

        var fault = faultOf(focuser::status);

        assertThat(fault)
                .isInstanceOfSatisfying(
                        DeviceFault.Stuck.class,
                        stuck -> {
                            assertThat(stuck.positionSteps()).isEqualTo(stalledSteps);
                            assertThat(stuck.targetSteps()).isEqualTo(20_000);
                            assertThat(stuck.waited())
                                    .isBetween(Duration.ofSeconds(6), Duration.ofSeconds(10));
                        });
        device.motor().stall(false);
        pace.advance(Duration.ofMinutes(1));
        assertThat(focuser.status().positionSteps()).isEqualTo(stalledSteps);
        assertThat(focuser.status().moving()).isFalse();
    }

    @Test
    void aMoveThatSomebodyElseEndsShortOfTheTargetIsToldOf() throws Exception {
        var focuser = open(line);
        focuser.moveTo(20_000);
        pace.advance(Duration.ofSeconds(1));
        assertThat(focuser.status().moving()).isTrue();
        device.motor().stop();
        int stoppedSteps = device.motor().positionSteps();

        DeviceFault fault = faultOf(() -> truthfullySettled(focuser));

        assertThat(fault)
                .isInstanceOfSatisfying(
                        DeviceFault.Stuck.class,
                        stuck -> assertThat(stuck.positionSteps()).isEqualTo(stoppedSteps));
        assertThat(focuser.status().moving()).isFalse();
    }

    @Test
    void aResetInTheMiddleOfTheNightIsOnlyABanner() throws Exception {
        var focuser = open(line);
        line.trouble(new LineTrouble.NoiseBefore("Ardufocus v1 ready.\nVisit #nobody.\n\n"));

        assertThat(focuser.status().positionSteps()).isEqualTo(10_000);
    }

    @Test
    void anUnpluggedCableIsSaidAndAPluggedOneIsUsedAgain() throws Exception {
        var focuser = open(line);
        line.trouble(new LineTrouble.Unplugged());

        for (ThrowingCallable call :
                List.<ThrowingCallable>of(
                        focuser::status,
                        focuser::settings,
                        focuser::halt,
                        () -> focuser.moveTo(1),
                        () -> focuser.sync(1),
                        () -> focuser.change("compensation", "on"))) {
            assertThat(faultOf(call)).isInstanceOf(DeviceFault.NotConnected.class);
        }
        assertThat(faultOf(() -> open(line))).isInstanceOf(DeviceFault.NotConnected.class);

        line.plugIn();
        assertThat(focuser.status().positionSteps()).isEqualTo(10_000);
    }

    @Test
    void aDeadLineIsToldOfInTime() throws Exception {
        var focuser = open(line);
        for (int reply = 0; reply < 100; reply++) {
            line.trouble(new LineTrouble.Silence());
        }
        Instant asked = pace.now();

        var fault = faultOf(focuser::status);

        assertThat(fault)
                .isEqualTo(new DeviceFault.Silent("MoonLite", ":GP#", Duration.ofSeconds(1)));
        assertThat(Duration.between(asked, pace.now())).isLessThan(Duration.ofSeconds(7));
    }

    @Test
    void aClosedFocuserSaysSo() throws Exception {
        var focuser = open(line);

        focuser.close();

        assertThat(faultOf(focuser::status)).isInstanceOf(DeviceFault.NotConnected.class);
    }

    private int truthfullySettled(MoonLiteFocuser focuser) throws DeviceException {
        return Truth.settled(focuser, device.motor(), pace, ATTEMPTS);
    }

    // A line on which an order, or the answer to a question, is lost so many times.
    private Overheard lineThat(String loses, int times) {
        return new Overheard(
                new WireDevice() {
                    private int lost;

                    @Override
                    public void hear(byte[] bytes) {
                        if (lost < times && new String(bytes, ISO_8859_1).equals(loses)) {
                            lost++;
                        } else {
                            device.hear(bytes);
                        }
                    }

                    @Override
                    public byte[] say() {
                        return device.say();
                    }
                },
                pace);
    }

    /// Takes 30 ms for each command, one after another, and once a good deal longer.
    private final class SlowDevice implements WireDevice {
        private static final Duration USUAL = Duration.ofMillis(30);

        private final Deque<byte[]> waiting = new ArrayDeque<>();
        private Instant free = DUSK;
        private int untilHang = -1;
        private Duration hang = USUAL;

        void hangAt(int command, Duration duration) {
            untilHang = command;
            hang = duration;
        }

        @Override
        public void hear(byte[] bytes) {
            if (waiting.isEmpty()) {
                begin();
            }
            waiting.add(bytes);
        }

        @Override
        public byte[] say() {
            if (!waiting.isEmpty() && !pace.now().isBefore(free)) {
                device.hear(waiting.remove());
                if (!waiting.isEmpty()) {
                    begin();
                }
            }
            return device.say();
        }

        private void begin() {
            free = pace.now().plus(untilHang-- == 0 ? hang : USUAL);
        }
    }

    private MoonLiteFocuser open(Overheard on) throws DeviceException {
        return new MoonLiteFocuser(on, pace);
    }

    private Duration elapsed() {
        return Duration.between(DUSK, pace.now());
    }
}
