package parfocal.link;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.time.Pace;

/// Real bytes through the real serial code, over a pseudo-terminal.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no pseudo-terminals to test on")
final class SerialLineTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final ReplyShape TO_CR = new ReplyShape.Until('\r');

    @TempDir Path folder;

    private Path link() {
        return folder.resolve("clerk");
    }

    @Test
    void anEmulatorOnAPseudoTerminalAnswersAsInMemory() throws Exception {
        try (var _ = serveClerk();
                Line line = SerialLine.open("clerk", link().toString(), 9600, WireLog.none())) {
            assertThat(ask(line, "?one#")).isEqualTo("one!\n\r");
            assertThat(ask(line, "?two#")).isEqualTo("two!\n\r");
        }
    }

    @Test
    void everyByteComesThroughUnchanged() throws Exception {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        var echo = new Echo();
        try (var _ = EmulatorPort.onPseudoTerminal("echo", echo, link(), WireLog.none());
                Line line = SerialLine.open("echo", link().toString(), 9600, WireLog.none())) {
            assertThat(line.exchange(all, new ReplyShape.Exactly(256), SECOND)).isEqualTo(all);
        }
    }

    @Test
    void theDeadlineIsKept() throws Exception {
        try (var _ = PseudoTerminal.create(link());
                Line line = SerialLine.open("mute", link().toString(), 9600, WireLog.none())) {
            Instant start = Pace.wall().now();
            assertThatThrownBy(() -> line.exchange(bytes("?#"), TO_CR, Duration.ofMillis(200)))
                    .hasMessageStartingWith("mute did not answer ?# within 200 ms");
            assertThat(Duration.between(start, Pace.wall().now()))
                    .isBetween(Duration.ofMillis(200), Duration.ofMillis(900));
        }
    }

    @Test
    void aDeviceThatSpeaksUnaskedIsHeard() throws Exception {
        var clerk = new Clerk(Pace.wall());
        try (var _ = EmulatorPort.onPseudoTerminal("clerk", clerk, link(), WireLog.none());
                Line line = SerialLine.open("clerk", link().toString(), 9600, WireLog.none())) {
            clerk.sayAfter(Duration.ofMillis(50), "*");
            assertThat(line.exchange(bytes(""), new ReplyShape.Exactly(1), SECOND))
                    .containsExactly('*');
        }
    }

    @Test
    void aPulledCableIsNoticedWhileWaiting() throws Exception {
        var terminal = PseudoTerminal.create(link());
        try (Line line = SerialLine.open("clerk", link().toString(), 9600, WireLog.none())) {
            var waiting = inBackground(() -> ask(line, "?one#"));
            assertThat(terminal.read(SECOND)).asString(ISO_8859_1).isNotNull();
            terminal.close();

            assertThat(waiting.get(5, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            DeviceException.class,
                            trouble ->
                                    assertThat(trouble.fault())
                                            .isInstanceOf(DeviceFault.NotConnected.class));
            assertThatThrownBy(() -> ask(line, "?two#"))
                    .hasMessageContaining("is gone. Was the cable pulled");
        }
    }

    @Test
    void closingFreesAWaitingExchange() throws Exception {
        try (var _ = PseudoTerminal.create(link())) {
            Line line = SerialLine.open("clerk", link().toString(), 9600, WireLog.none());
            var waiting =
                    inBackground(() -> line.exchange(bytes("?#"), TO_CR, Duration.ofMinutes(1)));
            line.close();

            assertThat(waiting.get(5, TimeUnit.SECONDS)).hasMessageContaining("closed");
        }
    }

    @Test
    void anInterruptDoesNotCutAnExchangeShort() throws Exception {
        try (var _ = serveClerk();
                Line line = SerialLine.open("clerk", link().toString(), 9600, WireLog.none())) {
            Thread.currentThread().interrupt();
            String reply = ask(line, "?one#");

            assertThat(Thread.interrupted()).isTrue();
            assertThat(reply).isEqualTo("one!\n\r");
        }
    }

    @Test
    void programsMayComeAndGo() throws Exception {
        try (var _ = serveClerk()) {
            for (int visit = 0; visit < 3; visit++) {
                try (Line line =
                        SerialLine.open("clerk", link().toString(), 9600, WireLog.none())) {
                    assertThat(ask(line, "?one#")).isEqualTo("one!\n\r");
                }
            }
        }
    }

    @Test
    void aPortThatIsNotThereIsNamedWithTheCure() {
        assertThatThrownBy(() -> SerialLine.open("focuser", "/dev/ttyACM77", 9600, WireLog.none()))
                .hasMessage(
                        "focuser is not connected: there is no port /dev/ttyACM77. Plug the device in; `parfocal ports`"
                                + " lists what is there.");
    }

    @Test
    void aPortInUseIsNamedWithTheCure() throws Exception {
        try (var _ = serveClerk();
                var _ = SerialLine.open("first", link().toString(), 9600, WireLog.none())) {
            assertThatThrownBy(() ->
                            SerialLine.open("second", link().toString(), 9600, WireLog.none()))
                    .hasMessageStartingWith("second is not connected: " + link())
                    .hasMessageContaining("open already in this very program");
        }
    }

    @Test
    void anOrdinaryFileIsNoPort() throws Exception {
        Path file = Files.writeString(folder.resolve("notes.txt"), "not a port");
        assertThatThrownBy(() -> SerialLine.open("focuser", file.toString(), 9600, WireLog.none()))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("notes.txt is no serial port");
        assertThat(file).hasContent("not a port");
    }

    private EmulatorPort serveClerk() throws IOException {
        return EmulatorPort.onPseudoTerminal(
                "clerk", new Clerk(Pace.wall()), link(), WireLog.none());
    }

    private static String ask(Line line, String request) throws DeviceException {
        return new String(line.exchange(bytes(request), TO_CR, SECOND), ISO_8859_1);
    }

    /// The exception the work ended with.
    private static CompletableFuture<Throwable> inBackground(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        var ended = new CompletableFuture<Throwable>();
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        work.call();
                        ended.completeExceptionally(new AssertionError("it ended without trouble"));
                    } catch (Throwable trouble) {
                        ended.complete(trouble);
                    }
                });
        return ended;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
