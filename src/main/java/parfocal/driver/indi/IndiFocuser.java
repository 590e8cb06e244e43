package parfocal.driver.indi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Setting;
import parfocal.device.Travel;
import parfocal.time.Pace;
import parfocal.wire.indi.IndiMessage;
import parfocal.wire.indi.IndiMessage.NewVector;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;

/// A focuser of an INDI server that knows its position.
final class IndiFocuser implements Focuser {
    private static final Duration TO_BEGIN = Duration.ofSeconds(1);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);
    // Where a driver says Ok too early, the position still changes at each of its looks.
    private static final Duration SURELY_STANDS = Duration.ofSeconds(3);
    // A long move without any report is a habit of some drivers, and of those that block.
    private static final Duration GIVEN_UP = Duration.ofMinutes(3);
    private static final Duration TO_STOP = Duration.ofSeconds(3);

    private final IndiTalk talk;
    private final Pace pace;
    private final IndiSettings settings;
    private final IndiThermometer thermometer;
    private Optional<Move> move = Optional.empty();
    private int lastSteps;
    private Instant lastChange;
    private Instant lastAsked;

    /// An order that was given and has not ended.
    private static final class Move {
        private final int targetSteps;
        private final Instant orderedAt;
        private final int newsBefore;
        private boolean begun;
        private boolean orderedAgain;

        Move(int targetSteps, Instant orderedAt, int newsBefore) {
            this.targetSteps = targetSteps;
            this.orderedAt = orderedAt;
            this.newsBefore = newsBefore;
        }
    }

    IndiFocuser(IndiTalk talk, Pace pace) throws DeviceException {
        this.talk = talk;
        this.pace = pace;
        this.settings = new IndiSettings(talk);
        this.thermometer = new IndiThermometer(talk);
        this.lastSteps = steps(require(Words.ABSOLUTE));
        this.lastChange = pace.now();
        this.lastAsked = pace.now();
    }

    @Override
    public String name() {
        return talk.device();
    }

    /// As the server told last: the maximum can be set.
    @Override
    public synchronized Travel travel() {
        return talk.property(Words.ABSOLUTE)
                .flatMap(position -> position.member(Words.ABSOLUTE_STEPS))
                .flatMap(member -> member.shape())
                .filter(shape -> shape.maximum() > shape.minimum())
                .map(shape ->
                        new Travel(
                                (int) Math.ceil(Math.max(shape.minimum(), Integer.MIN_VALUE)),
                                (int) Math.floor(Math.min(shape.maximum(), Integer.MAX_VALUE))))
                .orElse(new Travel(0, 1_000_000));
    }

    @Override
    public synchronized FocuserStatus status() throws DeviceException {
        talk.drain();
        Property position = require(Words.ABSOLUTE);
        boolean moving = judge(position);
        return new FocuserStatus(steps(require(Words.ABSOLUTE)), moving, celsius());
    }

    @Override
    public synchronized void moveTo(int positionSteps) throws DeviceException {
        travel().require(name(), positionSteps);
        talk.drain();
        Property position = require(Words.ABSOLUTE);
        if (position.state() == PropertyState.BUSY || move.isPresent()) {
            stop();
        }
        if (steps(require(Words.ABSOLUTE)) != positionSteps) {
            order(positionSteps);
        }
    }

    @Override
    public void halt() throws DeviceException {
        // Now, and once more behind an order that another thread may be giving. Where it cannot, it
        // is
        // ignored.
        talk.interject(NewVector.press(name(), Words.ABORT_MOTION, Words.ABORT));
        synchronized (this) {
            talk.drain();
            stop();
        }
    }

    @Override
    public synchronized void sync(int positionSteps) throws DeviceException {
        travel().require(name(), positionSteps);
        talk.drain();
        if (talk.property(Words.SYNC).isEmpty()) {
            Focuser.super.sync(positionSteps);
        }
        String asked = "a sync to " + positionSteps;
        if (judge(require(Words.ABSOLUTE))) {
            throw refused(asked, "it is moving. Halt it, or wait.");
        }
        talk.forgetLines();
        talk.say(NewVector.number(name(), Words.SYNC, Words.SYNC_STEPS, positionSteps));
        if (!talk.await(TO_BEGIN, () -> steps(talk.property(Words.ABSOLUTE)) == positionSteps)) {
            if (steps(talk.asked(Words.ABSOLUTE)) != positionSteps) {
                throw refused(asked, talk.reason());
            }
        }
        seen(positionSteps);
    }

    @Override
    public synchronized List<Setting> settings() throws DeviceException {
        talk.drain();
        return settings.list();
    }

    @Override
    public synchronized void change(String setting, String value) throws DeviceException {
        talk.drain();
        settings.change(setting, value);
    }

    /// Leaves the server; the focuser stays connected there, for others.
    @Override
    public void close() {
        talk.close();
    }

    private OptionalDouble celsius() {
        return thermometer.celsius();
    }

    private void order(int targetSteps) throws DeviceException {
        var ordered = new Move(targetSteps, pace.now(), talk.news(Words.ABSOLUTE));
        give(ordered);
        move = Optional.of(ordered);
        // Whoever refuses does so at once; a driver that blocks answers when it is there.
        var _ =
                talk.await(
                        TO_BEGIN,
                        () ->
                                talk.news(Words.ABSOLUTE) > ordered.newsBefore
                                        || talk.property(Words.ABSOLUTE).isEmpty());
        var _ = judge(require(Words.ABSOLUTE));
    }

    private void give(Move ordered) throws DeviceException {
        talk.forgetLines();
        lastChange = pace.now();
        lastAsked = pace.now();
        talk.say(
                NewVector.number(
                        name(), Words.ABSOLUTE, Words.ABSOLUTE_STEPS, ordered.targetSteps));
    }

    /// Whether it moves, and what has become of an order.
    private boolean judge(Property position) throws DeviceException {
        int here = steps(position);
        if (here != lastSteps) {
            seen(here);
        }
        boolean busy = position.state() == PropertyState.BUSY;
        if (move.isEmpty()) {
            // Somebody else's move.
            return busy && !stale(here);
        }
        Move ordered = move.get();
        boolean answered = talk.news(Words.ABSOLUTE) > ordered.newsBefore;
        if (!answered || busy) {
            ordered.begun |= busy && answered;
            return !stale(here);
        }
        if (here == ordered.targetSteps) {
            move = Optional.empty();
            return false;
        }
        return switch (position.state()) {
            case ALERT -> {
                move = Optional.empty();
                throw refused("a move to " + ordered.targetSteps, talk.reason());
            }
            // After a halt it tells where it stopped; whose halt or order it was is not ours to
            // undo.
            case IDLE -> ordered.begun ? ended() : elsewhere(ordered, here);
            case OK, BUSY -> talk.foreignOrder() ? ended() : elsewhere(ordered, here);
        };
    }

    private boolean ended() {
        move = Optional.empty();
        return false;
    }

    // It says that it has arrived, and has not: too early, or never begun, or something holds it.
    private boolean elsewhere(Move ordered, int here) throws DeviceException {
        Duration still = Duration.between(lastChange, pace.now());
        if (still.compareTo(SURELY_STANDS) < 0) {
            askAgain();
            return true;
        }
        if (!ordered.begun && !ordered.orderedAgain && here == lastSteps) {
            ordered.orderedAgain = true;
            give(ordered);
            return true;
        }
        move = Optional.empty();
        throw new DeviceException(new DeviceFault.Stuck(name(), here, ordered.targetSteps, still));
    }

    /// Asks a server that has been silent, and gives up one that stays so.
    private boolean stale(int here) throws DeviceException {
        askAgain();
        Duration still = Duration.between(lastChange, pace.now());
        if (still.compareTo(GIVEN_UP) < 0) {
            return false;
        }
        Optional<Move> lost = move;
        move = Optional.empty();
        if (lost.isEmpty()) {
            // Busy for ever without an order of ours: it stands.
            return true;
        }
        talk.say(NewVector.press(name(), Words.ABORT_MOTION, Words.ABORT));
        boolean silent = talk.heardAt().isBefore(lost.get().orderedAt);
        throw silent
                ? talk.silent("a move to " + lost.get().targetSteps, still)
                : new DeviceException(
                        new DeviceFault.Stuck(name(), here, lost.get().targetSteps, still));
    }

    private void askAgain() throws DeviceException {
        Instant now = pace.now();
        if (Duration.between(talk.heardAt(), now).compareTo(ASK_AGAIN) >= 0
                && Duration.between(lastAsked, now).compareTo(ASK_AGAIN) >= 0) {
            lastAsked = now;
            talk.startAfresh();
            talk.say(IndiMessage.GetProperties.of(name(), Words.ABSOLUTE));
        }
    }

    private void stop() throws DeviceException {
        if (talk.property(Words.ABORT_MOTION).isEmpty()) {
            // libindi's own simulator is of this kind.
            if (judge(require(Words.ABSOLUTE))) {
                throw new DeviceException(
                        new DeviceFault.Unsupported(
                                name(),
                                "way to be stopped: its driver offers no %s; it goes on to where it was sent"
                                        .formatted(Words.ABORT_MOTION)));
            }
            return;
        }
        for (int tried = 0; tried < IndiTalk.TRIES; tried++) {
            talk.startAfresh();
            int before = talk.news(Words.ABORT_MOTION);
            talk.say(NewVector.press(name(), Words.ABORT_MOTION, Words.ABORT));
            boolean answered = talk.await(TO_STOP, () -> talk.news(Words.ABORT_MOTION) > before);
            if (answered && talk.await(TO_STOP, this::stands)) {
                move = Optional.empty();
                seen(steps(require(Words.ABSOLUTE)));
                return;
            }
            // Perhaps only the answer was lost. Asked, and ordered once more, which harms nothing.
            talk.startAfresh();
            talk.say(IndiMessage.GetProperties.of(name(), Words.ABSOLUTE));
            int asked = talk.news(Words.ABSOLUTE);
            var _ = talk.await(IndiTalk.ANSWER, () -> talk.news(Words.ABSOLUTE) > asked);
        }
        throw refused(
                "to halt",
                "it did not answer %s and may still be moving. Cut its power if it must stop."
                        .formatted(Words.ABORT_MOTION));
    }

    private boolean stands() {
        return talk.property(Words.ABSOLUTE)
                .filter(position -> position.state() == PropertyState.BUSY)
                .isEmpty();
    }

    private void seen(int positionSteps) {
        lastSteps = positionSteps;
        lastChange = pace.now();
    }

    private static int steps(Property position) {
        return (int) Math.round(position.number(Words.ABSOLUTE_STEPS).orElse(0));
    }

    private static int steps(Optional<Property> position) {
        return position.map(IndiFocuser::steps).orElse(Integer.MIN_VALUE);
    }

    private Property require(String property) throws DeviceException {
        Optional<Property> there = talk.property(property);
        if (there.isEmpty()) {
            move = Optional.empty();
            boolean driverLives = talk.property(Words.CONNECTION).isPresent();
            throw new DeviceException(
                    new DeviceFault.NotConnected(
                            name(),
                            driverLives
                                    ? "another program disconnected it from its INDI server. Connect it again."
                                    : "its INDI driver ended. Connect it again; if it ends again, look into the log of the INDI server."));
        }
        return there.get();
    }

    private DeviceException refused(String order, String reason) {
        return new DeviceException(new DeviceFault.Refused(name(), order, reason));
    }
}
