package parfocal.image;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// One line of a FITS header that gives a keyword a value.
///
/// Reading forgives what cameras and scripts write in the field: lower case, a sign out of its column, a quote never closed.
///
/// @param name  upper case; a `HIERARCH` keyword by the words after that word
/// @param value without quotes, trimmed; never empty
/// @param text  whether the value is a text, to be written in quotes
record FitsCard(String name, String value, boolean text) {
    static final int LENGTH = 80;

    private static final String HIERARCH = "HIERARCH ";
    private static final Pattern NAME = Pattern.compile("[A-Z0-9_-]{1,8}");
    private static final Pattern ANY_NAME = Pattern.compile("[A-Z0-9_.-]+");
    private static final Pattern LONG_NAME = Pattern.compile("[A-Z0-9_. -]+");
    private static final Pattern FORTRAN_NUMBER =
            Pattern.compile("([-+]?(?:\\d+\\.?\\d*|\\.\\d+))[dD]([-+]?\\d+)");
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:E[-+]?\\d+)?");

    /// The keyword of one line; empty for comments, history, blank lines and what only looks like a line.
    static Optional<FitsCard> parse(String line) {
        int equals = line.indexOf('=');
        if (equals < 1) {
            return Optional.empty();
        }
        String name = line.substring(0, equals).strip().toUpperCase(Locale.ROOT);
        boolean hierarch = name.startsWith(HIERARCH);
        if (hierarch) {
            name = name.substring(HIERARCH.length()).strip();
        }
        if (name.equals("COMMENT") || name.equals("HISTORY")) {
            return Optional.empty();
        }
        if (!(hierarch ? LONG_NAME : ANY_NAME).matcher(name).matches()) {
            return Optional.empty();
        }
        String rest = line.substring(equals + 1).strip();
        boolean quoted = rest.startsWith("'");
        String value = quoted ? quoted(rest) : plain(rest);
        // A word that forgot its quotes is still a text; only T and F are words without.
        boolean text = quoted || !(NUMBER.matcher(value).matches() || value.matches("[TF]"));
        return value.isEmpty() ? Optional.empty() : Optional.of(new FitsCard(name, value, text));
    }

    /// The text of a `CONTINUE` line, which prolongs the value before it; empty for every other line.
    static Optional<String> continuation(String line) {
        if (!line.startsWith("CONTINUE")) {
            return Optional.empty();
        }
        String rest = line.substring("CONTINUE".length()).strip();
        return rest.startsWith("'") ? Optional.of(quoted(rest)) : Optional.empty();
    }

    /// Whether the text asks to be continued in the next line.
    boolean goesOn() {
        return text && value.endsWith("&");
    }

    FitsCard continuedBy(String more) {
        return new FitsCard(name, value.substring(0, value.length() - 1) + more, text);
    }

    /// A card for a keyword whose kind of value is no longer known: numbers as numbers, all else in quotes.
    static FitsCard of(String name, String value) {
        return new FitsCard(name, value, !NUMBER.matcher(value).matches());
    }

    /// The line as the standard wants it, 80 characters or fewer; a text too long for its line is cut.
    String format() {
        String ascii = value.replaceAll("[^ -~]", "?");
        String head =
                NAME.matcher(name).matches()
                        ? String.format(Locale.ROOT, "%-8s= ", name)
                        : HIERARCH + name + " = ";
        if (!text) {
            return head + (head.length() == 10 ? "%20s".formatted(ascii) : ascii);
        }
        String doubled = ascii.replace("'", "''");
        int room = Math.max(0, LENGTH - head.length() - 2);
        while (doubled.length() > room) {
            ascii = ascii.substring(0, ascii.length() - 1);
            doubled = ascii.replace("'", "''");
        }
        return head + "'%-8s'".formatted(doubled);
    }

    private static String quoted(String rest) {
        var value = new StringBuilder();
        for (int i = 1; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c != '\'') {
                value.append(c);
            } else if (i + 1 < rest.length() && rest.charAt(i + 1) == '\'') {
                value.append('\'');
                i++;
            } else {
                return value.toString().strip();
            }
        }
        // Never closed: a comment sign with a space before it is the next best end.
        int comment = value.indexOf(" /");
        return (comment < 0 ? value.toString() : value.substring(0, comment)).strip();
    }

    private static String plain(String rest) {
        int comment = rest.indexOf('/');
        String value = (comment < 0 ? rest : rest.substring(0, comment)).strip();
        // Fortran's exponent letter is legal in FITS and read by nothing else.
        var fortran = FORTRAN_NUMBER.matcher(value);
        return fortran.matches() ? fortran.group(1) + "E" + fortran.group(2) : value;
    }
}
