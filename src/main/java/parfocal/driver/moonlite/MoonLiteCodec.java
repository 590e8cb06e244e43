package parfocal.driver.moonlite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import parfocal.link.ReplyShape;

/// The MoonLite sheet as functions of characters, in both directions. Numbers are hexadecimal; the width of a position, four
/// digits or more, is the device's choice.
final class MoonLiteCodec {
    static final int USUAL_DIGITS = 4;

    /// From fast to slow, and how many full steps a second each is on a genuine controller.
    static final List<Integer> SPEED_CODES = List.of(0x02, 0x04, 0x08, 0x10, 0x20);

    static final List<String> SPEEDS_IN_STEPS_PER_SECOND = List.of("250", "125", "63", "32", "16");

    private static final Pattern ARGUMENT =
            Pattern.compile("(SN|SP|PO|SC|SD|PH)([0-9A-Fa-f]{1,8})");
    private static final Pattern VERSION = Pattern.compile("[0-9A-Fa-f]{2}#{0,2}");
    private static final Pattern NUMBER = Pattern.compile("([0-9A-Fa-f]{1,8})#");
    private static final int NARROWEST_POSITION = 4;

    private MoonLiteCodec() {}

    static byte[] encode(MoonLiteCommand command) {
        return (":" + letters(command) + "#").getBytes(ISO_8859_1);
    }

    private static String letters(MoonLiteCommand command) {
        return switch (command) {
            case ReadVersion() -> "GV";
            case ReadPosition() -> "GP";
            case ReadTarget() -> "GN";
            case ReadMoving() -> "GI";
            case ReadTemperature() -> "GT";
            case ReadCoefficient() -> "GC";
            case ReadSpeed() -> "GD";
            case ReadStepMode() -> "GH";
            case ReadBacklight() -> "GB";
            case SetTarget(int positionSteps, int digits) -> "SN" + hex(positionSteps, digits);
            case Go() -> "FG";
            case Stop() -> "FQ";
            case SetPosition(int positionSteps, int digits) -> "SP" + hex(positionSteps, digits);
            case Convert() -> "C";
            case SetTemperatureOffset(int halfDegrees) -> "PO" + signedByte(halfDegrees);
            case SetCoefficient(int raw) -> "SC" + signedByte(raw);
            case SetCompensation(boolean on) -> on ? "+" : "-";
            case SetSpeed(int code) -> "SD" + hex(code, 2);
            case SetStepMode(boolean half) -> half ? "SH" : "SF";
            case FindHome() -> "PH01";
            case UnknownQuestion(String letters) -> letters;
            case ToSecondMotor(MoonLiteCommand inner) -> "2" + letters(inner);
        };
    }

    static ReplyShape replyTo(MoonLiteCommand command) {
        return switch (command) {
            // Real controllers are said to leave out the '#' here.
            case ReadVersion() -> new ReplyShape.Exactly(2);
            case ReadPosition _,
                    ReadTarget _,
                    ReadMoving _,
                    ReadTemperature _,
                    ReadCoefficient _,
                    ReadSpeed _,
                    ReadStepMode _,
                    ReadBacklight _,
                    UnknownQuestion _ ->
                    new ReplyShape.Until('#');
            case ToSecondMotor(MoonLiteCommand inner) -> replyTo(inner);
            case SetTarget _,
                    Go _,
                    Stop _,
                    SetPosition _,
                    Convert _,
                    SetTemperatureOffset _,
                    SetCoefficient _,
                    SetCompensation _,
                    SetSpeed _,
                    SetStepMode _,
                    FindHome _ ->
                    new ReplyShape.None();
        };
    }

    /// What stands between `:` and `#`, as a device with positions of so many digits reads it; empty where it would say and do
    /// nothing.
    static Optional<MoonLiteCommand> decode(String letters, int digits) {
        if (letters.startsWith("2")) {
            return decode(letters.substring(1), digits).map(ToSecondMotor::new);
        }
        Matcher argument = ARGUMENT.matcher(letters);
        if (argument.matches()) {
            return Optional.of(numbered(argument.group(1), argument.group(2), digits));
        }
        return Optional.ofNullable(
                switch (letters) {
                    case "GV" -> new ReadVersion();
                    case "GP" -> new ReadPosition();
                    case "GN" -> new ReadTarget();
                    case "GI" -> new ReadMoving();
                    case "GT" -> new ReadTemperature();
                    case "GC" -> new ReadCoefficient();
                    case "GD" -> new ReadSpeed();
                    case "GH" -> new ReadStepMode();
                    case "GB" -> new ReadBacklight();
                    case "FG" -> new Go();
                    case "FQ" -> new Stop();
                    case "C" -> new Convert();
                    case "+" -> new SetCompensation(true);
                    case "-" -> new SetCompensation(false);
                    case "SF" -> new SetStepMode(false);
                    case "SH" -> new SetStepMode(true);
                    case "PH" -> new FindHome();
                    case String question when question.startsWith("G") ->
                            new UnknownQuestion(question);
                    default -> null;
                });
    }

    // INDI once sent a negative byte with eight digits, and sends five for positions above 65535:
    // firmware that took the last ones understood.
    private static MoonLiteCommand numbered(String letters, String number, int digits) {
        return switch (letters) {
            case "SN" -> new SetTarget((int) last(number, digits), digits);
            case "SP" -> new SetPosition((int) last(number, digits), digits);
            case "PO" -> new SetTemperatureOffset((byte) last(number, 2));
            case "SC" -> new SetCoefficient((byte) last(number, 2));
            case "SD" -> new SetSpeed((int) last(number, 2));
            default -> new FindHome();
        };
    }

    private static long last(String number, int digits) {
        return Long.parseLong(number.substring(Math.max(0, number.length() - digits)), 16);
    }

    /// Whether this can be all that a MoonLite says to `GV`: two digits, hexadecimal ones included, and `#`, nothing, or both
    /// the answer's and the unknown question's `#`. Two letters of a boot banner are not a version.
    static boolean isVersion(String reply) {
        return VERSION.matcher(reply).matches();
    }

    /// How many digits a reply to `GP` or `GN` has, if it is one.
    static OptionalInt positionDigits(String reply) {
        return number(reply).stream()
                .mapToInt(String::length)
                .filter(digits -> digits >= NARROWEST_POSITION)
                .findAny();
    }

    /// A position that has exactly as many digits as this device uses: one digit more is noise, one less is a loss.
    static OptionalInt position(String reply, int digits) {
        return number(reply)
                .filter(number -> number.length() == digits)
                .map(number -> Long.parseLong(number, 16))
                .filter(steps -> steps <= Integer.MAX_VALUE)
                .map(Long::intValue)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    /// The largest position that so many digits can say.
    static int largestPosition(int digits) {
        return (int) Math.min((1L << (4 * digits)) - 1, Integer.MAX_VALUE);
    }

    static Optional<Boolean> moving(String reply) {
        return switch (reply) {
            // Both 01# and 1# occur in the field.
            case "00#", "0#" -> Optional.of(false);
            case "01#", "1#" -> Optional.of(true);
            default -> Optional.empty();
        };
    }

    static Optional<Boolean> halfStep(String reply) {
        return switch (reply) {
            case "00#", "0#" -> Optional.of(false);
            case "FF#" -> Optional.of(true);
            default -> Optional.empty();
        };
    }

    /// One of [#SPEED_CODES]. Hansastro answers the codes 20 and 10 with the numbers twenty and ten.
    static Optional<Integer> speedCode(String reply) {
        return number(reply)
                .filter(number -> number.length() <= 2)
                .map(number ->
                        switch (number) {
                            case "14" -> 0x20;
                            case "0A" -> 0x10;
                            default -> Integer.parseInt(number, 16);
                        });
    }

    static Optional<Integer> coefficient(String reply) {
        return number(reply)
                .filter(number -> number.length() <= 2)
                .map(number -> (int) (byte) Integer.parseInt(number, 16));
    }

    /// Degrees Celsius, whatever the firmware's way of saying them: a signed count of half degrees in four digits, or in one
    /// unpadded byte (arduino-motorfocus), or the bits of a float in eight (Ardufocus in high resolution prints it through the
    /// format of an integer). As integers, believable temperatures are small, and as floats large, so the two never meet.
    static OptionalDouble temperatureCelsius(String reply) {
        String number = number(reply).orElse("");
        long bits = number.isEmpty() ? 0 : Long.parseLong(number, 16);
        return switch (number.length()) {
            case 1, 2 -> OptionalDouble.of((byte) bits / 2.0);
            case 4 -> OptionalDouble.of((short) bits / 2.0);
            case 8 -> {
                int whole = (int) bits;
                double celsius = whole == (short) whole ? whole / 2.0 : Float.intBitsToFloat(whole);
                yield Double.isFinite(celsius)
                        ? OptionalDouble.of(celsius)
                        : OptionalDouble.empty();
            }
            default -> OptionalDouble.empty();
        };
    }

    private static Optional<String> number(String reply) {
        Matcher number = NUMBER.matcher(reply);
        return number.matches() ? Optional.of(number.group(1)) : Optional.empty();
    }

    /// A number in as many digits as asked, the device's and the host's way of writing it.
    static String hex(int number, int digits) {
        long unsigned = Integer.toUnsignedLong(number);
        if (digits < 8 && unsigned >> (4 * digits) != 0) {
            throw new IllegalArgumentException(
                    "%d does not fit into %d hexadecimal digits".formatted(number, digits));
        }
        return "%%0%dX".formatted(digits).formatted(unsigned);
    }

    static String signedByte(int number) {
        if (number != (byte) number) {
            throw new IllegalArgumentException(number + " does not fit into a signed byte");
        }
        return "%02X".formatted(number & 0xFF);
    }

    /// Half degrees, rounded, as four digits of two's complement.
    static String halfDegrees(double celsius) {
        return "%04X".formatted((short) Math.round(celsius * 2) & 0xFFFF);
    }
}
