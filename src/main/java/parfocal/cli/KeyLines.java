package parfocal.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// On which line of a TOML text each key stands, for messages to people: the reader of the values does not say. A text in several lines is
/// passed over; a key that is written in a way that is not seen here has no line.
final class KeyLines {
    private static final String NAME = "(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')";
    private static final String NAMES = NAME + "(?:\\s*\\.\\s*" + NAME + ")*";
    private static final Pattern HEADER =
            Pattern.compile("\\s*(\\[\\[?)\\s*(" + NAMES + ")\\s*]]?\\s*(?:#.*)?");
    private static final Pattern KEY = Pattern.compile("\\s*(" + NAMES + ")\\s*=(.*)");

    private final String file;
    private final Map<String, Integer> lines = new HashMap<>();
    private final Map<String, Integer> tables = new HashMap<>();
    private String table = "";

    private KeyLines(String file) {
        this.file = file;
    }

    /// @param file its name, for people
    static KeyLines of(String file, String text) {
        var known = new KeyLines(file);
        Optional<String> open = Optional.empty();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (open.isPresent()) {
                open = line.contains(open.get()) ? Optional.empty() : open;
            } else {
                known.take(line, number);
                open = opened(line);
            }
        }
        return known;
    }

    /// How a message about a key begins: `parfocal.toml, line 7: `. Where the key does not stand, it is the line of its table.
    ///
    /// @param path of the table and the key, such as `focuser[0].settings.speed`
    String at(String path) {
        String sought = lines.containsKey(path + "[0]") ? path + "[0]" : path;
        while (!sought.isEmpty() && !lines.containsKey(sought)) {
            sought = sought.substring(0, Math.max(0, sought.lastIndexOf('.')));
        }
        return sought.isEmpty()
                ? "%s: ".formatted(file)
                : "%s, line %d: ".formatted(file, lines.get(sought));
    }

    static String path(String table, String key) {
        return table.isEmpty() ? key : table + "." + key;
    }

    private void take(String line, int number) {
        Matcher header = HEADER.matcher(line);
        Matcher key = KEY.matcher(line);
        if (header.matches()) {
            String written = plain(header.group(2));
            if (header.group(1).length() == 2) {
                int index = tables.merge(written, 1, Integer::sum) - 1;
                table = "%s[%d]".formatted(written, index);
            } else {
                table = inLatest(written);
            }
            lines.put(table, number);
        } else if (key.matches()) {
            var path = new StringBuilder(table);
            for (String part : plain(key.group(1)).split("\\.", -1)) {
                path.append(path.isEmpty() ? "" : ".").append(part);
                lines.putIfAbsent(path.toString(), number);
            }
        }
    }

    /// `focuser.settings` after two `[[focuser]]` is `focuser[1].settings`.
    private String inLatest(String written) {
        int dot = written.indexOf('.');
        String first = dot < 0 ? written : written.substring(0, dot);
        return tables.containsKey(first) && dot >= 0
                ? "%s[%d]%s".formatted(first, tables.get(first) - 1, written.substring(dot))
                : written;
    }

    private static String plain(String names) {
        return names.replaceAll("\\s*\\.\\s*", ".").replaceAll("[\"']", "");
    }

    /// The quotes that end a text in several lines which begins here.
    private static Optional<String> opened(String line) {
        for (String quotes : new String[] {"\"\"\"", "'''"}) {
            int first = line.indexOf(quotes);
            if (first >= 0 && line.indexOf(quotes, first + quotes.length()) < 0) {
                return Optional.of(quotes);
            }
        }
        return Optional.empty();
    }
}
