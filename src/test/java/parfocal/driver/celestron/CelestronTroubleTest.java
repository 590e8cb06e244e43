package parfocal.driver.celestron;

import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.driver.Told.faultOf;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

/// Bad nights: what a cable, a busy bus, a slow adapter or a stranger on the port do, and what the driver makes of it.
final class CelestronTroubleTest {
    private static final String TO_21500 = "3B 06 20 12 02 00 53 FC 77";
    private static final Duration LONGEST_STATUS = Duration.ofSeconds(6);

    private final VirtualPace pace = new VirtualPace(Instant.parse("2026-11-21T18:00:00Z"));
    private final CelestronEmulator device =
            new CelestronEmulator(EmulatorSettings.at(20_000, 40_000), pace);
    private Overheard line = HexLine.to(device, pace);

    static Stream<LineTrouble> aReplySpoiled() {
        return Troubles.ofAReply(
                10,
                new LineTrouble.NoiseBefore("\u00ff"),
                new LineTrouble.NoiseBefore("AT\r"),
                new LineTrouble.NoiseBefore(";"),
                new LineTrouble.NoiseBefore(";\u0003"),
                new LineTrouble.NoiseBefore(";\u0014\u0012 "),
                new LineTrouble.Late(Duration.ofMillis(900)),
                new LineTrouble.Late(Duration.ofMillis(1_100)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("aReplySpoiled")
    void oneSpoiledReplyCostsTimeAndNothingElse(LineTrouble trouble) throws Exception {
        var focuser = open();
        focuser.moveTo(30_000);

        for (int reply = 0; reply < 2; reply++) {
            line.troubleAfter(reply, trouble);
            assertTrueStatus(focuser);
            pace.advance(Duration.ofSeconds(1));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("aReplySpoiled")
    void aSpoiledAcknowledgementDoesNotSpoilTheMove(LineTrouble trouble) throws Exception {
        var focuser = open();
        // The position is asked first.
        line.trouble(Troubles.NONE, trouble);

        focuser.moveTo(21_500);

        assertThat(settled(focuser)).isEqualTo(21_500);
        assertThat(line.requests()).contains(TO_21500).doesNotContain("3B 04 20 12 24 00 A6");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("aReplySpoiled")
    void aSpoiledReplyDoesNotKeepAMotorFromBeingMet(LineTrouble trouble) throws Exception {
        for (int question = 0; question < 4; question++) {
            line = HexLine.to(device, pace);
            line.troubleAfter(question, trouble);

            var focuser = open();

            assertThat(focuser.travel().maximumSteps()).isEqualTo(40_000);
            assertThat(focuser.status().positionSteps()).isEqualTo(20_000);
        }
    }

    @Test
    void silenceIsToldAfterThreeTries() throws Exception {
        var focuser = open();
        line.requests().clear();
        silence(3);
        Instant begin = pace.now();

        var fault = faultOf(focuser::status);

        assertThat(fault).isInstanceOf(DeviceFault.Silent.class);
        assertThat(fault.message())
                .startsWith(
                        "Celestron focus motor did not answer the question whether its move has ended (3B 03 20 12 13 B8)"
                                + " within 3000 ms.");
        assertThat(line.requests()).hasSize(3);
        assertThat(Duration.between(begin, pace.now())).isEqualTo(Duration.ofSeconds(3));
        assertThat(focuser.status().positionSteps()).isEqualTo(20_000);
    }

    @Test
    void whatComesTooLateForOneCallIsNotTheAnswerOfTheNext() throws Exception {
        var focuser = open();
        focuser.moveTo(30_000);
        line.trouble(
                Troubles.NONE,
                new LineTrouble.Late(Duration.ofMillis(3_400)),
                new LineTrouble.Silence(),
                new LineTrouble.Silence());
        assertThat(faultOf(focuser::status)).isInstanceOf(DeviceFault.Silent.class);

        for (int call = 0; call < 8; call++) {
            assertTrueStatus(focuser);
            pace.advance(Duration.ofMillis(50));
        }
    }

    @Test
    void aLateAnswerIsNotThatToTheSameQuestionAskedAgain() throws Exception {
        var focuser = open();
        focuser.moveTo(30_000);
        line.trouble(
                new LineTrouble.Late(Duration.ofMillis(3_400)),
                new LineTrouble.Silence(),
                new LineTrouble.Silence());
        assertThat(faultOf(focuser::settings)).isInstanceOf(DeviceFault.Silent.class);
        int fromSteps = device.motor().positionSteps();

        int told = rawPosition(focuser);

        assertThat(told).isBetween(fromSteps, device.motor().positionSteps());
        assertThat(fromSteps).isGreaterThan(20_890);
    }

    @Test
    void aLateAcknowledgementOfOneMoveIsNotThatOfTheNext() throws Exception {
        var focuser = open();
        line.trouble(Troubles.NONE, new LineTrouble.Late(Duration.ofMillis(1_050)));
        focuser.moveTo(25_000);

        focuser.moveTo(21_500);

        assertThat(settled(focuser)).isEqualTo(21_500);
    }

    @Test
    void aMoveNeverAcknowledgedIsAnErrorAndWhatTheMotorDoesIsStillSeen() throws Exception {
        var focuser = open();
        line.trouble(Troubles.NONE);
        silence(3);

        assertThat(faultOf(() -> focuser.moveTo(21_500))).isInstanceOf(DeviceFault.Silent.class);

        assertThat(focuser.status().moving()).isTrue();
        assertThat(settled(focuser)).isEqualTo(21_500);
    }

    @Test
    void aLateMotorWhoseAcknowledgementsAreLostIsWaitedForAllTheSame() throws Exception {
        var late = late();
        line = HexLine.to(late, pace);
        var focuser = open();
        line.trouble(Troubles.NONE);
        silence(3);

        assertThat(faultOf(() -> focuser.moveTo(20_300))).isInstanceOf(DeviceFault.Silent.class);

        assertThat(settled(focuser)).isEqualTo(20_300);
        assertThat(late.motor().moving()).isFalse();
    }

    @Test
    void anOrderNeverHeardAndToldAsSuchIsNotToldAgain() throws Exception {
        var bus = new Bus(device);
        line = HexLine.to(bus, pace);
        var focuser = open();
        bus.deafTo = TO_21500;
        assertThat(faultOf(() -> focuser.moveTo(21_500))).isInstanceOf(DeviceFault.Silent.class);

        assertThat(settled(focuser)).isEqualTo(20_000);
    }

    @Test
    void anOrderAcknowledgedAndNotCarriedOutIsToldAfterFiveSeconds() throws Exception {
        var bus = new Bus(device);
        line = HexLine.to(bus, pace);
        var focuser = open();
        bus.deafTo = TO_21500;
        line.trouble(Troubles.NONE, new LineTrouble.NoiseBefore(";\u0003\u0012 \u0002\u00c9"));
        focuser.moveTo(21_500);

        pace.advance(Duration.ofSeconds(3));
        assertThat(focuser.status().moving()).isTrue();
        pace.advance(Duration.ofSeconds(3));
        assertThat(faultOf(focuser::status)).isInstanceOf(DeviceFault.Stuck.class);
        assertThat(focuser.status().moving()).isFalse();
    }

    @Test
    void anUnpluggedMotorIsNotConnectedAndIsFoundAgainWhereItIs() throws Exception {
        var focuser = open();
        focuser.moveTo(21_500);
        pace.advance(Duration.ofSeconds(2));
        line.trouble(new LineTrouble.Unplugged());

        assertThat(faultOf(focuser::status)).isInstanceOf(DeviceFault.NotConnected.class);
        assertThat(faultOf(() -> focuser.moveTo(2_500)))
                .isInstanceOf(DeviceFault.NotConnected.class);
        assertThat(faultOf(focuser::halt)).isInstanceOf(DeviceFault.NotConnected.class);
        assertThat(faultOf(focuser::settings)).isInstanceOf(DeviceFault.NotConnected.class);

        pace.advance(Duration.ofSeconds(1));
        line.plugIn();
        assertThat(focuser.status())
                .isEqualTo(new FocuserStatus(20_900, true, OptionalDouble.empty()));
        assertThat(settled(focuser)).isEqualTo(21_500);
    }

    @Test
    void aCableThatDropsOffInEveryLongMoveDoesNotSpoilIt() throws Exception {
        var focuser = open();
        focuser.moveTo(26_000);
        for (int drop = 0; drop < 4; drop++) {
            pace.advance(Duration.ofSeconds(3));
            line.trouble(new LineTrouble.Unplugged());
            assertThat(faultOf(focuser::status)).isInstanceOf(DeviceFault.NotConnected.class);
            line.plugIn();
            assertThat(focuser.status().moving()).isTrue();
        }

        assertThat(settled(focuser)).isEqualTo(26_000);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"55 46 4F 0A 0D", "50 3D 30 30 30 30 30 0A 0D", "3B 03 20 12 13"})
    void aStrangerOnThePortIsNotTakenForTheMotor(String answer) {
        line = HexLine.to(new Parrot(HexLine.bytes(answer)), pace);

        assertThat(faultOf(this::open))
                .isInstanceOfAny(DeviceFault.WrongDevice.class, DeviceFault.Silent.class);
        assertThat(line.requests()).containsOnly("3B 03 20 12 FE CD");
    }

    @Test
    void anAdapterWithoutAMotorOnlyEchoes() {
        line = HexLine.to(new Parrot(HexLine.bytes("3B 03 20 12 FE CD")), pace);

        assertThat(faultOf(this::open)).isInstanceOf(DeviceFault.Silent.class);
    }

    @Test
    void aBoardThatKnowsNoLimitsIsAnotherDevice() {
        line =
                HexLine.to(
                        new Script(
                                List.of(
                                        "3B 05 12 20 FE 01 02 C8",
                                        "3B 03 12 20 F0 DB",
                                        "3B 03 12 20 F0 DB",
                                        "3B 03 12 20 F0 DB")),
                        pace);

        var fault = faultOf(this::open);

        assertThat(fault).isInstanceOf(DeviceFault.WrongDevice.class);
        assertThat(fault.message()).contains("does not know the question for its limits");
    }

    @Test
    void aForeignPacketCutShortByOurQuestionIsWaitedFor() throws Exception {
        var focuser = open();
        var bus = new Bus(device);
        line = HexLine.to(bus, pace);
        var onTheBus = new CelestronFocuser(line, pace);
        bus.chatter = HexLine.bytes("3B 06 10 0D 01");

        assertThat(onTheBus.status().positionSteps()).isEqualTo(20_000);
        assertThat(focuser.travel()).isEqualTo(onTheBus.travel());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverHappensOnTheLineAPositionIsRightOrThereIsNone(long seed) throws Exception {
        var random = Troubles.random(seed);
        var echoing =
                new CelestronEmulator(
                        new EmulatorSettings(
                                20_000,
                                40_000,
                                0,
                                0,
                                OptionalDouble.empty(),
                                seed % 2 == 0
                                        ? Map.of("echo", "yes", "start", "late")
                                        : Map.of("traffic", "mount")),
                        pace);
        line = HexLine.to(echoing, pace);
        var focuser = open();
        int right = 0;

        for (int call = 0; call < 300; call++) {
            if (random.nextInt(3) == 0) {
                line.trouble(anyTrouble(random));
            }
            if (random.nextInt(20) == 0) {
                try {
                    focuser.moveTo(random.nextInt(2_000, 40_001));
                } catch (DeviceException trouble) {
                    assertThat(trouble.fault()).isNotInstanceOf(DeviceFault.OutOfRange.class);
                }
            }
            int fromSteps = echoing.motor().positionSteps();
            Instant begin = pace.now();
            try {
                int told =
                        random.nextBoolean()
                                ? focuser.status().positionSteps()
                                : rawPosition(focuser);
                int toSteps = echoing.motor().positionSteps();
                assertThat(told)
                        .as("seed %d, call %d", seed, call)
                        .isBetween(Math.min(fromSteps, toSteps), Math.max(fromSteps, toSteps));
                right++;
            } catch (DeviceException trouble) {
                assertThat(trouble.fault())
                        .as("seed %d, call %d", seed, call)
                        .isInstanceOfAny(DeviceFault.Silent.class, DeviceFault.Garbled.class);
            }
            assertThat(Duration.between(begin, pace.now()))
                    .isLessThan(LONGEST_STATUS.multipliedBy(2));
            pace.advance(Duration.ofMillis(random.nextInt(1_500)));
        }
        assertThat(right).as("seed %d: most calls are answered", seed).isGreaterThan(250);
    }

    private static LineTrouble anyTrouble(RandomGenerator random) {
        return switch (random.nextInt(5)) {
            case 0 -> new LineTrouble.Silence();
            case 1 -> new LineTrouble.CutAfter(random.nextInt(12));
            case 2 -> new LineTrouble.NoiseBefore(noise(random));
            default -> new LineTrouble.Late(Duration.ofMillis(random.nextInt(5_000)));
        };
    }

    private static String noise(RandomGenerator random) {
        var noise = new StringBuilder();
        random.ints(random.nextInt(1, 6), 0, 256)
                .forEach(one -> noise.append(one < 80 ? ';' : (char) one));
        return noise.toString();
    }

    private void assertTrueStatus(CelestronFocuser focuser) throws DeviceException {
        int fromSteps = device.motor().positionSteps();
        Instant begin = pace.now();
        var status = focuser.status();
        assertThat(status.positionSteps()).isBetween(fromSteps, device.motor().positionSteps());
        assertThat(status.moving()).isTrue();
        assertThat(Duration.between(begin, pace.now())).isLessThan(LONGEST_STATUS);
    }

    private void silence(int replies) {
        for (int i = 0; i < replies; i++) {
            line.trouble(new LineTrouble.Silence());
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"00", "3B", "3B 05", "3B 03 0D 10 01 DF"})
    void aLineThatNeverFallsSilentIsNotListenedToForEver(String babble) {
        line =
                HexLine.to(
                        new WireDevice() {
                            @Override
                            public void hear(byte[] bytes) {}

                            @Override
                            public byte[] say() {
                                return HexLine.bytes(babble);
                            }
                        },
                        pace);

        assertThat(faultOf(this::open))
                .isInstanceOfAny(DeviceFault.WrongDevice.class, DeviceFault.Silent.class);
    }

    /// Says one line after the other, whatever it is asked.
    private static final class Script implements WireDevice {
        private final Queue<String> lines;
        private byte[] said = {};

        Script(List<String> lines) {
            this.lines = new ArrayDeque<>(lines);
        }

        @Override
        public void hear(byte[] bytes) {
            String next = lines.poll();
            said = next == null ? new byte[0] : HexLine.bytes(next);
        }

        @Override
        public byte[] say() {
            byte[] now = said;
            said = new byte[0];
            return now;
        }
    }

    /// The motor on a bus on which somebody begins a packet and does not end it, or our own does not arrive.
    private static final class Bus implements WireDevice {
        private final WireDevice motor;
        byte[] chatter = {};
        String deafTo = "";

        Bus(WireDevice motor) {
            this.motor = motor;
        }

        @Override
        public void hear(byte[] bytes) {
            if (!HexLine.hex(bytes).equals(deafTo)) {
                motor.hear(bytes);
            }
        }

        @Override
        public byte[] say() {
            if (chatter.length > 0) {
                byte[] now = chatter;
                chatter = new byte[0];
                return now;
            }
            return motor.say();
        }
    }

    private CelestronFocuser open() throws DeviceException {
        return new CelestronFocuser(line, pace);
    }

    private static int rawPosition(CelestronFocuser focuser) throws DeviceException {
        return focuser.settings().stream()
                .filter(setting -> setting.name().equals("raw-position-steps"))
                .mapToInt(setting -> Integer.parseInt(setting.value()))
                .findFirst()
                .orElseThrow();
    }

    private CelestronEmulator late() {
        return new CelestronEmulator(
                new EmulatorSettings(
                        20_000, 40_000, 0, 0, OptionalDouble.empty(), Map.of("start", "late")),
                pace);
    }

    private int settled(CelestronFocuser focuser) throws DeviceException {
        while (focuser.status().moving()) {
            pace.advance(Duration.ofMillis(250));
        }
        return focuser.status().positionSteps();
    }
}
