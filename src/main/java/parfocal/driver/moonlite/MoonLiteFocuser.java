package parfocal.driver.moonlite;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Setting;
import parfocal.device.Travel;
import parfocal.driver.moonlite.MoonLiteCommand.Go;
import parfocal.driver.moonlite.MoonLiteCommand.ReadCoefficient;
import parfocal.driver.moonlite.MoonLiteCommand.ReadSpeed;
import parfocal.driver.moonlite.MoonLiteCommand.ReadStepMode;
import parfocal.driver.moonlite.MoonLiteCommand.SetCompensation;
import parfocal.driver.moonlite.MoonLiteCommand.SetPosition;
import parfocal.driver.moonlite.MoonLiteCommand.SetTarget;
import parfocal.driver.moonlite.MoonLiteCommand.Stop;
import parfocal.link.Line;
import parfocal.time.Pace;

/// A MoonLite, or what passes for one, at the other end of a line.
final class MoonLiteFocuser implements Focuser {
    static final String NAME = "MoonLite";

    // At eight steps a second, the slowest, two positions this far apart differ while it turns.
    private static final Duration STANDSTILL = Duration.ofMillis(300);

    // Some firmware says "moving" for ever after a stop; its position tells better.
    private static final Duration SURELY_STANDS = Duration.ofSeconds(1);
    private static final Duration TO_STOP = Duration.ofSeconds(10);
    private static final int TARGETS_TRIED = 3;
    private static final int CHANGES_TRIED = 2;
    private static final int OPTIONAL_TRIES = 2;

    private final Line line;
    private final Pace pace;
    private final MoonLiteTalk talk;
    private final MoonLiteThermometer thermometer;
    private final Travel travel;
    private MoonLiteSettings settings;
    private Optional<MoonLiteMove> move = Optional.empty();
    private boolean orderedAgain;
    private int lastSteps;
    private Instant lastChange;

    /// Meets the device and reads it, changing nothing.
    MoonLiteFocuser(Line line, Pace pace) throws DeviceException {
        this.line = line;
        this.pace = pace;
        this.talk = new MoonLiteTalk(line, pace, NAME);
        this.thermometer = new MoonLiteThermometer(talk, pace);
        new MoonLiteMeeting(talk, NAME).introduce();
        thermometer.begin();
        this.travel = new Travel(0, MoonLiteCodec.largestPosition(talk.digits()));
        this.settings =
                new MoonLiteSettings(
                        ifAnswered(new ReadSpeed(), MoonLiteCodec::speedCode),
                        ifAnswered(new ReadStepMode(), MoonLiteCodec::halfStep),
                        ifAnswered(new ReadCoefficient(), MoonLiteCodec::coefficient),
                        Optional.empty(),
                        Optional.empty());
        this.lastSteps = talk.position();
        this.lastChange = pace.now();
        var _ = thermometer.read(true);
    }

    @Override
    public String name() {
        return NAME;
    }

    /// As wide as the positions the device reports; it stores no limit of its own.
    @Override
    public Travel travel() {
        return travel;
    }

    /// As [Focuser#status()]; a motor that stopped short of its target or makes no step for five seconds is told to stop, and told
    /// of by `Stuck`, once.
    @Override
    public synchronized FocuserStatus status() throws DeviceException {
        // In this order: one firmware compares the position last asked for with the target.
        int positionSteps = position();
        boolean moving = judge(positionSteps, talk.moving());
        // Between the two answers it may have arrived: what is told as the place of rest was asked
        // for at rest.
        int placeSteps = moving ? positionSteps : position();
        return new FocuserStatus(placeSteps, moving, thermometer.read(!moving));
    }

    @Override
    public synchronized void moveTo(int positionSteps) throws DeviceException {
        travel.require(NAME, positionSteps);
        int fromSteps = position();
        // What a second order does to a turning motor is not in the manual. Stopped first, it is.
        if (talk.moving() || move.isPresent()) {
            talk.tell(new Stop());
            fromSteps = standstill();
        }
        move = Optional.empty();
        if (fromSteps != positionSteps) {
            orderedAgain = false;
            order(fromSteps, positionSteps);
        }
    }

    @Override
    public void halt() throws DeviceException {
        // Now, and once more behind an order that another thread may be giving.
        talk.interject(new Stop());
        synchronized (this) {
            talk.tell(new Stop());
            var _ = standstill();
            move = Optional.empty();
            markStanding();
        }
    }

    @Override
    public synchronized void sync(int positionSteps) throws DeviceException {
        travel.require(NAME, positionSteps);
        requireStanding("a sync to " + positionSteps);
        for (int tried = 1; tried <= CHANGES_TRIED; tried++) {
            talk.tell(new SetPosition(positionSteps, talk.digits()));
            if (position() == positionSteps) {
                markStanding();
                return;
            }
        }
        throw new DeviceException(
                new DeviceFault.Refused(
                        NAME,
                        "a sync to " + positionSteps,
                        "told twice, it still reports %d.".formatted(lastSteps)));
    }

    @Override
    public synchronized List<Setting> settings() throws DeviceException {
        readSettings();
        return settings.list();
    }

    @Override
    public synchronized void change(String setting, String value) throws DeviceException {
        MoonLiteCommand order = settings.commandFor(NAME, setting, value);
        String asked = setting + " = " + value;
        if (!(order instanceof SetCompensation)) {
            requireStanding(asked);
        }
        for (int tried = 1; tried <= CHANGES_TRIED; tried++) {
            talk.tell(order);
            var _ = position();
            readSettings();
            if (settings.show(order)) {
                settings = settings.told(order);
                return;
            }
        }
        throw new DeviceException(
                new DeviceFault.Refused(
                        NAME,
                        asked,
                        ("told twice, it still reports %s. Some clones ignore this; others do it and report the old"
                                        + " value.")
                                .formatted(settings.value(setting))));
    }

    @Override
    public void close() {
        line.close();
    }

    // A lost or mutilated SN is answered by nothing, and FG would drive to the old target, which
    // after power-up is often 0.
    private void order(int fromSteps, int targetSteps) throws DeviceException {
        int kept = 0;
        for (int tried = 1; tried <= TARGETS_TRIED; tried++) {
            talk.tell(new SetTarget(targetSteps, talk.digits()));
            kept = talk.target();
            if (kept == targetSteps) {
                move = Optional.of(MoonLiteMove.ordered(fromSteps, targetSteps, pace.now()));
                talk.tell(new Go());
                return;
            }
        }
        move = Optional.empty();
        throw new DeviceException(
                new DeviceFault.Refused(
                        NAME,
                        "a move to " + targetSteps,
                        "told three times, it keeps %d as its target. It was not started."
                                .formatted(kept)));
    }

    private boolean judge(int positionSteps, boolean saysMoving) throws DeviceException {
        Instant now = pace.now();
        if (move.isEmpty()) {
            // The hand controller turns without a word.
            return saysMoving && Duration.between(lastChange, now).compareTo(SURELY_STANDS) < 0;
        }
        MoonLiteMove seen = move.get().seen(positionSteps, saysMoving, now);
        move = Optional.of(seen);
        return switch (seen.verdict(now)) {
            case TURNING -> true;
            case ARRIVED -> {
                move = Optional.empty();
                yield false;
            }
            case NEVER_BEGAN -> {
                if (orderedAgain) {
                    throw ended(seen, now);
                }
                // The start was lost. It may be given again: a target is a place, no distance.
                orderedAgain = true;
                order(positionSteps, seen.targetSteps());
                yield true;
            }
            case ELSEWHERE, STUCK -> throw ended(seen, now);
        };
    }

    private DeviceException ended(MoonLiteMove seen, Instant now) throws DeviceException {
        // Without this it would go on by itself when whatever holds it lets go.
        talk.tell(new Stop());
        move = Optional.empty();
        return new DeviceException(
                new DeviceFault.Stuck(
                        NAME, seen.lastSteps(), seen.targetSteps(), seen.stillFor(now)));
    }

    // A stop is not answered, and some motors run out slowly. Two equal readings are the answer.
    private int standstill() throws DeviceException {
        Instant deadline = pace.now().plus(TO_STOP);
        int before = position();
        while (true) {
            var _ = talk.listen(STANDSTILL);
            int after = position();
            if (after == before) {
                return after;
            }
            if (pace.now().isAfter(deadline)) {
                throw new DeviceException(
                        new DeviceFault.Refused(
                                NAME,
                                "halt",
                                "it went on from %d to %d. Cut its power."
                                        .formatted(before, after)));
            }
            talk.tell(new Stop());
            before = after;
        }
    }

    private void requireStanding(String order) throws DeviceException {
        if (judge(position(), talk.moving())) {
            throw new DeviceException(
                    new DeviceFault.Refused(NAME, order, "it is moving. Halt it, or wait."));
        }
    }

    // Known to stand, whatever it says until the position changes.
    private void markStanding() {
        lastChange = pace.now().minus(SURELY_STANDS);
    }

    private int position() throws DeviceException {
        int positionSteps = talk.position();
        if (positionSteps != lastSteps) {
            lastSteps = positionSteps;
            lastChange = pace.now();
        }
        return positionSteps;
    }

    // What went unanswered once is not asked for again.
    private void readSettings() throws DeviceException {
        settings =
                new MoonLiteSettings(
                        again(settings.speedCode(), new ReadSpeed(), MoonLiteCodec::speedCode),
                        again(settings.halfSteps(), new ReadStepMode(), MoonLiteCodec::halfStep),
                        again(
                                settings.coefficientRaw(),
                                new ReadCoefficient(),
                                MoonLiteCodec::coefficient),
                        settings.compensation(),
                        settings.offsetHalfDegrees());
    }

    private <R> Optional<R> again(
            Optional<R> before, MoonLiteCommand question, Function<String, Optional<R>> reading)
            throws DeviceException {
        return before.isEmpty() ? before : ifAnswered(question, reading);
    }

    // Where the position is answered and this is not, the device does not know the question, or
    // knows no answer: Hansastro keeps silent about a speed that is none of the five.
    private <R> Optional<R> ifAnswered(
            MoonLiteCommand question, Function<String, Optional<R>> reading)
            throws DeviceException {
        for (int tried = 1; tried <= OPTIONAL_TRIES; tried++) {
            try {
                return Optional.of(talk.ask(question, reading, 1));
            } catch (DeviceException trouble) {
                if (MoonLiteTalk.isGone(trouble)) {
                    throw trouble;
                }
                // Only a silence on a line that works says something of the device.
                var _ = talk.position();
            }
        }
        return Optional.empty();
    }
}
