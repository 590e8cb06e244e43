package parfocal.wire.indi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers as they stand on the wire.
public final class IndiNumber {
    // Between fields a colon, a semicolon or blanks: "12:30", "-0 30 15.5".
    private static final Pattern FIELDS =
            Pattern.compile(
                    "([-+]?)\\s*(\\d+\\.?\\d*|\\.\\d+)"
                            + "(?:(?:\\s*[:;]\\s*|\\s+)(\\d+\\.?\\d*|\\.\\d+))?"
                            + "(?:(?:\\s*[:;]\\s*|\\s+)(\\d+\\.?\\d*|\\.\\d+))?");
    private static final double[] POWERS = new double[16];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private IndiNumber() {}

    /// A decimal with sign and exponent, or one to three sexagesimal fields (`12:30` is 12.5, `-0:30` is −0.5), white space round it.
    ///
    /// Empty for whatever is no number, and for what other readers let pass: hexadecimal, `nan`, `inf`, and numbers too large
    /// to be finite.
    public static OptionalDouble parse(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        OptionalDouble plain = plain(bytes, 0, bytes.length);
        return plain.isPresent() ? plain : any(text);
    }

    /// As [#parse(String)].
    static OptionalDouble parse(byte[] text, int from, int to) {
        OptionalDouble plain = plain(text, from, to);
        return plain.isPresent() ? plain : any(new String(text, from, to - from, ISO_8859_1));
    }

    private static OptionalDouble any(String text) {
        String trimmed = text.strip();
        // Longer than any number that was meant as one.
        if (trimmed.isEmpty() || trimmed.length() > 400) {
            return OptionalDouble.empty();
        }
        if (isDecimal(trimmed)) {
            double number = Double.parseDouble(trimmed);
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        }
        Matcher fields = FIELDS.matcher(trimmed);
        if (!fields.matches()) {
            return OptionalDouble.empty();
        }
        double number = Double.parseDouble(fields.group(2));
        for (int i = 3; i <= 4; i++) {
            String field = fields.group(i);
            number += field == null ? 0 : Double.parseDouble(field) / (i == 3 ? 60 : 3_600);
        }
        return OptionalDouble.of(fields.group(1).equals("-") ? -number : number);
    }

    // What is seen most: up to 15 digits, perhaps with a point; empty for whatever is written
    // otherwise.
    private static OptionalDouble plain(byte[] text, int from, int to) {
        long digits = 0;
        int count = 0;
        int point = -1;
        int i = from;
        boolean negative = i < to && text[i] == '-';
        i += negative ? 1 : 0;
        for (; i < to; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
                count++;
                if (count >= POWERS.length) {
                    break;
                }
            } else if (text[i] == '.' && point < 0) {
                point = i;
            } else {
                break;
            }
        }
        if (i < to || count == 0) {
            return OptionalDouble.empty();
        }
        // Both are exact, so their quotient is the nearest double, as Double.parseDouble gives it.
        double number = point < 0 ? digits : digits / POWERS[to - point - 1];
        return OptionalDouble.of(negative ? -number : number);
    }

    // Sign, digits with at most one point, exponent. By hand, as a pattern takes as long as all the
    // rest.
    private static boolean isDecimal(String text) {
        int i = signEnd(text, 0);
        int digits = 0;
        int points = 0;
        while (i < text.length() && (isDigit(text.charAt(i)) || text.charAt(i) == '.')) {
            points += text.charAt(i) == '.' ? 1 : 0;
            digits += isDigit(text.charAt(i)) ? 1 : 0;
            i++;
        }
        if (digits == 0 || points > 1) {
            return false;
        }
        if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            int from = signEnd(text, i + 1);
            i = from;
            while (i < text.length() && isDigit(text.charAt(i))) {
                i++;
            }
            return i == text.length() && i > from && i - from <= 4;
        }
        return i == text.length();
    }

    private static int signEnd(String text, int from) {
        return from < text.length() && (text.charAt(from) == '-' || text.charAt(from) == '+')
                ? from + 1
                : from;
    }

    private static boolean isDigit(char one) {
        return one >= '0' && one <= '9';
    }

    /// A plain decimal with a point, whatever the locale, that reads back as the same number.
    ///
    /// @throws IllegalArgumentException when it is not finite
    public static String plain(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(number + " cannot be said in INDI");
        }
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString((long) number);
        }
        return BigDecimal.valueOf(number).toPlainString();
    }
}
