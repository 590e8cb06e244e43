package parfocal.wire.alpaca;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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

    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int STRIP_COLUMNS = 64;
    private static final int TILE_ROWS = 32;
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
        byte[] strip = new byte[Math.min(STRIP_COLUMNS, width) * columnBytes];
        short[] tile = new short[TILE_ROWS * STRIP_COLUMNS];
        for (int left = 0; left < width; left += STRIP_COLUMNS) {
            int columns = Math.min(STRIP_COLUMNS, width - left);
            for (int top = 0; top < height; top += TILE_ROWS) {
                int rows = Math.min(TILE_ROWS, height - top);
                if (element == ImageElement.UINT16) {
                    fillUnsigned(strip, tile, left, columns, top, rows);
                } else {
                    fill(strip, left, columns, top, rows);
                }
            }
            out.write(strip, 0, columns * columnBytes);
        }
    }

    /// One tile, turned on its side: its rows are read while they lie in the cache, its columns written a line of the cache at a time.
    private void fill(byte[] strip, int left, int columns, int top, int rows) {
        int width = frame.widthPixels();
        int height = frame.heightPixels();
        float[] adu = frame.adu();
        for (int column = 0; column < columns; column++) {
            int from = top * width + left + column;
            int to = column * height + top;
            switch (element) {
                case BYTE -> bytes(adu, from, width, strip, to, rows);
                case UINT16, INT16 -> shorts(adu, from, width, strip, to, rows);
                case INT32, UINT32, SINGLE, DOUBLE, INT64, UINT64 ->
                        ints(adu, from, width, strip, to, rows);
            }
        }
    }

    /// As [#fill], for what most cameras give: rounded row by row first, which the processor does many at a time.
    private void fillUnsigned(
            byte[] strip, short[] tile, int left, int columns, int top, int rows) {
        int height = frame.heightPixels();
        for (int row = 0; row < rows; row++) {
            round(
                    frame.adu(),
                    (top + row) * frame.widthPixels() + left,
                    tile,
                    row * STRIP_COLUMNS,
                    columns);
        }
        for (int column = 0; column < columns; column++) {
            turn(tile, column, strip, 2 * (column * height + top), rows);
        }
    }

    private static void round(float[] adu, int from, short[] tile, int to, int count) {
        for (int i = 0; i < count; i++) {
            // Never negative here, so that cutting off what is behind the point rounds.
            tile[to + i] = (short) (int) (adu[from + i] + 0.5f);
        }
    }

    private static void turn(short[] tile, int column, byte[] strip, int to, int count) {
        for (int i = 0; i < count; i++) {
            SHORT.set(strip, to + 2 * i, tile[i * STRIP_COLUMNS + column]);
        }
    }

    private static void bytes(float[] adu, int from, int step, byte[] strip, int to, int count) {
        for (int i = 0; i < count; i++) {
            strip[to + i] = (byte) Math.round(adu[from + i * step]);
        }
    }

    private static void shorts(float[] adu, int from, int step, byte[] strip, int to, int count) {
        for (int i = 0; i < count; i++) {
            SHORT.set(strip, 2 * (to + i), (short) Math.round(adu[from + i * step]));
        }
    }

    private static void ints(float[] adu, int from, int step, byte[] strip, int to, int count) {
        for (int i = 0; i < count; i++) {
            INT.set(strip, 4 * (to + i), Math.round(adu[from + i * step]));
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
