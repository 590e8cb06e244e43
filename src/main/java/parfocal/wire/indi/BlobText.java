package parfocal.wire.indi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalLong;

/// Base64 as it comes, in pieces of any length and with or without line ends, straight into bytes.
final class BlobText {
    private static final int FIRST_BYTES = 1 << 12;
    private static final byte NONE = -1;
    private static final byte BLANK = -2;
    private static final byte PAD = -3;
    private static final byte[] SIX_BITS = new byte[256];
    // What each of four characters gives to three bytes, as they stand in the upper part of an int.
    // What is none of the
    // alphabet sets the lowest bit, which nothing else does.
    private static final int FOREIGN = 1;
    // By themselves, as the compiler knows the length of a constant array and not that of an array
    // within one.
    private static final int[] FIRST = new int[256];
    private static final int[] SECOND = new int[256];
    private static final int[] THIRD = new int[256];
    private static final int[] FOURTH = new int[256];
    private static final VarHandle FOUR_BYTES =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

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
        for (int character = 0; character < 256; character++) {
            int six = SIX_BITS[character];
            FIRST[character] = six < 0 ? FOREIGN : six << 26;
            SECOND[character] = six < 0 ? FOREIGN : six << 20;
            THIRD[character] = six < 0 ? FOREIGN : six << 14;
            FOURTH[character] = six < 0 ? FOREIGN : six << 8;
        }
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

    // Four characters at a time, as long as nothing but the alphabet and line ends between fours
    // come.
    private int quads(byte[] text, int from, int to) throws IndiSyntaxException {
        int i = from;
        while (to - i >= 4) {
            room();
            byte[] out = bytes;
            int at = length;
            // Four bytes are written for every three.
            int end = i + Math.min((to - i) / 4, (out.length - at - 1) / 3) * 4;
            while (i < end) {
                int three =
                        FIRST[text[i] & 0xFF]
                                | SECOND[text[i + 1] & 0xFF]
                                | THIRD[text[i + 2] & 0xFF]
                                | FOURTH[text[i + 3] & 0xFF];
                if ((three & FOREIGN) != 0) {
                    break;
                }
                FOUR_BYTES.set(out, at, three);
                at += 3;
                i += 4;
            }
            length = at;
            if (i < end) {
                if (text[i] != '\n') {
                    return i;
                }
                i++;
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
