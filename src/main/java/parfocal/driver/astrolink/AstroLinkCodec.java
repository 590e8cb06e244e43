package parfocal.driver.astrolink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
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
import parfocal.driver.astrolink.AstroLinkReply.Firmware;
import parfocal.driver.astrolink.AstroLinkReply.Heard;
import parfocal.driver.astrolink.AstroLinkReply.Moving;
import parfocal.driver.astrolink.AstroLinkReply.Name;
import parfocal.driver.astrolink.AstroLinkReply.NotUnderstood;
import parfocal.driver.astrolink.AstroLinkReply.Other;
import parfocal.driver.astrolink.AstroLinkReply.Position;
import parfocal.driver.astrolink.AstroLinkReply.Settings;
import parfocal.driver.astrolink.AstroLinkReply.Status;
import parfocal.link.ReplyShape;

/// The sheet of the family as functions of characters, in both directions. Writes exactly; reads a line only if it is whole:
/// its own letter, a colon, and numbers where numbers belong.
final class AstroLinkCodec {
    static final ReplyShape LINE = new ReplyShape.Until('\n');

    /// What a status line of the mini II family begins with.
    static final String FAMILY_CODE = "AL4";

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(?:\\.\\d{1,9})?");

    /// Numbers, the family's code, and what a program in C prints where it has no number.
    private static final Pattern PLAIN = Pattern.compile("[-+.A-Za-z0-9]*");

    private AstroLinkCodec() {}

    static byte[] encode(AstroLinkCommand command) {
        return (text(command) + "\n").getBytes(ISO_8859_1);
    }

    /// A command as people write it, without the line end.
    static String text(AstroLinkCommand command) {
        return switch (command) {
            case Identify() -> "#";
            case ReadFirmware() -> "A";
            case ReadStatus() -> "q";
            case ReadPosition() -> "p";
            case ReadMoving() -> "i";
            case Move(int motor, int positionSteps) -> "R:" + motor + ":" + positionSteps;
            case Halt(OptionalInt motor) -> motor.isPresent() ? "H:" + motor.getAsInt() : "H";
            case SetPosition(OptionalInt motor, int positionSteps) ->
                    (motor.isPresent() ? "P:" + motor.getAsInt() : "P") + ":" + positionSteps;
            case Compensate(int thresholdSteps) -> "S:" + thresholdSteps;
            case ReadSheet(Sheet sheet) -> String.valueOf(sheet.readLetter());
            case WriteSheet(Sheet sheet, List<String> fields) ->
                    sheet.writeLetter()
                            + ":"
                            + String.join(":", fields)
                            // The maker's drivers end the long lines with a colon and these not.
                            + (sheet == Sheet.BUTTONS || sheet == Sheet.BUZZER ? "" : ":");
            case SetHeater(int output, int percent) -> "B:" + output + ":" + percent;
            case SwitchOutput(int output, boolean on) -> "C:" + output + ":" + (on ? 1 : 0);
        };
    }

    /// The letter that the reply begins with, too.
    static char letter(AstroLinkCommand command) {
        return text(command).charAt(0);
    }

    /// Whether a reply can be the answer to a command.
    static boolean answers(AstroLinkReply reply, AstroLinkCommand command) {
        return switch (command) {
            case Identify() -> reply instanceof Name;
            case ReadFirmware() -> reply instanceof Firmware;
            case ReadStatus() -> reply instanceof Status;
            case ReadPosition() -> reply instanceof Position;
            case ReadMoving() -> reply instanceof Moving;
            case ReadSheet(Sheet sheet) ->
                    reply instanceof Settings(Sheet said, List<String> _) && said == sheet;
            case Move _,
                    Halt _,
                    SetPosition _,
                    Compensate _,
                    WriteSheet _,
                    SetHeater _,
                    SwitchOutput _ ->
                    reply instanceof Heard(char heard) && heard == letter(command);
        };
    }

    /// A line as the device reads it, or empty where it would say `error`. A carriage return, a colon too many and a move
    /// without the motor's number are tolerated.
    static Optional<AstroLinkCommand> decodeCommand(String line) {
        List<String> fields = fields(line.strip());
        String letter = fields.getFirst();
        List<String> values = fields.subList(1, fields.size());
        if (letter.length() != 1 || !values.stream().allMatch(AstroLinkCodec::isNumber)) {
            return Optional.empty();
        }
        return values.isEmpty()
                ? decodeBare(letter.charAt(0))
                : decodeOrder(letter.charAt(0), values);
    }

    private static Optional<AstroLinkCommand> decodeBare(char letter) {
        return switch (letter) {
            case '#' -> Optional.of(new Identify());
            case 'A' -> Optional.of(new ReadFirmware());
            case 'q' -> Optional.of(new ReadStatus());
            case 'p' -> Optional.of(new ReadPosition());
            case 'i' -> Optional.of(new ReadMoving());
            case 'H' -> Optional.of(new Halt(OptionalInt.empty()));
            default ->
                    Arrays.stream(Sheet.values())
                            .filter(sheet -> sheet.readLetter() == letter)
                            .findFirst()
                            .map(ReadSheet::new);
        };
    }

    private static Optional<AstroLinkCommand> decodeOrder(char letter, List<String> values) {
        Optional<Sheet> sheet =
                Arrays.stream(Sheet.values())
                        .filter(each -> each.writeLetter() == letter)
                        .findFirst();
        if (sheet.isPresent()) {
            return Optional.of(new WriteSheet(sheet.get(), values));
        }
        int count = values.size();
        if (count > 2 || !values.stream().allMatch(AstroLinkCodec::isWhole)) {
            return Optional.empty();
        }
        int first = Integer.parseInt(values.getFirst());
        int last = Integer.parseInt(values.getLast());
        OptionalInt motor = count == 2 ? OptionalInt.of(first) : OptionalInt.empty();
        return Optional.ofNullable(
                switch (letter) {
                    case 'R' -> new Move(motor.orElse(0), last);
                    case 'P' -> new SetPosition(motor, last);
                    case 'H' -> count == 1 ? new Halt(OptionalInt.of(last)) : null;
                    case 'S' -> count == 1 ? new Compensate(last) : null;
                    case 'B' -> count == 2 ? new SetHeater(first, last) : null;
                    case 'C' -> count == 2 ? new SwitchOutput(first, last != 0) : null;
                    default -> null;
                });
    }

    /// A reply without its line end.
    static String text(AstroLinkReply reply) {
        return switch (reply) {
            case Name(String name) -> "#:" + name;
            case Firmware(String version) -> "A:" + version;
            case Status(List<String> fields) -> "q:" + String.join(":", fields);
            case Position(int steps) -> "p:" + steps;
            case Moving(boolean moving) -> moving ? "i:1" : "i:0";
            case Settings(Sheet sheet, List<String> fields) ->
                    sheet.readLetter() + ":" + String.join(":", fields);
            case Heard(char letter) -> letter + ":";
            case NotUnderstood(char letter) -> letter + ": error";
            case Other(String line) -> line;
        };
    }

    /// Reads one line, with or without its end.
    static AstroLinkReply decode(byte[] heard) {
        String line = new String(heard, ISO_8859_1).strip();
        if (line.length() < 2 || line.charAt(1) != ':') {
            return new Other(line);
        }
        char letter = line.charAt(0);
        String rest = line.substring(2);
        if (rest.strip().equals("error")) {
            return new NotUnderstood(letter);
        }
        if (rest.isEmpty()) {
            return Character.isUpperCase(letter) ? new Heard(letter) : new Other(line);
        }
        List<String> fields = fields(rest);
        return switch (letter) {
            case '#' -> new Name(rest);
            case 'A' -> new Firmware(rest);
            case 'q' -> isStatus(fields) ? new Status(fields) : new Other(line);
            case 'p' -> isWhole(rest) ? new Position(Integer.parseInt(rest)) : new Other(line);
            case 'i' -> rest.matches("[01]") ? new Moving(rest.equals("1")) : new Other(line);
            default ->
                    Arrays.stream(Sheet.values())
                            .filter(sheet -> sheet.readLetter() == letter)
                            .filter(_ -> fields.stream().allMatch(AstroLinkCodec::isNumber))
                            .findFirst()
                            .<AstroLinkReply>map(sheet -> new Settings(sheet, fields))
                            .orElseGet(() -> new Other(line));
        };
    }

    // Positions and steps to go are what everything rests on; a sensor without a number spoils only
    // itself, a sign that is in no number the whole line.
    private static boolean isStatus(List<String> fields) {
        boolean twoMotors = fields.getFirst().startsWith(FAMILY_CODE);
        List<Integer> motion = twoMotors ? List.of(1, 2, 3, 4) : List.of(0, 1);
        return fields.size() > motion.getLast()
                && motion.stream().allMatch(place -> isWhole(fields.get(place)))
                && fields.stream().allMatch(field -> PLAIN.matcher(field).matches());
    }

    static boolean isWhole(String field) {
        return WHOLE.matcher(field).matches();
    }

    static boolean isNumber(String field) {
        return NUMBER.matcher(field).matches();
    }

    private static List<String> fields(String text) {
        var fields = new ArrayList<>(Arrays.asList(text.split(":", -1)));
        if (fields.size() > 1 && fields.getLast().isEmpty()) {
            fields.removeLast();
        }
        return List.copyOf(fields);
    }
}
