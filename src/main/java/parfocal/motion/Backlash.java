package parfocal.motion;

import java.util.List;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Setting;
import parfocal.device.Travel;

/// Takes up the play between motor and tube, so that a position means the same place whichever way it was reached.
///
/// Two legs are one order: a halt or a newer move between them ends both, and nothing starts afterwards. What is known of the play
/// is kept from move to move; it is unknown at first, after a move that did not come through here, after a setting was changed, and
/// after [#forget]. Then the next move takes the play up even if it would not have to.
///
/// Source: the overshoot and absolute methods as astronomers know them, `parfocal.driver.Gear` for the model.
public final class Backlash implements Focuser {

    /// The motor's latest straight way, and the play at its start. At rest both ends are one.
    private record Way(Order order, Play playAtStart, int startSteps, int endSteps) {}

    // Wraps a settling focuser and no other: a turning point has to be reached before the way back
    // begins.
    private final Settling inner;
    private final BacklashMode mode;
    private volatile Optional<Way> way = Optional.empty();

    public Backlash(Settling inner, BacklashMode mode) {
        this.inner = inner;
        this.mode = mode;
    }

    public BacklashMode mode() {
        return mode;
    }

    @Override
    public String name() {
        return inner.name();
    }

    /// In the absolute mode the position is the tube's, as far as the play is known.
    @Override
    public FocuserStatus status() throws DeviceException {
        FocuserStatus motor = inner.status();
        int hidden = hiddenSteps(playAt(motor.positionSteps()));
        return motor.at(motor.positionSteps() + hidden);
    }

    @Override
    public Travel travel() {
        return inner.travel();
    }

    /// Moves in as many legs as the play wants, and returns when the focuser stands still.
    ///
    /// @throws DeviceException [DeviceFault.OutOfRange] beyond the limits and [DeviceFault.Refused] when the overshoot does not fit
    ///     them (nothing moves); otherwise as [Settling#moveTo]
    @Override
    public void moveTo(int positionSteps) throws DeviceException, InterruptedException {
        travel().require(name(), positionSteps);
        Optional<Order> order = Optional.empty();
        while (order.isEmpty()) {
            Order before = inner.latest();
            FocuserStatus motor = inner.status();
            Play play = playBefore(before, motor);
            List<Integer> stops = stops(motor.positionSteps(), play, positionSteps);
            if (stops.isEmpty()) {
                return;
            }
            // A plan made from where the focuser stood is worth nothing once another order has
            // come.
            order = inner.beginAfter(before, positionSteps);
            if (order.isPresent()) {
                follow(order.get(), motor.positionSteps(), play, stops);
            }
        }
    }

    @Override
    public void halt() throws DeviceException {
        inner.halt();
    }

    @Override
    public void sync(int positionSteps) throws DeviceException {
        int motorSteps = inner.status().positionSteps();
        Play play = playAt(motorSteps);
        int renumbered = positionSteps - hiddenSteps(play);
        inner.sync(renumbered);
        way = Optional.of(new Way(inner.latest(), play, renumbered, renumbered));
    }

    @Override
    public List<Setting> settings() throws DeviceException {
        return inner.settings();
    }

    @Override
    public void change(String setting, String value) throws DeviceException {
        inner.change(setting, value);
        // It may have been the direction of rotation, or the size of a step.
        forget();
    }

    /// Tells that the play is not what it was: somebody turned the knob, or the tube slipped.
    public void forget() {
        way = Optional.empty();
    }

    @Override
    public void close() {
        inner.close();
    }

    private List<Integer> stops(int motorSteps, Play play, int targetSteps) throws DeviceException {
        return switch (Course.plan(mode, travel(), motorSteps, play, targetSteps)) {
            case Course.Go(List<Integer> stopsSteps) -> stopsSteps;
            case Course.DoesNotFit(String reason) ->
                    throw new DeviceException(
                            new DeviceFault.Refused(
                                    name(), "to move to %d".formatted(targetSteps), reason));
        };
    }

    private void follow(Order order, int motorSteps, Play playAtStart, List<Integer> stops)
            throws DeviceException, InterruptedException {
        int from = motorSteps;
        Play play = playAtStart;
        try {
            for (int stop : stops) {
                note(order, play, from, stop);
                inner.go(order, stop);
                play = play.after(from, stop, mode.widthSteps());
                from = stop;
            }
            note(order, play, from, from);
        } finally {
            order.leave();
        }
    }

    private synchronized void note(Order order, Play play, int startSteps, int endSteps) {
        if (inner.latest() == order) {
            way = Optional.of(new Way(order, play, startSteps, endSteps));
        }
    }

    private Play playBefore(Order before, FocuserStatus motor) {
        if (motor.moving() || !before.isLeft()) {
            return new Play.Turning();
        }
        return way.filter(known -> known.order() == before)
                .map(known -> along(known, motor.positionSteps()))
                .orElse(new Play.Unknown());
    }

    private Play playAt(int motorSteps) {
        return way.map(known -> along(known, motorSteps)).orElse(new Play.Unknown());
    }

    /// A motor that is not on its way was moved by somebody else.
    private Play along(Way known, int motorSteps) {
        int lower = Math.min(known.startSteps(), known.endSteps());
        int upper = Math.max(known.startSteps(), known.endSteps());
        int nearest = Math.clamp(motorSteps, lower, upper);
        if (Math.abs(motorSteps - nearest) > inner.toleranceSteps()) {
            return new Play.Unknown();
        }
        return known.playAtStart().after(known.startSteps(), nearest, mode.widthSteps());
    }

    private int hiddenSteps(Play play) {
        return mode instanceof BacklashMode.Absolute && play instanceof Play.Known(int slackSteps)
                ? slackSteps
                : 0;
    }
}
