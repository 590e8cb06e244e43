package parfocal.link;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.time.VirtualPace;

final class MemoryLineTest {
    private static final Instant START = Instant.parse("2026-11-21T03:14:07Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final ReplyShape TO_CR = new ReplyShape.Until('\r');

    private final VirtualPace pace = new VirtualPace(START);
    private final Clerk clerk = new Clerk(pace);
    private final MemoryLine line = new MemoryLine("clerk", clerk, pace, WireLog.none());

    @Test
    void aReplyTakesExactlyTheTimeTheDeviceNeeds() throws Exception {
        assertThat(ask("?one#")).isEqualTo("one!\n\r");
        assertThat(elapsed()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void aRequestWithoutReplyTakesNoTime() throws Exception {
        byte[] reply = line.exchange(bytes("go#"), new ReplyShape.None(), SECOND);
        assertThat(reply).isEmpty();
        assertThat(elapsed()).isZero();
    }

    @Test
    void silenceLastsTheWholeDeadlineAndNamesTheRequest() {
        line.trouble(new LineTrouble.Silence());

        assertFault(
                () -> ask("?one#"),
                new DeviceFault.Silent("clerk", "?one#", Duration.ofSeconds(1)));
        assertThat(elapsed()).isEqualTo(SECOND);
    }

    @Test
    void aLostReplyDoesNotComeBackLater() throws Exception {
        line.trouble(new LineTrouble.Silence());
        assertThatThrownBy(() -> ask("?one#")).isInstanceOf(DeviceException.class);

        assertThat(ask("?two#")).isEqualTo("two!\n\r");
    }

    @Test
    void aCutReplyIsGarbledAndItsPartIsConsumed() throws Exception {
        line.trouble(new LineTrouble.CutAfter(2));

        assertFault(() -> ask("?one#"), new DeviceFault.Garbled("clerk", "?one#", "on"));
        assertThat(ask("?two#")).isEqualTo("two!\n\r");
    }

    @Test
    void noiseStandsBeforeTheReply() throws Exception {
        line.trouble(new LineTrouble.NoiseBefore("xÿ"));

        assertThat(ask("?one#")).isEqualTo("xÿone!\n\r");
    }

    @Test
    void noiseThatLooksLikeAReplyLeavesTheRealOneForTheNextExchange() throws Exception {
        line.trouble(new LineTrouble.NoiseBefore("x\r"));

        assertThat(ask("?one#")).isEqualTo("x\r");
        assertThat(ask("")).isEqualTo("one!\n\r");
    }

    @Test
    void aLateReplyWithinTheDeadlineIsWaitedFor() throws Exception {
        line.trouble(new LineTrouble.Late(Duration.ofMillis(300)));

        assertThat(ask("?one#")).isEqualTo("one!\n\r");
        assertThat(elapsed()).isEqualTo(Duration.ofMillis(320));
    }

    @Test
    void aReplyLaterThanTheDeadlineStandsAtTheHeadOfTheNextExchange() throws Exception {
        line.trouble(new LineTrouble.Late(Duration.ofSeconds(2)));

        assertFault(() -> ask("?one#"), new DeviceFault.Silent("clerk", "?one#", SECOND));
        pace.advance(SECOND.plusMillis(100));
        assertThat(ask("?two#")).isEqualTo("one!\n\r");
    }

    @Test
    void nothingOvertakesALateReply() throws Exception {
        line.trouble(new LineTrouble.Late(Duration.ofSeconds(2)));
        assertThatThrownBy(() -> ask("?one#")).isInstanceOf(DeviceException.class);

        byte[] both =
                line.exchange(bytes("?two#"), new ReplyShape.Anything(), SECOND.plusMillis(100));
        assertThat(text(both)).isEqualTo("one!\n\rtwo!\n\r");
    }

    @Test
    void withThePlugOutNothingIsHeardUntilItIsInAgain() throws Exception {
        line.trouble(new LineTrouble.Unplugged());
        for (int attempt = 0; attempt < 3; attempt++) {
            assertFault(
                    () -> ask("?one#"),
                    new DeviceFault.NotConnected("clerk", "the plug is out. Plug it in again."));
        }
        assertThat(elapsed()).isZero();

        line.plugIn();
        assertThat(ask("?two#")).isEqualTo("two!\n\r");
    }

    @Test
    void troublesComeInTheOrderTheyWereGivenOnePerReply() throws Exception {
        line.trouble(new LineTrouble.CutAfter(1));
        line.trouble(new LineTrouble.Silence());
        line.trouble(new LineTrouble.Unplugged());

        assertFault(() -> ask("?one#"), new DeviceFault.Garbled("clerk", "?one#", "o"));
        assertFault(() -> ask("?two#"), new DeviceFault.Silent("clerk", "?two#", SECOND));
        assertThatThrownBy(() -> ask("?three#")).hasMessageContaining("plug is out");
    }

    @Test
    void anOrderWithoutReplyUsesUpNoTrouble() throws Exception {
        line.trouble(new LineTrouble.Silence());
        line.exchange(bytes("go#"), new ReplyShape.None(), SECOND);

        assertFault(() -> ask("?one#"), new DeviceFault.Silent("clerk", "?one#", SECOND));
    }

    @Test
    void listeningUsesUpNoTrouble() throws Exception {
        line.trouble(new LineTrouble.Silence());
        assertThat(line.exchange(bytes(""), new ReplyShape.Anything(), SECOND)).isEmpty();
        assertThatThrownBy(() -> ask("")).isInstanceOf(DeviceException.class);

        assertFault(() -> ask("?one#"), new DeviceFault.Silent("clerk", "?one#", SECOND));
        assertThat(ask("?two#")).isEqualTo("two!\n\r");
    }

    @Test
    void noiseStandsWithinTheReply() throws Exception {
        line.trouble(new LineTrouble.NoiseAfter(2, "xÿ"));
        line.trouble(new LineTrouble.NoiseAfter(99, "x"));

        assertThat(ask("?one#")).isEqualTo("onxÿe!\n\r");
        assertThat(ask("?two#")).isEqualTo("two!\n\r");
    }

    @Test
    void aPlugPulledWithinAReplyLetsItsBeginningThroughAndStaysOut() throws Exception {
        line.trouble(new LineTrouble.UnpluggedAfter(2));
        var gone = new DeviceFault.NotConnected("clerk", "the plug is out. Plug it in again.");

        assertThat(line.exchange(bytes("?one#"), new ReplyShape.Exactly(2), SECOND))
                .isEqualTo(bytes("on"));
        assertFault(() -> ask(""), gone);
        assertFault(() -> ask("?two#"), gone);
        line.plugIn();
        assertThat(ask("?three#")).isEqualTo("three!\n\r");
    }

    @Test
    void whatComesBehindASpoiledReplyIsWhole() throws Exception {
        line.trouble(new LineTrouble.Silence());
        clerk.sayAfter(Duration.ofMillis(500), "*");

        assertFault(() -> ask("?one#"), new DeviceFault.Garbled("clerk", "?one#", "*"));
    }

    @Test
    void whatWasSaidUnaskedStandsAtTheHeadOfTheReply() throws Exception {
        clerk.sayAfter(Duration.ZERO, "*");
        assertThat(ask("?one#")).isEqualTo("*one!\n\r");
    }

    @Test
    void whoListensFirstGetsWhatIsWaitingWithoutWaiting() throws Exception {
        clerk.sayAfter(Duration.ZERO, "*");

        assertThat(text(line.exchange(bytes(""), new ReplyShape.Anything(), Duration.ZERO)))
                .isEqualTo("*");
        assertThat(line.exchange(bytes(""), new ReplyShape.Anything(), Duration.ZERO)).isEmpty();
        assertThat(elapsed()).isZero();
    }

    @Test
    void whatComesBehindTheReplyWaitsForTheNextExchange() throws Exception {
        clerk.sayAfter(Duration.ofMillis(20), "*");
        byte[] three = line.exchange(bytes("?one#"), new ReplyShape.Exactly(3), SECOND);
        byte[] rest = line.exchange(bytes(""), new ReplyShape.Anything(), Duration.ZERO);

        assertThat(text(three) + text(rest)).isEqualTo("*one!\n\r");
    }

    @Test
    void anInterruptedThreadFinishesItsExchangeAndStaysInterrupted() throws Exception {
        Thread.currentThread().interrupt();
        String reply = ask("?one#");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(reply).isEqualTo("one!\n\r");
    }

    @Test
    void aClosedLineSaysSo() {
        line.close();
        assertFault(
                () -> ask("?one#"), new DeviceFault.NotConnected("clerk", "the line was closed."));
    }

    @Test
    void theLogTellsTheWholeStory() throws Exception {
        var story = new StringBuilder();
        var told =
                new MemoryLine(
                        "clerk", clerk, pace, WireLog.into(story, pace, java.time.ZoneOffset.UTC));
        told.exchange(bytes("?one#"), TO_CR, SECOND);
        told.trouble(new LineTrouble.CutAfter(2));
        assertThatThrownBy(() -> told.exchange(bytes("?two#"), TO_CR, SECOND))
                .isInstanceOf(DeviceException.class);
        told.trouble(new LineTrouble.NoiseBefore("x"));
        clerk.sayAfter(Duration.ZERO, "*");
        told.exchange(bytes("?three#"), TO_CR, SECOND);
        told.trouble(new LineTrouble.Silence());
        assertThatThrownBy(() -> told.exchange(bytes("?four#"), TO_CR, SECOND))
                .isInstanceOf(DeviceException.class);
        told.trouble(new LineTrouble.Unplugged());
        assertThatThrownBy(() -> told.exchange(bytes("go#"), new ReplyShape.None(), SECOND))
                .isInstanceOf(DeviceException.class);

        assertThat(story.toString())
                .isEqualTo(
                        """
                        03:14:07.000  clerk         → ?one#
                        03:14:07.020  clerk         ← one!␊␍
                        03:14:07.020  clerk         → ?two#
                        03:14:07.040  clerk         ~ o!␊␍                            lost on the way
                        03:14:08.020  clerk         ← tw
                        03:14:08.020  clerk         ✗ tw                              incomplete after 1000 ms: discarded
                        03:14:08.020  clerk         ← *                               unasked
                        03:14:08.020  clerk         → ?three#
                        03:14:08.020  clerk         ~ x                               noise
                        03:14:08.040  clerk         ← xthree!␊␍
                        03:14:08.040  clerk         → ?four#
                        03:14:08.060  clerk         ~ four!␊␍                         lost on the way
                        03:14:09.040  clerk         ·                                 no answer within 1000 ms
                        03:14:09.040  clerk         → go#
                        03:14:09.040  clerk         ! the plug is out. Plug it in again.
                        """);
    }

    private String ask(String request) throws DeviceException {
        return text(line.exchange(bytes(request), TO_CR, SECOND));
    }

    private Duration elapsed() {
        return Duration.between(START, pace.now());
    }

    private static void assertFault(ThrowingCallable call, DeviceFault expected) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DeviceException.class,
                        trouble -> assertThat(trouble.fault()).isEqualTo(expected));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
