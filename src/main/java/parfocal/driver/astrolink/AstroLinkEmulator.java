package parfocal.driver.astrolink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserEmulator;
import parfocal.driver.Motor;
import parfocal.driver.Quirks;
import parfocal.driver.astrolink.AstroLinkCommand.Compensate;
import parfocal.driver.astrolink.AstroLinkCommand.Halt;
import parfocal.driver.astrolink.AstroLinkCommand.Identify;
import parfocal.driver.astrolink.AstroLinkCommand.Move;
import parfocal.driver.astrolink.AstroLinkCommand.ReadFirmware;
import parfocal.driver.astrolink.AstroLinkCommand.ReadMoving;
import parfocal.driver.astrolink.AstroLinkCommand.ReadPosition;
import parfocal.driver.astrolink.AstroLinkCommand.ReadSheet;
import parfocal.driver.astrolink.AstroLinkCommand.ReadStatus;
import parfocal.driver.astrolink.AstroLinkCommand.SetHeater;
import parfocal.driver.astrolink.AstroLinkCommand.SetPosition;
import parfocal.driver.astrolink.AstroLinkCommand.Sheet;
import parfocal.driver.astrolink.AstroLinkCommand.SwitchOutput;
import parfocal.driver.astrolink.AstroLinkCommand.WriteSheet;
import parfocal.driver.astrolink.AstroLinkReply.NotUnderstood;
import parfocal.time.Pace;

/// The firmware of a FocuserLink or an AstroLink 4: reads lines, answers each with its letter, and keeps to itself what it did
/// not carry out.
final class AstroLinkEmulator implements FocuserEmulator {
    private static final Duration BOOT = Duration.ofSeconds(2);
    private static final Duration SAMPLE = Duration.ofMillis(500);
    private static final double HUMIDITY_PERCENT = 55;
    private static final int OTHER_MOTOR_STEPS = 5_000;
    private static final int LONGEST_LINE = 300;

    private final Pace pace;
    private final Quirks quirks;
    private final AstroLinkModel model;
    private final int lookedAt;
    private final AstroLinkMemory memory;
    private final List<AstroLinkAxis> axes = new ArrayList<>();
    private final StringBuilder heard = new StringBuilder();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final int[] heaters = new int[2];
    private final boolean[] outputs = new boolean[3];
    private OptionalDouble celsius;
    private boolean sensorRecognised;
    private Instant awake;
    private List<String> sample = List.of();
    private Instant sampledAt = Instant.MIN;
    private int trippedBy;
    private double trippedAt;

    AstroLinkEmulator(EmulatorSettings settings, Pace pace) {
        this.pace = pace;
        quirks = AstroLinkQuirks.of(settings.quirks());
        model = AstroLinkQuirks.model(quirks);
        lookedAt = quirks.has("motor", "2") ? 1 : 0;
        if (lookedAt >= model.motors()) {
            throw new IllegalArgumentException(model.displayName() + " has no second motor");
        }
        memory = new AstroLinkMemory(quirks, lookedAt, settings.maximumSteps());
        celsius = settings.temperatureCelsius();
        sensorRecognised = celsius.isPresent();
        awake = quirks.has("boot", "two-seconds") ? pace.now().plus(BOOT) : pace.now();
        for (int number = 0; number < model.motors(); number++) {
            boolean ours = number == lookedAt;
            axes.add(
                    new AstroLinkAxis(
                            pace,
                            memory,
                            number,
                            ours ? settings.positionSteps() : OTHER_MOTOR_STEPS,
                            settings.stepsPerSecond(),
                            ours ? settings.backlashSteps() : 0,
                            celsius));
        }
    }

    @Override
    public Motor motor() {
        return axes.get(lookedAt).motor();
    }

    /// A sensor that was not there at power-up is not recognised before the next.
    @Override
    public synchronized void feel(OptionalDouble temperatureCelsius) {
        celsius = sensorRecognised ? temperatureCelsius : OptionalDouble.empty();
        live();
    }

    @Override
    public synchronized void hear(byte[] bytes) {
        live();
        for (byte one : bytes) {
            if (pace.now().isBefore(awake)) {
                continue;
            }
            if (one == '\n') {
                String line = heard.toString();
                heard.setLength(0);
                execute(line);
            } else if (heard.length() < LONGEST_LINE) {
                heard.append((char) Byte.toUnsignedInt(one));
            }
        }
    }

    @Override
    public synchronized byte[] say() {
        live();
        byte[] all = said.toByteArray();
        said.reset();
        return all;
    }

    /// The buttons on the box: move it without telling the host.
    synchronized void jog(int steps) {
        if (memory.buttonsWork()) {
            axes.get(lookedAt).moveTo((long) motor().positionSteps() + steps);
        }
    }

    /// The protection switches the outputs off, 1 for voltage and 2 for current.
    synchronized void trip(int by, double value) {
        trippedBy = by;
        trippedAt = value;
        Arrays.fill(outputs, false);
    }

    /// The plug is pulled and put back, or the opening of the port resets the board.
    synchronized void powerCycle() {
        heard.setLength(0);
        said.reset();
        sensorRecognised = celsius.isPresent();
        sampledAt = Instant.MIN;
        axes.forEach(axis -> axis.wakeUp(celsius));
        awake = pace.now().plus(BOOT);
    }

    private void live() {
        axes.forEach(axis -> axis.live(celsius));
    }

    private void execute(String line) {
        AstroLinkCodec.decodeCommand(line)
                .ifPresentOrElse(
                        command -> execute(command, AstroLinkCodec.letter(command)),
                        () -> {
                            if (!line.isBlank()) {
                                say(new NotUnderstood(line.charAt(0)));
                            }
                        });
    }

    private void execute(AstroLinkCommand command, char letter) {
        boolean understood =
                switch (command) {
                    case Identify() -> say(new AstroLinkReply.Name(ownName()));
                    case ReadFirmware() ->
                            model.hasTwoMotors() && say(new AstroLinkReply.Firmware(firmware()));
                    case ReadStatus() -> say(new AstroLinkReply.Status(status()));
                    case ReadPosition() ->
                            say(new AstroLinkReply.Position(motor().positionSteps()));
                    case ReadMoving() -> say(new AstroLinkReply.Moving(motor().moving()));
                    case Move(int motor, int steps) -> has(motor) && move(motor, steps);
                    case Halt(OptionalInt motor) -> has(motor.orElse(0)) && halt(motor.orElse(0));
                    case SetPosition(OptionalInt motor, int steps) -> renumber(motor, steps);
                    case Compensate(int threshold) -> compensate(threshold);
                    case ReadSheet(Sheet sheet) ->
                            memory.line(sheet)
                                    .map(fields -> say(new AstroLinkReply.Settings(sheet, fields)))
                                    .orElse(false);
                    case WriteSheet(Sheet sheet, List<String> fields) -> take(sheet, fields);
                    case SetHeater(int output, int percent) -> heat(output, percent);
                    case SwitchOutput(int output, boolean on) -> switchOutput(output, on);
                };
        if (!understood) {
            say(new NotUnderstood(letter));
        } else if (Character.isUpperCase(letter) && !(command instanceof ReadFirmware)) {
            say(new AstroLinkReply.Heard(letter));
        }
    }

    private boolean has(int motor) {
        return motor >= 0 && motor < axes.size();
    }

    private boolean move(int motor, int steps) {
        axes.get(motor).moveTo(steps);
        return true;
    }

    private boolean halt(int motor) {
        axes.get(motor).halt();
        return true;
    }

    // FocuserLink knows this order without the motor's number only; what it would make of one is
    // not known.
    private boolean renumber(OptionalInt motor, int steps) {
        boolean known = motor.isEmpty() == (model == AstroLinkModel.FOCUSER_LINK);
        if (known && has(motor.orElse(0)) && steps >= 0) {
            axes.get(motor.orElse(0)).renumber(steps);
            return true;
        }
        return false;
    }

    private boolean compensate(int threshold) {
        axes.forEach(axis -> axis.compensate(threshold, celsius));
        return true;
    }

    private boolean take(Sheet sheet, List<String> fields) {
        boolean taken = memory.take(sheet, fields);
        axes.forEach(AstroLinkAxis::settingsChanged);
        return taken;
    }

    private boolean heat(int output, int percent) {
        boolean known =
                model != AstroLinkModel.FOCUSER_LINK && output >= 0 && output < heaters.length;
        if (known) {
            heaters[output] = percent;
        }
        return known;
    }

    private boolean switchOutput(int output, boolean on) {
        boolean known =
                model != AstroLinkModel.FOCUSER_LINK && output >= 0 && output < outputs.length;
        if (known) {
            outputs[output] = on;
        }
        return known;
    }

    private String ownName() {
        return switch (model) {
            case FOCUSER_LINK -> "FocuserLink";
            case MINI, MINI_II -> "AstroLink4mini";
            case USB -> "AstroLink4USB";
            case MAX -> "AstroLink4Max";
        };
    }

    private String firmware() {
        if (quirks.has("firmware", "old")) {
            return "3.1.0";
        }
        return model == AstroLinkModel.MAX ? "5.0.2 MAX" : "4.5.0 mini II";
    }

    private List<String> status() {
        if (quirks.has("sampling", "live")
                || Duration.between(sampledAt, pace.now()).compareTo(SAMPLE) >= 0) {
            sampledAt = pace.now();
            sample = statusNow();
        }
        return sample;
    }

    private List<String> statusNow() {
        String motion = "%d:%d".formatted(motor(0).positionSteps(), axes.getFirst().stepsToGo());
        String due = Integer.toString(axes.getFirst().pendingSteps(celsius));
        String amperes = axes.stream().anyMatch(axis -> axis.motor().moving()) ? "0.35" : "0.05";
        String air = air(model.hasTwoMotors() ? "%.0f" : "%.1f");
        String heat = heaters[0] + ":" + heaters[1];
        String sockets = digit(outputs[0]) + ":" + digit(outputs[1]) + ":" + digit(outputs[2]);
        String power = "12.1:5.0:0.00:0.00";
        String trip = trippedBy + ":" + (trippedBy == 0 ? "0" : decimals("%.1f", trippedAt));
        String line =
                switch (model) {
                    case FOCUSER_LINK -> String.join(":", motion, air, due);
                    case MINI, USB ->
                            String.join(
                                    ":", motion, amperes, air, "0:0", heat, sockets, power, "0",
                                    due, trip);
                    case MINI_II, MAX ->
                            String.join(
                                    ":",
                                    "AL4MII",
                                    motion,
                                    "%d:%d"
                                            .formatted(
                                                    motor(1).positionSteps(),
                                                    axes.getLast().stepsToGo()),
                                    amperes,
                                    air,
                                    "0:0",
                                    heat,
                                    sockets,
                                    power,
                                    due,
                                    Integer.toString(axes.getLast().pendingSteps(celsius)),
                                    trip,
                                    "0:0:0:0:0:0:0:0:0:0");
                };
        return List.of(line.split(":", -1));
    }

    private Motor motor(int number) {
        return axes.get(number).motor();
    }

    private String air(String humidityFormat) {
        if (celsius.isEmpty()) {
            return "0:0.00:0.0:0.00";
        }
        double degrees = celsius.getAsDouble();
        return "1:"
                + decimals("%.2f", degrees)
                + ":"
                + decimals(humidityFormat, HUMIDITY_PERCENT)
                + ":"
                + decimals("%.2f", dewPointCelsius(degrees));
    }

    // Magnus' formula with the constants of Sonntag (1990), over water.
    private static double dewPointCelsius(double celsius) {
        double gamma = Math.log(HUMIDITY_PERCENT / 100) + 17.62 * celsius / (243.12 + celsius);
        return 243.12 * gamma / (17.62 - gamma);
    }

    private static String digit(boolean on) {
        return on ? "1" : "0";
    }

    private static String decimals(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }

    private boolean say(AstroLinkReply reply) {
        String end = quirks.has("line-end", "cr-lf") ? "\r\n" : "\n";
        said.writeBytes((AstroLinkCodec.text(reply) + end).getBytes(ISO_8859_1));
        return true;
    }
}
