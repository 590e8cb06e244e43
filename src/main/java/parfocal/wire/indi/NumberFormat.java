package parfocal.wire.indi;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers as people want to see them: a format of C's `printf` for one double, or INDI's own `%<w>.<f>m` for sexagesimal ones,
/// where f is 9 for `dd:mm:ss.ss`, 8 for `dd:mm:ss.s`, 6 for `dd:mm:ss`, 5 for `dd:mm.m` and 3 for `dd:mm`.
///
/// Only for display: on the wire numbers are plain.
public final class NumberFormat {
    private static final Pattern FORMAT =
            Pattern.compile("(.*?)%([-+ 0#]*)(\\d{0,3})(\\.\\d{0,3})?l?([fFeEgGdim])(.*)");
    private static final int DEFAULT_PRECISION = 6;

    private NumberFormat() {}

    /// Prints a number; by `%g` when the format is none.
    public static String print(String format, double number) {
        Matcher parts = FORMAT.matcher(format);
        if (!parts.matches()) {
            return general(number, DEFAULT_PRECISION, false);
        }
        String flags = parts.group(2);
        int width = parts.group(3).isEmpty() ? 0 : Integer.parseInt(parts.group(3));
        int precision = precision(parts.group(4));
        char conversion = parts.group(5).charAt(0);
        String digits =
                switch (Character.toLowerCase(conversion)) {
                    case 'm' -> sexagesimal(number, precision);
                    case 'd', 'i' -> fixed(number, 0);
                    case 'e' -> String.format(Locale.ROOT, "%." + precision + "e", number);
                    case 'g' -> general(number, precision, flags.contains("#"));
                    default -> fixed(number, precision);
                };
        if (number >= 0 && flags.contains("+")) {
            digits = "+" + digits;
        } else if (number >= 0 && flags.contains(" ")) {
            digits = " " + digits;
        }
        if (Character.isUpperCase(conversion)) {
            digits = digits.toUpperCase(Locale.ROOT);
        }
        // Sexagesimal ones are padded by blanks whatever the format says.
        boolean zeros = flags.contains("0") && !flags.contains("-") && conversion != 'm';
        return parts.group(1) + padded(digits, width, flags.contains("-"), zeros) + parts.group(6);
    }

    private static int precision(@org.jspecify.annotations.Nullable String point) {
        if (point == null) {
            return DEFAULT_PRECISION;
        }
        // A point alone is a precision of none.
        return point.length() == 1 ? 0 : Integer.parseInt(point.substring(1));
    }

    private static String padded(String digits, int width, boolean left, boolean zeros) {
        int missing = width - digits.length();
        if (missing <= 0) {
            return digits;
        }
        if (left) {
            return digits + " ".repeat(missing);
        }
        if (!zeros) {
            return " ".repeat(missing) + digits;
        }
        int sign = digits.startsWith("-") || digits.startsWith("+") ? 1 : 0;
        return digits.substring(0, sign) + "0".repeat(missing) + digits.substring(sign);
    }

    // Ties go to even, as in the C library: of the exact binary value there are hardly any.
    private static String fixed(double number, int decimals) {
        if (!Double.isFinite(number)) {
            return Double.toString(number);
        }
        String digits =
                new BigDecimal(number).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
        return Math.copySign(1, number) < 0 && !digits.startsWith("-") ? "-" + digits : digits;
    }

    private static String general(double number, int precision, boolean keepZeros) {
        if (!Double.isFinite(number)) {
            return Double.toString(number);
        }
        int significant = Math.max(1, precision);
        BigDecimal rounded =
                new BigDecimal(number).round(new MathContext(significant, RoundingMode.HALF_EVEN));
        int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        if (exponent < -4 || exponent >= significant) {
            String digits = String.format(Locale.ROOT, "%." + (significant - 1) + "e", number);
            int e = digits.indexOf('e');
            return keepZeros ? digits : shortened(digits.substring(0, e)) + digits.substring(e);
        }
        String digits = fixed(number, significant - 1 - exponent);
        return keepZeros ? digits : shortened(digits);
    }

    private static String shortened(String digits) {
        return digits.contains(".") ? digits.replaceFirst("\\.?0+$", "") : digits;
    }

    private static String sexagesimal(double number, int fraction) {
        int perWhole =
                switch (fraction) {
                    case 9 -> 360_000;
                    case 8 -> 36_000;
                    case 6 -> 3_600;
                    case 5 -> 600;
                    default -> 60;
                };
        // Rounded once and then split, so that no field ever shows 60.
        long units = Math.round(Math.abs(number) * perWhole);
        String sign = number < 0 && units > 0 ? "-" : "";
        long whole = units / perWhole;
        long rest = units % perWhole;
        String fields =
                switch (fraction) {
                    case 9 -> "%02d:%02d.%02d".formatted(rest / 6_000, rest / 100 % 60, rest % 100);
                    case 8 -> "%02d:%02d.%d".formatted(rest / 600, rest / 10 % 60, rest % 10);
                    case 6 -> "%02d:%02d".formatted(rest / 60, rest % 60);
                    case 5 -> "%02d.%d".formatted(rest / 10, rest % 10);
                    default -> "%02d".formatted(rest);
                };
        return sign + whole + ":" + fields;
    }
}
