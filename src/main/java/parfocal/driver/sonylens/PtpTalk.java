package parfocal.driver.sonylens;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.driver.sonylens.PtpPacket.Data;
import parfocal.driver.sonylens.PtpPacket.EndData;
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
import parfocal.link.Line;
import parfocal.link.ReplyShape;
import parfocal.link.WireLog;

/// One PTP/IP connection, from its opening until something breaks: operations, and answers matched to them.
final class PtpTalk {
    /// libgphoto2 waits 2.5 s for each packet; a body that writes a picture takes its time.
    static final Duration REPLY = Duration.ofSeconds(3);

    private static final int LONGEST_BYTES = 1 << 20;
    private static final int TOO_MANY_PACKETS = 1_000;
    private static final byte[] NOTHING = {};
    private static final String HOST_NAME = "Parfocal";
    // Some bodies ask their user to allow a host they do not know; this is how they know us again.
    private static final UUID HOST_ID = UUID.fromString("50617266-6f63-616c-0000-000000000001");

    /// @param contents what came before the response; empty where the operation gives none
    record Answer(int code, ByteBuffer contents) {
        byte[] data() {
            return PtpPacketCodec.bytes(contents);
        }

        boolean ok() {
            return code == SonyWords.OK;
        }
    }

    private final String device;
    private final Line commands;
    private final Optional<Line> events;
    private byte[] eventBytes = NOTHING;
    private int transaction;

    /// Opens the connection on both wires.
    PtpTalk(String device, PtpWires wires) throws DeviceException {
        this.device = device;
        this.commands = wires.commands();
        var _ = commands.exchange(NOTHING, new ReplyShape.Anything(), Duration.ZERO);
        int connection = welcome(send(commands, new InitCommand(HOST_ID, HOST_NAME), "init"));
        this.events = wires.openEvents();
        if (events.isPresent()) {
            byte[] reply = send(events.get(), new InitEvent(connection), "init event");
            if (PtpPacketCodec.decode(reply).filter(InitEventAck.class::isInstance).isEmpty()) {
                throw garbled("init event", reply);
            }
        }
    }

    private int welcome(byte[] reply) throws DeviceException {
        return switch (PtpPacketCodec.decode(reply).orElseThrow(() -> garbled("init", reply))) {
            case InitAck(int connection, _, _) -> connection;
            case InitFail _ ->
                    throw new DeviceException(
                            new DeviceFault.Refused(
                                    device,
                                    "the connection",
                                    "the body does not let this computer in. Allow it on the body's screen, and see that its"
                                            + " remote control is set to PC Remote."));
            default -> throw garbled("init", reply);
        };
    }

    /// Carries out an operation that sends nothing but parameters.
    Answer ask(int operation, Integer... parameters) throws DeviceException {
        return converse(operation, List.of(parameters), Optional.empty());
    }

    /// Carries out an operation with data for the body.
    Answer tell(int operation, int parameter, byte[] data) throws DeviceException {
        return converse(operation, List.of(parameter), Optional.of(data));
    }

    private Answer converse(int operation, List<Integer> parameters, Optional<byte[]> out)
            throws DeviceException {
        hearEvents();
        // PTP wants 0 for the opening of a session, and numbers that grow from 1 within it.
        int id = operation == SonyWords.OPEN_SESSION ? 0 : transaction;
        transaction = id + 1;
        String asked = "operation 0x%04X".formatted(operation);
        var request = new ByteArrayOutputStream();
        request.writeBytes(
                PtpPacketCodec.encode(new Request(out.isPresent(), operation, id, parameters)));
        out.ifPresent(data -> {
            request.writeBytes(PtpPacketCodec.encode(new StartData(id, data.length)));
            request.writeBytes(PtpPacketCodec.encode(new EndData(id, ByteBuffer.wrap(data))));
        });
        var data = new ByteArrayOutputStream();
        byte[] packet = exchange(commands, request.toByteArray(), asked);
        for (int heard = 1; heard < TOO_MANY_PACKETS; heard++) {
            byte[] bytes = packet;
            switch (PtpPacketCodec.decode(bytes).orElseThrow(() -> garbled(asked, bytes))) {
                case Response(int code, int of, _) -> {
                    if (of == id) {
                        return new Answer(code, ByteBuffer.wrap(data.toByteArray()));
                    }
                }
                case Data(int of, ByteBuffer part) -> {
                    if (of == id) {
                        data.writeBytes(PtpPacketCodec.bytes(part));
                    }
                }
                case EndData(int of, ByteBuffer part) -> {
                    if (of == id) {
                        data.writeBytes(PtpPacketCodec.bytes(part));
                    }
                }
                case Ping() -> pong(commands);
                // What was said to somebody before us, or is news of something else.
                default -> {}
            }
            packet = exchange(commands, NOTHING, asked);
        }
        throw garbled(asked, packet);
    }

    // Events are not needed: what they tell of is looked at when it is wanted. But a ping wants a
    // pong.
    private void hearEvents() throws DeviceException {
        if (events.isEmpty()) {
            return;
        }
        byte[] more = events.get().exchange(NOTHING, new ReplyShape.Anything(), Duration.ZERO);
        int before = eventBytes.length;
        eventBytes = Arrays.copyOf(eventBytes, before + more.length);
        System.arraycopy(more, 0, eventBytes, before, more.length);
        var shape = new ReplyShape.LengthFirst(LONGEST_BYTES);
        while (true) {
            int length = shape.completeLength(eventBytes, eventBytes.length);
            if (length < 0) {
                return;
            }
            byte[] packet = Arrays.copyOf(eventBytes, length);
            eventBytes = Arrays.copyOfRange(eventBytes, length, eventBytes.length);
            if (PtpPacketCodec.decode(packet).filter(Ping.class::isInstance).isPresent()) {
                pong(events.get());
            }
        }
    }

    private static void pong(Line line) throws DeviceException {
        byte[] pong = PtpPacketCodec.encode(new Pong());
        var _ = line.exchange(pong, new ReplyShape.None(), REPLY);
    }

    private byte[] send(Line line, PtpPacket packet, String asked) throws DeviceException {
        return exchange(line, PtpPacketCodec.encode(packet), asked);
    }

    private byte[] exchange(Line line, byte[] request, String asked) throws DeviceException {
        try {
            return line.exchange(request, new ReplyShape.LengthFirst(LONGEST_BYTES), REPLY);
        } catch (DeviceException trouble) {
            // People cannot read packets; they can read what was being done.
            throw switch (trouble.fault()) {
                case DeviceFault.Silent _ ->
                        new DeviceException(new DeviceFault.Silent(device, asked, REPLY), trouble);
                case DeviceFault.Garbled(_, _, String received) ->
                        new DeviceException(
                                new DeviceFault.Garbled(device, asked, received), trouble);
                default -> trouble;
            };
        }
    }

    private DeviceException garbled(String asked, byte[] received) {
        return new DeviceException(
                new DeviceFault.Garbled(device, asked, WireLog.visible(received)));
    }
}
