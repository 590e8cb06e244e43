package parfocal.driver.indi;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserEmulator;
import parfocal.driver.Gear;
import parfocal.driver.Motor;
import parfocal.driver.Quirks;
import parfocal.time.Pace;
import parfocal.wire.indi.IndiLimits;
import parfocal.wire.indi.IndiMessage;
import parfocal.wire.indi.IndiMessage.NewVector;
import parfocal.wire.indi.IndiParser;
import parfocal.wire.indi.IndiSyntaxException;
import parfocal.wire.indi.IndiWriter;
import parfocal.wire.indi.Item;
import parfocal.wire.indi.NumberChange;
import parfocal.wire.indi.PropertyState;
import parfocal.wire.indi.SwitchRule;
import parfocal.wire.indi.Value;

/// An INDI server with one focuser, as libindi would serve it: disconnected at first, Busy with its position while it moves, Ok on
/// arrival. It makes up for no backlash, whatever it is told.
final class IndiEmulator implements FocuserEmulator {
    static final String DEVICE = "Emulated Focuser";
    private static final double STEPS_PER_SECOND = 500;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int LARGEST_MAXIMUM = 1_000_000;
    private static final int KEPT_BYTES = 1 << 18;

    private final Pace pace;
    private final Quirks quirks;
    private final Motor motor;
    private final IndiBoard board;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Deque<IndiMessage> waiting = new ArrayDeque<>();
    private IndiParser parser = new IndiParser(IndiLimits.ofAServer());
    private boolean asked;
    private boolean connected;
    private boolean moving;
    private Instant reportedAt;
    private OptionalDouble celsius;

    IndiEmulator(EmulatorSettings settings, Pace pace) {
        this.pace = pace;
        this.quirks = IndiQuirks.of(settings.quirks());
        this.celsius = settings.temperatureCelsius();
        int here = settings.positionSteps();
        this.motor =
                new Motor(
                        pace,
                        here,
                        settings.stepsPerSecond() > 0
                                ? settings.stepsPerSecond()
                                : STEPS_PER_SECOND,
                        new Gear(settings.backlashSteps(), here, 0));
        this.board = new IndiBoard(DEVICE, this::send);
        this.reportedAt = pace.now();
        board.switches(
                Words.CONNECTION,
                SwitchRule.ONE_OF_MANY,
                PropertyState.IDLE,
                Words.DISCONNECT,
                Words.CONNECT,
                Words.DISCONNECT);
        board.text(Words.DRIVER_INFO, Words.DRIVER_INTERFACE, "" + Words.FOCUSER_BIT);
        board.hide(
                Words.ABSOLUTE,
                Words.RELATIVE,
                Words.MOTION,
                Words.ABORT_MOTION,
                Words.SYNC,
                Words.MAX,
                Words.REVERSE,
                Words.BACKLASH,
                Words.BACKLASH_STEPS,
                Words.TEMPERATURE);
        defineFocuser(settings.maximumSteps());
    }

    @Override
    public Motor motor() {
        return motor;
    }

    @Override
    public synchronized void feel(OptionalDouble temperatureCelsius) {
        celsius = temperatureCelsius;
        tellTemperature();
    }

    @Override
    public synchronized void hear(byte[] bytes) {
        goOn();
        try {
            parser.feed(bytes, waiting::add);
        } catch (IndiSyntaxException _) {
            // A real server closes the connection; a line cannot be closed from this side.
            parser = new IndiParser(IndiLimits.ofAServer());
        }
        goOn();
    }

    @Override
    public synchronized byte[] say() {
        goOn();
        byte[] taken = said.toByteArray();
        said.reset();
        return taken;
    }

    private void goOn() {
        tellMotion();
        while (!waiting.isEmpty() && !(moving && quirks.has("orders", "blocking"))) {
            switch (waiting.remove()) {
                case IndiMessage.GetProperties get -> tell(get);
                case NewVector order when order.device().equals(DEVICE) -> take(order);
                default -> {
                    // Nothing that a focuser minds.
                }
            }
        }
    }

    private void tell(IndiMessage.GetProperties get) {
        asked = true;
        if (get.device().isEmpty() || get.device().get().equals(DEVICE)) {
            board.define(get.name());
        }
    }

    private void tellMotion() {
        if (!moving) {
            return;
        }
        int here = motor.positionSteps();
        boolean early = quirks.has("arrival", "early");
        if (!motor.moving()) {
            moving = false;
            report(quirks.has("arrival", "idle") ? PropertyState.IDLE : PropertyState.OK, here);
        } else if (quirks.has("updates", "sent")
                && quirks.has("orders", "taken")
                && Duration.between(reportedAt, pace.now()).compareTo(POLL) >= 0) {
            report(early ? PropertyState.OK : PropertyState.BUSY, here);
        }
    }

    private void report(PropertyState state, int positionSteps) {
        reportedAt = pace.now();
        board.number(Words.ABSOLUTE, state, Words.ABSOLUTE_STEPS, positionSteps);
        if (state != board.state(Words.RELATIVE)) {
            board.state(Words.RELATIVE, state);
        }
    }

    private void take(NewVector order) {
        if (order.name().equals(Words.CONNECTION)) {
            connect(order);
            return;
        }
        // Real drivers forget to look; a hidden property takes no orders here.
        if (!board.shows(order.name()) || order.items().isEmpty()) {
            return;
        }
        Item item = order.items().getFirst();
        switch (item.value()) {
            case Value.Numeric(double number) -> takeNumber(order.name(), item.name(), number);
            case Value.Switch(boolean on) -> {
                if (on) {
                    press(order.name(), item.name());
                }
            }
            case Value.Text _, Value.Light _, Value.Blob _, Value.Unreadable _ ->
                    board.state(order.name(), PropertyState.ALERT);
        }
    }

    private void connect(NewVector order) {
        Optional<Item> on =
                order.items().stream()
                        .filter(item -> item.value() instanceof Value.Switch(boolean is) && is)
                        .findFirst();
        if (on.isEmpty()) {
            return;
        }
        boolean connect = on.get().name().equals(Words.CONNECT);
        board.press(
                Words.CONNECTION,
                connect ? PropertyState.OK : PropertyState.IDLE,
                connect ? Words.CONNECT : Words.DISCONNECT);
        if (connect && !connected) {
            board.showFocuser(
                    quirks.has("position", "relative")
                            ? Set.of(Words.ABSOLUTE, Words.SYNC, Words.MAX)
                            : Set.of());
            tellTemperature();
        } else if (!connect && connected) {
            board.hideFocuser();
        }
        connected = connect;
    }

    private void takeNumber(String property, String element, double number) {
        if (!board.allows(property, element, number)) {
            board.line(
                    "[ERROR] %s is out of range: %s was requested."
                            .formatted(property, parfocal.wire.indi.IndiNumber.plain(number)));
            board.state(property, PropertyState.ALERT);
            return;
        }
        int steps = (int) Math.round(number);
        switch (property) {
            case Words.ABSOLUTE -> moveTo(steps);
            case Words.RELATIVE -> moveBy(steps);
            case Words.SYNC -> {
                motor.renumber(steps);
                board.number(Words.SYNC, PropertyState.OK, Words.SYNC_STEPS, steps);
                board.number(
                        Words.ABSOLUTE, board.state(Words.ABSOLUTE), Words.ABSOLUTE_STEPS, steps);
            }
            case Words.MAX -> {
                limit(steps);
                board.number(Words.MAX, PropertyState.OK, Words.MAX_STEPS, steps);
            }
            case Words.BACKLASH_STEPS -> {
                if (board.isOn(Words.BACKLASH, Words.ENABLED)) {
                    board.number(property, PropertyState.OK, element, steps);
                } else {
                    board.line("[WARNING] Focuser backlash must be enabled first.");
                    board.state(property, PropertyState.IDLE);
                }
            }
            default -> board.number(property, PropertyState.OK, element, number);
        }
    }

    private void moveTo(int steps) {
        motor.driveTo(steps);
        begin();
        board.line("[INFO] Focuser is moving to position " + steps);
    }

    private void moveBy(int steps) {
        int sign = board.isOn(Words.MOTION, Words.OUTWARD) ? 1 : -1;
        int target = motor.positionSteps() + sign * steps;
        if (steps <= 0
                || target < 0
                || !board.allows(Words.ABSOLUTE, Words.ABSOLUTE_STEPS, target)) {
            board.line("[ERROR] The requested distance is beyond a limit.");
            board.state(Words.RELATIVE, PropertyState.ALERT);
            return;
        }
        board.keep(Words.RELATIVE, Words.RELATIVE_STEPS, steps);
        motor.driveTo(target);
        begin();
    }

    private void begin() {
        moving = true;
        if (quirks.has("orders", "taken")) {
            report(
                    quirks.has("arrival", "early") ? PropertyState.OK : PropertyState.BUSY,
                    motor.positionSteps());
        }
    }

    private void press(String property, String element) {
        switch (property) {
            case Words.ABORT_MOTION -> {
                motor.stop();
                moving = false;
                board.press(property, PropertyState.OK, "");
                report(PropertyState.IDLE, motor.positionSteps());
            }
            case Words.REVERSE -> {
                motor.gearing(element.equals(Words.ENABLED) ? -1 : 1);
                board.press(property, PropertyState.OK, element);
            }
            default -> board.press(property, PropertyState.OK, element);
        }
    }

    private void limit(int maximumSteps) {
        var change =
                new NumberChange(
                        OptionalDouble.empty(),
                        OptionalDouble.of(maximumSteps),
                        OptionalDouble.empty());
        for (List<String> each :
                List.of(
                        List.of(Words.ABSOLUTE, Words.ABSOLUTE_STEPS),
                        List.of(Words.SYNC, Words.SYNC_STEPS),
                        List.of(Words.RELATIVE, Words.RELATIVE_STEPS))) {
            board.limit(each.get(0), each.get(1), change);
        }
    }

    private void defineFocuser(int maximumSteps) {
        int here = motor.positionSteps();
        board.switches(
                Words.MOTION,
                SwitchRule.ONE_OF_MANY,
                PropertyState.OK,
                Words.INWARD,
                Words.INWARD,
                Words.OUTWARD);
        board.number(Words.RELATIVE, Words.RELATIVE_STEPS, 0, 0, maximumSteps);
        board.number(Words.ABSOLUTE, Words.ABSOLUTE_STEPS, here, 0, maximumSteps);
        board.number(
                Words.MAX,
                Words.MAX_STEPS,
                maximumSteps,
                Math.min(1_000, maximumSteps),
                Math.max(LARGEST_MAXIMUM, maximumSteps));
        board.switches(
                Words.ABORT_MOTION, SwitchRule.AT_MOST_ONE, PropertyState.IDLE, "", Words.ABORT);
        board.number(Words.SYNC, Words.SYNC_STEPS, here, 0, maximumSteps);
        board.switches(
                Words.REVERSE,
                SwitchRule.ONE_OF_MANY,
                PropertyState.IDLE,
                Words.DISABLED,
                Words.ENABLED,
                Words.DISABLED);
        board.switches(
                Words.BACKLASH,
                SwitchRule.ONE_OF_MANY,
                PropertyState.IDLE,
                Words.DISABLED,
                Words.ENABLED,
                Words.DISABLED);
        board.number(Words.BACKLASH_STEPS, Words.BACKLASH_VALUE, 0, 0, 1_000_000);
        if (celsius.isPresent()) {
            board.shown(Words.TEMPERATURE, Words.CELSIUS, celsius.getAsDouble(), -50, 70);
        }
    }

    private void tellTemperature() {
        if (celsius.isPresent()) {
            board.number(Words.TEMPERATURE, PropertyState.OK, Words.CELSIUS, celsius.getAsDouble());
        } else {
            board.state(Words.TEMPERATURE, PropertyState.ALERT);
        }
    }

    private void send(IndiMessage message) {
        // Nobody gets anything before he has asked, and nothing is kept for one who never listens.
        if (asked && said.size() < KEPT_BYTES) {
            said.writeBytes(IndiWriter.bytes(message));
        }
    }
}
