package parfocal.wire.alpaca;

import java.util.Arrays;
import java.util.Optional;

/// How one pixel value is written in ImageBytes, little endian.
public enum ImageElement {
    INT16(1, 2),
    INT32(2, 4),
    DOUBLE(3, 8),
    SINGLE(4, 4),
    UINT64(5, 8),
    BYTE(6, 1),
    INT64(7, 8),
    UINT16(8, 2),
    UINT32(9, 4);

    private final int code;
    private final int bytes;

    ImageElement(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /// As in the header.
    public int code() {
        return code;
    }

    /// Length of one value.
    public int bytes() {
        return bytes;
    }

    public static Optional<ImageElement> of(int code) {
        return Arrays.stream(values()).filter(element -> element.code == code).findFirst();
    }
}
