package parfocal.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Homing;
import parfocal.device.Introduces;
import parfocal.device.Introduces.Introduction;
import parfocal.device.Setting;
import parfocal.device.WeatherSensor;
import parfocal.hub.HubEvent.Gravity;
import parfocal.time.Pace;

/// The life of one focuser's line: opened, looked at, lost, opened again. Nothing is ever ordered from here; a focuser that comes back is
/// read and compared with what was remembered of it.
final class Tending {
    private static final Duration BETWEEN_WEATHER = Duration.ofSeconds(5);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(15);
    private static final int FAILURES_BORNE = 3;
    private static final int LARGEST_OF_TWO_BYTES = 0xFFFF;
    private static final Duration BETWEEN_SETTINGS = Duration.ofSeconds(1);

    private final FocuserPlan plan;
    private final Board board;
    private final FocuserRecall recall;
    private final Pace pace;
    private volatile Optional<Stack> stack = Optional.empty();
    private volatile boolean suspended;
    private Instant weatherAt = Instant.EPOCH;
    private volatile Instant lookedAt = Instant.EPOCH;
    private Instant lastAsked = Instant.EPOCH;
    private Instant settingsAt = Instant.EPOCH;
    private boolean atWorkOfItsOwn;
    private final Cadence cadence;
    private final Retries retries = new Retries(LONGEST_RETRY);

    Tending(FocuserPlan plan, Board board, FocuserRecall recall, Pace pace) {
        this.plan = plan;
        this.board = board;
        this.recall = recall;
        this.pace = pace;
        this.cadence = new Cadence(pace);
    }

    /// Empty while the device is away.
    Optional<Stack> stack() {
        return stack;
    }

    /// @throws DeviceException [DeviceFault.NotConnected] while the device is away, with the reason
    Stack ready() throws DeviceException {
        return stack.orElseThrow(
                () -> new DeviceException(new DeviceFault.NotConnected(board.name(), whyAway())));
    }

    private String whyAway() {
        return switch (board.state().availability()) {
            case Availability.Unavailable(_, String reason) -> reason;
            case Availability.Unused(), Availability.Connecting(), Availability.Ready _ ->
                    "it is being opened at %s; try again in a moment.".formatted(plan.address());
        };
    }

    /// One look after the line.
    ///
    /// @param underOrder whether a move of ours is under way
    /// @return when to look again
    synchronized Duration look(BooleanSupplier underOrder) throws InterruptedException {
        if (suspended) {
            return Cadence.AT_REST;
        }
        if (stack.isEmpty()) {
            return open() ? Cadence.WHILE_LIVELY : retries.next();
        }
        Stack open = stack.get();
        if (open.watched().lost().isPresent()) {
            drop(Availability.why(open.watched().lost().get()));
            return Retries.FIRST;
        }
        Duration wait = interval(open).minus(Duration.between(lookedAt, pace.now()));
        if (wait.isPositive() && open.watched().failures() == 0) {
            return wait;
        }
        try {
            read(open, underOrder);
            if (!pace.now().isBefore(weatherAt.plus(BETWEEN_WEATHER))) {
                weatherAt = pace.now();
                feel(open);
            }
            if (tellsOfItsWork(underOrder)) {
                settingsAt = pace.now();
                readSettings(open);
            }
        } catch (DeviceException trouble) {
            if (open.watched().lost().isPresent() || open.watched().failures() >= FAILURES_BORNE) {
                drop(Availability.why(trouble.fault()));
                return Retries.FIRST;
            }
        }
        return interval(open);
    }

    /// Wraps the open device anew, after its hub settings have changed.
    ///
    /// @throws IllegalArgumentException as [Stack#of]; nothing has changed
    synchronized void rewrap(FocuserSettings settings) {
        stack.ifPresent(open -> {
            Stack fresh = Stack.of(open.watched(), settings, pace);
            stack = Optional.of(fresh);
            Optional<String> hint = endless(open);
            board.change(state ->
                    state.ready(
                            pace.now(),
                            fresh,
                            state.introduction(),
                            state.warnings().stream()
                                    .filter(warning -> !warning.equals(hint.orElse("")))
                                    .toList()));
        });
    }

    synchronized void close() {
        stack.ifPresent(open -> open.watched().close());
        stack = Optional.empty();
    }

    /// Closes the line, and leaves it closed until [#resume].
    synchronized void suspend(String reason) {
        suspended = true;
        close();
        unavailable(reason);
    }

    void resume() {
        suspended = false;
    }

    boolean isSuspended() {
        return suspended;
    }

    /// A fresh reading, shown to everybody.
    void read(Stack open, BooleanSupplier underOrder) throws DeviceException {
        Instant asked = pace.now();
        lookedAt = asked;
        FocuserStatus status = open.whole().status();
        OptionalDouble sigma = sigmaSteps(open);
        if (underOrder.getAsBoolean() || status.moving()) {
            cadence.lively();
        } else {
            recall.standsAt(status.positionSteps());
        }
        // Two threads read; the answer to an earlier question must not cover that to a later one,
        // whichever comes first.
        board.change(state -> {
            if (asked.isBefore(lastAsked)) {
                return state;
            }
            lastAsked = asked;
            return state.seen(pace.now(), status, underOrder.getAsBoolean(), sigma, open.travel());
        });
    }

    /// A fresh reading of everything that changes by itself.
    void refresh(Stack open, BooleanSupplier underOrder) throws DeviceException {
        read(open, underOrder);
        feel(open);
    }

    void readSettings(Stack open) throws DeviceException {
        List<Setting> settings = open.watched().settings();
        board.change(state -> state.set(settings));
    }

    /// Whether it is at something of its own, such as a calibration, and shows how far it is; or has just come to its end.
    private boolean tellsOfItsWork(BooleanSupplier underOrder) {
        boolean shows =
                board.state().settings().stream()
                        .anyMatch(setting -> setting.kind() instanceof Setting.Kind.Shown);
        boolean was = atWorkOfItsOwn;
        atWorkOfItsOwn = board.state().moving() && !underOrder.getAsBoolean();
        boolean due = !pace.now().isBefore(settingsAt.plus(BETWEEN_SETTINGS));
        return shows && (atWorkOfItsOwn ? due : was);
    }

    private static OptionalDouble sigmaSteps(Stack open) {
        return open.watched().device() instanceof Homing homing
                ? homing.positionSigmaSteps()
                : OptionalDouble.empty();
    }

    private Duration interval(Stack open) {
        return cadence.interval(board.state().moving(), open.watched().exchange());
    }

    private boolean open() throws InterruptedException {
        Focuser device;
        try {
            device = plan.plug().open();
        } catch (DeviceException trouble) {
            unavailable(Availability.why(trouble.fault()));
            return false;
        }
        try {
            welcome(device);
            return true;
        } catch (DeviceException trouble) {
            device.close();
            unavailable(Availability.why(trouble.fault()));
            return false;
        } catch (IllegalArgumentException impossible) {
            device.close();
            unavailable(String.valueOf(impossible.getMessage()));
            return false;
        }
    }

    private void welcome(Focuser device) throws DeviceException {
        plan.configure(device);
        Stack fresh = Stack.of(new Watched(device, pace), recall.settings(), pace);
        FocuserStatus status = fresh.whole().status();
        Optional<Introduction> introduction =
                device instanceof Introduces self
                        ? Optional.of(self.introduction())
                        : Optional.empty();
        var warnings = new ArrayList<String>();
        introduction.ifPresent(known -> warnings.addAll(known.warnings()));
        warnings.addAll(recall.compare(status, device instanceof Homing));
        endless(fresh).ifPresent(warnings::add);
        List<Setting> settings = fresh.watched().settings();
        retries.reset();
        weatherAt = Instant.EPOCH;
        // Whoever hears that it is ready gives an order at once, and believes the position.
        stack = Optional.of(fresh);
        board.change(state ->
                state.ready(pace.now(), fresh, introduction, warnings)
                        .set(settings)
                        .seen(pace.now(), status, false, sigmaSteps(fresh), fresh.travel()));
        recall.tellInterrupted(pace.now(), status.positionSteps());
        if (!status.moving()) {
            recall.standsAt(status.positionSteps());
        }
        board.say(
                Gravity.NOTE,
                "answers at %s and stands at %d."
                        .formatted(plan.address(), status.positionSteps()));
        warnings.forEach(warning -> board.say(Gravity.WARNING, warning));
    }

    /// A travel that is only as long as two bytes can count tells nothing of where the tube ends.
    private Optional<String> endless(Stack open) {
        boolean told = plan.simulated() || open.travel().maximumSteps() != LARGEST_OF_TWO_BYTES;
        return told
                ? Optional.empty()
                : Optional.of(
                        "It would go as far as %d, which is all that its protocol can count and hardly what the tube can go. Set maximum-steps for %s in the configuration."
                                .formatted(LARGEST_OF_TWO_BYTES, plan.id()));
    }

    private void feel(Stack open) throws DeviceException {
        if (open.watched().device() instanceof WeatherSensor sensor) {
            try {
                Optional<WeatherSensor.Weather> weather = sensor.weather();
                board.change(state -> state.feeling(weather));
            } catch (DeviceException trouble) {
                // What was felt before is no weather any more.
                board.change(state -> state.feeling(Optional.empty()));
                throw trouble;
            }
        }
    }

    private void drop(String reason) {
        close();
        unavailable(reason);
    }

    private void unavailable(String reason) {
        boolean known =
                board.state().availability() instanceof Availability.Unavailable(_, String before)
                        && before.equals(reason);
        if (!known) {
            board.change(state -> state.gone(pace.now(), reason));
            board.say(Gravity.TROUBLE, "not connected: " + reason);
        }
    }
}
