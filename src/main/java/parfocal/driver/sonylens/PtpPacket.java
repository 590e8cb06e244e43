package parfocal.driver.sonylens;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

/// One packet of PTP/IP (CIPA DC-005): what goes over a camera's network connections. All numbers are little-endian.
///
/// Data is never changed once it is in a packet.
sealed interface PtpPacket {

    /// Opens the command connection. The name is the host's.
    record InitCommand(UUID guid, String name) implements PtpPacket {}

    /// The camera's welcome; the event connection is opened with its number.
    record InitAck(int connection, UUID guid, String name) implements PtpPacket {}

    record InitEvent(int connection) implements PtpPacket {}

    record InitEventAck() implements PtpPacket {}

    /// The camera will not talk to this host.
    record InitFail(int reason) implements PtpPacket {}

    /// @param dataOut whether the host sends data with it
    record Request(boolean dataOut, int operation, int transaction, List<Integer> parameters)
            implements PtpPacket {
        public Request {
            parameters = List.copyOf(parameters);
        }
    }

    record Response(int code, int transaction, List<Integer> parameters) implements PtpPacket {
        public Response {
            parameters = List.copyOf(parameters);
        }
    }

    record Event(int code, int transaction, List<Integer> parameters) implements PtpPacket {
        public Event {
            parameters = List.copyOf(parameters);
        }
    }

    record StartData(int transaction, long lengthBytes) implements PtpPacket {}

    record Data(int transaction, ByteBuffer bytes) implements PtpPacket {}

    /// The last of the data, which may be all of it.
    record EndData(int transaction, ByteBuffer bytes) implements PtpPacket {}

    /// Is anybody there? Either side may ask, on either connection.
    record Ping() implements PtpPacket {}

    record Pong() implements PtpPacket {}
}
