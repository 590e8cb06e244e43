package parfocal.wire.indi;

import java.util.Arrays;
import java.util.OptionalLong;

/// Base64 as it comes, in pieces of any length and with or without line ends, straight into bytes.
final class BlobText {
    private static final int FIRST_BYTES = 1 << 12;
    private static final byte NONE = -1;
    private static final byte BLANK = -2;
    private static final byte PAD = -3;
    private static final byte[] SIX_BITS = new byte[256];

    static {
        Arrays.fill(SIX_BITS, NONE);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            SIX_BITS[alphabet.charAt(i)] = (byte) i;
        }
        for (char blank : new char[] {' ', '\t', '\r', '\n'}) {
            SIX_BITS[blank] = BLANK;
        }
        SIX_BITS['='] = PAD;
    }

    private final int mostBytes;
    private final int claimedBytes;
    private byte[] bytes;
    private int length;
    private int bits;
    private int pending;
    private boolean padded;
    private boolean broken;
    private long characters;

    /// @param mostBytes    that may come
    /// @param claimedBytes that will come, if the sender is right; nothing is taken on this word
    BlobText(int mostBytes, OptionalLong claimedBytes) {
        this.mostBytes = mostBytes;
        this.claimedBytes = Math.clamp(claimedBytes.orElse(0), 0, mostBytes);
        this.bytes = new byte[Math.min(FIRST_BYTES, mostBytes)];
    }

    /// Takes the text up to the next `<` or the end.
    ///
    /// @return where it stopped
    /// @throws IndiSyntaxException when there is more than may come
    int take(byte[] text, int from, int to) throws IndiSyntaxException {
        int i = from;
        while (i < to && text[i] != '<') {
            if (pending == 0 && !padded && !broken) {
                i = quads(text, i, to);
            }
            if (i < to && text[i] != '<') {
                one(SIX_BITS[text[i] & 0xFF]);
                i++;
            }
        }
        characters += i - from;
        // Blanks and rubbish take no memory, and yet must end some time.
        if (characters > 2L * mostBytes + FIRST_BYTES) {
            throw tooMuch();
        }
        return i;
    }

    /// What came, once its end tag has; unreadable when it was no base64.
    Value finish(String format, OptionalLong sizeBytes) {
        // Some writers leave the padding out.
        if (pending == 2 && !broken) {
            bytes[length++] = (byte) (bits >> 4);
        } else if (pending == 3 && !broken) {
            bytes[length++] = (byte) (bits >> 10);
            bytes[length++] = (byte) (bits >> 2);
        } else if (pending == 1) {
            broken = true;
        }
        if (broken) {
            return new Value.Unreadable("a BLOB that is not base64");
        }
        return new Value.Blob(
                format, sizeBytes, length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
    }

    // Four characters at a time, as long as nothing but the alphabet comes.
    private int quads(byte[] text, int from, int to) throws IndiSyntaxException {
        int i = from;
        while (to - i >= 4) {
            room();
            int quads = Math.min((to - i) / 4, (bytes.length - length) / 3);
            byte[] out = bytes;
            int at = length;
            int end = i + quads * 4;
            boolean clean = true;
            while (i < end) {
                int three =
                        SIX_BITS[text[i] & 0xFF] << 18
                                | SIX_BITS[text[i + 1] & 0xFF] << 12
                                | SIX_BITS[text[i + 2] & 0xFF] << 6
                                | SIX_BITS[text[i + 3] & 0xFF];
                if (three < 0) {
                    clean = false;
                    break;
                }
                out[at] = (byte) (three >> 16);
                out[at + 1] = (byte) (three >> 8);
                out[at + 2] = (byte) three;
                at += 3;
                i += 4;
            }
            length = at;
            if (!clean || quads == 0) {
                return i;
            }
        }
        return i;
    }

    private void one(byte six) throws IndiSyntaxException {
        if (six == BLANK || broken) {
            return;
        }
        if (six == PAD) {
            broken = pending < 2 && !padded;
            padded = true;
            return;
        }
        if (six == NONE || padded) {
            broken = true;
            return;
        }
        bits = (bits << 6 | six) & 0xFFFFFF;
        pending++;
        if (pending == 4) {
            room();
            bytes[length] = (byte) (bits >> 16);
            bytes[length + 1] = (byte) (bits >> 8);
            bytes[length + 2] = (byte) bits;
            length += 3;
            pending = 0;
        }
    }

    // Always for three bytes more, so that the end fits as well.
    private void room() throws IndiSyntaxException {
        if (bytes.length - length >= 6) {
            return;
        }
        if (length > mostBytes) {
            throw tooMuch();
        }
        long doubled = Math.min(bytes.length * 2L, mostBytes) + 6L;
        // What was claimed fits exactly, if it was the truth, and needs no copy at the end.
        boolean near = claimedBytes > length && claimedBytes <= doubled;
        long wanted = near ? Math.max(claimedBytes, length + 6L) : doubled;
        bytes = Arrays.copyOf(bytes, (int) wanted);
    }

    private IndiSyntaxException tooMuch() {
        return new IndiSyntaxException("sends a BLOB of more than %,d bytes".formatted(mostBytes));
    }
}
