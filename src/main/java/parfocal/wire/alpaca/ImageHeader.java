package parfocal.wire.alpaca;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The 44 bytes before the pixels of ImageBytes (metadata version 1).
///
/// @param errorNumber       0 for a picture; otherwise what follows is a message in UTF-8
/// @param clientTransaction 0…4294967295
/// @param serverTransaction 0…4294967295
/// @param dataStart         where the pixels or the message begin, from the first byte
/// @param image             the element type of the array that the camera offers, mostly 2 (int32)
/// @param transmission      the element type of the bytes that follow
/// @param rank              2, or 3 with colour planes
/// @param widthPixels       first dimension
/// @param heightPixels      second dimension, whose values lie next to one another
/// @param planes            third dimension; 0 when the rank is 2
record ImageHeader(
        int errorNumber,
        long clientTransaction,
        long serverTransaction,
        int dataStart,
        int image,
        int transmission,
        int rank,
        int widthPixels,
        int heightPixels,
        int planes) {
    static final int BYTES = 44;

    private static final int VERSION = 1;
    private static final long UNSIGNED = 0xFFFF_FFFFL;

    byte[] encode() {
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(VERSION)
                .putInt(errorNumber)
                .putInt((int) clientTransaction)
                .putInt((int) serverTransaction)
                .putInt(dataStart)
                .putInt(image)
                .putInt(transmission)
                .putInt(rank)
                .putInt(widthPixels)
                .putInt(heightPixels)
                .putInt(planes)
                .array();
    }

    /// @param bytes at least 44, from the first
    static ImageHeader decode(byte[] bytes) throws AlpacaFormatException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int version = buffer.getInt();
        if (version != VERSION) {
            throw new AlpacaFormatException("ImageBytes of the unknown version " + version);
        }
        var header =
                new ImageHeader(
                        buffer.getInt(),
                        buffer.getInt() & UNSIGNED,
                        buffer.getInt() & UNSIGNED,
                        buffer.getInt(),
                        buffer.getInt(),
                        buffer.getInt(),
                        buffer.getInt(),
                        buffer.getInt(),
                        buffer.getInt(),
                        buffer.getInt());
        if (header.dataStart < BYTES) {
            throw new AlpacaFormatException(
                    "ImageBytes whose data begin at byte %d, inside the header"
                            .formatted(header.dataStart));
        }
        return header;
    }

    /// Checks that this is a picture that can be, and is no larger than expected, before anything is allocated for it.
    ///
    /// @return how its values are written
    ImageElement requirePicture(long largestPixels) throws AlpacaFormatException {
        ImageElement element =
                ImageElement.of(transmission)
                        .orElseThrow(() ->
                                new AlpacaFormatException(
                                        "ImageBytes with the unknown element type "
                                                + transmission));
        boolean shaped =
                widthPixels > 0
                        && heightPixels > 0
                        && (rank == 2 || (rank == 3 && planes > 0 && planes <= 4));
        if (!shaped) {
            throw new AlpacaFormatException(
                    "ImageBytes of rank %d with the dimensions %d × %d × %d"
                            .formatted(rank, widthPixels, heightPixels, planes));
        }
        if ((long) widthPixels * heightPixels > largestPixels) {
            throw new AlpacaFormatException(
                    "a picture of %d × %d pixels, more than the %d that were to be expected"
                            .formatted(widthPixels, heightPixels, largestPixels));
        }
        return element;
    }

    /// How many values each pixel has.
    int valuesPerPixel() {
        return rank == 3 ? planes : 1;
    }
}
