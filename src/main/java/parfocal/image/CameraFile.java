package parfocal.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import parfocal.image.FitsHeader.BrokenHeader;

/// A file as nearly every camera's program writes it: one header, one plane of 16-bit numbers, not packed. Its pixels go
/// straight into the frame, without the file's bytes in memory beside them.
final class CameraFile {
    /// Headers are seldom longer; those are read in the careful way.
    private static final int MOST_HEADER_BYTES = 20 * FitsHeader.BLOCK;

    private CameraFile() {}

    /// @return empty when the file is any other, or anything is wrong with it: [Fits] then finds out what
    static Optional<Frame> read(Path file, long mostPixels) {
        try (FileChannel channel = FileChannel.open(file)) {
            FitsHeader header = FitsHeader.at(head(channel), 0);
            if (!header.says("SIMPLE", "T") || !header.isImage()) {
                return Optional.empty();
            }
            Optional<SixteenBits> plane = SixteenBits.of(header);
            if (plane.isEmpty()
                    || plane.get().dataBytes() > Short.BYTES * mostPixels
                    || plane.get().dataFrom() + plane.get().dataBytes() > channel.size()) {
                return Optional.empty();
            }
            SixteenBits pixels = plane.get();
            return pixels.counts(channel)
                    .map(counts ->
                            Frame.of(
                                    pixels.widthPixels(),
                                    pixels.heightPixels(),
                                    counts,
                                    header.keywords()));
        } catch (IOException | BrokenHeader | OutOfMemoryError unusual) {
            return Optional.empty();
        }
    }

    private static byte[] head(FileChannel channel) throws IOException {
        byte[] bytes = new byte[MOST_HEADER_BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
            read = channel.read(buffer);
        }
        return Arrays.copyOf(bytes, buffer.position());
    }
}
