package parfocal.link;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// How a reply's end is known. A pure question about the bytes received so far.
public sealed interface ReplyShape {

    /// The device says nothing to this.
    record None() implements ReplyShape {}

    /// Everything up to and including the terminator.
    record Until(byte terminator) implements ReplyShape {
        public Until(char terminator) {
            this((byte) terminator);
        }
    }

    /// A fixed number of bytes.
    record Exactly(int bytes) implements ReplyShape {}

    /// A packet that tells its own length: the byte at `lengthAt` plus `overhead` is the length of the whole packet. Bytes
    /// before `preamble` are not skipped here; that is the codec's business.
    record LengthPrefixed(int lengthAt, int overhead) implements ReplyShape {}

    /// A packet whose first four bytes, least significant first, are the length of the whole packet. A length that no packet has
    /// ends it with them.
    record LengthFirst(int longestBytes) implements ReplyShape {}

    /// Everything up to and including these words, such as the prompt of a program.
    record Words(String closing) implements ReplyShape {}

    /// Whatever arrives within the deadline, even nothing.
    record Anything() implements ReplyShape {}

    /// How many of the first `count` bytes make one complete reply, or -1 while it is incomplete. [Anything] is never
    /// complete before its deadline.
    default int completeLength(byte[] received, int count) {
        return switch (this) {
            case None() -> 0;
            case Anything() -> -1;
            case Exactly(int bytes) -> count >= bytes ? bytes : -1;
            case Until(byte terminator) -> {
                for (int i = 0; i < count; i++) {
                    if (received[i] == terminator) {
                        yield i + 1;
                    }
                }
                yield -1;
            }
            case LengthPrefixed(int lengthAt, int overhead) -> {
                if (count <= lengthAt) {
                    yield -1;
                }
                int length = Byte.toUnsignedInt(received[lengthAt]) + overhead;
                yield count >= length ? length : -1;
            }
            case LengthFirst(int longestBytes) -> {
                if (count < Integer.BYTES) {
                    yield -1;
                }
                int length = ByteBuffer.wrap(received).order(ByteOrder.LITTLE_ENDIAN).getInt();
                if (length < Integer.BYTES || length > longestBytes) {
                    yield Integer.BYTES;
                }
                yield count >= length ? length : -1;
            }
            case Words(String closing) -> {
                int at =
                        new String(received, 0, count, StandardCharsets.ISO_8859_1)
                                .indexOf(closing);
                yield at < 0 ? -1 : at + closing.length();
            }
        };
    }
}
