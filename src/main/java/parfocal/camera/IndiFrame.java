package parfocal.camera;

import java.util.Arrays;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import parfocal.image.Fits;
import parfocal.image.FitsException;
import parfocal.image.Frame;
import parfocal.wire.indi.Value;

/// A frame out of a BLOB: FITS as it is (`.fits`), tile-compressed (`.fits.fz`) or deflated (`.fits.z`).
final class IndiFrame {
    private static final int MOST_BYTES = 1 << 30;

    private IndiFrame() {}

    /// @throws FitsException when the FITS cannot be read
    /// @throws NoFits when it is none
    static Frame of(Value.Blob blob) throws FitsException, NoFits {
        String format = blob.format().strip().toLowerCase(Locale.ROOT);
        boolean deflated = format.endsWith(".z");
        String inside = deflated ? format.substring(0, format.length() - 2) : format;
        if (!inside.matches("\\.(fits?|fts)(\\.fz)?|\\.fz")) {
            throw new NoFits(
                    "it sent a file of the kind '%s'. Set its format to FITS in its INDI panel."
                            .formatted(blob.format()));
        }
        byte[] bytes = deflated ? inflated(blob.bytes(), blob.sizeBytes().orElse(0)) : blob.bytes();
        return Fits.read("the frame", bytes);
    }

    private static byte[] inflated(byte[] packed, long claimedBytes) throws NoFits {
        try (var inflater = new Inflater()) {
            inflater.setInput(packed);
            // No more is taken on the sender's word than a good packing could hold.
            long likely = Math.min(claimedBytes, packed.length * 20L);
            byte[] bytes = new byte[Math.clamp(likely, 1 << 12, MOST_BYTES)];
            int length = 0;
            while (!inflater.finished()) {
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, larger(bytes.length));
                }
                int more = inflater.inflate(bytes, length, bytes.length - length);
                if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new NoFits("its compressed frame breaks off. Take another.");
                }
                length += more;
            }
            return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        } catch (DataFormatException damaged) {
            throw new NoFits(
                    "its compressed frame is damaged (%s). Switch its compression off."
                            .formatted(damaged.getMessage()));
        }
    }

    private static int larger(int length) throws NoFits {
        if (length >= MOST_BYTES) {
            throw new NoFits("its frame is larger than 1 GB: no camera's is.");
        }
        return (int) Math.min(MOST_BYTES, length * 2L);
    }

    /// Why a BLOB is no frame: a sentence with what to do.
    static final class NoFits extends Exception {
        private static final long serialVersionUID = 1L;

        NoFits(String message) {
            super(message);
        }
    }
}
