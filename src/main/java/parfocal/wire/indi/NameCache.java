package parfocal.wire.indi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The few words of which a connection's messages are made, so that a name seen before costs no new text. Of fixed size: a word
/// that is new takes the place of another.
final class NameCache {
    private static final int PLACES = 1 << 10;
    private static final int LONGEST = 48;

    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MIX = 0x9E3779B97F4A7C15L;

    // As the code spells them, so that looking one up compares no letters.
    private static final List<String> KNOWN =
            List.of(
                    "device",
                    "name",
                    "label",
                    "group",
                    "state",
                    "perm",
                    "rule",
                    "timeout",
                    "timestamp",
                    "message",
                    "version",
                    "format",
                    "min",
                    "max",
                    "step",
                    "size",
                    "len",
                    "enclen",
                    "uid");

    private final @Nullable String[] words = new @Nullable String[PLACES];
    private final byte[][] spelled = new byte[PLACES][];

    NameCache() {
        for (String known : KNOWN) {
            byte[] bytes = known.getBytes(ISO_8859_1);
            int place = place(bytes, 0, bytes.length);
            words[place] = known;
            spelled[place] = bytes;
        }
    }

    /// The text of bytes that are all ASCII.
    String word(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > LONGEST) {
            return new String(bytes, from, length, ISO_8859_1);
        }
        int place = place(bytes, from, length);
        String there = words[place];
        if (there != null && Arrays.equals(spelled[place], 0, there.length(), bytes, from, to)) {
            return there;
        }
        String word = new String(bytes, from, length, ISO_8859_1);
        words[place] = word;
        spelled[place] = Arrays.copyOfRange(bytes, from, to);
        return word;
    }

    // By its length, beginning and end: words that differ only in the middle are few.
    private static int place(byte[] bytes, int from, int length) {
        long hash = length;
        if (length >= Long.BYTES) {
            hash = (hash ^ (long) EIGHT.get(bytes, from)) * MIX;
            hash ^= (long) EIGHT.get(bytes, from + length - Long.BYTES);
        } else {
            for (int i = from; i < from + length; i++) {
                hash = (hash << 8) | bytes[i];
            }
        }
        return (int) ((hash * MIX) >>> 54);
    }
}
