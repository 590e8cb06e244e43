package parfocal.driver.moonlite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.driver.moonlite.MoonLiteCommand.ReadCoefficient;
import parfocal.driver.moonlite.MoonLiteCommand.ReadMoving;
import parfocal.driver.moonlite.MoonLiteCommand.ReadPosition;
import parfocal.driver.moonlite.MoonLiteCommand.ReadSpeed;
import parfocal.driver.moonlite.MoonLiteCommand.ReadStepMode;
import parfocal.driver.moonlite.MoonLiteCommand.ReadTarget;
import parfocal.driver.moonlite.MoonLiteCommand.ReadVersion;
import parfocal.link.Line;
import parfocal.link.ReplyShape;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// A conversation in which answers carry no name: one question at a time, and after a lost or unreadable answer a way back to
/// knowing which answer belongs to which question.
final class MoonLiteTalk {
    /// Real controllers answer within tens of milliseconds.
    static final Duration REPLY = Duration.ofSeconds(1);

    /// How often a question is put before its silence is believed.
    static final int TRIES = 3;

    private static final Duration REST_OF_A_VERSION = Duration.ofMillis(100);
    private static final Duration AFTER_AN_ORDER = Duration.ofMillis(20);
    static final Duration QUIET = Duration.ofMillis(250);
    private static final Duration LONG_QUIET = Duration.ofSeconds(2);
    private static final byte[] NOTHING = {};

    private final Line line;
    private final Pace pace;
    private final String device;

    // Questions whose answers may still come.
    private final List<MoonLiteCommand> owed = new ArrayList<>();
    private int digits;

    MoonLiteTalk(Line line, Pace pace, String device) {
        this.line = line;
        this.pace = pace;
        this.device = device;
    }

    /// What is said to `GV`, with whatever follows close behind; empty when nothing is.
    String version() throws DeviceException {
        var question = new ReadVersion();
        try {
            byte[] reply =
                    line.exchange(
                            MoonLiteCodec.encode(question), MoonLiteCodec.replyTo(question), REPLY);
            return visible(new String(reply, ISO_8859_1) + hear(REST_OF_A_VERSION));
        } catch (DeviceException trouble) {
            return switch (trouble.fault()) {
                case DeviceFault.Silent _ -> "";
                case DeviceFault.Garbled(_, _, String received) -> received + " and no more";
                default -> throw trouble;
            };
        }
    }

    /// How many digits a position has here; 0 as long as nobody has counted them.
    int digits() {
        return digits;
    }

    /// From now on only positions of so many digits are read as such.
    void digits(int counted) {
        digits = counted;
    }

    int position() throws DeviceException {
        return ask(new ReadPosition(), this::asPosition);
    }

    int target() throws DeviceException {
        return ask(new ReadTarget(), this::asPosition);
    }

    boolean moving() throws DeviceException {
        return ask(new ReadMoving(), MoonLiteCodec::moving);
    }

    <R> R ask(MoonLiteCommand question, Function<String, Optional<R>> reading)
            throws DeviceException {
        return ask(question, reading, TRIES);
    }

    /// Asks, again if need be; a question changes nothing.
    ///
    /// @throws DeviceException `Garbled` when something came and could not be read, otherwise `Silent`; or the line is gone
    <R> R ask(MoonLiteCommand question, Function<String, Optional<R>> reading, int tries)
            throws DeviceException {
        Optional<DeviceException> told = Optional.empty();
        for (int tried = 1; tried <= tries; tried++) {
            try {
                return askOnce(question, reading);
            } catch (DeviceException trouble) {
                if (isGone(trouble)) {
                    throw trouble;
                }
                boolean says = !(trouble.fault() instanceof DeviceFault.Silent);
                if (says || told.isEmpty()) {
                    told = Optional.of(trouble);
                }
            }
        }
        throw told.orElseThrow();
    }

    private <R> R askOnce(MoonLiteCommand question, Function<String, Optional<R>> reading)
            throws DeviceException {
        if (!owed.isEmpty()) {
            findTheThread();
        }
        if (!listen(Duration.ZERO).isEmpty()) {
            var _ = listen(QUIET);
        }
        String frame = frame(question, MoonLiteCodec.encode(question), REPLY);
        // Two answers to one question: one of them belongs to another.
        String more = listen(Duration.ZERO);
        Optional<R> answer = more.isEmpty() ? reading.apply(frame) : Optional.empty();
        if (answer.isEmpty()) {
            owed.add(question);
            throw garbled(question, visible(frame + more));
        }
        return answer.get();
    }

    // A device answers in order. What is owed has one length; a question whose answer has the other
    // marks the place behind which nothing old can come. When both are owed, only time tells.
    private void findTheThread() throws DeviceException {
        var _ = listen(QUIET);
        Optional<MoonLiteCommand> marker = marker();
        if (marker.isEmpty()) {
            var _ = listen(LONG_QUIET);
            owed.clear();
            return;
        }
        Instant deadline = pace.now().plus(REPLY);
        String frame = frame(marker.get(), MoonLiteCodec.encode(marker.get()), REPLY);
        while (!answers(marker.get(), frame)) {
            frame = frame(marker.get(), NOTHING, Duration.between(pace.now(), deadline));
        }
        owed.clear();
    }

    private Optional<MoonLiteCommand> marker() {
        if (owed.stream().allMatch(MoonLiteTalk::hasLongAnswer)) {
            return Optional.of(new ReadMoving());
        }
        return owed.stream().allMatch(MoonLiteTalk::hasShortAnswer)
                ? Optional.of(new ReadPosition())
                : Optional.empty();
    }

    private static boolean hasLongAnswer(MoonLiteCommand question) {
        return question instanceof ReadPosition || question instanceof ReadTarget;
    }

    private static boolean hasShortAnswer(MoonLiteCommand question) {
        return question instanceof ReadMoving
                || question instanceof ReadStepMode
                || question instanceof ReadSpeed
                || question instanceof ReadCoefficient;
    }

    private boolean answers(MoonLiteCommand marker, String frame) {
        return marker instanceof ReadMoving
                ? MoonLiteCodec.moving(frame).isPresent()
                : asPosition(frame).isPresent();
    }

    private Optional<Integer> asPosition(String frame) {
        return boxed(MoonLiteCodec.position(frame, digits));
    }

    private String frame(MoonLiteCommand question, byte[] request, Duration patience)
            throws DeviceException {
        Instant deadline = pace.now().plus(patience);
        try {
            String frame = exchange(request, patience);
            // A second '#' behind the answer before.
            while (frame.equals("#")) {
                frame = exchange(NOTHING, Duration.between(pace.now(), deadline));
            }
            return frame;
        } catch (DeviceException trouble) {
            if (isGone(trouble)) {
                throw trouble;
            }
            owed.add(question);
            throw trouble.fault() instanceof DeviceFault.Garbled(_, _, String received)
                    ? garbled(question, received)
                    : silent(question);
        }
    }

    private String exchange(byte[] request, Duration patience) throws DeviceException {
        Duration left = patience.isNegative() ? Duration.ZERO : patience;
        return new String(line.exchange(request, new ReplyShape.Until('#'), left), ISO_8859_1);
    }

    /// Gives an order, which is never answered, and leaves the device a moment for it.
    void tell(MoonLiteCommand order) throws DeviceException {
        interject(order);
        var _ = listen(AFTER_AN_ORDER);
    }

    /// Gives an order and listens to nothing. The only thing here that may be done while somebody else is talking.
    void interject(MoonLiteCommand order) throws DeviceException {
        var _ = line.exchange(MoonLiteCodec.encode(order), new ReplyShape.None(), REPLY);
    }

    /// Hears for this long what comes unasked; zero takes only what is waiting. Bare `#` say nothing.
    String listen(Duration duration) throws DeviceException {
        String heard = hear(duration);
        return heard.matches("#*") ? "" : heard;
    }

    private String hear(Duration duration) throws DeviceException {
        return new String(line.exchange(NOTHING, new ReplyShape.Anything(), duration), ISO_8859_1);
    }

    static boolean isGone(DeviceException trouble) {
        return !(trouble.fault() instanceof DeviceFault.Silent
                || trouble.fault() instanceof DeviceFault.Garbled);
    }

    DeviceException silent(MoonLiteCommand question) {
        return new DeviceException(new DeviceFault.Silent(device, text(question), REPLY));
    }

    DeviceException garbled(MoonLiteCommand question, String received) {
        return new DeviceException(new DeviceFault.Garbled(device, text(question), received));
    }

    static Optional<Integer> boxed(OptionalInt number) {
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }

    static String visible(String received) {
        return WireLog.visible(received.getBytes(ISO_8859_1));
    }

    private static String text(MoonLiteCommand command) {
        return new String(MoonLiteCodec.encode(command), ISO_8859_1);
    }
}
