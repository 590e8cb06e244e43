package parfocal.wire.indi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

/// The few words of which a connection's messages are made, so that a name seen before costs no new text. Of fixed size: a word
/// that is new takes the place of another.
final class NameCache {
    private static final int PLACES = 1 << 10;
    private static final int LONGEST = 48;

    private final @Nullable String[] words = new @Nullable String[PLACES];

    /// The text of bytes that are all ASCII.
    String word(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > LONGEST) {
            return new String(bytes, from, length, ISO_8859_1);
        }
        int hash = length;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        int place = (hash ^ (hash >>> 15)) & (PLACES - 1);
        String there = words[place];
        if (there != null && says(there, bytes, from, length)) {
            return there;
        }
        String word = new String(bytes, from, length, ISO_8859_1);
        words[place] = word;
        return word;
    }

    private static boolean says(String word, byte[] bytes, int from, int length) {
        if (word.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (word.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }
}
