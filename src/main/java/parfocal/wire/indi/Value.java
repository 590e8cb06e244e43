package parfocal.wire.indi;

import java.util.OptionalLong;

/// The value of one element of a property.
public sealed interface Value {

    /// @param text trimmed, as libindi pads it
    record Text(String text) implements Value {}

    /// @param number finite
    record Numeric(double number) implements Value {}

    record Switch(boolean on) implements Value {}

    record Light(PropertyState state) implements Value {}

    /// What came is no value of the property's kind: a hexadecimal number, a switch that is neither on nor off, a BLOB that is not
    /// base64 or was not wanted. Whoever gets an order with it refuses the order.
    record Unreadable(String text) implements Value {}

    /// A file inside a message.
    final class Blob implements Value {
        private final String format;
        private final OptionalLong sizeBytes;
        private final byte[] bytes;

        /// @param format    with its dot, as a file name would end: `.fits`, `.fits.fz`, `.fits.z`
        /// @param sizeBytes of what is inside when it is unpacked, as the sender says
        /// @param bytes     as packed as the format says; kept, not copied
        public Blob(String format, OptionalLong sizeBytes, byte[] bytes) {
            this.format = format;
            this.sizeBytes = sizeBytes;
            this.bytes = bytes;
        }

        /// A BLOB property holds this until something arrives.
        public static Blob empty() {
            return new Blob("", OptionalLong.empty(), new byte[0]);
        }

        public String format() {
            return format;
        }

        public OptionalLong sizeBytes() {
            return sizeBytes;
        }

        /// Not a copy: read only.
        public byte[] bytes() {
            return bytes;
        }

        @Override
        public String toString() {
            return "Blob[%s, %d bytes]".formatted(format, bytes.length);
        }
    }
}
