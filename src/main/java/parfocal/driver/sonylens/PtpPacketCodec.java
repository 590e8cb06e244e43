package parfocal.driver.sonylens;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import parfocal.driver.sonylens.PtpPacket.Data;
import parfocal.driver.sonylens.PtpPacket.EndData;
import parfocal.driver.sonylens.PtpPacket.Event;
import parfocal.driver.sonylens.PtpPacket.InitAck;
import parfocal.driver.sonylens.PtpPacket.InitCommand;
import parfocal.driver.sonylens.PtpPacket.InitEvent;
import parfocal.driver.sonylens.PtpPacket.InitEventAck;
import parfocal.driver.sonylens.PtpPacket.InitFail;
import parfocal.driver.sonylens.PtpPacket.Ping;
import parfocal.driver.sonylens.PtpPacket.Pong;
import parfocal.driver.sonylens.PtpPacket.Request;
import parfocal.driver.sonylens.PtpPacket.Response;
import parfocal.driver.sonylens.PtpPacket.StartData;

/// PTP/IP packets as bytes, both ways: length (all of it), type, body.
final class PtpPacketCodec {
    static final int HEADER_BYTES = 8;
    private static final int GUID_BYTES = 16;
    private static final int VERSION = 0x0001_0000;
    private static final int NO_DATA_OUT = 1;
    private static final int DATA_OUT = 2;

    private PtpPacketCodec() {}

    static byte[] encode(PtpPacket packet) {
        return switch (packet) {
            case InitCommand(UUID guid, String name) ->
                    packet(
                            1,
                            body(
                                    GUID_BYTES + nameBytes(name) + 4,
                                    it -> {
                                        guid(it, guid);
                                        name(it, name);
                                        it.putInt(VERSION);
                                    }));
            case InitAck(int connection, UUID guid, String name) ->
                    packet(
                            2,
                            body(
                                    4 + GUID_BYTES + nameBytes(name) + 4,
                                    it -> {
                                        it.putInt(connection);
                                        guid(it, guid);
                                        name(it, name);
                                        it.putInt(VERSION);
                                    }));
            case InitEvent(int connection) -> packet(3, body(4, it -> it.putInt(connection)));
            case InitEventAck() -> packet(4, new byte[0]);
            case InitFail(int reason) -> packet(5, body(4, it -> it.putInt(reason)));
            case Request(boolean dataOut, int operation, int transaction, var parameters) ->
                    packet(
                            6,
                            body(
                                    10 + 4 * parameters.size(),
                                    it -> {
                                        it.putInt(dataOut ? DATA_OUT : NO_DATA_OUT);
                                        it.putShort((short) operation).putInt(transaction);
                                        parameters.forEach(it::putInt);
                                    }));
            case Response(int code, int transaction, var parameters) ->
                    packet(7, told(code, transaction, parameters));
            case Event(int code, int transaction, var parameters) ->
                    packet(8, told(code, transaction, parameters));
            case StartData(int transaction, long lengthBytes) ->
                    packet(9, body(12, it -> it.putInt(transaction).putLong(lengthBytes)));
            case Data(int transaction, ByteBuffer bytes) -> packet(10, data(transaction, bytes));
            case EndData(int transaction, ByteBuffer bytes) -> packet(12, data(transaction, bytes));
            case Ping() -> packet(13, new byte[0]);
            case Pong() -> packet(14, new byte[0]);
        };
    }

    /// @param bytes one whole packet
    /// @return empty for what is no packet, or is one of a kind that nobody sends here
    static Optional<PtpPacket> decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (in.getInt() != bytes.length) {
                return Optional.empty();
            }
            return switch (in.getInt()) {
                case 1 -> {
                    UUID guid = guid(in);
                    yield Optional.of(new InitCommand(guid, name(in)));
                }
                case 2 -> {
                    int connection = in.getInt();
                    UUID guid = guid(in);
                    yield Optional.of(new InitAck(connection, guid, name(in)));
                }
                case 3 -> Optional.of(new InitEvent(in.getInt()));
                case 4 -> Optional.of(new InitEventAck());
                case 5 -> Optional.of(new InitFail(in.getInt()));
                case 6 -> {
                    boolean dataOut = in.getInt() == DATA_OUT;
                    int operation = Short.toUnsignedInt(in.getShort());
                    yield Optional.of(new Request(dataOut, operation, in.getInt(), parameters(in)));
                }
                case 7 -> {
                    int code = Short.toUnsignedInt(in.getShort());
                    yield Optional.of(new Response(code, in.getInt(), parameters(in)));
                }
                case 8 -> {
                    int code = Short.toUnsignedInt(in.getShort());
                    yield Optional.of(new Event(code, in.getInt(), parameters(in)));
                }
                case 9 -> Optional.of(new StartData(in.getInt(), in.getLong()));
                case 10 -> Optional.of(new Data(in.getInt(), rest(in)));
                case 12 -> Optional.of(new EndData(in.getInt(), rest(in)));
                case 13 -> Optional.of(new Ping());
                case 14 -> Optional.of(new Pong());
                default -> Optional.empty();
            };
        } catch (BufferUnderflowException _) {
            return Optional.empty();
        }
    }

    static byte[] bytes(ByteBuffer data) {
        byte[] bytes = new byte[data.remaining()];
        data.duplicate().get(bytes);
        return bytes;
    }

    private interface Filling {
        void into(ByteBuffer body);
    }

    private static byte[] body(int bytes, Filling filling) {
        ByteBuffer body = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        filling.into(body);
        return body.array();
    }

    private static byte[] packet(int type, byte[] body) {
        return body(
                HEADER_BYTES + body.length,
                it -> it.putInt(HEADER_BYTES + body.length).putInt(type).put(body));
    }

    private static byte[] told(int code, int transaction, List<Integer> parameters) {
        return body(
                6 + 4 * parameters.size(),
                it -> {
                    it.putShort((short) code).putInt(transaction);
                    parameters.forEach(it::putInt);
                });
    }

    private static byte[] data(int transaction, ByteBuffer bytes) {
        return body(4 + bytes.remaining(), it -> it.putInt(transaction).put(bytes.duplicate()));
    }

    private static int nameBytes(String name) {
        return 2 * name.length() + 2;
    }

    private static void name(ByteBuffer out, String name) {
        out.put(name.getBytes(StandardCharsets.UTF_16LE)).putShort((short) 0);
    }

    private static String name(ByteBuffer in) {
        var name = new StringBuilder();
        for (char next = in.getChar(); next != 0; next = in.getChar()) {
            name.append(next);
        }
        return name.toString();
    }

    private static ByteBuffer rest(ByteBuffer in) {
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        return ByteBuffer.wrap(rest);
    }

    // Sixteen bytes in the order they are written, whatever the order of the numbers round them.
    private static void guid(ByteBuffer out, UUID guid) {
        out.putLong(Long.reverseBytes(guid.getMostSignificantBits()));
        out.putLong(Long.reverseBytes(guid.getLeastSignificantBits()));
    }

    private static UUID guid(ByteBuffer in) {
        return new UUID(Long.reverseBytes(in.getLong()), Long.reverseBytes(in.getLong()));
    }

    private static List<Integer> parameters(ByteBuffer in) {
        var parameters = new ArrayList<Integer>();
        while (in.remaining() >= 4) {
            parameters.add(in.getInt());
        }
        return parameters;
    }
}
