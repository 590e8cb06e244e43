package parfocal.driver.celestron;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.driver.celestron.CelestronReply.NotRecognised;
import parfocal.link.Line;
import parfocal.link.ReplyShape;
import parfocal.time.Pace;

/// A conversation with the motor over a bus on which others talk too, and on which we may hear ourselves. One question at a time;
/// packets are read on until the one that answers it.
final class CelestronTalk {
    /// The motor answers within tens of milliseconds.
    static final Duration REPLY = Duration.ofSeconds(1);

    /// Every question and every order of this motor may be repeated: a goto is absolute.
    static final int TRIES = 3;

    /// A position read twice with this much time between is a standstill; the motor makes a hundred counts in it.
    static final Duration STANDSTILL = Duration.ofMillis(400);

    private static final int READINGS_TO_STAND = 6;

    // The sum of a packet is one byte, so one spoiled packet in 256 passes for a good one. Where
    // the motor cannot have got to in
    // the time, it is not said to be before it has been read there twice. It makes 300 counts a
    // second.
    private static final double MOST_STEPS_PER_SECOND = 1_000;
    private static final int ANYWAY_STEPS = 1_000;

    // What has not come after so long will not come.
    private static final Duration NEVER = Duration.ofSeconds(10);

    // A packet comes in one go; at 9600 baud the longest takes 25 ms.
    private static final Duration REST_OF_A_PACKET = Duration.ofMillis(150);

    // A quick bus carries half of this in the time of a reply: what says more is not a bus.
    private static final int MOST_BYTES = 4_096;
    private static final ReplyShape PACKET =
            new ReplyShape.LengthPrefixed(1, CelestronPacket.OVERHEAD_BYTES);
    private static final byte[] NOTHING = {};

    private final Line line;
    private final Pace pace;
    private final String device;
    private final CelestronStream stream = new CelestronStream();
    private Optional<Place> believed = Optional.empty();

    // When questions were asked whose answers are still owed, by command byte. Answers come in the
    // order of the questions, so an answer belongs to the oldest of these or to a later one.
    private final Map<Integer, Deque<Instant>> owed = new HashMap<>();

    private record Place(int rawSteps, Instant at) {
        boolean leadsTo(int steps, Instant then) {
            double seconds = Duration.between(at, then).toMillis() / 1e3;
            return Math.abs((double) steps - rawSteps)
                    <= ANYWAY_STEPS + MOST_STEPS_PER_SECOND * seconds;
        }
    }

    CelestronTalk(Line line, Pace pace, String device) {
        this.line = line;
        this.pace = pace;
        this.device = device;
    }

    /// Asks until answered, three times at most, or until it is certain that the answer is not a late one to a question asked
    /// earlier.
    ///
    /// @throws DeviceException `Refused` when the motor does not know the command, or the line's troubles
    <R extends CelestronReply> R ask(CelestronCommand question, Class<R> awaited)
            throws DeviceException {
        Instant begin = pace.now();
        Deque<Instant> earlier = owed(CelestronCodec.encode(question));
        earlier.removeIf(asked -> asked.plus(NEVER).isBefore(begin));
        int rounds = TRIES + earlier.size();
        var told = new ArrayList<DeviceException>();
        for (int round = 0; round < rounds && told.size() < TRIES; round++) {
            try {
                Optional<R> answer = askOnce(question, awaited, begin);
                if (answer.isPresent()) {
                    return answer.get();
                }
            } catch (DeviceException trouble) {
                if (!worthRepeating(trouble)) {
                    throw trouble;
                }
                told.add(trouble);
            }
        }
        // Silence in one try says less than what was heard in another.
        throw told.stream()
                .filter(trouble -> !(trouble.fault() instanceof DeviceFault.Silent))
                .findFirst()
                .or(() -> told.stream().findFirst())
                .orElseGet(() -> unanswered(question, List.of("answers to other questions")));
    }

    /// Gives an order without waiting for its answer. The only thing here that may be done while somebody else is talking.
    void tell(CelestronCommand order) throws DeviceException {
        var _ = line.exchange(CelestronCodec.encode(order).encode(), new ReplyShape.None(), REPLY);
    }

    int position() throws DeviceException {
        int rawSteps = readPosition();
        while (believed.isPresent() && !believed.get().leadsTo(rawSteps, pace.now())) {
            believed = Optional.of(new Place(rawSteps, pace.now()));
            rawSteps = readPosition();
        }
        believed = Optional.of(new Place(rawSteps, pace.now()));
        return rawSteps;
    }

    private int readPosition() throws DeviceException {
        return ask(new CelestronCommand.ReadPosition(), CelestronReply.Position.class).steps();
    }

    /// Waits until it reads the same position twice, repeating a stop that seems not to be heeded.
    ///
    /// @return the raw position it stands at
    /// @throws DeviceException `Refused` when it goes on all the same, or the line's troubles
    int standstill(CelestronCommand stop) throws DeviceException {
        int rawSteps = position();
        for (int reading = 1; reading <= READINGS_TO_STAND; reading++) {
            listen(STANDSTILL);
            int before = rawSteps;
            rawSteps = position();
            if (rawSteps == before) {
                return rawSteps;
            }
            tell(stop);
        }
        throw refused("the stop", "it goes on, and is now at raw %d.".formatted(rawSteps));
    }

    /// Lets time pass while the line is heard.
    void listen(Duration duration) throws DeviceException {
        stream.add(line.exchange(NOTHING, new ReplyShape.Anything(), duration));
        for (var packet = stream.next(); packet.isPresent(); packet = stream.next()) {
            var _ = note(packet.get());
        }
    }

    /// Empty when the answer may be one to a question asked before.
    private <R extends CelestronReply> Optional<R> askOnce(
            CelestronCommand question, Class<R> awaited, Instant begin) throws DeviceException {
        var unread = new ArrayList<String>();
        listen(Duration.ZERO);
        if (stream.missingBytes() > 0) {
            // Somebody is in the middle of a packet.
            read(NOTHING, REPLY, new ArrayList<>());
            listen(Duration.ZERO);
        }
        CelestronPacket request = CelestronCodec.encode(question);
        owed(request).add(pace.now());
        Instant deadline = pace.now().plus(REPLY);
        long mostBytes = stream.heardBytes() + MOST_BYTES;
        boolean heard = read(request.encode(), REPLY, unread);
        while (true) {
            for (var next = stream.next(); next.isPresent(); next = stream.next()) {
                CelestronPacket packet = next.get();
                Instant asked = note(packet);
                if (!packet.fromFocuserToHost() || !CelestronCodec.answers(packet, question)) {
                    continue;
                }
                Optional<CelestronReply> reply = CelestronCodec.decode(packet, question);
                if (reply.filter(NotRecognised.class::isInstance).isPresent()) {
                    var _ = owed(request).pollLast();
                    throw refused(
                            CelestronCodec.words(question),
                            "its firmware does not know this command.");
                }
                if (reply.filter(awaited::isInstance).isPresent()) {
                    return reply.map(awaited::cast).filter(_ -> !asked.isBefore(begin));
                }
                unread.add(CelestronPacket.hex(packet.encode()));
            }
            Duration left = Duration.between(pace.now(), deadline);
            if (!heard || !left.isPositive() || stream.heardBytes() > mostBytes) {
                throw unanswered(question, unread);
            }
            heard = read(NOTHING, left, unread);
        }
    }

    // Between packets a whole one is awaited; within one its rest, which comes at once or not at
    // all. False when the whole wait was in vain.
    private boolean read(byte[] request, Duration patience, List<String> unread)
            throws DeviceException {
        int missing = request.length > 0 ? 0 : stream.missingBytes();
        try {
            stream.add(
                    missing == 0
                            ? line.exchange(request, PACKET, patience)
                            : line.exchange(
                                    request,
                                    new ReplyShape.Exactly(missing),
                                    shorter(patience, REST_OF_A_PACKET)));
            return true;
        } catch (DeviceException trouble) {
            switch (trouble.fault()) {
                case DeviceFault.Silent _ -> {}
                case DeviceFault.Garbled(_, _, String received) -> unread.add(received);
                default -> {
                    owed.clear();
                    throw trouble;
                }
            }
            stream.giveUp();
            return missing > 0;
        }
    }

    /// When the question was asked that a packet answers at the earliest; long ago where none was asked.
    private Instant note(CelestronPacket packet) {
        Instant asked = packet.fromFocuserToHost() ? owed(packet).poll() : null;
        return asked == null ? Instant.MIN : asked;
    }

    private Deque<Instant> owed(CelestronPacket packet) {
        return owed.computeIfAbsent(packet.command(), _ -> new ArrayDeque<>());
    }

    private DeviceException unanswered(CelestronCommand question, List<String> unread) {
        String asked = CelestronCodec.words(question);
        return new DeviceException(
                unread.isEmpty()
                        ? new DeviceFault.Silent(device, asked, REPLY.multipliedBy(TRIES))
                        : new DeviceFault.Garbled(device, asked, String.join(", ", unread)));
    }

    DeviceException refused(String order, String reason) {
        return new DeviceException(new DeviceFault.Refused(device, order, reason));
    }

    private static boolean worthRepeating(DeviceException trouble) {
        return trouble.fault() instanceof DeviceFault.Silent
                || trouble.fault() instanceof DeviceFault.Garbled
                || trouble.fault() instanceof DeviceFault.Refused;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
