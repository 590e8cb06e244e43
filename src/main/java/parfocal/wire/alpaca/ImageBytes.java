package parfocal.wire.alpaca;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import parfocal.image.Frame;

/// One frame ready to be sent as ImageBytes (`application/imagebytes`), and ImageBytes read back.
///
/// A frame's values are rounded to whole ADU, because Alpaca's image array is one of 32-bit whole numbers, and go out in the
/// narrowest type that holds them all: byte, unsigned 16, signed 16 or signed 32 bits.
public final class ImageBytes {
    /// The content type, also for asking.
    public static final String CONTENT_TYPE = "application/imagebytes";

    private static final int STRIP_COLUMNS = 32;
    private static final int PORTION = 1 << 16;

    private final Frame frame;
    private final ImageElement element;

    private ImageBytes(Frame frame, ImageElement element) {
        this.frame = frame;
        this.element = element;
    }

    /// Looks through the frame for the narrowest type.
    public static ImageBytes of(Frame frame) {
        int smallest = Integer.MAX_VALUE;
        int largest = Integer.MIN_VALUE;
        for (float adu : frame.adu()) {
            int rounded = Math.round(adu);
            smallest = Math.min(smallest, rounded);
            largest = Math.max(largest, rounded);
        }
        return new ImageBytes(frame, narrowest(smallest, largest));
    }

    private static ImageElement narrowest(int smallest, int largest) {
        if (smallest >= 0 && largest <= 0xFF) {
            return ImageElement.BYTE;
        }
        if (smallest >= 0 && largest <= 0xFFFF) {
            return ImageElement.UINT16;
        }
        return smallest >= Short.MIN_VALUE && largest <= Short.MAX_VALUE
                ? ImageElement.INT16
                : ImageElement.INT32;
    }

    /// How each value is written.
    public ImageElement element() {
        return element;
    }

    /// Of header and pixels, as for a Content-Length.
    public long length() {
        return ImageHeader.BYTES
                + (long) frame.widthPixels() * frame.heightPixels() * element.bytes();
    }

    /// Writes header and pixels, a few columns at a time; the stream is not closed.
    public void writeTo(OutputStream out, AlpacaReply.Transaction transaction) throws IOException {
        int width = frame.widthPixels();
        int height = frame.heightPixels();
        out.write(
                new ImageHeader(
                                0,
                                transaction.client(),
                                transaction.server(),
                                ImageHeader.BYTES,
                                ImageElement.INT32.code(),
                                element.code(),
                                2,
                                width,
                                height,
                                0)
                        .encode());
        int columnBytes = height * element.bytes();
        ByteBuffer strip =
                ByteBuffer.allocate(Math.min(STRIP_COLUMNS, width) * columnBytes)
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (int left = 0; left < width; left += STRIP_COLUMNS) {
            int columns = Math.min(STRIP_COLUMNS, width - left);
            fill(strip, left, columns);
            out.write(strip.array(), 0, columns * columnBytes);
        }
    }

    private void fill(ByteBuffer strip, int left, int columns) {
        int width = frame.widthPixels();
        int height = frame.heightPixels();
        float[] adu = frame.adu();
        for (int y = 0; y < height; y++) {
            for (int column = 0; column < columns; column++) {
                int value = Math.round(adu[y * width + left + column]);
                int at = column * height + y;
                switch (element) {
                    case BYTE -> strip.put(at, (byte) value);
                    case UINT16, INT16 -> strip.putShort(2 * at, (short) value);
                    case INT32, UINT32, SINGLE, DOUBLE, INT64, UINT64 ->
                            strip.putInt(4 * at, value);
                }
            }
        }
    }

    /// The reply of a camera that has no picture to give, in the form a client of ImageBytes expects.
    public static byte[] failure(
            AlpacaError error, String message, AlpacaReply.Transaction transaction) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                new ImageHeader(
                                error.number(),
                                transaction.client(),
                                transaction.server(),
                                ImageHeader.BYTES,
                                0,
                                0,
                                0,
                                0,
                                0,
                                0)
                        .encode());
        bytes.writeBytes(message.getBytes(UTF_8));
        return bytes.toByteArray();
    }

    /// Reads ImageBytes of every element type, rank 2 or 3, to their end. Colour planes become their mean.
    ///
    /// @param largestPixels a larger picture is refused before anything is allocated for it
    /// @throws AlpacaFormatException when they are no ImageBytes, break off, go on too long, or the picture is too large
    public static ImageReply read(InputStream in, long largestPixels)
            throws IOException, AlpacaFormatException {
        return read(in, new ImageBytesReader(largestPixels));
    }

    static <T> T read(InputStream in, ReplySink<T> sink) throws IOException, AlpacaFormatException {
        byte[] portion = new byte[PORTION];
        for (int count = in.read(portion); count >= 0; count = in.read(portion)) {
            sink.take(ByteBuffer.wrap(portion, 0, count));
        }
        return sink.end();
    }
}
