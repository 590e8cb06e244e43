package parfocal.driver.usbfocus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.OptionalDouble;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserEmulator;
import parfocal.driver.Gear;
import parfocal.driver.Motor;
import parfocal.driver.Quirks;
import parfocal.driver.usbfocus.UsbFocusCommand.FactoryReset;
import parfocal.driver.usbfocus.UsbFocusCommand.Identify;
import parfocal.driver.usbfocus.UsbFocusCommand.MoveIn;
import parfocal.driver.usbfocus.UsbFocusCommand.MoveOut;
import parfocal.driver.usbfocus.UsbFocusCommand.ReadPosition;
import parfocal.driver.usbfocus.UsbFocusCommand.ReadSettings;
import parfocal.driver.usbfocus.UsbFocusCommand.ReadSign;
import parfocal.driver.usbfocus.UsbFocusCommand.ReadTemperature;
import parfocal.driver.usbfocus.UsbFocusCommand.SetCoefficient;
import parfocal.driver.usbfocus.UsbFocusCommand.SetMaximum;
import parfocal.driver.usbfocus.UsbFocusCommand.SetMode;
import parfocal.driver.usbfocus.UsbFocusCommand.SetRotation;
import parfocal.driver.usbfocus.UsbFocusCommand.SetSign;
import parfocal.driver.usbfocus.UsbFocusCommand.SetSpeed;
import parfocal.driver.usbfocus.UsbFocusCommand.SetStepMode;
import parfocal.driver.usbfocus.UsbFocusCommand.SetThreshold;
import parfocal.driver.usbfocus.UsbFocusCommand.Stop;
import parfocal.time.Pace;

/// The firmware of a USB_Focus v3: collects six bytes, executes them, and knows no time-out.
final class UsbFocusEmulator implements FocuserEmulator {
    // The maker tells no rate. With 8000 positions to a turn this is
    // six turns a minute, the order of what the INDI driver saw
    // (1500 steps in about two seconds); the whole range takes 82 s.
    private static final double AVERAGE_STEPS_PER_SECOND = 800;
    private static final int AVERAGE = 2;
    private static final int FIRMWARE = 1505;
    private static final int FACTORY_THRESHOLD = 5;

    private final Quirks quirks;
    private final double averageStepsPerSecond;
    private final Motor motor;
    private final StringBuilder heard = new StringBuilder();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    // The EEPROM: survives the plug.
    private boolean reversed;
    private boolean halfSteps;
    private int speed = AVERAGE;
    private int coefficient;
    private boolean coefficientNegative;
    private int thresholdSteps = FACTORY_THRESHOLD;
    private int maximumSteps;

    private boolean automatic;
    private boolean starOwed;
    private OptionalDouble temperatureCelsius;
    private OptionalDouble referenceCelsius = OptionalDouble.empty();

    UsbFocusEmulator(EmulatorSettings settings, Pace pace) {
        quirks = UsbFocusQuirks.of(settings.quirks());
        averageStepsPerSecond =
                settings.stepsPerSecond() > 0
                        ? settings.stepsPerSecond()
                        : AVERAGE_STEPS_PER_SECOND;
        maximumSteps = settings.maximumSteps();
        temperatureCelsius = settings.temperatureCelsius();
        int here = settings.positionSteps();
        motor =
                new Motor(
                        pace,
                        here,
                        averageStepsPerSecond,
                        new Gear(settings.backlashSteps(), here, 0));
    }

    @Override
    public Motor motor() {
        return motor;
    }

    @Override
    public synchronized void feel(OptionalDouble celsius) {
        temperatureCelsius = celsius;
        compensate();
    }

    @Override
    public synchronized void hear(byte[] bytes) {
        for (byte one : bytes) {
            heard.append((char) Byte.toUnsignedInt(one));
            if (heard.length() == UsbFocusCodec.COMMAND_BYTES) {
                String sixBytes = heard.toString();
                heard.setLength(0);
                endMove();
                UsbFocusCodec.decode(sixBytes)
                        .ifPresentOrElse(
                                this::execute, () -> say(new UsbFocusReply.NotUnderstood()));
            }
        }
    }

    @Override
    public synchronized byte[] say() {
        endMove();
        byte[] all = said.toByteArray();
        said.reset();
        return all;
    }

    /// The handpad: moves without telling the host.
    synchronized void jog(int steps) {
        driveBy(steps);
    }

    /// The plug is pulled and put back: collected bytes, a move and automatic mode are gone, the EEPROM stays.
    synchronized void powerCycle() {
        heard.setLength(0);
        said.reset();
        motor.stop();
        starOwed = false;
        automatic = false;
    }

    private void execute(UsbFocusCommand command) {
        switch (command) {
            case Identify() -> say(new UsbFocusReply.Name("UFO"));
            case ReadSettings() ->
                    say(
                            new UsbFocusReply.Settings(
                                    reversed,
                                    halfSteps,
                                    speed,
                                    coefficient,
                                    thresholdSteps,
                                    FIRMWARE,
                                    maximumSteps));
            case ReadPosition() -> say(new UsbFocusReply.Position(motor.positionSteps()));
            case ReadTemperature() ->
                    sayLine("T=" + UsbFocusQuirks.temperature(quirks, temperatureCelsius));
            case ReadSign() -> {
                say(new UsbFocusReply.Sign(coefficientNegative));
                if (quirks.has("sign", "terminated")) {
                    sayText(UsbFocusCodec.LINE_END);
                }
            }
            case MoveIn(int steps) -> move(-steps);
            case MoveOut(int steps) -> move(steps);
            case Stop() -> stop();
            case SetMaximum(int steps) -> {
                maximumSteps = steps;
                done();
            }
            case SetSpeed(int code) -> {
                speed = code;
                done();
            }
            case SetRotation(boolean asked) -> {
                reversed = asked;
                done();
            }
            case SetStepMode(boolean asked) -> {
                halfSteps = asked;
                done();
            }
            case SetCoefficient(int stepsPerCelsius) -> {
                coefficient = stepsPerCelsius;
                done();
            }
            case SetSign(boolean negative) -> {
                coefficientNegative = negative;
                done();
            }
            case SetThreshold(int steps) -> {
                thresholdSteps = steps;
                done();
            }
            case SetMode(boolean asked) -> {
                automatic = asked;
                referenceCelsius = temperatureCelsius;
                done();
            }
            case FactoryReset() -> {
                leaveTheFactory();
                say(new UsbFocusReply.EepromReset());
            }
        }
    }

    private void done() {
        turnMotorAsSet();
        if (!quirks.has("settings", "silent")) {
            say(new UsbFocusReply.Done());
        }
    }

    private void leaveTheFactory() {
        reversed = false;
        halfSteps = false;
        speed = AVERAGE;
        coefficient = 0;
        coefficientNegative = false;
        thresholdSteps = FACTORY_THRESHOLD;
        maximumSteps = UsbFocusCodec.LARGEST_STEPS;
        automatic = false;
        turnMotorAsSet();
    }

    // Each speed halves the one before. A half step is counted like a whole one and turns
    // half as far; reversed rotation turns the other way while the counter keeps its meaning.
    private void turnMotorAsSet() {
        motor.speed(averageStepsPerSecond / (1 << (speed - AVERAGE)));
        motor.gearing((reversed ? -1 : 1) * (halfSteps ? 0.5 : 1));
    }

    private void move(int steps) {
        driveBy(steps);
        starOwed = true;
    }

    // What the device does at a limit is not documented; it is taken to
    // stop there. A maximum set below where it stands does not drive it in.
    private void driveBy(int steps) {
        int here = motor.positionSteps();
        motor.driveTo(Math.clamp((long) here + steps, 0, Math.max(maximumSteps, here)));
    }

    private void stop() {
        motor.stop();
        boolean star = starOwed && (quirks.has("quit", "both") || quirks.has("quit", "star"));
        starOwed = false;
        if (star) {
            sayStar();
        }
        if (quirks.has("quit", "both") || quirks.has("quit", "done")) {
            say(new UsbFocusReply.Done());
        }
        if (quirks.has("quit", "error")) {
            say(new UsbFocusReply.NotUnderstood());
        }
    }

    private void endMove() {
        compensate();
        if (starOwed && !motor.moving()) {
            starOwed = false;
            sayStar();
        }
    }

    private void sayStar() {
        if (!quirks.has("star", "missing")) {
            say(new UsbFocusReply.Star());
        }
        if (quirks.has("star", "lf-cr")) {
            sayText(UsbFocusCodec.LINE_END);
        }
    }

    private void compensate() {
        if (!automatic || motor.moving() || referenceCelsius.isEmpty()) {
            return;
        }
        double changeCelsius =
                temperatureCelsius.orElse(referenceCelsius.getAsDouble())
                        - referenceCelsius.getAsDouble();
        long dueSteps =
                Math.round((coefficientNegative ? -coefficient : coefficient) * changeCelsius);
        if (Math.abs(dueSteps) <= thresholdSteps) {
            return;
        }
        referenceCelsius = temperatureCelsius;
        driveBy((int) dueSteps);
        if (quirks.has("automatic", "chatty")) {
            sayLine(String.format(Locale.ROOT, "AP=%05d", motor.targetSteps()));
        }
    }

    private void say(UsbFocusReply reply) {
        said.writeBytes(UsbFocusCodec.encode(reply));
    }

    private void sayLine(String line) {
        sayText(line + UsbFocusCodec.LINE_END);
    }

    private void sayText(String text) {
        said.writeBytes(text.getBytes(ISO_8859_1));
    }
}
