package parfocal.driver.sonylens;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
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
import parfocal.link.WireDevice;

/// One connection to the emulated body: packets in, packets out. What they do is the body's business.
final class PtpGuest implements WireDevice {
    private static final int LONGEST_BYTES = 1 << 20;
    private static final int CONNECTION = 1;
    private static final UUID GUID = new UUID(0, 1);

    private final SonyBody body;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private byte[] heard = {};
    private Optional<Request> awaitingData = Optional.empty();
    private boolean commands;

    PtpGuest(SonyBody body) {
        this.body = body;
    }

    @Override
    public void hear(byte[] bytes) {
        synchronized (body) {
            int before = heard.length;
            heard = Arrays.copyOf(heard, before + bytes.length);
            System.arraycopy(bytes, 0, heard, before, bytes.length);
            while (heard.length >= PtpPacketCodec.HEADER_BYTES) {
                int length = ByteBuffer.wrap(heard).order(ByteOrder.LITTLE_ENDIAN).getInt();
                if (length < PtpPacketCodec.HEADER_BYTES || length > LONGEST_BYTES) {
                    heard = new byte[0];
                    return;
                }
                if (heard.length < length) {
                    return;
                }
                var packet = PtpPacketCodec.decode(Arrays.copyOf(heard, length));
                heard = Arrays.copyOfRange(heard, length, heard.length);
                packet.ifPresent(this::handle);
            }
        }
    }

    @Override
    public byte[] say() {
        synchronized (body) {
            byte[] all = said.toByteArray();
            said.reset();
            return all;
        }
    }

    /// A session ends with the connection it was opened on.
    void leave() {
        synchronized (body) {
            if (commands) {
                body.hungUp();
            }
        }
    }

    private void handle(PtpPacket packet) {
        switch (packet) {
            case InitCommand _ -> {
                commands = true;
                awaitingData = Optional.empty();
                tell(new InitAck(CONNECTION, GUID, SonyBody.MODEL));
            }
            case InitEvent _ -> tell(new InitEventAck());
            case Ping() -> tell(new Pong());
            case Request request -> {
                data.reset();
                if (request.dataOut()) {
                    awaitingData = Optional.of(request);
                } else {
                    answer(request);
                }
            }
            case Data(int transaction, ByteBuffer bytes) -> take(transaction, bytes);
            case EndData(int transaction, ByteBuffer bytes) -> {
                take(transaction, bytes);
                awaitingData.filter(it -> it.transaction() == transaction).ifPresent(this::answer);
                awaitingData = Optional.empty();
            }
            case StartData _, Pong() -> {}
            // A host does not send these.
            case InitAck _, InitEventAck(), InitFail _, Response _, Event _ -> {}
        }
    }

    private void take(int transaction, ByteBuffer bytes) {
        if (awaitingData.filter(it -> it.transaction() == transaction).isPresent()) {
            data.writeBytes(PtpPacketCodec.bytes(bytes));
        }
    }

    private void answer(Request request) {
        SonyBody.Answer answer = body.carryOut(request, data.toByteArray());
        answer.data()
                .ifPresent(bytes -> {
                    tell(new StartData(request.transaction(), bytes.length));
                    tell(new EndData(request.transaction(), ByteBuffer.wrap(bytes)));
                });
        tell(new Response(answer.code(), request.transaction(), List.of()));
    }

    private void tell(PtpPacket packet) {
        said.writeBytes(PtpPacketCodec.encode(packet));
    }
}
