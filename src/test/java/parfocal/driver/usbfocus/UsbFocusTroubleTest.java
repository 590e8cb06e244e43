package parfocal.driver.usbfocus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.driver.Told.faultOf;
import static parfocal.driver.Told.patiently;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.FocuserStatus;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.Overheard;
import parfocal.driver.Parrot;
import parfocal.driver.Troubles;
import parfocal.link.LineTrouble;
import parfocal.link.WireDevice;
import parfocal.time.VirtualPace;

/// Bad nights: what a cable, a modem prober, a stranger on the port or a loose clamp do, and what the driver makes of it.
final class UsbFocusTroubleTest {
    private static final Instant DUSK = Instant.parse("2026-11-21T18:00:00Z");

    private final VirtualPace pace = new VirtualPace(DUSK);
    private final UsbFocusEmulator device =
            new UsbFocusEmulator(EmulatorSettings.at(20_000, 40_000), pace);
    private final Overheard line = new Overheard(device, pace);

    @Test
    void aModemProberWasHereFirst() throws Exception {
        device.hear("AT\r".getBytes(ISO_8859_1));

        var focuser = open();

        assertThat(elapsed()).isLessThan(Duration.ofMillis(700));
        assertThat(focuser.status().positionSteps()).isEqualTo(20_000);
        assertThat(line.requests())
                .startsWith("SWHOIS", " ", " ", " ", "SWHOIS", "SGETAL", "FTAXXA", "FPOSRO");
    }

    @ParameterizedTest(name = "{0} stray bytes")
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void strayBytesAreCuredInTheMiddleOfTheNightToo(int bytes) throws Exception {
        var focuser = open();
        device.hear("?".repeat(bytes).getBytes(ISO_8859_1));

        assertThat(focuser.status().positionSteps()).isEqualTo(20_000);
        device.hear("?".repeat(bytes).getBytes(ISO_8859_1));
        focuser.moveTo(21_000);

        assertThat(settled(focuser)).isEqualTo(21_000);
        assertThat(line.count("O01000")).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} stray bytes")
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void aMoveOrderThatWasNotUnderstoodIsGivenAgainBecauseThePositionSaysSo(int bytes)
            throws Exception {
        var focuser = new UsbFocusFocuser(strayBytesBefore("O01000", bytes), pace);

        focuser.moveTo(21_000);

        assertThat(settled(focuser)).isEqualTo(21_000);
    }

    @Test
    void aMoveOrderThatWasUnderstoodIsNotGivenAgainHoweverStrangeTheAnswers() throws Exception {
        var focuser = open();
        focuser.status();
        line.trouble(
                Troubles.NONE,
                new LineTrouble.CutAfter(0),
                new LineTrouble.NoiseBefore("ER=1\n\r"));

        focuser.moveTo(21_000);

        assertThat(line.count("O01000")).isEqualTo(1);
        assertThat(settled(focuser)).isEqualTo(21_000);
    }

    @Test
    void nothingAnswers() {
        var focuser = faultOf(() -> new UsbFocusFocuser(new Overheard(new Parrot(""), pace), pace));

        assertThat(focuser)
                .isEqualTo(new DeviceFault.Silent("USB_Focus v3", "SWHOIS", Duration.ofSeconds(1)));
        assertThat(elapsed()).isLessThan(Duration.ofSeconds(7));
    }

    @Test
    void somethingElseAnswers() {
        var fault =
                faultOf(() ->
                        new UsbFocusFocuser(new Overheard(new Parrot("ERROR\r"), pace), pace));

        assertThat(fault)
                .isEqualTo(new DeviceFault.WrongDevice("USB_Focus v3", "a USB_Focus v3", "ERROR␍"));
    }

    static Stream<Arguments> troublesAtEveryReply() {
        return Troubles.atEveryReply(
                13, 28, new LineTrouble.NoiseBefore("P=\r12"), new LineTrouble.NoiseBefore("*"));
    }

    @ParameterizedTest(name = "{0} at reply {1}")
    @MethodSource("troublesAtEveryReply")
    void oneTroubleAnywhereInAMoveIsBorneAndNoReadingIsWrong(LineTrouble trouble, int reply)
            throws Exception {
        line.troubleAfter(reply, trouble);

        var focuser = patiently(4, "USB_Focus v3", this::open);
        patiently(
                4,
                "USB_Focus v3",
                () -> {
                    focuser.moveTo(21_000);
                    return true;
                });

        assertThat(truthfullySettled(focuser)).isEqualTo(21_000);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aLineThatLosesEveryTenthReplyStillMovesTheFocuserAndNeverLies(long seed) throws Exception {
        line.trouble(Troubles.night(seed, 400, UsbFocusTroubleTest::badLuck));
        var focuser = patiently(4, "USB_Focus v3", this::open);

        for (int targetSteps : new int[] {21_000, 20_000, 39_999, 12}) {
            patiently(
                    4,
                    "USB_Focus v3",
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
            case 2 -> new LineTrouble.CutAfter(random.nextInt(8));
            case 3 -> new LineTrouble.NoiseBefore("\u00fe#");
            default -> Troubles.NONE;
        };
    }

    @Test
    void aMoveOrderedBeforeItWasOpenedIsSeenAtOnceAndStoppedBeforeTheNext() throws Exception {
        open().moveTo(30_000);
        pace.advance(Duration.ofSeconds(1));

        var next = open();

        assertThat(next.status().moving()).isTrue();
        next.moveTo(20_500);
        assertThat(line.requests()).containsSubsequence("O10000", "FQUITx");
        assertThat(settled(next)).isEqualTo(20_500);
    }

    @Test
    void aLatePositionIsNotTakenForTheNextOne() throws Exception {
        var focuser = open();
        focuser.moveTo(30_000);
        pace.advance(Duration.ofSeconds(1));
        line.trouble(new LineTrouble.Late(Duration.ofMillis(1_020)));

        int readSteps = focuser.status().positionSteps();

        assertThat(readSteps)
                .as("asked at 1 s, and again at 2 s: by then it had passed 21600")
                .isGreaterThanOrEqualTo(21_600);
    }

    @Test
    void aStalledMotorIsToldOfAndDoesNotGoOnByItselfWhenReleased() throws Exception {
        var focuser = open();
        focuser.moveTo(30_000);
        pace.advance(Duration.ofSeconds(1));
        assertThat(focuser.status().moving()).isTrue();
        device.motor().stall(true);
        pace.advance(Duration.ofSeconds(3));
        assertThat(focuser.status().moving()).as("it may yet come loose").isTrue();
        pace.advance(Duration.ofSeconds(5));

        var fault = faultOf(focuser::status);

        assertThat(fault)
                .isEqualTo(
                        new DeviceFault.Stuck(
                                "USB_Focus v3", 20_800, 30_000, Duration.ofSeconds(8)));
        device.motor().stall(false);
        pace.advance(Duration.ofMinutes(1));
        assertThat(focuser.status())
                .isEqualTo(new FocuserStatus(20_800, false, OptionalDouble.of(10)));
    }

    @Test
    void anUnpluggedCableIsSaidAndAPluggedOneIsUsedAgain() throws Exception {
        var focuser = open();
        line.trouble(new LineTrouble.Unplugged());
        assertThat(faultOf(focuser::status)).isInstanceOf(DeviceFault.NotConnected.class);
        assertThat(faultOf(() -> focuser.moveTo(1))).isInstanceOf(DeviceFault.NotConnected.class);
        assertThat(faultOf(focuser::halt)).isInstanceOf(DeviceFault.NotConnected.class);

        device.powerCycle();
        line.plugIn();

        assertThat(focuser.status().positionSteps()).isEqualTo(20_000);
    }

    // A line on which somebody else writes a few bytes
    // just before our order, the first time it is given.
    private Overheard strayBytesBefore(String order, int bytes) {
        return new Overheard(
                new WireDevice() {
                    private boolean done;

                    @Override
                    public void hear(byte[] heard) {
                        if (!done && new String(heard, ISO_8859_1).equals(order)) {
                            done = true;
                            device.hear("?".repeat(bytes).getBytes(ISO_8859_1));
                        }
                        device.hear(heard);
                    }

                    @Override
                    public byte[] say() {
                        return device.say();
                    }
                },
                pace);
    }

    private UsbFocusFocuser open() throws DeviceException {
        return new UsbFocusFocuser(line, pace);
    }

    private Duration elapsed() {
        return Duration.between(DUSK, pace.now());
    }

    private int settled(UsbFocusFocuser focuser) throws DeviceException {
        while (focuser.status().moving()) {
            pace.advance(Duration.ofMillis(250));
        }
        return focuser.status().positionSteps();
    }

    private int truthfullySettled(UsbFocusFocuser focuser)
            throws DeviceException, InterruptedException {
        while (true) {
            FocuserStatus status = patiently(4, "USB_Focus v3", focuser::status);
            int trueSteps = device.motor().positionSteps();
            // 800 steps a second; the oldest reading is one that was listened behind for 300 ms.
            assertThat(Math.abs(trueSteps - status.positionSteps()))
                    .as("reported %s, truth %d", status, trueSteps)
                    .isLessThanOrEqualTo(310 * 800 / 1_000);
            if (!status.moving()) {
                assertThat(device.motor().moving()).as("reported %s", status).isFalse();
                return status.positionSteps();
            }
            pace.advance(Duration.ofMillis(250));
        }
    }
}
