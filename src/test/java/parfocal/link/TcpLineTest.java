package parfocal.link;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import parfocal.device.DeviceException;
import parfocal.time.Pace;

/// Real bytes over loopback sockets.
final class TcpLineTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final ReplyShape TO_CR = new ReplyShape.Until('\r');

    private final Clerk clerk = new Clerk(Pace.wall());

    @Test
    void anEmulatorOnATcpPortAnswersAsInMemory() throws Exception {
        try (EmulatorPort port = serveClerk();
                Line line = connect(port)) {
            assertThat(ask(line, "?one#")).isEqualTo("one!\n\r");
            assertThat(ask(line, "?two#")).isEqualTo("two!\n\r");
        }
    }

    @Test
    void aDeviceThatSpeaksUnaskedIsHeard() throws Exception {
        try (EmulatorPort port = serveClerk();
                Line line = connect(port)) {
            clerk.sayAfter(Duration.ofMillis(50), "*");
            assertThat(line.exchange(bytes(""), new ReplyShape.Exactly(1), SECOND))
                    .containsExactly('*');
        }
    }

    @Test
    void anEmulatorThatStopsHangsUp() throws Exception {
        EmulatorPort port = serveClerk();
        try (Line line = connect(port)) {
            assertThat(ask(line, "?one#")).isEqualTo("one!\n\r");
            port.close();
            assertThatThrownBy(() -> ask(line, "?two#"))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageStartingWith("clerk is not connected: ")
                    .hasMessageContaining(port.address());
        }
    }

    @Test
    void aSecondProgramIsHungUpOnAndTheFirstIsNotDisturbed() throws Exception {
        try (EmulatorPort port = serveClerk();
                Line first = connect(port)) {
            assertThat(ask(first, "?one#")).isEqualTo("one!\n\r");
            try (Line second = connect(port)) {
                assertThatThrownBy(() -> ask(second, "?two#"))
                        .hasMessageContaining(
                                "closed the connection. Does another program use it?");
            }
            assertThat(ask(first, "?three#")).isEqualTo("three!\n\r");
        }
    }

    @Test
    void programsMayComeAndGo() throws Exception {
        try (EmulatorPort port = serveClerk()) {
            for (int visit = 0; visit < 3; visit++) {
                try (Line line = connect(port)) {
                    assertThat(ask(line, "?one#")).isEqualTo("one!\n\r");
                }
            }
        }
    }

    @Test
    void anInterruptedVirtualThreadKeepsItsConnection() throws Exception {
        try (EmulatorPort port = serveClerk();
                Line line = connect(port)) {
            var replies = new StringBuilder();
            Thread asking =
                    Thread.ofVirtual()
                            .start(() -> {
                                Thread.currentThread().interrupt();
                                try {
                                    replies.append(ask(line, "?one#"));
                                    replies.append(ask(line, "?two#"));
                                } catch (DeviceException trouble) {
                                    replies.append(trouble.getMessage());
                                }
                            });
            asking.join();
            assertThat(replies).hasToString("one!\n\rtwo!\n\r");
        }
    }

    @Test
    void nobodyListeningIsNamedWithTheCure() throws Exception {
        int free;
        try (var probe = new ServerSocket(0)) {
            free = probe.getLocalPort();
        }
        assertThatThrownBy(
                        () -> TcpLine.connect("clerk", "127.0.0.1", free, SECOND, WireLog.none()))
                .hasMessage(
                        "clerk is not connected: nobody listens on 127.0.0.1:%d. Start the server there, or check the port."
                                .formatted(free));
    }

    @Test
    void aTakenPortIsNamedWithTheCure() throws Exception {
        try (EmulatorPort port = serveClerk()) {
            int taken = portOf(port);
            assertThatThrownBy(() ->
                            EmulatorPort.onTcp(
                                    "clerk",
                                    clerk,
                                    new InetSocketAddress(InetAddress.getLoopbackAddress(), taken),
                                    WireLog.none()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(":%d cannot be listened on".formatted(taken))
                    .hasMessageContaining("Choose another port");
        }
    }

    private EmulatorPort serveClerk() throws IOException {
        return EmulatorPort.onTcp(
                "clerk",
                clerk,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                WireLog.none());
    }

    private static Line connect(EmulatorPort port) throws DeviceException {
        return TcpLine.connect("clerk", "127.0.0.1", portOf(port), SECOND, WireLog.none());
    }

    private static int portOf(EmulatorPort port) {
        return Integer.parseInt(port.address().substring(port.address().lastIndexOf(':') + 1));
    }

    private static String ask(Line line, String request) throws DeviceException {
        return new String(line.exchange(bytes(request), TO_CR, SECOND), ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
