package parfocal.link;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReplyShapeTest {

    @ParameterizedTest(name = "{0} with terminator # is complete after {1} bytes")
    @CsvSource(
            textBlock =
                    """
                    '',       -1
                    01F4,     -1
                    01F4#,     5
                    #,         1
                    01F4#01F5#, 5
                    """)
    void aTerminatedReplyEndsWithItsFirstTerminator(String received, int length) {
        assertThat(lengthOf(new ReplyShape.Until('#'), received)).isEqualTo(length);
    }

    @ParameterizedTest(name = "{0} of three bytes is complete after {1}")
    @CsvSource(
            textBlock =
                    """
                    '',   -1
                    A=,   -1
                    A=0,   3
                    A=0P,  3
                    """)
    void aFixedReplyEndsByCount(String received, int length) {
        assertThat(lengthOf(new ReplyShape.Exactly(3), received)).isEqualTo(length);
    }

    // A Celestron packet: preamble 3B, length of what follows up to the checksum, …, checksum.
    @ParameterizedTest(name = "{0} is complete after {1} bytes")
    @CsvSource(
            textBlock =
                    """
                    '',               -1
                    3B,               -1
                    3B03,             -1
                    3B031220,         -1
                    3B031220FECD,      6
                    3B031220FECD3B,    6
                    """)
    void aPacketTellsItsOwnLength(String hex, int length) {
        byte[] received = HexFormat.of().parseHex(hex);
        assertThat(new ReplyShape.LengthPrefixed(1, 3).completeLength(received, received.length))
                .isEqualTo(length);
    }

    @Test
    void aLengthByteAboveHalfItsRangeIsStillPositive() {
        byte[] received = new byte[0xFF + 3];
        received[1] = (byte) 0xFF;
        assertThat(new ReplyShape.LengthPrefixed(1, 3).completeLength(received, received.length))
                .isEqualTo(0xFF + 3);
    }

    @ParameterizedTest(name = "with ''{0}'' received")
    @CsvSource({"''", "*"})
    void noReplyIsCompleteAtOnceAndAnythingNever(String received) {
        assertThat(lengthOf(new ReplyShape.None(), received)).isZero();
        assertThat(lengthOf(new ReplyShape.Anything(), received)).isEqualTo(-1);
    }

    @Test
    void bytesBeyondTheCountAreNotLookedAt() {
        assertThat(new ReplyShape.Until('#').completeLength("ab#".getBytes(ISO_8859_1), 2))
                .isEqualTo(-1);
    }

    private static int lengthOf(ReplyShape shape, String received) {
        byte[] bytes = received.getBytes(ISO_8859_1);
        return shape.completeLength(bytes, bytes.length);
    }
}
