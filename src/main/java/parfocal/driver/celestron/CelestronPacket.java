package parfocal.driver.celestron;

import static java.util.stream.Collectors.joining;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.IntStream;

/// One packet of the AUX bus: `3B | length | source | destination | command | data | sum`.
///
/// The length counts source, destination, command and data; the sum makes everything behind `3B` add up to 0 modulo 256.
///
/// @param source      the address of who speaks
/// @param destination the address of who is meant
/// @param data        bytes as 0…255
record CelestronPacket(int source, int destination, int command, List<Integer> data) {
    static final int PREAMBLE = 0x3B;

    /// Preamble, length and sum.
    static final int OVERHEAD_BYTES = 3;

    static final int SHORTEST_LENGTH = 3;

    // The longest packet known to the bus is a few bytes shorter; longer lengths are misread bytes.
    static final int LONGEST_LENGTH = 20;

    static final int FOCUSER = 0x12;
    static final int HOST = 0x20;

    CelestronPacket {
        data = List.copyOf(data);
    }

    byte[] encode() {
        var bytes = new ByteArrayOutputStream();
        int length = SHORTEST_LENGTH + data.size();
        int sum = length + source + destination + command;
        bytes.write(PREAMBLE);
        bytes.write(length);
        bytes.write(source);
        bytes.write(destination);
        bytes.write(command);
        for (int one : data) {
            bytes.write(one);
            sum += one;
        }
        bytes.write(-sum);
        return bytes.toByteArray();
    }

    /// A packet back to who sent this one.
    CelestronPacket answer(int answerCommand, List<Integer> answerData) {
        return new CelestronPacket(
                /* source= */ destination, /* destination= */ source, answerCommand, answerData);
    }

    /// Whether the focus motor said this to us. Everything else on the bus, our own echo too, is somebody else's.
    boolean fromFocuserToHost() {
        return source == FOCUSER && destination == HOST;
    }

    /// As on the protocol sheet: `3B 03 20 12 01 CA`.
    static String hex(byte[] bytes) {
        return IntStream.range(0, bytes.length)
                .mapToObj(i -> "%02X".formatted(bytes[i]))
                .collect(joining(" "));
    }
}
