package parfocal.wire.alpaca;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.link.WireLog;

final class AlpacaDiscoveryTest {

    @Test
    void theQuestionIsSixteenBytes() {
        assertThat(DiscoveryMessage.question()).isEqualTo("alpacadiscovery1".getBytes(US_ASCII));
        assertThat(DiscoveryMessage.answer(11111))
                .asString(UTF_8)
                .isEqualTo("{\"AlpacaPort\":11111}");
    }

    @ParameterizedTest
    @CsvSource({
        "alpacadiscovery1, true",
        "alpacadiscovery1 and more, true",
        "alpacadiscovery2, false",
        "alpaca, false",
        "'', false",
        "älpacadiscovery1, false"
    })
    void onlyTheQuestionIsAnswered(String datagram, boolean question) {
        assertThat(DiscoveryMessage.isQuestion(ByteBuffer.wrap(datagram.getBytes(UTF_8))))
                .isEqualTo(question);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"AlpacaPort":11111}           | 11111
                    {"alpacaport": 80, "extra": 1} | 80
                    {"AlpacaPort":0}               | -1
                    {"AlpacaPort":70000}           | -1
                    {"AlpacaPort":"x"}             | -1
                    alpacadiscovery1               | -1
                    """)
    void anAnswerTellsThePort(String datagram, int port) {
        assertThat(DiscoveryMessage.port(datagram.getBytes(UTF_8)).orElse(-1)).isEqualTo(port);
    }

    @Test
    void aServerOnThisMachineIsFoundAndListsItsDevices() throws Exception {
        try (var http = new FakeAlpaca();
                var socket =
                        new DatagramSocket(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            http.has(
                    "/management/v1/configureddevices",
                    "[{\"DeviceName\":\"Main\",\"DeviceType\":\"Focuser\",\"DeviceNumber\":0,\"UniqueID\":\"a-1\"}]");
            Thread answering = Thread.ofVirtual().start(() -> answerOnce(socket, http.port()));

            var found = AlpacaDiscovery.search(Duration.ofMillis(300), socket.getLocalPort());
            answering.join();

            assertThat(found).hasSize(1);
            AlpacaServer server = found.iterator().next();
            assertThat(server.http().getPort()).isEqualTo(http.port());
            assertThat(AlpacaDiscovery.devices(server, WireLog.none()))
                    .isEqualTo(List.of(new ConfiguredDevice("Main", "Focuser", 0, "a-1")));
        }
    }

    private static void answerOnce(DatagramSocket socket, int httpPort) {
        try {
            var question = new DatagramPacket(new byte[64], 64);
            socket.setSoTimeout(5_000);
            socket.receive(question);
            byte[] noise = {(byte) 0xFF, 0};
            byte[] answer = "{\"AlpacaPort\":%d}".formatted(httpPort).getBytes(UTF_8);
            socket.send(new DatagramPacket(noise, noise.length, question.getSocketAddress()));
            socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
