package parfocal.driver.usbfocus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.driver.usbfocus.UsbFocusReply.NotUnderstood;
import parfocal.driver.usbfocus.UsbFocusReply.Star;
import parfocal.link.Line;
import parfocal.link.ReplyShape;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// A conversation with the device: one question at a time, each answer matched to its question, alignment restored when the
/// device counts its six bytes from another place than we do.
final class UsbFocusTalk {
    /// The real device answers within tens of milliseconds.
    static final Duration REPLY = Duration.ofSeconds(1);

    private static final Duration AFTER_A_SPACE = Duration.ofMillis(200);
    private static final Duration FOR_A_NEWER_ANSWER = Duration.ofMillis(300);
    private static final int ROUNDS_TO_MEET = 3;
    private static final byte[] NOTHING = {};
    private static final byte[] SPACE = {' '};

    private final Line line;
    private final Pace pace;
    private final String device;
    private boolean starHeard;
    private int refusalsHeard;
    private Optional<UsbFocusCommand> unanswered = Optional.empty();

    UsbFocusTalk(Line line, Pace pace, String device) {
        this.line = line;
        this.pace = pace;
        this.device = device;
    }

    /// Makes sure that a USB_Focus answers and that it and we count from the same byte.
    void introduce() throws DeviceException {
        Optional<DeviceException> told = Optional.empty();
        for (int round = 1; ; round++) {
            try {
                var _ = askOnce(new UsbFocusCommand.Identify(), UsbFocusReply.Name.class);
                return;
            } catch (DeviceException trouble) {
                if (!(trouble.fault() instanceof DeviceFault.Silent) || told.isEmpty()) {
                    told = Optional.of(trouble);
                }
                if (gone(trouble) || round == ROUNDS_TO_MEET) {
                    throw stranger(told.get());
                }
            }
            realign();
        }
    }

    private DeviceException stranger(DeviceException trouble) {
        return trouble.fault() instanceof DeviceFault.Garbled(_, _, String received)
                ? new DeviceException(
                        new DeviceFault.WrongDevice(device, "a USB_Focus v3", received), trouble)
                : trouble;
    }

    /// Asks what only reads, a second time if need be.
    ///
    /// @throws DeviceException `Refused` when it is not understood even after realigning, or the line's troubles
    <R extends UsbFocusReply> R ask(UsbFocusCommand question, Class<R> awaited)
            throws DeviceException {
        boolean lost = false;
        boolean refused = false;
        while (true) {
            try {
                return askOnce(question, awaited);
            } catch (DeviceException trouble) {
                boolean notUnderstood = trouble.fault() instanceof DeviceFault.Refused;
                if (gone(trouble) || (notUnderstood ? refused : lost)) {
                    throw trouble;
                }
                if (notUnderstood) {
                    refused = true;
                    realign();
                } else {
                    lost = true;
                }
            }
        }
    }

    private <R extends UsbFocusReply> R askOnce(UsbFocusCommand question, Class<R> awaited)
            throws DeviceException {
        listen(Duration.ZERO);
        ReplyShape shape = UsbFocusCodec.replyTo(question);
        var heard = new ByteArrayOutputStream();
        Instant deadline = pace.now().plus(REPLY);
        byte[] portion = exchange(question, UsbFocusCodec.encode(question), shape, REPLY, heard);
        while (true) {
            heard.writeBytes(portion);
            // What has a line end is complete; what has none may have come in two portions.
            byte[] complete = shape instanceof ReplyShape.Until ? portion : heard.toByteArray();
            List<UsbFocusReply> replies = note(complete);
            for (UsbFocusReply reply : replies) {
                if (awaited.isInstance(reply)) {
                    return newest(question, awaited.cast(reply), awaited);
                }
                if (reply instanceof NotUnderstood) {
                    throw new DeviceException(
                            new DeviceFault.Refused(
                                    device, text(question), "it answered ER=1, not understood"));
                }
            }
            Duration left = Duration.between(pace.now(), deadline);
            if (!left.isPositive()) {
                throw unread(question, heard);
            }
            ReplyShape next = shape instanceof ReplyShape.Until ? shape : new ReplyShape.Exactly(1);
            portion = exchange(question, NOTHING, next, left, heard);
        }
    }

    // The device answers in order. If the same question went unanswered just before, the answer
    // in hand may be the late one, and an older truth; then the one that follows it is ours.
    private <R extends UsbFocusReply> R newest(UsbFocusCommand question, R answer, Class<R> awaited)
            throws DeviceException {
        boolean mayBeLate = unanswered.filter(question::equals).isPresent();
        unanswered = Optional.empty();
        R newest = answer;
        if (mayBeLate) {
            for (UsbFocusReply reply : listen(FOR_A_NEWER_ANSWER)) {
                if (awaited.isInstance(reply)) {
                    newest = awaited.cast(reply);
                }
            }
        }
        return newest;
    }

    private byte[] exchange(
            UsbFocusCommand question,
            byte[] request,
            ReplyShape shape,
            Duration patience,
            ByteArrayOutputStream heardBefore)
            throws DeviceException {
        try {
            return line.exchange(request, shape, patience);
        } catch (DeviceException trouble) {
            switch (trouble.fault()) {
                case DeviceFault.Silent _ -> {
                    unanswered = Optional.of(question);
                    throw unread(question, heardBefore);
                }
                case DeviceFault.Garbled(_, _, String received) ->
                        throw new DeviceException(
                                new DeviceFault.Garbled(device, text(question), received), trouble);
                default -> throw trouble;
            }
        }
    }

    private DeviceException unread(UsbFocusCommand question, ByteArrayOutputStream heard) {
        byte[] strange = heard.toByteArray();
        boolean nothing = UsbFocusCodec.decode(strange).stream().allMatch(Star.class::isInstance);
        return new DeviceException(
                nothing
                        ? new DeviceFault.Silent(device, text(question), REPLY)
                        : new DeviceFault.Garbled(
                                device, text(question), WireLog.visible(strange)));
    }

    /// Gives an order that changes a setting, and waits for a line of answer without relying on one.
    ///
    /// @return false when the device said that it did not understand
    boolean order(UsbFocusCommand order, Duration patience) throws DeviceException {
        listen(Duration.ZERO);
        int refusalsBefore = refusalsHeard;
        try {
            note(line.exchange(UsbFocusCodec.encode(order), new ReplyShape.Until('\r'), patience));
        } catch (DeviceException trouble) {
            if (gone(trouble)) {
                throw trouble;
            }
        }
        return refusalsHeard == refusalsBefore;
    }

    /// Gives an order and waits for nothing. The only thing here that may be done while somebody else is talking.
    void tell(UsbFocusCommand order) throws DeviceException {
        var _ = line.exchange(UsbFocusCodec.encode(order), new ReplyShape.None(), REPLY);
    }

    /// Hears for this long what comes unasked; zero takes only what is waiting.
    List<UsbFocusReply> listen(Duration duration) throws DeviceException {
        return note(line.exchange(NOTHING, new ReplyShape.Anything(), duration));
    }

    /// Single spaces until one of them completes a group of six, which draws `ER=1`. Where the device was aligned already, that
    /// is the sixth.
    void realign() throws DeviceException {
        for (int spaces = 0; spaces < UsbFocusCodec.COMMAND_BYTES; spaces++) {
            try {
                byte[] heard = line.exchange(SPACE, new ReplyShape.Until('\r'), AFTER_A_SPACE);
                if (note(heard).contains(new NotUnderstood())) {
                    return;
                }
            } catch (DeviceException trouble) {
                if (gone(trouble)) {
                    throw trouble;
                }
            }
        }
    }

    /// Whether a star was heard since this was asked last.
    boolean takeStar() {
        boolean heard = starHeard;
        starHeard = false;
        return heard;
    }

    /// How often the device has said `ER=1` so far.
    int refusalsHeard() {
        return refusalsHeard;
    }

    private List<UsbFocusReply> note(byte[] heard) {
        List<UsbFocusReply> replies = UsbFocusCodec.decode(heard);
        for (UsbFocusReply reply : replies) {
            if (reply instanceof Star) {
                starHeard = true;
            }
            if (reply instanceof NotUnderstood) {
                refusalsHeard++;
            }
        }
        return replies;
    }

    private static boolean gone(DeviceException trouble) {
        return !(trouble.fault() instanceof DeviceFault.Silent
                || trouble.fault() instanceof DeviceFault.Garbled
                || trouble.fault() instanceof DeviceFault.Refused);
    }

    private static String text(UsbFocusCommand command) {
        return new String(UsbFocusCodec.encode(command), ISO_8859_1);
    }
}
