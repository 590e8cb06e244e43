package parfocal.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Optional;
import parfocal.image.FitsHeader.BrokenHeader;

/// The way nearly every camera's frame is stored: one plane of 16-bit numbers around an offset.
///
/// Read by bulk copies, which also turn the bytes round: twelve times quicker than number by number.
///
/// @param dataFrom  offset of the first pixel's bytes
/// @param offsetAdu what each stored number is less by
record SixteenBits(int widthPixels, int heightPixels, long dataFrom, int offsetAdu) {
    /// Bytes read from a file at a time: they are still in the processor's cache when they are turned round.
    private static final int PORTION = 1 << 18;

    /// @return empty when the part is stored in any other way
    static Optional<SixteenBits> of(FitsHeader header) throws BrokenHeader {
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
        return Optional.of(new SixteenBits(axes[0], axes[1], header.dataFrom(), offset));
    }

    long dataBytes() {
        return (long) Short.BYTES * widthPixels * heightPixels;
    }

    Frame.Counts counts(byte[] bytes) {
        short[] stored = new short[Math.multiplyExact(widthPixels, heightPixels)];
        ByteBuffer.wrap(bytes, (int) dataFrom, Short.BYTES * stored.length)
                .order(ByteOrder.BIG_ENDIAN)
                .asShortBuffer()
                .get(stored);
        return new Frame.Counts(stored, offsetAdu);
    }

    /// @return empty when the file ends before its pixels do
    Optional<Frame.Counts> counts(FileChannel file) throws IOException {
        short[] stored = new short[Math.multiplyExact(widthPixels, heightPixels)];
        ByteBuffer portion = ByteBuffer.allocateDirect(PORTION).order(ByteOrder.BIG_ENDIAN);
        file.position(dataFrom);
        int done = 0;
        while (done < stored.length) {
            if (file.read(portion) < 0) {
                return Optional.empty();
            }
            portion.flip();
            int count = Math.min(portion.remaining() / Short.BYTES, stored.length - done);
            portion.asShortBuffer().get(stored, done, count);
            done += count;
            portion.position(count * Short.BYTES);
            portion.compact();
        }
        return Optional.of(new Frame.Counts(stored, offsetAdu));
    }
}
