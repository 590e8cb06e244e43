package parfocal.driver.indi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

/// A focuser of an INDI server that can only be told to go so many steps in or out. Its steps are counted here, from the middle of a
/// made-up travel; a sync renumbers. A move that did not end by itself leaves the count lost, and that is said until a sync.
final class IndiRelativeFocuser implements Focuser {
    private static final Travel TRAVEL = new Travel(0, 100_000);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);
    private static final Duration GIVEN_UP = Duration.ofMinutes(3);

    private final IndiTalk talk;
    private final Pace pace;
    private final IndiSettings settings;
    private final IndiThermometer thermometer;
    private int positionSteps = TRAVEL.maximumSteps() / 2;
    private boolean lost;
    private Optional<Move> move = Optional.empty();

    private record Move(int targetSteps, Instant orderedAt, int newsBefore) {}

    IndiRelativeFocuser(IndiTalk talk, Pace pace) {
        this.talk = talk;
        this.pace = pace;
        this.settings = new IndiSettings(talk);
        this.thermometer = new IndiThermometer(talk);
    }

    @Override
    public String name() {
        return talk.device();
    }

    @Override
    public Travel travel() {
        return TRAVEL;
    }

    @Override
    public synchronized FocuserStatus status() throws DeviceException {
        talk.drain();
        boolean moving = judge(require());
        if (lost && !moving) {
            throw uncounted("its position");
        }
        return new FocuserStatus(positionSteps, moving, thermometer.celsius());
    }

    @Override
    public synchronized void moveTo(int targetSteps) throws DeviceException {
        TRAVEL.require(name(), targetSteps);
        talk.drain();
        if (judge(require())) {
            // Stopped on the way nobody would know where it is, and a second order adds to the
            // first.
            throw refused(
                    "a move to " + targetSteps,
                    "it is moving and counts no steps itself. Wait until it stands.");
        }
        if (lost) {
            throw uncounted("a move to " + targetSteps);
        }
        int distance = targetSteps - positionSteps;
        if (distance != 0) {
            order(targetSteps, distance);
        }
    }

    @Override
    public void halt() throws DeviceException {
        talk.interject(NewVector.press(name(), Words.ABORT_MOTION, Words.ABORT));
        synchronized (this) {
            talk.drain();
            boolean wasMoving = judge(require());
            for (int tried = 0; tried < IndiTalk.TRIES; tried++) {
                int before = talk.news(Words.ABORT_MOTION);
                talk.say(NewVector.press(name(), Words.ABORT_MOTION, Words.ABORT));
                if (talk.await(
                        IndiTalk.ANSWER, () -> talk.news(Words.ABORT_MOTION) > before && !busy())) {
                    lost |= wasMoving && move.isPresent();
                    move = Optional.empty();
                    return;
                }
            }
            throw refused("to halt", "it did not answer. Cut its power if it must stop.");
        }
    }

    /// Renumbers here; the device is not told, and knows no numbers.
    @Override
    public synchronized void sync(int newSteps) throws DeviceException {
        TRAVEL.require(name(), newSteps);
        talk.drain();
        if (judge(require())) {
            throw refused("a sync to " + newSteps, "it is moving. Halt it, or wait.");
        }
        positionSteps = newSteps;
        lost = false;
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

    @Override
    public void close() {
        talk.close();
    }

    private void order(int targetSteps, int distance) throws DeviceException {
        String asked = "a move of %+d steps".formatted(distance);
        var shape = require().member(Words.RELATIVE_STEPS).flatMap(member -> member.shape());
        if (shape.isPresent() && !shape.get().allows(Math.abs(distance))) {
            throw refused(
                    asked,
                    "it goes at most %.0f steps at once. Go in several moves."
                            .formatted(shape.get().maximum()));
        }
        String direction = distance > 0 ? Words.OUTWARD : Words.INWARD;
        if (talk.property(Words.MOTION).filter(known -> known.isOn(direction)).isEmpty()) {
            talk.say(NewVector.press(name(), Words.MOTION, direction));
            boolean taken =
                    talk.await(
                            IndiTalk.ANSWER,
                            () ->
                                    talk.property(Words.MOTION)
                                            .filter(known -> known.isOn(direction))
                                            .isPresent());
            if (!taken && !talk.asked(Words.MOTION).isOn(direction)) {
                throw refused(asked, "it does not take the direction.");
            }
        }
        talk.forgetLines();
        var ordered = new Move(targetSteps, pace.now(), talk.news(Words.RELATIVE));
        // A distance must never be ordered twice, so this is said once and its answer awaited.
        talk.say(
                NewVector.number(name(), Words.RELATIVE, Words.RELATIVE_STEPS, Math.abs(distance)));
        move = Optional.of(ordered);
        var _ =
                talk.await(
                        Duration.ofSeconds(1),
                        () -> talk.news(Words.RELATIVE) > ordered.newsBefore());
        var _ = judge(require());
    }

    private boolean judge(Property relative) throws DeviceException {
        boolean busy = relative.state() == PropertyState.BUSY;
        if (move.isEmpty()) {
            return busy;
        }
        Move ordered = move.get();
        if (busy || talk.news(Words.RELATIVE) == ordered.newsBefore()) {
            return !givenUp(ordered);
        }
        move = Optional.empty();
        if (talk.foreignOrder() || relative.state() == PropertyState.IDLE) {
            lost = true;
            return false;
        }
        if (relative.state() == PropertyState.ALERT) {
            throw refused("a move to " + ordered.targetSteps(), talk.reason());
        }
        positionSteps = ordered.targetSteps();
        return false;
    }

    private boolean givenUp(Move ordered) throws DeviceException {
        Duration waited = Duration.between(ordered.orderedAt(), pace.now());
        if (Duration.between(talk.heardAt(), pace.now()).compareTo(ASK_AGAIN) >= 0
                && waited.toMillis() % 2_000 < 500) {
            talk.startAfresh();
            talk.say(IndiMessage.GetProperties.of(name(), Words.RELATIVE));
        }
        if (waited.compareTo(GIVEN_UP) < 0) {
            return false;
        }
        move = Optional.empty();
        lost = true;
        throw talk.silent("a move to " + ordered.targetSteps(), waited);
    }

    private boolean busy() {
        return talk.property(Words.RELATIVE)
                .filter(known -> known.state() == PropertyState.BUSY)
                .isPresent();
    }

    private Property require() throws DeviceException {
        return talk.property(Words.RELATIVE)
                .orElseThrow(() ->
                        new DeviceException(
                                new DeviceFault.NotConnected(
                                        name(),
                                        "its INDI driver ended, or another program disconnected it. Connect it again.")));
    }

    private DeviceException uncounted(String what) {
        return refused(
                what,
                "it counts no steps itself, and its last move did not end by itself. Set its position by a sync.");
    }

    private DeviceException refused(String order, String reason) {
        return new DeviceException(new DeviceFault.Refused(name(), order, reason));
    }
}
