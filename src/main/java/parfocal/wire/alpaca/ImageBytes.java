package parfocal.wire.alpaca;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import parfocal.image.Frame;

/// One frame ready to be sent as ImageBytes (`application/imagebytes`), and ImageBytes read back.
///
/// A frame's values are rounded to whole ADU, because Alpaca's image array is one of 32-bit whole numbers, and go out in the
/// narrowest type that holds them all: byte, unsigned 16, signed 16 or signed 32 bits.
public final class ImageBytes {
    /// The content type, also for asking.
    public static final String CONTENT_TYPE = "application/imagebytes";

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong FOUR =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int STRIP_COLUMNS = 32;
    private static final int TILE_ROWS = 64;
    private static final int PORTION = 1 << 16;

    private final Frame frame;
    private final ImageElement element;
    private final short[] values;
    private final long flipped;

    /// @param values  what is written in 16 bits, in the order of the frame; empty where it is written otherwise
    /// @param flipped bits to be turned over in four of them
    private ImageBytes(Frame frame, ImageElement element, short[] values, long flipped) {
        this.frame = frame;
        this.element = element;
        this.values = values;
        this.flipped = flipped;
    }

    /// Looks through the frame for the narrowest type.
    public static ImageBytes of(Frame frame) {
        Optional<Frame.Counts> counts = frame.counts();
        ImageElement element = counts.map(ImageBytes::narrowest).orElseGet(() -> narrowest(frame));
        if (element.bytes() != Short.BYTES) {
            return new ImageBytes(frame, element, new short[0], 0);
        }
        if (counts.isPresent()) {
            short offset = (short) counts.get().offsetAdu();
            if (offset == 0 || offset == Short.MIN_VALUE) {
                return new ImageBytes(
                        frame, element, counts.get().stored(), offset == 0 ? 0 : Quartet.SIGNS);
            }
        }
        return new ImageBytes(frame, element, rounded(frame.adu()), 0);
    }

    private static ImageElement narrowest(Frame.Counts counts) {
        int smallest = Short.MAX_VALUE;
        int largest = Short.MIN_VALUE;
        for (short stored : counts.stored()) {
            smallest = Math.min(smallest, stored);
            largest = Math.max(largest, stored);
        }
        return narrowest((long) smallest + counts.offsetAdu(), (long) largest + counts.offsetAdu());
    }

    private static ImageElement narrowest(Frame frame) {
        int smallest = Integer.MAX_VALUE;
        int largest = Integer.MIN_VALUE;
        for (float adu : frame.adu()) {
            int rounded = Math.round(adu);
            smallest = Math.min(smallest, rounded);
            largest = Math.max(largest, rounded);
        }
        return narrowest(smallest, largest);
    }

    private static short[] rounded(float[] adu) {
        short[] values = new short[adu.length];
        for (int i = 0; i < adu.length; i++) {
            values[i] = (short) Math.round(adu[i]);
        }
        return values;
    }

    private static ImageElement narrowest(long smallest, long largest) {
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

    /// Takes a picture as it is written.
    public interface Portions {

        /// @param portion outside the heap, to be read before this returns
        void take(ByteBuffer portion) throws IOException;
    }

    /// Writes header and pixels, a few columns at a time; the stream is not closed.
    public void writeTo(OutputStream out, AlpacaReply.Transaction transaction) throws IOException {
        writeTo(
                portion -> {
                    byte[] copy = new byte[portion.remaining()];
                    portion.get(copy);
                    out.write(copy);
                },
                transaction);
    }

    /// Hands on header and pixels, a few columns at a time.
    public void writeTo(Portions out, AlpacaReply.Transaction transaction) throws IOException {
        int width = frame.widthPixels();
        int height = frame.heightPixels();
        byte[] header =
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
                        .encode();
        int columnBytes = height * element.bytes();
        // Outside the heap, where a socket takes it from without another copy.
        ByteBuffer portion =
                ByteBuffer.allocateDirect(
                        Math.max(header.length, Math.min(STRIP_COLUMNS, width) * columnBytes));
        out.take(portion.put(header).flip());
        MemorySegment strip = MemorySegment.ofBuffer(portion.clear());
        for (int left = 0; left < width; left += STRIP_COLUMNS) {
            int columns = Math.min(STRIP_COLUMNS, width - left);
            for (int top = 0; top < height; top += TILE_ROWS) {
                int rows = Math.min(TILE_ROWS, height - top);
                switch (element) {
                    case UINT16, INT16 -> turn(strip, left, columns, top, rows);
                    case BYTE, INT32, UINT32, SINGLE, DOUBLE, INT64, UINT64 ->
                            fill(strip, left, columns, top, rows);
                }
            }
            out.take(portion.clear().limit(columns * columnBytes));
        }
    }

    /// One tile, turned on its side: its rows are read while they lie in the cache, its columns written a line of the cache at a time.
    private void turn(MemorySegment strip, int left, int columns, int top, int rows) {
        MemorySegment from = MemorySegment.ofArray(values);
        long rowBytes = 2L * frame.widthPixels();
        long columnBytes = 2L * frame.heightPixels();
        int wholeColumns = columns & -Quartet.SIDE;
        int wholeRows = rows & -Quartet.SIDE;
        for (int column = 0; column < wholeColumns; column += Quartet.SIDE) {
            for (int row = top; row < top + wholeRows; row += Quartet.SIDE) {
                long at = row * rowBytes + 2L * (left + column);
                long a = from.get(FOUR, at);
                long b = from.get(FOUR, at + rowBytes);
                long c = from.get(FOUR, at + 2 * rowBytes);
                long d = from.get(FOUR, at + 3 * rowBytes);
                long to = column * columnBytes + 2L * row;
                strip.set(FOUR, to, Quartet.first(a, b, c, d) ^ flipped);
                strip.set(FOUR, to + columnBytes, Quartet.second(a, b, c, d) ^ flipped);
                strip.set(FOUR, to + 2 * columnBytes, Quartet.third(a, b, c, d) ^ flipped);
                strip.set(FOUR, to + 3 * columnBytes, Quartet.fourth(a, b, c, d) ^ flipped);
            }
        }
        for (int column = 0; column < columns; column++) {
            for (int row = column < wholeColumns ? wholeRows : 0; row < rows; row++) {
                int at = (top + row) * frame.widthPixels() + left + column;
                strip.set(
                        SHORT,
                        column * columnBytes + 2L * (top + row),
                        (short) (values[at] ^ flipped));
            }
        }
    }

    /// As [#turn], for the other types, straight from the frame.
    private void fill(MemorySegment strip, int left, int columns, int top, int rows) {
        int width = frame.widthPixels();
        int height = frame.heightPixels();
        for (int column = 0; column < columns; column++) {
            int from = top * width + left + column;
            int to = column * height + top;
            for (int row = 0; row < rows; row++) {
                int value = value(from + row * width);
                if (element == ImageElement.BYTE) {
                    strip.set(ValueLayout.JAVA_BYTE, to + row, (byte) value);
                } else {
                    strip.set(INT, 4L * (to + row), value);
                }
            }
        }
    }

    private int value(int pixel) {
        Optional<Frame.Counts> counts = frame.counts();
        return counts.isPresent()
                ? counts.get().stored()[pixel] + counts.get().offsetAdu()
                : Math.round(frame.adu()[pixel]);
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
