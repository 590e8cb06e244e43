package parfocal.wire.alpaca;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;

/// The two datagrams of discovery: "who is there?", and "I, on this port".
public final class DiscoveryMessage {
    /// Where servers listen, unless told otherwise.
    public static final int UDP_PORT = 32_227;

    /// The multicast group of IPv6, on the local link.
    public static final String IPV6_GROUP = "ff12::a1:9aca";

    private static final byte[] QUESTION = "alpacadiscovery1".getBytes(US_ASCII);
    private static final int LARGEST_PORT = 65_535;

    private DiscoveryMessage() {}

    /// What a client sends.
    public static byte[] question() {
        return QUESTION.clone();
    }

    /// Whether a datagram is the question; longer ones may follow one day. Anything else is to be ignored in silence.
    public static boolean isQuestion(ByteBuffer datagram) {
        byte[] head = new byte[Math.min(QUESTION.length, datagram.remaining())];
        datagram.duplicate().get(head);
        return Arrays.equals(head, QUESTION);
    }

    /// What a server answers.
    public static byte[] answer(int httpPort) {
        return AlpacaJson.write(
                new AlpacaValue.Members(Map.of("AlpacaPort", AlpacaValue.of(httpPort))));
    }

    /// The port in an answer; empty when it is none. The key may be in any casing.
    public static OptionalInt port(byte[] datagram) {
        try {
            int port =
                    AlpacaJson.readMembers(datagram)
                            .member("AlpacaPort")
                            .orElse(new AlpacaValue.Nothing())
                            .asWhole();
            return port > 0 && port <= LARGEST_PORT ? OptionalInt.of(port) : OptionalInt.empty();
        } catch (AlpacaFormatException _) {
            return OptionalInt.empty();
        }
    }
}
