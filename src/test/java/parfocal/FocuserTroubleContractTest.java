package parfocal;

import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.driver.Told.faultOf;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.Setting;
import parfocal.driver.Counting;
import parfocal.driver.Drivers;
import parfocal.driver.FocuserDriver;
import parfocal.link.LineTrouble;

/// What every registered driver owes on a bad line. A whole dialogue is held once on a good line, to learn how long it is; then once
/// for each reply in it and each byte of that reply with the line cut, noisy or unplugged just there.
///
/// Nobody may hang, throw anything but a `DeviceException`, or report a wrong position as right; and when the trouble is over the
/// focuser works again, reopened where the plug was out.
final class FocuserTroubleContractTest {
    private static final int LAST_ROWS = 40;
    private static final int MOST_DIALOGUES = 2_500;
    // Each goes through the whole range more than once.
    private static final int MOST_DIALOGUES_WITH_HOMING = 300;
    private static final int LONGEST_STREAM = 25_000;
    private static final boolean EVERY_BYTE = Boolean.getBoolean("parfocal.every-byte");

    static Stream<Arguments> everyDriver() {
        return arguments(Drivers.all().stream());
    }

    private static Stream<Arguments> arguments(Stream<FocuserDriver> drivers) {
        return drivers.map(driver -> Arguments.of(driver.info().id(), driver));
    }

    /// Those whose device answers when it is asked: all but servers that tell what they like.
    static Stream<Arguments> everyDriverThatAsks() {
        return arguments(Drivers.all().stream().filter(driver -> asks(driver)));
    }

    static Stream<Arguments> everyDriverThatListens() {
        return arguments(Drivers.all().stream().filter(driver -> !asks(driver)));
    }

    private static boolean asks(FocuserDriver driver) {
        try {
            var dialogue = new TroubledDialogue(driver);
            var _ = dialogue.hold();
            return dialogue.line().replyLengths().stream().anyMatch(length -> length > 0);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private interface AtByte {
        LineTrouble trouble(int bytes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyDriverThatAsks")
    @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aReplyThatNeverComes(String id, FocuserDriver driver) throws Exception {
        everywhere(driver, _ -> Stream.of(new LineTrouble.Silence()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyDriverThatAsks")
    @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aReplyCutAtAnyByte(String id, FocuserDriver driver) throws Exception {
        everywhere(driver, length -> atEachByte(length, LineTrouble.CutAfter::new));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyDriverThatAsks")
    @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void noiseAtAnyByteOfAReply(String id, FocuserDriver driver) throws Exception {
        // A digit more in a number is a wrong number that nobody can know for one, unless the
        // protocol has a checksum; noise here is what is no digit.
        everywhere(
                driver,
                length ->
                        Stream.concat(
                                atEachByte(length, at -> new LineTrouble.NoiseAfter(at, "\u00ff")),
                                atEachByte(length, at -> new LineTrouble.NoiseAfter(at, "?"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyDriverThatAsks")
    @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPlugPulledAtAnyByteOfAReply(String id, FocuserDriver driver) throws Exception {
        everywhere(driver, length -> atEachByte(length, LineTrouble.UnpluggedAfter::new));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyDriverThatAsks")
    @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aReplyThatComesLate(String id, FocuserDriver driver) throws Exception {
        everywhere(
                driver,
                _ ->
                        Stream.of(400, 1_200, 2_600)
                                .map(millis -> new LineTrouble.Late(Duration.ofMillis(millis))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyDriver")
    void aPulledPlugIsSaidByEveryCallAndEndsWithThePlugBackIn(String id, FocuserDriver driver)
            throws Exception {
        var dialogue = new TroubledDialogue(driver);
        Focuser focuser = dialogue.open();
        int before = focuser.status().positionSteps();
        dialogue.line().trouble(new LineTrouble.Unplugged());

        for (ThrowingCallable call :
                List.<ThrowingCallable>of(
                        focuser::status, () -> focuser.moveTo(6_000), focuser::halt)) {
            assertThat(faultOf(call))
                    .isInstanceOf(DeviceFault.NotConnected.class)
                    .extracting(DeviceFault::message)
                    .asString()
                    .contains("not connected");
        }
        dialogue.line().plugIn();
        assertThat(dialogue.open().status().positionSteps()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyDriverThatListens")
    @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPlugPulledAtAnyByteOfAStream(String id, FocuserDriver driver) throws Exception {
        List<Setting> settings = new TroubledDialogue(driver).hold();
        int every = EVERY_BYTE ? 1 : 41;
        List<String> broken =
                IntStream.range(0, LONGEST_STREAM)
                        .filter(at -> at % every == 0)
                        .parallel()
                        .mapToObj(at -> wrongWhenCut(driver, at, settings))
                        .flatMap(Optional::stream)
                        .toList();

        assertThat(broken).isEmpty();
    }

    private static Optional<String> wrongWhenCut(
            FocuserDriver driver, int at, List<Setting> settings) {
        try {
            assertThat(new TroubledDialogue(driver, at).hold()).as("settings").isEqualTo(settings);
            return Optional.empty();
        } catch (InterruptedException | RuntimeException | AssertionError wrong) {
            return Optional.of("cut at byte %d: %s".formatted(at, wrong));
        }
    }

    private interface OfAReply {
        Stream<LineTrouble> longSo(int bytes);
    }

    private static Stream<LineTrouble> atEachByte(int length, AtByte kind) {
        return IntStream.range(0, length).mapToObj(kind::trouble);
    }

    private record Mishap(int reply, LineTrouble trouble) {}

    private static void everywhere(FocuserDriver driver, OfAReply kind) throws Exception {
        var healthy = new TroubledDialogue(driver);
        List<Setting> settings = healthy.hold();
        List<Integer> lengths = healthy.line().replyLengths();
        assertThat(lengths).as("replies of a whole dialogue").hasSizeGreaterThan(8);

        List<Mishap> mishaps =
                IntStream.range(0, lengths.size())
                        .boxed()
                        .flatMap(reply ->
                                kind.longSo(lengths.get(reply))
                                        .map(trouble -> new Mishap(reply, trouble)))
                        .toList();
        // Protocols that describe themselves at length are sampled, at all places in their packets
        // by turns; the others are tried at every byte.
        int most = Counting.fromAStop(driver) ? MOST_DIALOGUES_WITH_HOMING : MOST_DIALOGUES;
        int every = EVERY_BYTE || mishaps.size() <= most ? 1 : mishaps.size() / most | 1;
        List<String> broken =
                IntStream.range(0, mishaps.size())
                        .filter(mishap -> mishap % every == 0)
                        .mapToObj(mishaps::get)
                        .parallel()
                        .flatMap(mishap -> broken(driver, mishap, settings))
                        .toList();

        assertThat(broken)
                .as("what went wrong in %d dialogues of %d replies", mishaps.size(), lengths.size())
                .isEmpty();
    }

    private static Stream<String> broken(
            FocuserDriver driver, Mishap mishap, List<Setting> healthySettings) {
        return wrong(new TroubledDialogue(driver), mishap, healthySettings).stream()
                .map(what -> "%s: %s%n    %s".formatted(mishap, what, story(driver, mishap)));
    }

    private static Optional<String> wrong(
            TroubledDialogue dialogue, Mishap mishap, List<Setting> healthySettings) {
        dialogue.line().troubleAfter(mishap.reply, mishap.trouble);
        try {
            assertThat(dialogue.hold()).as("settings").isEqualTo(healthySettings);
            return Optional.empty();
        } catch (InterruptedException | RuntimeException | AssertionError wrong) {
            return Optional.of(wrong.toString());
        }
    }

    // Told only of what went wrong: writing down thousands of dialogues takes longer than holding
    // them.
    private static String story(FocuserDriver driver, Mishap mishap) {
        var wire = new StringBuilder();
        var _ = wrong(new TroubledDialogue(driver, wire), mishap, List.of());
        List<String> rows = wire.toString().lines().toList();
        return String.join(
                "\n    ", rows.subList(Math.max(0, rows.size() - LAST_ROWS), rows.size()));
    }
}
