package parfocal.driver.usbfocus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import parfocal.driver.usbfocus.UsbFocusReply.Done;
import parfocal.driver.usbfocus.UsbFocusReply.EepromReset;
import parfocal.driver.usbfocus.UsbFocusReply.Name;
import parfocal.driver.usbfocus.UsbFocusReply.NotUnderstood;
import parfocal.driver.usbfocus.UsbFocusReply.Other;
import parfocal.driver.usbfocus.UsbFocusReply.Position;
import parfocal.driver.usbfocus.UsbFocusReply.Settings;
import parfocal.driver.usbfocus.UsbFocusReply.Sign;
import parfocal.driver.usbfocus.UsbFocusReply.Star;
import parfocal.driver.usbfocus.UsbFocusReply.Temperature;
import parfocal.link.ReplyShape;

/// The sheet of the USB_Focus v3 as functions of characters, in both directions. Writes exactly; reads generously.
final class UsbFocusCodec {
    /// Every command is this long; there is no terminator.
    static final int COMMAND_BYTES = 6;

    static final int LARGEST_STEPS = 65_535;
    static final int LARGEST_COEFFICIENT = 999;
    static final int LARGEST_THRESHOLD = 999;

    /// In this order, unlike the rest of the world.
    static final String LINE_END = "\n\r";

    private static final Pattern LINE_ENDS = Pattern.compile("[\r\n]+");

    // Five digits always: a shorter number has lost
    // some on the way and would read as another place.
    private static final Pattern POSITION = Pattern.compile("P=(\\d{5})$");
    private static final Pattern TEMPERATURE =
            Pattern.compile("T=\\s*([+-]?\\d{1,4}(?:\\.\\d*)?)$");
    private static final Pattern SIGN = Pattern.compile("A=([01])$");
    private static final Pattern SETTINGS =
            Pattern.compile(
                    "C=(\\d{1,5})-(\\d{1,5})-(\\d{1,5})-(\\d{1,5})-(\\d{1,5})-(\\d{1,5})-(\\d{1,5})$");
    private static final Pattern NUMBERED =
            Pattern.compile("([IOM])(\\d{5})|(SMO|SMA|FL.)(\\d{3})|(FZ)...([01])");

    private UsbFocusCodec() {}

    static byte[] encode(UsbFocusCommand command) {
        String text =
                switch (command) {
                    case Identify() -> "SWHOIS";
                    case ReadSettings() -> "SGETAL";
                    case ReadPosition() -> "FPOSRO";
                    case ReadTemperature() -> "FTMPRO";
                    case ReadSign() -> "FTAXXA";
                    case MoveIn(int steps) -> digits("I%05d", steps);
                    case MoveOut(int steps) -> digits("O%05d", steps);
                    case Stop() -> "FQUITx";
                    case SetMaximum(int maximumSteps) -> digits("M%05d", maximumSteps);
                    case SetSpeed(int code) -> digits("SMO%03d", code);
                    case SetRotation(boolean reversed) -> reversed ? "SMROTT" : "SMROTH";
                    case SetStepMode(boolean half) -> half ? "SMSTPD" : "SMSTPF";
                    case SetCoefficient(int stepsPerCelsius) -> digits("FLA%03d", stepsPerCelsius);
                    case SetSign(boolean negative) -> negative ? "FZAXX1" : "FZAXX0";
                    case SetThreshold(int steps) -> digits("SMA%03d", steps);
                    case SetMode(boolean automatic) -> automatic ? "FAMODE" : "FMMODE";
                    case FactoryReset() -> "SEERAZ";
                };
        if (text.length() != COMMAND_BYTES) {
            throw new IllegalArgumentException(command + " does not fit into six bytes");
        }
        return text.getBytes(ISO_8859_1);
    }

    /// How the first reply to a command ends. Stars and lines that nobody asked for may come before it.
    static ReplyShape replyTo(UsbFocusCommand command) {
        return switch (command) {
            case MoveIn _, MoveOut _ -> new ReplyShape.None();
            // Firmware 1505 forgets the line end here; others may not.
            case ReadSign _ -> new ReplyShape.Exactly(3);
            // Nobody knows for certain what a stop is answered with, or whether it is.
            case Stop _ -> new ReplyShape.Anything();
            case Identify _,
                    ReadSettings _,
                    ReadPosition _,
                    ReadTemperature _,
                    SetMaximum _,
                    SetSpeed _,
                    SetRotation _,
                    SetStepMode _,
                    SetCoefficient _,
                    SetSign _,
                    SetThreshold _,
                    SetMode _,
                    FactoryReset _ ->
                    new ReplyShape.Until('\r');
        };
    }

    /// Six bytes as the device reads them, or empty where it would say `ER=1`.
    ///
    /// Two spelling families are in use for the same functions (`FMMODE` and `FMANUA`, `FLA` and `FLX`, `FZAXX` and `FZSIG`),
    /// and both work: the firmware seems to look at the first two letters and the digits only.
    static Optional<UsbFocusCommand> decode(String sixBytes) {
        Matcher numbered = NUMBERED.matcher(sixBytes);
        if (numbered.matches()) {
            return decodeNumbered(numbered);
        }
        return Optional.ofNullable(
                switch (sixBytes) {
                    case "SWHOIS" -> new Identify();
                    case "SGETAL" -> new ReadSettings();
                    case "FPOSRO" -> new ReadPosition();
                    case "FTMPRO" -> new ReadTemperature();
                    case "SMROTH" -> new SetRotation(false);
                    case "SMROTT" -> new SetRotation(true);
                    case "SMSTPF" -> new SetStepMode(false);
                    case "SMSTPD" -> new SetStepMode(true);
                    case "FAMODE", "FAUTOM" -> new SetMode(true);
                    case "FMMODE", "FMANUA" -> new SetMode(false);
                    case "SEERAZ" -> new FactoryReset();
                    case String text when text.matches("FT...A") -> new ReadSign();
                    case String text when text.startsWith("FQUIT") -> new Stop();
                    default -> null;
                });
    }

    private static Optional<UsbFocusCommand> decodeNumbered(Matcher numbered) {
        for (int group = 1; group < numbered.groupCount(); group += 2) {
            String letters = numbered.group(group);
            if (letters != null) {
                int number = Integer.parseInt(numbered.group(group + 1));
                return numbered(letters, number);
            }
        }
        return Optional.empty();
    }

    private static Optional<UsbFocusCommand> numbered(String letters, int number) {
        return switch (letters) {
            case "I" -> within(0, number, LARGEST_STEPS, new MoveIn(number));
            case "O" -> within(0, number, LARGEST_STEPS, new MoveOut(number));
            case "M" -> within(1, number, LARGEST_STEPS, new SetMaximum(number));
            case "SMO" -> within(2, number, 4, new SetSpeed(number));
            case "SMA" -> Optional.of(new SetThreshold(number));
            case "FZ" -> Optional.of(new SetSign(number == 1));
            default -> Optional.of(new SetCoefficient(number));
        };
    }

    private static Optional<UsbFocusCommand> within(
            int minimum, int number, int maximum, UsbFocusCommand command) {
        return number >= minimum && number <= maximum ? Optional.of(command) : Optional.empty();
    }

    static byte[] encode(UsbFocusReply reply) {
        String text =
                switch (reply) {
                    // These two have no line end.
                    case Star() -> "*";
                    case Sign(boolean negative) -> negative ? "A=1" : "A=0";
                    case Name(String name) -> name + LINE_END;
                    case Position(int steps) -> digits("P=%05d", steps) + LINE_END;
                    case Temperature(double celsius) ->
                            String.format(Locale.ROOT, "T=%.2f", celsius) + LINE_END;
                    case Settings all ->
                            String.format(
                                            Locale.ROOT,
                                            "C=%d-%d-%d-%03d-%03d-%04d-%05d",
                                            all.reversed() ? 1 : 0,
                                            all.halfSteps() ? 1 : 0,
                                            all.speed(),
                                            all.stepsPerCelsius(),
                                            all.thresholdSteps(),
                                            all.firmware(),
                                            all.maximumSteps())
                                    + LINE_END;
                    case Done() -> "DONE" + LINE_END;
                    case EepromReset() -> "EEPROM RESET" + LINE_END;
                    case NotUnderstood() -> "ER=1" + LINE_END;
                    case Other(String line) -> line + LINE_END;
                };
        return text.getBytes(ISO_8859_1);
    }

    /// Everything that was said, in order: each star in front of a line is an event of its own, empty lines are nothing.
    static List<UsbFocusReply> decode(byte[] heard) {
        var replies = new ArrayList<UsbFocusReply>();
        for (String line : LINE_ENDS.splitAsStream(new String(heard, ISO_8859_1)).toList()) {
            String rest = line;
            while (rest.startsWith("*")) {
                replies.add(new Star());
                rest = rest.substring(1);
            }
            if (!rest.isBlank()) {
                replies.add(line(rest));
            }
        }
        return replies;
    }

    // A reply is looked for at the end of the line, so that noise in front of it does no harm.
    private static UsbFocusReply line(String text) {
        Matcher position = POSITION.matcher(text);
        if (position.find()) {
            return new Position(Integer.parseInt(position.group(1)));
        }
        Matcher temperature = TEMPERATURE.matcher(text);
        if (temperature.find()) {
            return new Temperature(Double.parseDouble(temperature.group(1)));
        }
        Matcher settings = SETTINGS.matcher(text);
        if (settings.find()) {
            return settings(settings, text);
        }
        Matcher sign = SIGN.matcher(text);
        if (sign.find()) {
            return new Sign(sign.group(1).equals("1"));
        }
        if (text.endsWith("ER=1")) {
            return new NotUnderstood();
        }
        if (text.endsWith("EEPROM RESET")) {
            return new EepromReset();
        }
        if (text.endsWith("DONE")) {
            return new Done();
        }
        return text.endsWith("UFO") ? new Name("UFO") : new Other(text);
    }

    private static UsbFocusReply settings(Matcher fields, String text) {
        int maximumSteps = Integer.parseInt(fields.group(7));
        if (maximumSteps > LARGEST_STEPS) {
            return new Other(text);
        }
        return new Settings(
                Integer.parseInt(fields.group(1)) != 0,
                Integer.parseInt(fields.group(2)) != 0,
                Integer.parseInt(fields.group(3)),
                Integer.parseInt(fields.group(4)),
                Integer.parseInt(fields.group(5)),
                Integer.parseInt(fields.group(6)),
                maximumSteps);
    }

    private static String digits(String format, int number) {
        return String.format(Locale.ROOT, format, number);
    }
}
