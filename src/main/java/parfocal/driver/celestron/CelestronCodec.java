package parfocal.driver.celestron;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import parfocal.driver.celestron.CelestronCommand.GoSlowlyTo;
import parfocal.driver.celestron.CelestronCommand.GoTo;
import parfocal.driver.celestron.CelestronCommand.ReadCalibration;
import parfocal.driver.celestron.CelestronCommand.ReadFinished;
import parfocal.driver.celestron.CelestronCommand.ReadLimits;
import parfocal.driver.celestron.CelestronCommand.ReadPosition;
import parfocal.driver.celestron.CelestronCommand.ReadVersion;
import parfocal.driver.celestron.CelestronCommand.StartCalibration;
import parfocal.driver.celestron.CelestronCommand.StopCalibration;
import parfocal.driver.celestron.CelestronCommand.TurnDown;
import parfocal.driver.celestron.CelestronCommand.TurnUp;
import parfocal.driver.celestron.CelestronReply.Acknowledged;
import parfocal.driver.celestron.CelestronReply.Calibration;
import parfocal.driver.celestron.CelestronReply.Finished;
import parfocal.driver.celestron.CelestronReply.Limits;
import parfocal.driver.celestron.CelestronReply.NotRecognised;
import parfocal.driver.celestron.CelestronReply.Position;
import parfocal.driver.celestron.CelestronReply.Version;

/// The focus motor's part of the AUX instruction set as functions, in both directions. All numbers are big-endian.
final class CelestronCodec {
    /// Positions are signed 24-bit numbers in a goto and in its reading.
    static final int LARGEST_STEPS = 0x7F_FFFF;

    static final int SMALLEST_STEPS = -0x80_0000;
    static final int LARGEST_RATE = 9;

    private static final int NOT_RECOGNISED = 0xF0;
    private static final int POSITION_BYTES = 3;
    private static final int LIMIT_BYTES = 4;

    private CelestronCodec() {}

    static CelestronPacket encode(CelestronCommand command) {
        return new CelestronPacket(
                CelestronPacket.HOST, CelestronPacket.FOCUSER, code(command), data(command));
    }

    private static int code(CelestronCommand command) {
        return switch (command) {
            case ReadPosition() -> 0x01;
            case GoTo _ -> 0x02;
            case ReadFinished() -> 0x13;
            case GoSlowlyTo _ -> 0x17;
            case TurnUp _ -> 0x24;
            case TurnDown _ -> 0x25;
            // A well-known header has it the other way round; its own code has 1 for start.
            case StartCalibration(), StopCalibration() -> 0x2A;
            case ReadCalibration() -> 0x2B;
            case ReadLimits() -> 0x2C;
            case ReadVersion() -> 0xFE;
        };
    }

    private static List<Integer> data(CelestronCommand command) {
        return switch (command) {
            case GoTo(int steps) -> position(steps);
            case GoSlowlyTo(int steps) -> position(steps);
            case TurnUp(int rate) -> List.of(rate);
            case TurnDown(int rate) -> List.of(rate);
            case StartCalibration() -> List.of(1);
            case StopCalibration() -> List.of(0);
            case ReadVersion _, ReadPosition _, ReadLimits _, ReadCalibration _, ReadFinished _ ->
                    List.of();
        };
    }

    /// A command as the motor reads it, or empty where it would say that it does not know it.
    static Optional<CelestronCommand> decode(CelestronPacket packet) {
        List<Integer> data = packet.data();
        // Questions padded with surplus bytes are answered all the same.
        return switch (packet.command()) {
            case 0x01 -> Optional.of(new ReadPosition());
            case 0x02 -> target(data).map(GoTo::new);
            case 0x13 -> Optional.of(new ReadFinished());
            case 0x17 -> target(data).map(GoSlowlyTo::new);
            case 0x24 -> upTo(LARGEST_RATE, data).map(TurnUp::new);
            case 0x25 -> upTo(LARGEST_RATE, data).map(TurnDown::new);
            case 0x2A ->
                    upTo(1, data)
                            .map(start ->
                                    start == 1 ? new StartCalibration() : new StopCalibration());
            case 0x2B -> Optional.of(new ReadCalibration());
            case 0x2C -> Optional.of(new ReadLimits());
            case 0xFE -> Optional.of(new ReadVersion());
            default -> Optional.empty();
        };
    }

    private static Optional<Integer> target(List<Integer> data) {
        return data.size() < POSITION_BYTES ? Optional.empty() : Optional.of(position(data));
    }

    private static Optional<Integer> upTo(int largest, List<Integer> data) {
        return data.stream().findFirst().filter(first -> first <= largest);
    }

    /// The motor's answer to a packet: addresses swapped, command repeated.
    static CelestronPacket encode(CelestronReply reply, CelestronPacket asked) {
        List<Integer> data =
                switch (reply) {
                    case Position(int steps) -> position(steps);
                    case Limits(int low, int high) ->
                            IntStream.concat(bytes(low, LIMIT_BYTES), bytes(high, LIMIT_BYTES))
                                    .boxed()
                                    .toList();
                    case Calibration(boolean done, int state) -> List.of(done ? 1 : 0, state);
                    case Finished(boolean finished) -> List.of(finished ? 0xFF : 0);
                    case Version(int major, int minor, OptionalInt build) ->
                            build.isPresent()
                                    ? List.of(
                                            major,
                                            minor,
                                            build.getAsInt() >> 8,
                                            build.getAsInt() & 0xFF)
                                    : List.of(major, minor);
                    case Acknowledged(), NotRecognised() -> List.of();
                };
        int command = reply instanceof NotRecognised ? NOT_RECOGNISED : asked.command();
        return asked.answer(command, data);
    }

    /// Whether a packet from the motor answers this command, however it reads.
    static boolean answers(CelestronPacket packet, CelestronCommand asked) {
        return packet.command() == NOT_RECOGNISED || packet.command() == code(asked);
    }

    /// What a packet from the motor says to a command; empty when it is no answer to it, or not one that can be read.
    static Optional<CelestronReply> decode(CelestronPacket packet, CelestronCommand asked) {
        if (packet.command() == NOT_RECOGNISED) {
            return Optional.of(new NotRecognised());
        }
        if (packet.command() != code(asked)) {
            return Optional.empty();
        }
        List<Integer> data = packet.data();
        return Optional.ofNullable(
                switch (asked) {
                    case ReadPosition() ->
                            data.size() == POSITION_BYTES ? new Position(position(data)) : null;
                    case ReadFinished() -> finished(data);
                    case ReadCalibration() ->
                            data.size() == 2
                                    ? new Calibration(data.get(0) != 0, data.get(1))
                                    : null;
                    case ReadLimits() ->
                            data.size() == 2 * LIMIT_BYTES
                                    ? new Limits(
                                            number(data.subList(0, LIMIT_BYTES)),
                                            number(data.subList(LIMIT_BYTES, 2 * LIMIT_BYTES)))
                                    : null;
                    case ReadVersion() -> version(data);
                    // The motor's cousins add a byte of success.
                    case GoTo _,
                            GoSlowlyTo _,
                            TurnUp _,
                            TurnDown _,
                            StartCalibration _,
                            StopCalibration _ ->
                            data.size() <= 1 ? new Acknowledged() : null;
                });
    }

    private static @Nullable CelestronReply finished(List<Integer> data) {
        if (data.equals(List.of(0xFF))) {
            return new Finished(true);
        }
        return data.equals(List.of(0)) ? new Finished(false) : null;
    }

    private static @Nullable CelestronReply version(List<Integer> data) {
        return switch (data.size()) {
            case 2 -> new Version(data.get(0), data.get(1), OptionalInt.empty());
            case 4 ->
                    new Version(
                            data.get(0), data.get(1), OptionalInt.of(number(data.subList(2, 4))));
            default -> null;
        };
    }

    private static List<Integer> position(int steps) {
        if (steps < SMALLEST_STEPS || steps > LARGEST_STEPS) {
            throw new IllegalArgumentException(steps + " does not fit into 24 bits");
        }
        return bytes(steps, POSITION_BYTES).boxed().toList();
    }

    private static int position(List<Integer> data) {
        // Shifted up and down again, so that bit 23 becomes the sign.
        return number(data.subList(0, POSITION_BYTES)) << 8 >> 8;
    }

    private static IntStream bytes(int number, int count) {
        return IntStream.range(0, count).map(i -> number >> (8 * (count - 1 - i)) & 0xFF);
    }

    private static int number(List<Integer> bytes) {
        return bytes.stream().reduce(0, (sum, one) -> sum << 8 | one);
    }

    /// The command in words, for messages.
    static String words(CelestronCommand command) {
        String order =
                switch (command) {
                    case ReadVersion() -> "the question for its version";
                    case ReadPosition() -> "the question for its position";
                    case ReadLimits() -> "the question for its limits";
                    case ReadCalibration() -> "the question for its calibration";
                    case ReadFinished() -> "the question whether its move has ended";
                    case GoTo(int steps) -> "the order to go to raw " + steps;
                    case GoSlowlyTo(int steps) -> "the order to go slowly to raw " + steps;
                    case TurnUp(int rate) -> rate == 0 ? "the stop" : "the order to turn up";
                    case TurnDown(int rate) -> rate == 0 ? "the stop" : "the order to turn down";
                    case StartCalibration() -> "the order to calibrate";
                    case StopCalibration() -> "the order to stop calibrating";
                };
        return "%s (%s)".formatted(order, CelestronPacket.hex(encode(command).encode()));
    }
}
