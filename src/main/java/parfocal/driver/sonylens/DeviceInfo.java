package parfocal.driver.sonylens;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a camera says of itself in PTP's GetDeviceInfo, without what focus has no use for.
///
/// @param vendorExtension 0x11 for Sony; some bodies on the network say 0x06, which is Microsoft's
/// @param operations      what it can be asked to do
record DeviceInfo(
        int vendorExtension,
        List<Integer> operations,
        String manufacturer,
        String model,
        String version) {
    private static final int STANDARD = 100;

    DeviceInfo {
        operations = List.copyOf(operations);
    }

    boolean isSony() {
        return vendorExtension == SonyWords.VENDOR || manufacturer.startsWith("Sony");
    }

    static Optional<DeviceInfo> decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            in.getShort();
            int extension = in.getInt();
            in.getShort();
            text(in);
            in.getShort();
            List<Integer> operations = codes(in);
            for (int ignored = 0; ignored < 4; ignored++) {
                codes(in);
            }
            return Optional.of(new DeviceInfo(extension, operations, text(in), text(in), text(in)));
        } catch (BufferUnderflowException _) {
            return Optional.empty();
        }
    }

    byte[] encode(List<Integer> events) {
        ByteBuffer out = ByteBuffer.allocate(2_048).order(ByteOrder.LITTLE_ENDIAN);
        out.putShort((short) STANDARD).putInt(vendorExtension).putShort((short) STANDARD);
        text(out, "");
        out.putShort((short) 0);
        codes(out, operations);
        codes(out, events);
        codes(out, List.of());
        codes(out, List.of());
        codes(out, List.of());
        text(out, manufacturer);
        text(out, model);
        text(out, version);
        text(out, "0");
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    static List<Integer> codes(ByteBuffer in) {
        int count = in.getInt();
        var codes = new ArrayList<Integer>();
        for (int index = 0; index < count; index++) {
            codes.add(Short.toUnsignedInt(in.getShort()));
        }
        return codes;
    }

    static void codes(ByteBuffer out, List<Integer> codes) {
        out.putInt(codes.size());
        codes.forEach(code -> out.putShort(code.shortValue()));
    }

    // One byte says how many characters follow, the closing zero among them.
    private static String text(ByteBuffer in) {
        byte[] characters = new byte[2 * Byte.toUnsignedInt(in.get())];
        in.get(characters);
        return new String(characters, StandardCharsets.UTF_16LE).replace("\0", "");
    }

    private static void text(ByteBuffer out, String text) {
        if (text.isEmpty()) {
            out.put((byte) 0);
            return;
        }
        out.put((byte) (text.length() + 1));
        out.put(text.getBytes(StandardCharsets.UTF_16LE)).putShort((short) 0);
    }
}
