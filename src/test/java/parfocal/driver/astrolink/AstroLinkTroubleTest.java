package parfocal.driver.astrolink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.driver.Told.faultOf;
import static parfocal.driver.Told.patiently;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.FocuserStatus;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.Parrot;
import parfocal.driver.Troubles;
import parfocal.driver.Truth;
import parfocal.link.LineTrouble;
import parfocal.link.MemoryLine;
import parfocal.link.WireDevice;
import parfocal.link.WireLog;
import parfocal.time.VirtualPace;

/// Bad nights: what a cable, a stranger on the port or a lost line does, and what the driver makes of it.
final class AstroLinkTroubleTest {
    private static final Instant DUSK = Instant.parse("2026-11-21T18:00:00Z");
    private static final int LONGEST_LINE = 45;

    private final VirtualPace pace = new VirtualPace(DUSK);
    private final AstroLinkEmulator device = device("focuser-link");
    private final Witness wire = new Witness(device);
    private final MemoryLine line = new MemoryLine("test", wire, pace, WireLog.none());

    @Test
    void nothingAnswers() {
        assertThat(faultOf(() -> open(new Parrot(""))))
                .isEqualTo(
                        new DeviceFault.Silent(
                                "FocuserLink / AstroLink 4", "#", Duration.ofSeconds(1)));
        assertThat(elapsed()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"ERROR", "#:MoonLite", "#:AstroHub", "#: error", "#"})
    void somethingElseAnswers(String answer) {
        assertThat(faultOf(() -> open(new Parrot(answer + "\n"))))
                .isInstanceOf(DeviceFault.WrongDevice.class);
        assertThat(elapsed()).isLessThan(Duration.ofSeconds(7));
    }

    @Test
    void aFocuserLinkWithTheStatusOfAnotherBoxIsNone() {
        WireDevice impostor =
                new WireDevice() {
                    private final AstroLinkEmulator mini = device("mini");

                    @Override
                    public void hear(byte[] bytes) {
                        mini.hear(bytes);
                    }

                    @Override
                    public byte[] say() {
                        return new String(mini.say(), ISO_8859_1)
                                .replace("AstroLink4mini", "FocuserLink")
                                .getBytes(ISO_8859_1);
                    }
                };

        assertThat(faultOf(() -> open(impostor)))
                .isEqualTo(
                        new DeviceFault.WrongDevice(
                                "FocuserLink / AstroLink 4",
                                "a FocuserLink or an AstroLink 4",
                                "FocuserLink with a status of 22 fields"));
    }

    static Stream<Arguments> troublesAtEveryReply() {
        return Troubles.atEveryReply(
                12,
                LONGEST_LINE,
                new LineTrouble.NoiseBefore("q:1"),
                new LineTrouble.NoiseBefore("q:55:0\u0000\n"),
                new LineTrouble.NoiseBefore("\n\r\n"),
                new LineTrouble.NoiseBefore("R:0:21000\n"),
                new LineTrouble.Late(Duration.ofMillis(1_010)),
                new LineTrouble.Late(Duration.ofMillis(6_000)));
    }

    @ParameterizedTest(name = "{0} at reply {1}")
    @MethodSource("troublesAtEveryReply")
    void oneTroubleAnywhereInAMoveIsBorneAndNoReadingIsWrong(LineTrouble trouble, int reply)
            throws Exception {
        for (int healthy = 0; healthy < reply; healthy++) {
            line.trouble(Troubles.NONE);
        }
        line.trouble(trouble);

        var focuser = patiently(7, "FocuserLink", this::open);
        patiently(
                7,
                "FocuserLink",
                () -> {
                    focuser.moveTo(21_000);
                    return true;
                });

        assertThat(truthfullySettled(focuser)).isEqualTo(21_000);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aLineThatSpoilsEveryTenthReplyStillMovesTheFocuserAndNeverLies(long seed)
            throws Exception {
        for (LineTrouble trouble : Troubles.night(seed, 4_000, AstroLinkTroubleTest::badLuck)) {
            line.trouble(trouble);
        }
        var focuser = patiently(7, "FocuserLink", this::open);

        for (int targetSteps : new int[] {21_000, 20_000, 22_000, 20_500}) {
            patiently(
                    7,
                    "FocuserLink",
                    () -> {
                        focuser.moveTo(targetSteps);
                        return true;
                    });
            assertThat(truthfullySettled(focuser)).isEqualTo(targetSteps);
        }
    }

    private static LineTrouble badLuck(RandomGenerator random) {
        return switch (random.nextInt(40)) {
            case 0, 1 -> new LineTrouble.Silence();
            case 2 -> new LineTrouble.CutAfter(random.nextInt(12));
            case 3 -> new LineTrouble.NoiseBefore("\u00fe#");
            case 4 -> new LineTrouble.Late(Duration.ofMillis(random.nextInt(3_000)));
            default -> Troubles.NONE;
        };
    }

    @Test
    void aLateStatusIsNotTakenForTheNextOne() throws Exception {
        var focuser = open();
        focuser.moveTo(30_000);
        pace.advance(Duration.ofSeconds(1));
        line.trouble(new LineTrouble.Late(Duration.ofMillis(1_010)));

        int readSteps = focuser.status().positionSteps();

        assertThat(wire.orders).endsWith("q", "i", "q");
        assertThat(readSteps)
                .as("asked at 1 s and again at 2 s: by then it had passed 20400")
                .isGreaterThanOrEqualTo(20_400)
                .isEqualTo(device.motor().positionSteps());
    }

    @ParameterizedTest(name = "the line that begins {0} is lost on its way to the device")
    @ValueSource(strings = {"R", "q", "i"})
    void anOrderOrAQuestionThatIsLostIsRepeated(String beginning) throws Exception {
        var focuser = open();
        wire.lose(beginning);

        focuser.moveTo(21_000);

        assertThat(truthfullySettled(focuser)).isEqualTo(21_000);
    }

    @Test
    void aLostHaltIsGivenAgain() throws Exception {
        var focuser = open();
        focuser.moveTo(30_000);
        wire.lose("H");

        focuser.halt();

        assertThat(device.motor().moving()).isFalse();
        assertThat(wire.count("H")).isEqualTo(2);
    }

    @Test
    void aLostSyncIsGivenAgain() throws Exception {
        var focuser = open();
        wire.lose("P");

        focuser.sync(50);

        assertThat(device.motor().positionSteps()).isEqualTo(50);
        assertThat(wire.count("P:50")).isEqualTo(2);
    }

    @Test
    void aDeafMotorIsToldOf() throws Exception {
        var focuser = open();
        wire.tamper(order -> order.startsWith("R") || order.startsWith("P") ? "" : order);

        assertThat(faultOf(() -> focuser.moveTo(21_000)))
                .isEqualTo(
                        new DeviceFault.Silent("FocuserLink", "R:0:21000", Duration.ofSeconds(1)));
        assertThat(faultOf(() -> focuser.sync(7)))
                .isEqualTo(new DeviceFault.Silent("FocuserLink", "P:7", Duration.ofSeconds(1)));
        assertThat(truthfullySettled(focuser)).isEqualTo(20_000);
    }

    @Test
    void aHaltThatIsNotObeyedIsToldOf() throws Exception {
        var focuser = open();
        focuser.moveTo(30_000);
        wire.tamper(order -> order.startsWith("H") ? "i" : order);

        assertThat(faultOf(focuser::halt))
                .isInstanceOf(DeviceFault.Refused.class)
                .extracting(DeviceFault::message)
                .asString()
                .contains("halt", "it went on");
        assertThat(wire.count("H")).isEqualTo(4);
    }

    @Test
    void aLineThatFallsSilentIsSaidWithinTwoSecondsAndFoundAgain() throws Exception {
        var focuser = open();
        wire.tamper(_ -> "");
        for (int asked = 0; asked < 5; asked++) {
            Instant before = pace.now();
            assertThat(faultOf(focuser::status)).isInstanceOf(DeviceFault.Silent.class);
            assertThat(Duration.between(before, pace.now()))
                    .isLessThanOrEqualTo(Duration.ofMillis(2_600));
        }

        wire.tamper(order -> order);

        assertThat(focuser.status())
                .isEqualTo(new FocuserStatus(20_000, false, OptionalDouble.of(12.5)));
    }

    @Test
    void anUnpluggedCableIsSaidAndAPluggedOneIsUsedAgain() throws Exception {
        var focuser = open();
        line.trouble(new LineTrouble.Unplugged());
        for (ThrowingCallable call :
                new ThrowingCallable[] {
                    focuser::status,
                    focuser::weather,
                    focuser::settings,
                    focuser::halt,
                    () -> focuser.moveTo(1),
                    () -> focuser.sync(1),
                    () -> focuser.change("rotation", "reversed")
                }) {
            assertThat(faultOf(call)).isInstanceOf(DeviceFault.NotConnected.class);
        }

        device.powerCycle();
        pace.advance(Duration.ofSeconds(2));
        line.plugIn();

        assertThat(focuser.status().positionSteps()).isEqualTo(20_000);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"mini", "mini-ii"})
    void noFieldOfAStatusLineCanBringTheDriverDown(String model) throws Exception {
        var box = device(model);
        var spoiler = new Spoiler(box);
        var focuser =
                new AstroLinkFocuser(
                        new MemoryLine("test", spoiler, pace, WireLog.none()), pace, 0);

        for (int field = 1; field <= 36; field++) {
            spoiler.field = field;
            try {
                assertThat(focuser.status().positionSteps()).isEqualTo(20_000);
            } catch (DeviceException told) {
                assertThat(told.fault())
                        .isInstanceOfAny(
                                DeviceFault.Garbled.class,
                                DeviceFault.Silent.class,
                                DeviceFault.WrongDevice.class);
            }
        }
        spoiler.field = 0;
        assertThat(focuser.status().positionSteps()).isEqualTo(20_000);
    }

    /// Makes one field of each status line unreadable.
    private static final class Spoiler implements WireDevice {
        private final WireDevice device;
        int field;

        Spoiler(WireDevice device) {
            this.device = device;
        }

        @Override
        public void hear(byte[] bytes) {
            device.hear(bytes);
        }

        @Override
        public byte[] say() {
            byte[] said = device.say();
            String[] fields = new String(said, ISO_8859_1).strip().split(":", -1);
            if (field == 0 || !fields[0].equals("q") || field >= fields.length) {
                return said;
            }
            fields[field] = "1.2e\u00ff";
            return (String.join(":", fields) + "\n").getBytes(ISO_8859_1);
        }
    }

    private AstroLinkEmulator device(String model) {
        return new AstroLinkEmulator(
                new EmulatorSettings(
                        20_000, 40_000, 0, 0, OptionalDouble.of(12.5), Map.of("model", model)),
                pace);
    }

    private AstroLinkFocuser open() throws DeviceException {
        return new AstroLinkFocuser(line, pace, 0);
    }

    private AstroLinkFocuser open(WireDevice stranger) throws DeviceException {
        return new AstroLinkFocuser(
                new MemoryLine("test", stranger, pace, WireLog.none()), pace, 0);
    }

    private Duration elapsed() {
        return Duration.between(DUSK, pace.now());
    }

    private int truthfullySettled(AstroLinkFocuser focuser) throws DeviceException {
        return Truth.settled(focuser, device.motor(), pace, 7);
    }
}
