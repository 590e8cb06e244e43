package parfocal.link;

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
        };
    }
}
