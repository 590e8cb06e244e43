package parfocal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import parfocal.server.panel.Workbench;

/// Changes to the configuration file that leave everything else in it as its owner wrote it, comments and all.
final class ConfigurationText {
    private static final Pattern HEADER =
            Pattern.compile("\\s*\\[\\[?\\s*([A-Za-z0-9_.-]+)\\s*]]?\\s*(#.*)?");
    private static final Pattern NAME = text("name");
    private static final Pattern ADDRESS = text("address");

    private static final Pattern ID = Pattern.compile("\\s*id\\s*=");

    private ConfigurationText() {}

    /// A line that gives this key a text, and perhaps a comment.
    private static Pattern text(String key) {
        return Pattern.compile("\\s*" + key + "\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')\\s*(#.*)?");
    }

    /// The same with one table more at its end.
    static String with(String text, Workbench.Entry entry) {
        var table = new StringBuilder(text);
        if (!text.isEmpty()) {
            table.append(text.endsWith("\n") ? "\n" : "\n\n");
        }
        table.append("[[").append(entry.kind()).append("]]\n");
        table.append("name = ").append(quoted(entry.name())).append('\n');
        entry.driverId().ifPresent(id -> table.append("driver = ").append(quoted(id)).append('\n'));
        entry.address()
                .ifPresent(where -> table.append("address = ").append(quoted(where)).append('\n'));
        return table.toString();
    }

    /// The same without the table of that name and what belongs to it; empty when there is none.
    static Optional<String> without(String text, String kind, String name) {
        List<String> lines = text.lines().toList();
        for (int begin = 0; begin < lines.size(); begin++) {
            if (header(lines.get(begin)).equals(Optional.of(kind))) {
                int end = end(lines, begin, kind);
                if (isNamed(lines.subList(begin + 1, end), name)) {
                    var left = new ArrayList<>(lines.subList(0, begin));
                    left.addAll(lines.subList(end, lines.size()));
                    String joined = String.join("\n", left).strip();
                    return Optional.of(joined.isEmpty() ? "" : joined + "\n");
                }
            }
        }
        return Optional.empty();
    }

    /// The same with another name for that table, which keeps the id that it had by the old one; empty when there is none.
    static Optional<String> renamed(String text, String kind, String name, String newName) {
        return changed(text, kind, name, table -> rename(table, newName, name));
    }

    /// The same with another address for that focuser; empty when there is none.
    static Optional<String> readdressed(String text, String name, String address) {
        return changed(text, "focuser", name, table -> set(table, ADDRESS, "address", address));
    }

    /// The same with a flag of that focuser on, or off and gone; empty when there is no such focuser.
    static Optional<String> flagged(String text, String name, String key, boolean on) {
        Pattern flag = Pattern.compile("\\s*" + key + "\\s*=.*");
        return changed(
                text,
                "focuser",
                name,
                table -> {
                    table.removeIf(line -> flag.matcher(line).matches());
                    if (on) {
                        table.addFirst(key + " = true");
                    }
                });
    }

    /// @param change of the lines of one table, without its header
    private static Optional<String> changed(
            String text, String kind, String name, Consumer<List<String>> change) {
        List<String> lines = text.lines().toList();
        for (int begin = 0; begin < lines.size(); begin++) {
            if (header(lines.get(begin)).equals(Optional.of(kind))) {
                int end = end(lines, begin, kind);
                if (isNamed(lines.subList(begin + 1, end), name)) {
                    var all = new ArrayList<>(lines);
                    change.accept(all.subList(begin + 1, end));
                    return Optional.of(String.join("\n", all) + "\n");
                }
            }
        }
        return Optional.empty();
    }

    private static void rename(List<String> table, String newName, String oldName) {
        boolean hasId =
                table.stream()
                        .takeWhile(line -> header(line).isEmpty())
                        .anyMatch(line -> ID.matcher(line).lookingAt());
        set(table, NAME, "name", newName);
        if (!hasId) {
            table.addFirst("id = " + quoted(Configuration.idOf(oldName)));
        }
    }

    /// What stands behind the value stays there.
    private static void set(List<String> table, Pattern key, String name, String value) {
        for (int i = 0; i < table.size(); i++) {
            Matcher found = key.matcher(table.get(i));
            if (found.matches()) {
                String comment = found.group(3) == null ? "" : "   " + found.group(3);
                table.set(i, name + " = " + quoted(value) + comment);
                return;
            }
        }
    }

    /// Where the next table begins that is no part of this one.
    private static int end(List<String> lines, int begin, String kind) {
        int end = begin + 1;
        while (end < lines.size()
                && header(lines.get(end))
                        .filter(other -> !other.startsWith(kind + "."))
                        .isEmpty()) {
            end++;
        }
        // Comments and blank lines before the next table are about that one.
        while (end < lines.size()
                && end > begin + 1
                && (lines.get(end - 1).isBlank() || lines.get(end - 1).strip().startsWith("#"))) {
            end--;
        }
        return end;
    }

    private static boolean isNamed(List<String> table, String name) {
        for (String line : table) {
            if (header(line).isPresent()) {
                return false;
            }
            Matcher named = NAME.matcher(line);
            if (named.matches()) {
                String given = named.group(1) == null ? named.group(2) : named.group(1);
                return given.equals(name);
            }
        }
        return false;
    }

    private static Optional<String> header(String line) {
        Matcher header = HEADER.matcher(line);
        return header.matches() ? Optional.of(header.group(1)) : Optional.empty();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
