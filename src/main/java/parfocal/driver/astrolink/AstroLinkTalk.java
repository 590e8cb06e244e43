package parfocal.driver.astrolink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.driver.astrolink.AstroLinkCommand.Identify;
import parfocal.driver.astrolink.AstroLinkCommand.ReadMoving;
import parfocal.driver.astrolink.AstroLinkCommand.ReadPosition;
import parfocal.driver.astrolink.AstroLinkReply.Name;
import parfocal.driver.astrolink.AstroLinkReply.NotUnderstood;
import parfocal.driver.astrolink.AstroLinkReply.Other;
import parfocal.link.Line;
import parfocal.link.ReplyShape;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// A conversation with the device: one question at a time, and no answer taken for the answer to another question.
///
/// A reply names only the letter it belongs to, so a late status looks like the next one. The device answers in order, though:
/// after a question went unanswered, another letter is asked first, and once that is answered nothing older can come.
final class AstroLinkTalk {
    /// The real device answers within tens of milliseconds.
    static final Duration REPLY = Duration.ofSeconds(1);

    /// A board that is reset by the opening of its port says nothing for two seconds.
    static final Duration WAKING = Duration.ofSeconds(5);

    private static final Duration FOR_LATE_ANSWERS = Duration.ofMillis(500);
    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(200);
    private static final int ROUNDS_WITH_A_STRANGER = 2;
    private static final byte[] NOTHING = {};
    private static final List<AstroLinkCommand> FENCES =
            List.of(new ReadMoving(), new ReadPosition(), new Identify());

    /// What became of an order, as far as words go; whether it was carried out only the status line can tell.
    enum Answer {
        HEARD,
        NOT_UNDERSTOOD,
        NONE
    }

    private final Line line;
    private final Pace pace;
    private final String device;
    private final Set<Character> unanswered = new HashSet<>();

    AstroLinkTalk(Line line, Pace pace, String device) {
        this.line = line;
        this.pace = pace;
        this.device = device;
    }

    /// Makes sure that a box of the family answers, and returns the name it gives.
    String introduce() throws DeviceException {
        Instant deadline = pace.now().plus(WAKING);
        Optional<DeviceException> told = Optional.empty();
        int strangers = 0;
        while (true) {
            try {
                String name = ((Name) askOnce(new Identify())).name();
                if (AstroLinkModel.isOfTheFamily(name)) {
                    // The name stays the same however late it comes.
                    unanswered.clear();
                    return name;
                }
                strangers++;
                told = Optional.of(stranger(name));
            } catch (DeviceException trouble) {
                if (gone(trouble)) {
                    throw trouble;
                }
                if (trouble.fault() instanceof DeviceFault.Refused) {
                    strangers++;
                }
                if (told.isEmpty() || !(trouble.fault() instanceof DeviceFault.Silent)) {
                    told = Optional.of(trouble);
                }
            }
            if (strangers == ROUNDS_WITH_A_STRANGER || !pace.now().isBefore(deadline)) {
                throw unmet(told.get());
            }
            // What answers at once with the wrong words is not to be asked a thousand times.
            listen(BETWEEN_ROUNDS);
        }
    }

    private DeviceException unmet(DeviceException trouble) {
        return switch (trouble.fault()) {
            case DeviceFault.Garbled(_, _, String received) -> stranger(received);
            case DeviceFault.Refused(_, _, String reason) -> stranger(reason);
            default -> trouble;
        };
    }

    private DeviceException stranger(String received) {
        return new DeviceException(
                new DeviceFault.WrongDevice(device, "a FocuserLink or an AstroLink 4", received));
    }

    /// Asks what only reads, a second time if need be.
    ///
    /// @throws DeviceException `Refused` when it is not understood, or the line's troubles
    AstroLinkReply ask(AstroLinkCommand question) throws DeviceException {
        try {
            return askInOrder(question);
        } catch (DeviceException trouble) {
            if (gone(trouble) || trouble.fault() instanceof DeviceFault.Refused) {
                throw trouble;
            }
            return askInOrder(question);
        }
    }

    private AstroLinkReply askInOrder(AstroLinkCommand question) throws DeviceException {
        if (!unanswered.isEmpty()) {
            meetAgain();
        }
        return askOnce(question);
    }

    private void meetAgain() throws DeviceException {
        AstroLinkCommand fence =
                FENCES.stream()
                        .filter(each -> !unanswered.contains(AstroLinkCodec.letter(each)))
                        .findFirst()
                        .orElse(FENCES.getLast());
        try {
            var _ = askOnce(fence);
        } catch (DeviceException trouble) {
            // An `error` is an answer, too.
            if (!(trouble.fault() instanceof DeviceFault.Refused)) {
                throw trouble;
            }
        }
        if (unanswered.contains(AstroLinkCodec.letter(fence))) {
            listen(FOR_LATE_ANSWERS);
        }
        unanswered.clear();
    }

    private AstroLinkReply askOnce(AstroLinkCommand question) throws DeviceException {
        listen(Duration.ZERO);
        char letter = AstroLinkCodec.letter(question);
        Instant deadline = pace.now().plus(REPLY);
        var strange = new StringBuilder();
        byte[] request = AstroLinkCodec.encode(question);
        while (true) {
            Duration left = Duration.between(pace.now(), deadline);
            if (left.isNegative()) {
                left = Duration.ZERO;
            }
            byte[] heard;
            try {
                heard = line.exchange(request, AstroLinkCodec.LINE, left);
            } catch (DeviceException trouble) {
                unanswered.add(letter);
                throw told(trouble, question, strange.toString());
            }
            AstroLinkReply reply = AstroLinkCodec.decode(heard);
            if (AstroLinkCodec.answers(reply, question)) {
                return reply;
            }
            if (reply.equals(new NotUnderstood(letter))) {
                throw new DeviceException(
                        new DeviceFault.Refused(
                                device,
                                AstroLinkCodec.text(question),
                                "it answered 'error', not understood"));
            }
            strange.append(new String(heard, ISO_8859_1));
            if (reply instanceof Other(String spoilt) && spoilt.startsWith(letter + ":")) {
                // Most likely the answer itself, and in case it is not, the next question is
                // fenced.
                unanswered.add(letter);
                throw new DeviceException(
                        new DeviceFault.Garbled(
                                device,
                                AstroLinkCodec.text(question),
                                WireLog.visible(spoilt.getBytes(ISO_8859_1))));
            }
            request = NOTHING;
        }
    }

    private DeviceException told(
            DeviceException trouble, AstroLinkCommand question, String strange) {
        String asked = AstroLinkCodec.text(question);
        String received =
                switch (trouble.fault()) {
                    case DeviceFault.Silent _ -> strange;
                    case DeviceFault.Garbled(_, _, String part) -> strange + part;
                    default -> "";
                };
        if (gone(trouble)) {
            return trouble;
        }
        return new DeviceException(
                received.isBlank()
                        ? new DeviceFault.Silent(device, asked, REPLY)
                        : new DeviceFault.Garbled(device, asked, received.strip()),
                trouble);
    }

    /// Gives an order, once.
    ///
    /// @throws DeviceException only when the line is gone
    Answer order(AstroLinkCommand order) throws DeviceException {
        try {
            var _ = askOnce(order);
            return Answer.HEARD;
        } catch (DeviceException trouble) {
            if (gone(trouble)) {
                throw trouble;
            }
            return trouble.fault() instanceof DeviceFault.Refused
                    ? Answer.NOT_UNDERSTOOD
                    : Answer.NONE;
        }
    }

    /// Gives an order and waits for nothing. The only thing here that may be done while somebody else is talking.
    void tell(AstroLinkCommand order) throws DeviceException {
        var _ = line.exchange(AstroLinkCodec.encode(order), new ReplyShape.None(), REPLY);
    }

    /// Lets time pass and drops what comes meanwhile; zero drops what is waiting.
    void listen(Duration duration) throws DeviceException {
        var _ = line.exchange(NOTHING, new ReplyShape.Anything(), duration);
    }

    /// A silent order, as a fault.
    DeviceException silent(AstroLinkCommand order) {
        return new DeviceException(
                new DeviceFault.Silent(device, AstroLinkCodec.text(order), REPLY));
    }

    private static boolean gone(DeviceException trouble) {
        return !(trouble.fault() instanceof DeviceFault.Silent
                || trouble.fault() instanceof DeviceFault.Garbled
                || trouble.fault() instanceof DeviceFault.Refused);
    }
}
