package parfocal.driver.sonylens;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One property as operation 0x9209 describes it. Only whole numbers are kept; strings and lists are read over.
///
/// @param type    PTP data type, 1 to 8 for whole numbers from INT8 to UINT64
/// @param access  0 read only, 1 read and write, 0x81 to 0x84 a control
/// @param enabled 0 greyed out, 1 yes, 2 only shown
/// @param range   minimum, maximum and step, or empty where the property has none
record SonyProperty(int code, int type, int access, int enabled, long current, List<Long> range) {
    static final int INT8 = 1;
    static final int UINT8 = 2;
    static final int INT16 = 3;
    static final int UINT16 = 4;

    private static final int ARRAY = 0x4000;
    private static final int STRING = 0xFFFF;
    private static final int RANGE = 1;
    private static final int ENUMERATION = 2;

    SonyProperty {
        range = List.copyOf(range);
    }

    /// @return empty when the bytes are not such a list
    static Optional<Map<Integer, SonyProperty>> decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        var properties = new LinkedHashMap<Integer, SonyProperty>();
        try {
            long count = in.getLong();
            for (long index = 0; index < count; index++) {
                SonyProperty property = read(in);
                properties.put(property.code, property);
            }
            return Optional.of(properties);
        } catch (BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static byte[] encode(List<SonyProperty> properties) {
        ByteBuffer out = ByteBuffer.allocate(8 + 64 * properties.size());
        out.order(ByteOrder.LITTLE_ENDIAN).putLong(properties.size());
        properties.forEach(property -> property.write(out));
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    /// A number as it is sent with an order to set or to press: as many bytes as its type has.
    static byte[] number(int type, long value) {
        ByteBuffer out = ByteBuffer.allocate(bytesOf(type)).order(ByteOrder.LITTLE_ENDIAN);
        put(out, type, value);
        return out.array();
    }

    static Optional<Long> number(int type, byte[] bytes) {
        return bytes.length == bytesOf(type)
                ? Optional.of(get(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), type))
                : Optional.empty();
    }

    private static SonyProperty read(ByteBuffer in) {
        int code = Short.toUnsignedInt(in.getShort());
        int type = Short.toUnsignedInt(in.getShort());
        int access = Byte.toUnsignedInt(in.get());
        int enabled = Byte.toUnsignedInt(in.get());
        value(in, type);
        long current = value(in, type);
        List<Long> range =
                switch (in.get()) {
                    case RANGE -> List.of(value(in, type), value(in, type), value(in, type));
                    case ENUMERATION -> {
                        int values = Short.toUnsignedInt(in.getShort());
                        for (int index = 0; index < values; index++) {
                            value(in, type);
                        }
                        yield List.of();
                    }
                    default -> List.of();
                };
        return new SonyProperty(code, type, access, enabled, current, range);
    }

    private static long value(ByteBuffer in, int type) {
        if (type == STRING) {
            in.position(in.position() + 1 + 2 * Byte.toUnsignedInt(in.get(in.position())));
            return 0;
        }
        if ((type & ARRAY) == 0) {
            return get(in, type);
        }
        int count = in.getInt();
        for (int index = 0; index < count; index++) {
            get(in, type & ~ARRAY);
        }
        return 0;
    }

    private void write(ByteBuffer out) {
        out.putShort((short) code).putShort((short) type).put((byte) access).put((byte) enabled);
        put(out, type, current);
        put(out, type, current);
        out.put((byte) (range.isEmpty() ? 0 : RANGE));
        range.forEach(end -> put(out, type, end));
    }

    private static long get(ByteBuffer in, int type) {
        return switch (type) {
            case INT8 -> in.get();
            case UINT8 -> Byte.toUnsignedInt(in.get());
            case INT16 -> in.getShort();
            case UINT16 -> Short.toUnsignedInt(in.getShort());
            case 5 -> in.getInt();
            case 6 -> Integer.toUnsignedLong(in.getInt());
            case 7, 8 -> in.getLong();
            default -> throw new IllegalArgumentException("type " + type);
        };
    }

    private static void put(ByteBuffer out, int type, long value) {
        switch (bytesOf(type)) {
            case 1 -> out.put((byte) value);
            case 2 -> out.putShort((short) value);
            case 4 -> out.putInt((int) value);
            default -> out.putLong(value);
        }
    }

    private static int bytesOf(int type) {
        return 1 << ((type - 1) / 2);
    }
}
