package parfocal.wire.indi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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

    /// As the code spells them, so that looking one up compares no letters.
    static final List<String> KNOWN =
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
    private final boolean[] pinned = new boolean[PLACES];
    // Of each word its first eight bytes, or all of a shorter one, and its last eight.
    private final long[] begins = new long[PLACES];
    private final long[] ends = new long[PLACES];

    NameCache() {
        for (String known : KNOWN) {
            byte[] bytes = known.getBytes(ISO_8859_1);
            int place = put(known, begin(bytes, 0, bytes.length), end(bytes, 0, bytes.length));
            if (pinned[place]) {
                throw new IllegalStateException(
                        "another known word has the place of %s; mix them otherwise"
                                .formatted(known));
            }
            pinned[place] = true;
        }
    }

    /// The text of bytes that are all ASCII. Each of [#KNOWN] is always the same object, the one that the code spells.
    String word(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > LONGEST) {
            return new String(bytes, from, length, ISO_8859_1);
        }
        long begin = begin(bytes, from, length);
        long end = end(bytes, from, length);
        int place = place(length, begin, end);
        String there = words[place];
        if (there != null
                && begins[place] == begin
                && ends[place] == end
                && there.length() == length
                && (length <= 2 * Long.BYTES || sameMiddle(there, bytes, from))) {
            return there;
        }
        String word = new String(bytes, from, length, ISO_8859_1);
        if (!pinned[place]) {
            var _ = put(word, begin, end);
        }
        return word;
    }

    private int put(String word, long begin, long end) {
        int place = place(word.length(), begin, end);
        words[place] = word;
        begins[place] = begin;
        ends[place] = end;
        return place;
    }

    private static boolean sameMiddle(String word, byte[] bytes, int from) {
        int last = word.length() - Long.BYTES;
        int i = Long.BYTES;
        while (i < last && word.charAt(i) == bytes[from + i]) {
            i++;
        }
        return i == last;
    }

    private static long begin(byte[] bytes, int from, int length) {
        if (length >= Long.BYTES) {
            return (long) EIGHT.get(bytes, from);
        }
        long all = 0;
        for (int i = from; i < from + length; i++) {
            all = (all << 8) | bytes[i];
        }
        return all;
    }

    private static long end(byte[] bytes, int from, int length) {
        return length < Long.BYTES ? 0 : (long) EIGHT.get(bytes, from + length - Long.BYTES);
    }

    // Words of one length that differ only in the middle are few. No two of the known ones have one
    // place.
    private static int place(int length, long begin, long end) {
        return (int) (((begin * MIX ^ end ^ length) * MIX) >>> 54);
    }
}
