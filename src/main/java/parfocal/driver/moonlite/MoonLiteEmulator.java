package parfocal.driver.moonlite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserEmulator;
import parfocal.driver.Gear;
import parfocal.driver.Motor;
import parfocal.driver.Quirks;
import parfocal.driver.moonlite.MoonLiteCommand.Convert;
import parfocal.driver.moonlite.MoonLiteCommand.FindHome;
import parfocal.driver.moonlite.MoonLiteCommand.Go;
import parfocal.driver.moonlite.MoonLiteCommand.ReadBacklight;
import parfocal.driver.moonlite.MoonLiteCommand.ReadCoefficient;
import parfocal.driver.moonlite.MoonLiteCommand.ReadMoving;
import parfocal.driver.moonlite.MoonLiteCommand.ReadPosition;
import parfocal.driver.moonlite.MoonLiteCommand.ReadSpeed;
import parfocal.driver.moonlite.MoonLiteCommand.ReadStepMode;
import parfocal.driver.moonlite.MoonLiteCommand.ReadTarget;
import parfocal.driver.moonlite.MoonLiteCommand.ReadTemperature;
import parfocal.driver.moonlite.MoonLiteCommand.ReadVersion;
import parfocal.driver.moonlite.MoonLiteCommand.SetCoefficient;
import parfocal.driver.moonlite.MoonLiteCommand.SetCompensation;
import parfocal.driver.moonlite.MoonLiteCommand.SetPosition;
import parfocal.driver.moonlite.MoonLiteCommand.SetSpeed;
import parfocal.driver.moonlite.MoonLiteCommand.SetStepMode;
import parfocal.driver.moonlite.MoonLiteCommand.SetTarget;
import parfocal.driver.moonlite.MoonLiteCommand.SetTemperatureOffset;
import parfocal.driver.moonlite.MoonLiteCommand.Stop;
import parfocal.driver.moonlite.MoonLiteCommand.ToSecondMotor;
import parfocal.driver.moonlite.MoonLiteCommand.UnknownQuestion;
import parfocal.time.Pace;

/// The firmware of a MoonLite controller, or of one of its clones: collects between `:` and `#`, drops what it does not know,
/// and never says whether it took an order. It accepts compensation and, like many, does nothing about it.
final class MoonLiteEmulator implements FocuserEmulator {
    /// Of a genuine controller at its fastest.
    private static final double FULL_STEPS_PER_SECOND = 250;

    private static final int LONGEST_COMMAND = 13;
    private static final int RED = 0x8C;
    private static final int FAKE_HOME_STEPS = 8_000;
    private static final int COASTING_STEPS = 100;
    private static final Duration CONVERSION = Duration.ofMillis(750);
    private static final Duration BOOT = Duration.ofMillis(1_500);
    private static final Duration SLOW_TO_BEGIN = Duration.ofMillis(300);
    private static final String BANNER = "Ardufocus emulated ready.\nVisit nobody for updates.\n\n";

    /// A motor with the target that was stored for it.
    private static final class Axis {
        private final Motor motor;
        private int targetSteps;
        private int toldSteps;

        Axis(Motor motor) {
            this.motor = motor;
            this.toldSteps = motor.positionSteps();
        }
    }

    private final Pace pace;
    private final Quirks quirks;
    private final int digits;
    private final double fullStepsPerSecond;
    private final Axis first;
    private final Axis second;
    private final StringBuilder heard = new StringBuilder();
    private final StringBuilder said = new StringBuilder();
    private boolean collecting;
    private Instant awakeAt;
    private boolean bannerDue;
    private Optional<Instant> startDue = Optional.empty();
    private boolean targetLost;
    private boolean startLost;

    private int speedCode = MoonLiteCodec.SPEED_CODES.getFirst();
    private boolean halfSteps;
    private int coefficient;
    private int offsetHalfDegrees;
    private OptionalDouble probeCelsius;
    private OptionalDouble latchedCelsius;
    private OptionalDouble convertingCelsius = OptionalDouble.empty();
    private Instant convertedAt = Instant.MAX;

    MoonLiteEmulator(EmulatorSettings settings, Pace pace) {
        this.pace = pace;
        quirks = MoonLiteQuirks.of(settings.quirks());
        digits = Integer.parseInt(quirks.habit("digits"));
        fullStepsPerSecond =
                settings.stepsPerSecond() > 0 ? settings.stepsPerSecond() : FULL_STEPS_PER_SECOND;
        probeCelsius = settings.temperatureCelsius();
        latchedCelsius = probeCelsius;
        int here = settings.positionSteps();
        first =
                new Axis(
                        new Motor(
                                pace,
                                here,
                                fullStepsPerSecond,
                                new Gear(settings.backlashSteps(), here, 0)));
        second = new Axis(new Motor(pace, 0, fullStepsPerSecond, new Gear(0, 0, 0)));
        boolean awake = quirks.has("boot", "awake");
        awakeAt = awake ? pace.now() : pace.now().plus(BOOT);
        bannerDue = quirks.has("boot", "banner");
    }

    @Override
    public Motor motor() {
        return first.motor;
    }

    /// The second motor of a controller that has its own.
    Motor secondMotor() {
        return second.motor;
    }

    @Override
    public synchronized void feel(OptionalDouble temperatureCelsius) {
        probeCelsius = temperatureCelsius;
    }

    /// The hand controller: turns without telling the host.
    synchronized void jog(int steps) {
        drive(first, first.motor.positionSteps() + steps);
    }

    @Override
    public synchronized void hear(byte[] bytes) {
        goOn();
        if (pace.now().isBefore(awakeAt)) {
            return;
        }
        for (char one : new String(bytes, ISO_8859_1).toCharArray()) {
            if (one == ':') {
                heard.setLength(0);
                collecting = true;
            } else if (one == '#' && collecting) {
                collecting = false;
                MoonLiteCodec.decode(heard.toString(), digits).ifPresent(this::execute);
            } else if (collecting && heard.length() < LONGEST_COMMAND) {
                heard.append(one);
            }
        }
    }

    @Override
    public synchronized byte[] say() {
        goOn();
        byte[] all = said.toString().getBytes(ISO_8859_1);
        said.setLength(0);
        return all;
    }

    private void goOn() {
        if (startDue.isPresent() && !pace.now().isBefore(startDue.get())) {
            startDue = Optional.empty();
            drive(first, first.targetSteps);
        }
        if (bannerDue && !pace.now().isBefore(awakeAt)) {
            bannerDue = false;
            said.append(BANNER);
        }
    }

    private void execute(MoonLiteCommand command) {
        if (!(command instanceof ToSecondMotor(MoonLiteCommand inner))) {
            execute(command, first);
        } else if (quirks.has("second-motor", "shared")) {
            execute(inner, first);
        } else if (quirks.has("second-motor", "own")) {
            // It looks at the wrong letter, so that every `:2F…` starts.
            execute(inner instanceof Stop ? new Go() : inner, second);
        }
    }

    private void execute(MoonLiteCommand command, Axis axis) {
        switch (command) {
            case ReadVersion() -> said.append(quirks.habit("version"));
            case ReadPosition() -> {
                axis.toldSteps = axis.motor.positionSteps();
                answer(MoonLiteCodec.hex(axis.toldSteps, digits));
            }
            case ReadTarget() -> answer(MoonLiteCodec.hex(axis.targetSteps, digits));
            case ReadMoving() -> answer(moving(axis));
            case ReadTemperature() -> answer(temperature());
            case ReadCoefficient() -> {
                if (quirks.has("coefficient", "missing")) {
                    unknown();
                } else {
                    answer(MoonLiteCodec.signedByte(coefficient));
                }
            }
            case ReadSpeed() -> answer(speed());
            case ReadStepMode() -> {
                if (quirks.has("half-step", "missing")) {
                    unknown();
                } else {
                    answer(halfSteps && !quirks.has("half-step", "untold") ? "FF" : "00");
                }
            }
            case ReadBacklight() -> backlight(axis);
            case SetTarget(int positionSteps, _) -> axis.targetSteps = kept(positionSteps);
            case Go() -> go(axis);
            case Stop() -> stop(axis);
            case SetPosition(int positionSteps, _) -> {
                axis.toldSteps = unsigned(positionSteps);
                axis.motor.renumber(axis.toldSteps);
            }
            case Convert() -> convert();
            case SetTemperatureOffset(int halfDegrees) -> offsetHalfDegrees = halfDegrees;
            case SetCoefficient(int raw) -> {
                if (!quirks.has("coefficient", "missing")) {
                    coefficient = raw;
                }
            }
            case SetCompensation _ -> {}
            case SetSpeed(int code) -> {
                if (MoonLiteCodec.SPEED_CODES.contains(code)) {
                    speedCode = code;
                    turnMotorsAsSet();
                }
            }
            case SetStepMode(boolean half) -> {
                if (quirks.has("half-step", "taken") || quirks.has("half-step", "untold")) {
                    halfSteps = half;
                    turnMotorsAsSet();
                }
            }
            case FindHome() -> home(axis);
            case UnknownQuestion _ -> unknown();
            case ToSecondMotor _ -> {}
        }
    }

    private void answer(String digitsOfAnswer) {
        said.append(digitsOfAnswer).append('#');
    }

    private void unknown() {
        if (quirks.has("unknown", "zeros")) {
            said.append("00##");
        }
    }

    private String moving(Axis axis) {
        boolean moving =
                quirks.has("moving", "unasked")
                        ? axis.toldSteps != axis.targetSteps
                        : axis.motor.moving();
        String digit = moving ? "1" : "0";
        return quirks.has("moving", "one-digit") ? digit : "0" + digit;
    }

    private int kept(int positionSteps) {
        boolean lost =
                quirks.has("target", "zero") || (quirks.has("target", "zero-once") && !targetLost);
        targetLost = true;
        return lost ? 0 : unsigned(positionSteps);
    }

    private void go(Axis axis) {
        if (quirks.has("start", "lost-once") && !startLost) {
            startLost = true;
            return;
        }
        if (quirks.has("start", "idle-first")) {
            startDue = Optional.of(pace.now().plus(SLOW_TO_BEGIN));
        } else {
            drive(axis, axis.targetSteps);
        }
    }

    private void stop(Axis axis) {
        startDue = Optional.empty();
        int here = axis.motor.positionSteps();
        int further = quirks.has("stop", "coasts") ? COASTING_STEPS : 0;
        int target = axis.motor.targetSteps();
        // Stopped again, it runs out no further than the first time.
        int left = Math.clamp((long) target - here, -further, further);
        axis.motor.driveTo(here + left);
    }

    private void drive(Axis axis, int positionSteps) {
        axis.motor.driveTo(Math.clamp(positionSteps, 0, MoonLiteCodec.largestPosition(digits)));
    }

    private void home(Axis axis) {
        if (quirks.has("home", "fake")) {
            axis.motor.renumber(FAKE_HOME_STEPS);
            drive(axis, 0);
        } else if (quirks.has("home", "offset")) {
            offsetHalfDegrees = 1;
        }
    }

    private void backlight(Axis axis) {
        if (quirks.has("backlight", "falls-through")) {
            answer("00");
            execute(new ReadCoefficient(), axis);
        } else if (quirks.has("backlight", "00#")) {
            answer("00");
        } else {
            answer(MoonLiteCodec.hex(RED, 2));
        }
    }

    private String speed() {
        int said = speedCode;
        if (quirks.has("speed", "decimal")) {
            said = Integer.parseInt(MoonLiteCodec.hex(speedCode, 2));
        }
        return MoonLiteCodec.hex(said, 2);
    }

    private void convert() {
        latch();
        convertingCelsius = probeCelsius;
        convertedAt = pace.now().plus(CONVERSION);
    }

    private void latch() {
        if (!pace.now().isBefore(convertedAt)) {
            latchedCelsius = convertingCelsius;
            convertedAt = Instant.MAX;
        }
    }

    private String temperature() {
        latch();
        boolean converts = quirks.has("temperature", "converted");
        OptionalDouble probe = converts ? latchedCelsius : probeCelsius;
        if (quirks.has("temperature", "byte")) {
            return "%X".formatted(Math.round(probe.orElse(0) * 2) & 0xFF);
        }
        if (quirks.has("temperature", "float")) {
            return "%08X".formatted(Float.floatToIntBits((float) probe.orElse(0)));
        }
        String four =
                probe.isEmpty()
                        ? quirks.habit("no-probe")
                        : MoonLiteCodec.halfDegrees(probe.getAsDouble() + offsetHalfDegrees / 2.0);
        return digits == 8 ? MoonLiteCodec.hex((short) Integer.parseInt(four, 16), 8) : four;
    }

    // A half step is counted like a whole one and turns half as far.
    private void turnMotorsAsSet() {
        double slower = (double) speedCode / MoonLiteCodec.SPEED_CODES.getFirst();
        double stepsPerSecond = fullStepsPerSecond / slower / (halfSteps ? 2 : 1);
        first.motor.speed(stepsPerSecond);
        second.motor.speed(stepsPerSecond);
        first.motor.gearing(halfSteps ? 0.5 : 1);
        second.motor.gearing(halfSteps ? 0.5 : 1);
    }

    // An `int` holds 31 of the 32 bits that eight digits can say.
    private static int unsigned(int positionSteps) {
        return positionSteps < 0 ? Integer.MAX_VALUE : positionSteps;
    }
}
