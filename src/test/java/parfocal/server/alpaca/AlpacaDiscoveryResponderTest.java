package parfocal.server.alpaca;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class AlpacaDiscoveryResponderTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @Test
    void aQuestionIsAnsweredWithTheWebPort() throws Exception {
        try (var responder = start("127.0.0.1", 0);
                var asker = asker(2_000)) {
            send(asker, "alpacadiscovery1", LOOPBACK, responder.port());

            assertThat(answer(asker)).isEqualTo("{\"AlpacaPort\":11111}");
        }
    }

    @Test
    void aQuestionOverIpv6IsAnsweredToo() throws Exception {
        try (var responder = start("127.0.0.1", 0);
                var asker = asker(2_000)) {
            send(asker, "alpacadiscovery1", InetAddress.ofLiteral("::1"), responder.port());

            assertThat(answer(asker)).isEqualTo("{\"AlpacaPort\":11111}");
        }
    }

    @Test
    void aQuestionToTheIpv6GroupIsAnswered() throws Exception {
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            Optional<InetAddress> own =
                    each.inetAddresses()
                            .filter(Inet6Address.class::isInstance)
                            .filter(InetAddress::isLinkLocalAddress)
                            .findFirst();
            if (each.isUp() && each.supportsMulticast() && own.isPresent()) {
                askTheGroup(each, own.get());
                return;
            }
        }
        Assumptions.abort("no network of this machine has IPv6 with multicast; skipped");
    }

    private static void askTheGroup(NetworkInterface network, InetAddress own) throws Exception {
        try (var responder = start("::", 0);
                var asker = new DatagramSocket(new InetSocketAddress(own, 0))) {
            asker.setSoTimeout(2_000);
            asker.setOption(StandardSocketOptions.IP_MULTICAST_IF, network);
            send(
                    asker,
                    "alpacadiscovery1",
                    InetAddress.ofLiteral("ff12::a1:9aca"),
                    responder.port());

            assertThat(answer(asker)).isEqualTo("{\"AlpacaPort\":11111}");
        }
    }

    @Test
    void strayDatagramsAreIgnoredAndHurtNothing() throws Exception {
        try (var responder = start("127.0.0.1", 0);
                var asker = asker(300)) {
            for (String stray :
                    new String[] {
                        "",
                        "alpaca",
                        "ALPACADISCOVERY1",
                        "alpacadiscovery2",
                        "\u00ff\u00fe\u0000é",
                        "x".repeat(3_000)
                    }) {
                send(asker, stray, LOOPBACK, responder.port());
            }
            assertThatThrownBy(() -> answer(asker)).isInstanceOf(SocketTimeoutException.class);

            asker.setSoTimeout(2_000);
            send(asker, "alpacadiscovery1 and more", LOOPBACK, responder.port());
            assertThat(answer(asker)).contains("11111");
        }
    }

    @Test
    void aServerOnTheNetworkAloneDoesNotMisleadThisComputer() throws Exception {
        try (var responder = start("192.0.2.1", 0);
                var asker = asker(300)) {
            send(asker, "alpacadiscovery1", LOOPBACK, responder.port());

            assertThatThrownBy(() -> answer(asker)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void twoServersShareThePortAndABroadcastReachesBoth() throws Exception {
        try (var first = start("127.0.0.1", 0);
                var second = start("127.0.0.1", first.port());
                var asker = asker(2_000)) {
            asker.setBroadcast(true);
            send(
                    asker,
                    "alpacadiscovery1",
                    InetAddress.ofLiteral("127.255.255.255"),
                    second.port());

            assertThat(answer(asker)).contains("11111");
            assertThat(answer(asker)).contains("11111");
        }
    }

    private static AlpacaDiscoveryResponder start(String host, int port) throws Exception {
        return AlpacaDiscoveryResponder.start(
                port, new InetSocketAddress(InetAddress.ofLiteral(host), 11_111));
    }

    private static DatagramSocket asker(int patienceMillis) throws Exception {
        var socket = new DatagramSocket();
        socket.setSoTimeout(patienceMillis);
        return socket;
    }

    private static void send(DatagramSocket asker, String text, InetAddress host, int port)
            throws Exception {
        byte[] bytes = text.getBytes(UTF_8);
        asker.send(new DatagramPacket(bytes, bytes.length, host, port));
    }

    private static String answer(DatagramSocket asker) throws Exception {
        var packet = new DatagramPacket(new byte[1_000], 1_000);
        asker.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), UTF_8);
    }
}
