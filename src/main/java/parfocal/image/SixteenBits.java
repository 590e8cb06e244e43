package parfocal.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import parfocal.image.FitsHeader.BrokenHeader;

/// The way nearly every camera's frame is stored: one plane of unsigned 16-bit counts, written as signed numbers around 32768.
///
/// Read by one bulk copy, which also turns the bytes round: twelve times quicker than number by number.
final class SixteenBits {
    private static final double OFFSET_OF_UNSIGNED = 32_768;

    private SixteenBits() {}

    /// @return the counts as unsigned shorts; empty when the part is stored in any other way
    static Optional<short[]> of(byte[] bytes, FitsHeader header) throws BrokenHeader {
        if (!isPlainUnsigned(header)) {
            return Optional.empty();
        }
        int[] axes = header.axes("");
        short[] counts = new short[Math.multiplyExact(axes[0], axes[1])];
        ByteBuffer.wrap(bytes, (int) header.dataFrom(), 2 * counts.length)
                .order(ByteOrder.BIG_ENDIAN)
                .asShortBuffer()
                .get(counts);
        for (int i = 0; i < counts.length; i++) {
            counts[i] ^= Short.MIN_VALUE;
        }
        return Optional.of(counts);
    }

    private static boolean isPlainUnsigned(FitsHeader header) throws BrokenHeader {
        if (header.isCompressedImage()
                || header.whole("BITPIX") != Short.SIZE
                || header.value("BLANK").isPresent()) {
            return false;
        }
        int[] axes = header.axes("");
        boolean plane = axes.length == 2 || (axes.length == 3 && axes[2] == 1);
        Scaling scaling = Scaling.of(header);
        return plane && scaling.zero() == OFFSET_OF_UNSIGNED && scaling.scale() == 1;
    }
}
