package parfocal.driver.celestron;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

    // A packet comes in one go; at 9600 baud the longest takes 25 ms.
    private static final Duration REST_OF_A_PACKET = Duration.ofMillis(150);
    private static final ReplyShape PACKET =
            new ReplyShape.LengthPrefixed(1, CelestronPacket.OVERHEAD_BYTES);
    private static final byte[] NOTHING = {};

    private final Line line;
    private final Pace pace;
    private final String device;
    private final CelestronStream stream = new CelestronStream();

    // How many answers are still owed, by command byte. Answers come in order, so one that comes
    // while others are owed may be
    // an older truth.
    private final Map<Integer, Integer> owed = new HashMap<>();

    CelestronTalk(Line line, Pace pace, String device) {
        this.line = line;
        this.pace = pace;
        this.device = device;
    }

    /// Asks until answered, three times at most.
    ///
    /// @throws DeviceException `Refused` when the motor does not know the command, or the line's troubles
    <R extends CelestronReply> R ask(CelestronCommand question, Class<R> awaited)
            throws DeviceException {
        Optional<DeviceException> told = Optional.empty();
        for (int tried = 1; tried <= TRIES; tried++) {
            try {
                return askOnce(question, awaited);
            } catch (DeviceException trouble) {
                if (!worthRepeating(trouble)) {
                    throw trouble;
                }
                // Silence in one try says less than what was heard in another.
                if (told.isEmpty() || !(trouble.fault() instanceof DeviceFault.Silent)) {
                    told = Optional.of(trouble);
                }
            }
        }
        throw told.orElseThrow();
    }

    /// Gives an order without waiting for its answer. The only thing here that may be done while somebody else is talking.
    void tell(CelestronCommand order) throws DeviceException {
        var _ = line.exchange(CelestronCodec.encode(order).encode(), new ReplyShape.None(), REPLY);
    }

    /// Lets time pass while the line is heard.
    void listen(Duration duration) throws DeviceException {
        stream.add(line.exchange(NOTHING, new ReplyShape.Anything(), duration));
        for (var packet = stream.next(); packet.isPresent(); packet = stream.next()) {
            note(packet.get());
        }
    }

    private <R extends CelestronReply> R askOnce(CelestronCommand question, Class<R> awaited)
            throws DeviceException {
        var unread = new ArrayList<String>();
        listen(Duration.ZERO);
        while (stream.missingBytes() > 0) {
            // Somebody is in the middle of a packet.
            read(NOTHING, REPLY, unread);
            listen(Duration.ZERO);
        }
        unread.clear();
        CelestronPacket request = CelestronCodec.encode(question);
        owed.merge(request.command(), 1, Integer::sum);
        Instant deadline = pace.now().plus(REPLY);
        boolean heard = read(request.encode(), REPLY, unread);
        while (true) {
            for (var next = stream.next(); next.isPresent(); next = stream.next()) {
                CelestronPacket packet = next.get();
                note(packet);
                if (!packet.fromFocuserToHost() || !CelestronCodec.answers(packet, question)) {
                    continue;
                }
                Optional<CelestronReply> reply = CelestronCodec.decode(packet, question);
                if (reply.filter(NotRecognised.class::isInstance).isPresent()) {
                    owed.remove(request.command());
                    throw refused(question);
                }
                if (reply.filter(awaited::isInstance).isPresent()) {
                    return newest(question, awaited.cast(reply.get()), awaited);
                }
                unread.add(CelestronPacket.hex(packet.encode()));
            }
            Duration left = Duration.between(pace.now(), deadline);
            if (!heard || !left.isPositive()) {
                throw unanswered(question, unread);
            }
            heard = read(NOTHING, left, unread);
        }
    }

    // What comes first may be the late answer to the same question asked before; then another
    // follows it.
    private <R extends CelestronReply> R newest(
            CelestronCommand question, R answer, Class<R> awaited) throws DeviceException {
        int command = CelestronCodec.encode(question).command();
        R newest = answer;
        Instant deadline = pace.now().plus(REPLY);
        boolean heard = true;
        while (owed.containsKey(command)) {
            for (var next = stream.next(); next.isPresent(); next = stream.next()) {
                note(next.get());
                if (next.get().fromFocuserToHost()) {
                    newest =
                            CelestronCodec.decode(next.get(), question)
                                    .filter(awaited::isInstance)
                                    .map(awaited::cast)
                                    .orElse(newest);
                }
            }
            Duration left = Duration.between(pace.now(), deadline);
            if (!heard || !left.isPositive()) {
                // Whatever is still owed was lost on the way.
                owed.remove(command);
            } else if (owed.containsKey(command)) {
                heard = read(NOTHING, left, new ArrayList<>());
            }
        }
        return newest;
    }

    // Between packets a whole one is awaited; within one its rest, which comes at once or not at
    // all. False when the whole wait
    // was in vain.
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

    private void note(CelestronPacket packet) {
        if (packet.fromFocuserToHost()) {
            owed.computeIfPresent(
                    packet.command(), (_, answers) -> answers > 1 ? answers - 1 : null);
        }
    }

    private DeviceException unanswered(CelestronCommand question, List<String> unread) {
        String asked = CelestronCodec.words(question);
        return new DeviceException(
                unread.isEmpty()
                        ? new DeviceFault.Silent(device, asked, REPLY.multipliedBy(TRIES))
                        : new DeviceFault.Garbled(device, asked, String.join(", ", unread)));
    }

    private DeviceException refused(CelestronCommand question) {
        return new DeviceException(
                new DeviceFault.Refused(
                        device,
                        CelestronCodec.words(question),
                        "its firmware does not know this command."));
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
