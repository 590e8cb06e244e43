package parfocal.driver.celestron;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserEmulator;
import parfocal.driver.Gear;
import parfocal.driver.Motor;
import parfocal.driver.Quirks;
import parfocal.driver.celestron.CelestronCommand.GoSlowlyTo;
import parfocal.driver.celestron.CelestronCommand.GoTo;
import parfocal.driver.celestron.CelestronCommand.ReadCalibration;
import parfocal.driver.celestron.CelestronCommand.ReadFinished;
import parfocal.driver.celestron.CelestronCommand.ReadLimits;
import parfocal.driver.celestron.CelestronCommand.ReadPosition;
import parfocal.driver.celestron.CelestronCommand.ReadVersion;
import parfocal.driver.celestron.CelestronCommand.StartCalibration;
import parfocal.driver.celestron.CelestronCommand.StopCalibration;
import parfocal.driver.celestron.CelestronCommand.TurnDown;
import parfocal.driver.celestron.CelestronCommand.TurnUp;
import parfocal.driver.celestron.CelestronReply.Acknowledged;
import parfocal.driver.celestron.CelestronReply.Calibration;
import parfocal.driver.celestron.CelestronReply.Finished;
import parfocal.driver.celestron.CelestronReply.Limits;
import parfocal.driver.celestron.CelestronReply.NotRecognised;
import parfocal.driver.celestron.CelestronReply.Position;
import parfocal.driver.celestron.CelestronReply.Version;
import parfocal.time.Pace;

/// The motor's firmware, and the bus it hangs on. Nothing runs in the background: it catches up whenever it is spoken to.
final class CelestronEmulator implements FocuserEmulator {
    private static final Version LONG_VERSION = new Version(7, 16, OptionalInt.of(10_101));
    private static final Version SHORT_VERSION = new Version(7, 16, OptionalInt.empty());

    // An observatory with dozens of these motors measured about this.
    private static final double COUNTS_PER_SECOND = 300;
    private static final double SLOW = 0.25;
    private static final int TYPICAL_LOW_STEPS = 2_000;

    // A goto a little beyond the limits is carried out; the tube has its stops further out.
    private static final int TOLERANCE_STEPS = 500;
    private static final int STOP_STEPS = 1_000;
    private static final Duration LATE_START = Duration.ofSeconds(3);
    private static final Duration REST_OF_A_PACKET = Duration.ofMillis(150);

    // A hand controller asks an axis board where it is.
    private static final CelestronPacket MOUNT_TRAFFIC =
            new CelestronPacket(0x0D, 0x10, 0x01, List.of());

    private record Order(int targetSteps, double stepsPerSecond, Instant due) {}

    private final Pace pace;
    private final Quirks quirks;
    private final double countsPerSecond;
    private final Motor motor;
    private final Limits tube;
    private final CelestronStream heard = new CelestronStream();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Instant lastHeard;
    private Limits limits;
    private boolean calibrated;
    private Optional<CelestronCalibrating> calibrating = Optional.empty();
    private int stateLeft;
    private boolean againstAStop;
    private Optional<Order> order = Optional.empty();

    CelestronEmulator(EmulatorSettings settings, Pace pace) {
        this.pace = pace;
        this.quirks = CelestronQuirks.of(settings.quirks());
        this.countsPerSecond =
                settings.stepsPerSecond() > 0 ? settings.stepsPerSecond() : COUNTS_PER_SECOND;
        int here = settings.positionSteps();
        this.motor =
                new Motor(pace, here, countsPerSecond, new Gear(settings.backlashSteps(), here, 0));
        int high = settings.maximumSteps();
        this.tube =
                new Limits(Math.clamp(high / 20, 0, Math.clamp(here, 0, TYPICAL_LOW_STEPS)), high);
        this.calibrated = quirks.has("calibration", "done");
        this.limits = calibrated ? tube : new Limits(0, 0);
        this.lastHeard = pace.now();
    }

    @Override
    public boolean speaksText() {
        return false;
    }

    @Override
    public Motor motor() {
        return motor;
    }

    /// It has no probe.
    @Override
    public void feel(OptionalDouble temperatureCelsius) {}

    @Override
    public synchronized void hear(byte[] bytes) {
        catchUp();
        if (pace.now().isAfter(lastHeard.plus(REST_OF_A_PACKET))) {
            // A packet that was never finished must not swallow the next one.
            while (heard.missingBytes() > 0) {
                heard.giveUp();
                obey();
            }
        }
        lastHeard = pace.now();
        if (quirks.has("echo", "yes")) {
            said.writeBytes(bytes);
        }
        heard.add(bytes);
        obey();
    }

    @Override
    public synchronized byte[] say() {
        catchUp();
        byte[] all = said.toByteArray();
        said.reset();
        return all;
    }

    private void obey() {
        for (var packet = heard.next(); packet.isPresent(); packet = heard.next()) {
            if (packet.get().destination() == CelestronPacket.FOCUSER) {
                answer(packet.get());
            }
        }
    }

    private void answer(CelestronPacket packet) {
        if (quirks.has("traffic", "mount")) {
            said.writeBytes(MOUNT_TRAFFIC.encode());
        }
        CelestronReply reply =
                CelestronCodec.decode(packet).map(this::execute).orElseGet(NotRecognised::new);
        CelestronPacket answer = CelestronCodec.encode(reply, packet);
        if (reply instanceof Acknowledged && quirks.has("acknowledgement", "byte")) {
            answer = packet.answer(answer.command(), List.of(1));
        }
        said.writeBytes(answer.encode());
    }

    private CelestronReply execute(CelestronCommand command) {
        return switch (command) {
            case ReadVersion() -> quirks.has("version", "short") ? SHORT_VERSION : LONG_VERSION;
            case ReadPosition() -> new Position(motor.positionSteps());
            case ReadLimits() -> limits;
            case ReadFinished() -> new Finished(!motor.moving() && !againstAStop);
            case ReadCalibration() ->
                    new Calibration(
                            calibrated,
                            calibrating.map(CelestronCalibrating::state).orElse(stateLeft));
            case GoTo(int steps) -> take(steps, countsPerSecond);
            case GoSlowlyTo(int steps) -> take(steps, countsPerSecond * SLOW);
            case TurnUp(int rate) -> turn(tube.highSteps() + STOP_STEPS, rate);
            case TurnDown(int rate) -> turn(tube.lowSteps() - STOP_STEPS, rate);
            case StartCalibration() -> startCalibration();
            case StopCalibration() -> stopCalibration();
        };
    }

    private Acknowledged take(int asked, double stepsPerSecond) {
        int target =
                calibrated
                        ? Math.clamp(
                                asked,
                                limits.lowSteps() - TOLERANCE_STEPS,
                                limits.highSteps() + TOLERANCE_STEPS)
                        : asked;
        Duration delay = quirks.has("start", "prompt") ? Duration.ZERO : LATE_START;
        order = Optional.of(new Order(target, stepsPerSecond, pace.now().plus(delay)));
        catchUp();
        return new Acknowledged();
    }

    private Acknowledged turn(int stopSteps, int rate) {
        if (rate > 0) {
            drive(stopSteps, countsPerSecond * rate / CelestronCodec.LARGEST_RATE);
            return new Acknowledged();
        }
        if (calibrating.isPresent()) {
            // This is not how a calibration is ended: it stays where it was.
            stateLeft = calibrating.get().state();
            calibrating = Optional.empty();
        }
        if (!quirks.has("start", "late-deaf")) {
            order = Optional.empty();
        }
        againstAStop = false;
        motor.stop();
        return new Acknowledged();
    }

    private Acknowledged startCalibration() {
        order = Optional.empty();
        calibrated = false;
        stateLeft = 0;
        motor.speed(countsPerSecond);
        calibrating =
                Optional.of(
                        new CelestronCalibrating(
                                motor,
                                tube.lowSteps() - STOP_STEPS,
                                tube.highSteps() + STOP_STEPS));
        return new Acknowledged();
    }

    private Acknowledged stopCalibration() {
        if (calibrating.isPresent()) {
            motor.stop();
        }
        calibrating = Optional.empty();
        stateLeft = 0;
        return new Acknowledged();
    }

    private void catchUp() {
        if (order.isPresent() && !pace.now().isBefore(order.get().due())) {
            drive(order.get().targetSteps(), order.get().stepsPerSecond());
            order = Optional.empty();
        }
        if (calibrating.isEmpty()) {
            return;
        }
        if (!calibrating.get().goOn()) {
            calibrating = Optional.empty();
            calibrated = true;
            limits = tube;
        } else if (calibrating.get().state() == CelestronCalibrating.BAD_STATE
                && !quirks.has("calibrating", "succeeds")) {
            stateLeft = quirks.has("calibrating", "hangs") ? CelestronCalibrating.BAD_STATE : 0;
            calibrating = Optional.empty();
            motor.stop();
        }
    }

    // Beyond the tube's stops it pushes and does not get there.
    private void drive(int targetSteps, double stepsPerSecond) {
        int reachable =
                Math.clamp(
                        targetSteps, tube.lowSteps() - STOP_STEPS, tube.highSteps() + STOP_STEPS);
        againstAStop = reachable != targetSteps;
        motor.speed(stepsPerSecond);
        motor.driveTo(reachable);
    }
}
