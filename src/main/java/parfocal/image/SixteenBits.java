package parfocal.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import parfocal.image.FitsHeader.BrokenHeader;

/// The way nearly every camera's frame is stored: one plane of 16-bit numbers around an offset.
///
/// Read by one bulk copy, which also turns the bytes round: twelve times quicker than number by number.
final class SixteenBits {
    private SixteenBits() {}

    /// @return the numbers as stored, with their offset; empty when the part is stored in any other way
    static Optional<Frame.Counts> of(byte[] bytes, FitsHeader header) throws BrokenHeader {
        if (header.isCompressedImage()
                || header.whole("BITPIX") != Short.SIZE
                || header.value("BLANK").isPresent()) {
            return Optional.empty();
        }
        int[] axes = header.axes("");
        boolean plane = axes.length == 2 || (axes.length == 3 && axes[2] == 1);
        Scaling scaling = Scaling.of(header);
        int offset = (int) scaling.zero();
        if (!plane || scaling.scale() != 1 || offset != scaling.zero()) {
            return Optional.empty();
        }
        short[] stored = new short[Math.multiplyExact(axes[0], axes[1])];
        ByteBuffer.wrap(bytes, (int) header.dataFrom(), 2 * stored.length)
                .order(ByteOrder.BIG_ENDIAN)
                .asShortBuffer()
                .get(stored);
        return Optional.of(new Frame.Counts(stored, offset));
    }
}
