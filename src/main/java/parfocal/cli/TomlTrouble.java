package parfocal.cli;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/// A line that is no TOML, told in words of whoever wrote it: the line itself, and what it should look like.
final class TomlTrouble {
    private static final Pattern ENTRY =
            Pattern.compile("\\s*([A-Za-z0-9_.-]+)\\s*=\\s*(.*?)\\s*(?:#.*)?");
    private static final Pattern BARE = Pattern.compile("[^\"'\\[{].*");

    private TomlTrouble() {}

    /// @param file its name
    static String of(String file, String text, JacksonException malformed) {
        List<String> lines = text.lines().toList();
        int number = Math.clamp(malformed.getLocation().getLineNr(), 1, Math.max(1, lines.size()));
        String line = lines.isEmpty() ? "" : lines.get(number - 1).strip();
        return "%s, line %d: `%s` cannot be read. %s"
                .formatted(file, number, line, hint(line, malformed));
    }

    private static String hint(String line, JacksonException malformed) {
        // The parser's own words are the only sign of what is right in itself and there twice.
        String said =
                String.valueOf(malformed.getOriginalMessage()).toLowerCase(java.util.Locale.ROOT);
        if (said.contains("duplicate") || said.contains("redefined")) {
            return "It is in the file twice; keep one of them. What may be there several times has two brackets, such as [[focuser]].";
        }
        if (line.startsWith("[")) {
            return line.contains("]")
                    ? "A table begins with its name alone in brackets, such as [server] or [[focuser]]."
                    : "A bracket is not closed: write it such as [server] or [[focuser]].";
        }
        Matcher entry = ENTRY.matcher(line);
        return entry.matches()
                ? value(entry.group(1), entry.group(2))
                        .orElse("A line is written KEY = VALUE, such as name = \"Main focuser\".")
                : "A line is written KEY = VALUE, such as name = \"Main focuser\".";
    }

    private static Optional<String> value(String key, String value) {
        if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
            return Optional.of(
                    "Write %s in small letters."
                            .formatted(value.toLowerCase(java.util.Locale.ROOT)));
        }
        if (value.matches("[\"'].*")) {
            char quote = value.charAt(0);
            if (value.chars().filter(c -> c == quote).count() % 2 == 1) {
                return Optional.of("A quotation mark is not closed.");
            }
            return value.contains("\\")
                    ? Optional.of(
                            "A backslash in double quotes means something else: write the text in single quotes.")
                    : Optional.empty();
        }
        if (value.matches("[\\[{].*")) {
            return Optional.of("A bracket is not closed, on its own line.");
        }
        return BARE.matcher(value).matches() && !value.startsWith("=")
                ? Optional.of("A text stands in quotes: %s = \"%s\".".formatted(key, value))
                : Optional.empty();
    }
}
