package parfocal.wire.alpaca;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import parfocal.image.Frame;

/// Makes a frame of ImageBytes while they come in. Alpaca sends column by column and a frame lies row by row, so a few columns at a
/// time are collected and laid down together: a small strip stays in the processor's cache, and the frame is written once.
///
/// What comes in 16 bits or less stays in 16 bits: making room for floats alone would take longer than the bytes take to come.
///
/// Nothing is allocated for the picture before its header has been checked.
final class ImageBytesReader implements ReplySink<ImageReply> {
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// Thirty-two counts fill a line of the cache; a strip of so many columns still lies in the nearer cache when it is laid down.
    private static final int MOST_COLUMNS = 32;

    private static final int TILE_ROWS = 32;

    private static final ValueLayout.OfLong FOUR =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int STRIP_BYTES = 1 << 20;

    /// Columns whose length is a power of two would all fall into the same few lines of the cache.
    private static final int APART = 64;

    private static final int LONGEST_MESSAGE = 4_096;
    private static final int LARGEST_SIDE = 1 << 20;

    private final long largestPixels;
    private final byte[] head = new byte[ImageHeader.BYTES];
    private int headFilled;
    private long toSkip;
    private Optional<ImageHeader> header = Optional.empty();
    private final StringBuilder message = new StringBuilder();

    private ImageElement element = ImageElement.UINT16;
    private int width;
    private int height;
    private int planes;
    private float[] adu = {};
    private short[] stored = {};
    private byte[] strip = {};
    private int columnBytes;
    private int stride;
    private int stripColumns;
    private int filledColumns;
    private int filledBytes;
    private int doneColumns;

    /// @param largestPixels a larger picture is refused by its header
    ImageBytesReader(long largestPixels) {
        this.largestPixels = Math.min(largestPixels, Integer.MAX_VALUE - 8);
    }

    @Override
    public void take(ByteBuffer bytes) throws AlpacaFormatException {
        while (bytes.hasRemaining()) {
            if (headFilled < head.length) {
                int count = Math.min(bytes.remaining(), head.length - headFilled);
                bytes.get(head, headFilled, count);
                headFilled += count;
                if (headFilled == head.length) {
                    begin(ImageHeader.decode(head));
                }
            } else if (toSkip > 0) {
                int count = (int) Math.min(bytes.remaining(), toSkip);
                bytes.position(bytes.position() + count);
                toSkip -= count;
            } else if (failed()) {
                byte[] part = new byte[bytes.remaining()];
                bytes.get(part);
                keep(part);
            } else if (doneColumns == width) {
                throw new AlpacaFormatException(
                        "more bytes than a picture of %d × %d has".formatted(width, height));
            } else {
                fill(bytes);
            }
        }
    }

    @Override
    public ImageReply end() throws AlpacaFormatException {
        if (header.isEmpty()) {
            throw new AlpacaFormatException(
                    "ImageBytes that end after %d bytes, inside the header".formatted(headFilled));
        }
        ImageHeader read = header.get();
        if (failed()) {
            byte[] text = message.toString().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            return new ImageReply.Failure(
                    read.errorNumber(), new String(text, UTF_8), read.clientTransaction());
        }
        if (doneColumns < width) {
            throw new AlpacaFormatException(
                    "a picture of %d × %d that breaks off in column %d"
                            .formatted(width, height, doneColumns + filledColumns));
        }
        return new ImageReply.Picture(frame(), read.clientTransaction());
    }

    private Frame frame() {
        if (!staysShort()) {
            return new Frame(width, height, adu);
        }
        int offsetAdu = element == ImageElement.UINT16 ? Frame.Counts.UNSIGNED : 0;
        return Frame.of(width, height, new Frame.Counts(stored, offsetAdu), Map.of());
    }

    private boolean staysShort() {
        return planes == 1
                && switch (element) {
                    case UINT16, INT16, BYTE -> true;
                    case INT32, UINT32, SINGLE, DOUBLE, INT64, UINT64 -> false;
                };
    }

    private boolean failed() {
        return header.isPresent() && header.get().errorNumber() != 0;
    }

    private void keep(byte[] part) {
        for (byte one : part) {
            if (message.length() < LONGEST_MESSAGE) {
                message.append((char) Byte.toUnsignedInt(one));
            }
        }
    }

    private void begin(ImageHeader read) throws AlpacaFormatException {
        toSkip = (long) read.dataStart() - ImageHeader.BYTES;
        header = Optional.of(read);
        if (failed()) {
            return;
        }
        element = read.requirePicture(largestPixels);
        width = read.widthPixels();
        height = read.heightPixels();
        planes = read.valuesPerPixel();
        if (width > LARGEST_SIDE || height > LARGEST_SIDE) {
            throw new AlpacaFormatException(
                    "a picture of %d × %d pixels, which no sensor has".formatted(width, height));
        }
        columnBytes = height * planes * element.bytes();
        stride = columnBytes + APART;
        stripColumns = Math.clamp(STRIP_BYTES / stride, 1, Math.min(MOST_COLUMNS, width));
        strip = new byte[stripColumns * stride];
        if (staysShort()) {
            stored = new short[width * height];
        } else {
            adu = new float[width * height];
        }
    }

    private void fill(ByteBuffer bytes) {
        int count = Math.min(bytes.remaining(), columnBytes - filledBytes);
        bytes.get(strip, filledColumns * stride + filledBytes, count);
        filledBytes += count;
        if (filledBytes == columnBytes) {
            filledBytes = 0;
            filledColumns++;
            if (filledColumns == stripColumns || doneColumns + filledColumns == width) {
                layDown();
                doneColumns += filledColumns;
                filledColumns = 0;
            }
        }
    }

    private void layDown() {
        if (planes > 1) {
            layDownPlanes();
            return;
        }
        switch (element) {
            case UINT16 ->
                    shorts(
                            strip,
                            stride,
                            filledColumns,
                            height,
                            stored,
                            width,
                            doneColumns,
                            Quartet.SIGNS);
            case INT16 ->
                    shorts(strip, stride, filledColumns, height, stored, width, doneColumns, 0);
            case BYTE -> bytes(strip, stride, filledColumns, height, stored, width, doneColumns);
            case INT32 -> ints(strip, stride, filledColumns, height, adu, width, doneColumns);
            case UINT32, SINGLE, DOUBLE, INT64, UINT64 -> layDownPlanes();
        }
    }

    /// Any element type; colour planes become their mean, which keeps a pixel's scale in ADU and favours no filter.
    private void layDownPlanes() {
        for (int y = 0; y < height; y++) {
            for (int column = 0; column < filledColumns; column++) {
                double sum = 0;
                for (int plane = 0; plane < planes; plane++) {
                    sum += value(column * stride + (y * planes + plane) * element.bytes());
                }
                adu[y * width + doneColumns + column] = (float) (sum / planes);
            }
        }
    }

    private double value(int at) {
        return switch (element) {
            case INT16 -> (short) SHORT.get(strip, at);
            case UINT16 -> Short.toUnsignedInt((short) SHORT.get(strip, at));
            case BYTE -> Byte.toUnsignedInt(strip[at]);
            case INT32 -> (int) INT.get(strip, at);
            case UINT32 -> Integer.toUnsignedLong((int) INT.get(strip, at));
            case SINGLE -> Float.intBitsToFloat((int) INT.get(strip, at));
            case DOUBLE -> Double.longBitsToDouble((long) LONG.get(strip, at));
            case INT64 -> (long) LONG.get(strip, at);
            case UINT64 -> unsigned((long) LONG.get(strip, at));
        };
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : (bits >>> 1) * 2.0 + (bits & 1);
    }

    // One loop for each type that cameras really send, so that each is compiled for itself.
    private static void shorts(
            byte[] strip,
            int stride,
            int columns,
            int height,
            short[] stored,
            int width,
            int left,
            long flipped) {
        MemorySegment rows = MemorySegment.ofArray(stored);
        int wholeColumns = columns & -Quartet.SIDE;
        int wholeRows = height & -Quartet.SIDE;
        long rowBytes = 2L * width;
        for (int top = 0; top < wholeRows; top += TILE_ROWS) {
            int end = Math.min(wholeRows, top + TILE_ROWS);
            for (int column = 0; column < wholeColumns; column += Quartet.SIDE) {
                for (int y = top; y < end; y += Quartet.SIDE) {
                    int from = 2 * y + column * stride;
                    long a = (long) LONG.get(strip, from);
                    long b = (long) LONG.get(strip, from + stride);
                    long c = (long) LONG.get(strip, from + 2 * stride);
                    long d = (long) LONG.get(strip, from + 3 * stride);
                    long to = y * rowBytes + 2L * (left + column);
                    rows.set(FOUR, to, Quartet.first(a, b, c, d) ^ flipped);
                    rows.set(FOUR, to + rowBytes, Quartet.second(a, b, c, d) ^ flipped);
                    rows.set(FOUR, to + 2 * rowBytes, Quartet.third(a, b, c, d) ^ flipped);
                    rows.set(FOUR, to + 3 * rowBytes, Quartet.fourth(a, b, c, d) ^ flipped);
                }
            }
        }
        for (int y = 0; y < height; y++) {
            for (int column = y < wholeRows ? wholeColumns : 0; column < columns; column++) {
                stored[y * width + left + column] =
                        (short) ((short) SHORT.get(strip, 2 * y + column * stride) ^ flipped);
            }
        }
    }

    private static void bytes(
            byte[] strip,
            int stride,
            int columns,
            int height,
            short[] stored,
            int width,
            int left) {
        for (int y = 0; y < height; y++) {
            int to = y * width + left;
            for (int column = 0; column < columns; column++) {
                stored[to + column] = (short) (strip[y + column * stride] & 0xFF);
            }
        }
    }

    private static void ints(
            byte[] strip, int stride, int columns, int height, float[] adu, int width, int left) {
        for (int y = 0; y < height; y++) {
            int to = y * width + left;
            int from = 4 * y;
            for (int column = 0; column < columns; column++) {
                adu[to + column] = (int) INT.get(strip, from + column * stride);
            }
        }
    }
}
