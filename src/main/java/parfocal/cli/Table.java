package parfocal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import parfocal.link.Address;
import tools.jackson.databind.JsonNode;

/// One table of the configuration, read key by key; what is left at the end is a key nobody knows, and is said.
final class Table {
    private final String title;
    private final String path;
    private final KeyLines lines;
    private final JsonNode node;
    private final Optional<Table> parent;
    private final Mistakes mistakes;
    private final TreeSet<String> known = new TreeSet<>();

    /// A whole file.
    ///
    /// @param mistakes gets what is wrong with single keys, which then count as absent
    Table(KeyLines lines, JsonNode root, Mistakes mistakes) throws Misuse {
        this("the file", "", lines, root, Optional.empty(), mistakes);
    }

    /// @param title  as the user wrote it, such as `[[focuser]] "Main"`
    /// @param path   as [KeyLines] counts it
    /// @param parent the table it is a part of
    private Table(
            String title,
            String path,
            KeyLines lines,
            JsonNode node,
            Optional<Table> parent,
            Mistakes mistakes)
            throws Misuse {
        this.title = title;
        this.path = path;
        this.lines = lines;
        this.node = node;
        this.parent = parent;
        this.mistakes = mistakes;
        if (!node.isObject()) {
            throw new Misuse(
                    "%s%s must be a table of keys and values.".formatted(lines.at(path), title));
        }
    }

    Optional<String> text(String key) {
        JsonNode value = take(key);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isString() || value.asString().isBlank()) {
            mistakes.add(wrong(key, value, "a text in quotes"));
            return Optional.empty();
        }
        return Optional.of(value.asString().strip());
    }

    String required(String key, String example) throws Misuse {
        Optional<String> text = text(key);
        if (text.isPresent()) {
            return text.get();
        }
        if (node.has(key)) {
            throw wrong(key, node.path(key), "a text in quotes");
        }
        Optional<String> misspelt =
                Spelling.nearest(
                        key, keys().stream().filter(other -> !known.contains(other)).toList());
        throw misspelt.map(other -> meansNothing(other, "Did you mean '%s'?".formatted(key)))
                .orElseGet(() ->
                        new Misuse(
                                "%s%s has no %s. Add a line such as: %s = \"%s\""
                                        .formatted(at(key), title, key, key, example)));
    }

    OptionalInt whole(String key) {
        JsonNode value = take(key);
        if (value.isMissingNode()) {
            return OptionalInt.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            mistakes.add(wrong(key, value, "a whole number"));
            return OptionalInt.empty();
        }
        return OptionalInt.of(value.intValue());
    }

    OptionalDouble number(String key) {
        OptionalDouble number = signed(key);
        if (number.isPresent() && !(number.getAsDouble() > 0)) {
            mistakes.add(wrong(key, node.path(key), "a number above 0"));
            return OptionalDouble.empty();
        }
        return number;
    }

    /// A number that may be below 0.
    OptionalDouble signed(String key) {
        JsonNode value = take(key);
        if (value.isMissingNode()) {
            return OptionalDouble.empty();
        }
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            mistakes.add(wrong(key, value, "a number"));
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(value.doubleValue());
    }

    Optional<Boolean> flag(String key) {
        JsonNode value = take(key);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            mistakes.add(wrong(key, value, "true or false"));
            return Optional.empty();
        }
        return Optional.of(value.booleanValue());
    }

    /// Where a device is.
    Address address(String example) throws Misuse {
        String text = required("address", example);
        try {
            return Address.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw said("address", wrong);
        }
    }

    /// A table of device settings: names with values of any simple kind, as text.
    Map<String, String> texts(String key) {
        JsonNode value = take(key);
        var texts = new TreeMap<String, String>();
        if (value.isMissingNode()) {
            return texts;
        }
        if (!value.isObject()) {
            mistakes.add(wrong(key, value, "a table"));
            return texts;
        }
        for (var entry : value.properties()) {
            if (entry.getValue().isValueNode()) {
                texts.put(entry.getKey(), entry.getValue().asString());
            } else {
                String path = key + "." + entry.getKey();
                mistakes.add(wrong(path, entry.getValue(), "a text or a number"));
            }
        }
        return texts;
    }

    /// The tables of an array such as `[[focuser]]`, each with its name in the title.
    List<Table> tables(String key) throws Misuse {
        JsonNode value = take(key);
        var tables = new ArrayList<Table>();
        if (value.isMissingNode()) {
            return tables;
        }
        if (!value.isArray()) {
            throw new Misuse(
                    "%sWrite [[%s]] with two brackets: there may be several."
                            .formatted(at(key), key));
        }
        for (JsonNode each : value) {
            String name = each.path("name").asString("");
            tables.add(
                    new Table(
                            name.isEmpty()
                                    ? "[[%s]]".formatted(key)
                                    : "[[%s]] \"%s\"".formatted(key, name),
                            "%s[%d]".formatted(KeyLines.path(path, key), tables.size()),
                            lines,
                            each,
                            Optional.of(this),
                            mistakes));
        }
        return tables;
    }

    Optional<Table> table(String key) throws Misuse {
        JsonNode value = take(key);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        String shown = path.isEmpty() ? "[%s]".formatted(key) : "%s, %s".formatted(title, key);
        return Optional.of(
                new Table(
                        shown,
                        KeyLines.path(path, key),
                        lines,
                        value,
                        Optional.of(this),
                        mistakes));
    }

    /// The keys that are there, whatever they are called.
    List<String> keys() {
        return node.properties().stream().map(entry -> entry.getKey()).toList();
    }

    /// Says of each key that was never asked for that it means nothing.
    void requireNothingElse() {
        for (String key : keys()) {
            if (!known.contains(key)) {
                String could = "It can have: %s.".formatted(String.join(", ", known));
                mistakes.add(
                        meansNothing(
                                key,
                                elsewhere(key)
                                        .or(() ->
                                                Spelling.nearest(key, known)
                                                        .map("Did you mean '%s'?"::formatted))
                                        .map(hint -> hint + " " + could)
                                        .orElse(could)));
            }
        }
    }

    private Misuse meansNothing(String key, String instead) {
        return new Misuse(
                "%s%s has a %s '%s' that means nothing. %s"
                        .formatted(
                                at(key),
                                title,
                                node.path(key).isContainer() ? "table" : "key",
                                key,
                                instead));
    }

    /// Where a key would mean something that was written behind the header of another table, as happens to lines that are added at the
    /// end of a file.
    Optional<String> elsewhere(String key) {
        Optional<String> home =
                ServerSection.KEYS.contains(key)
                        ? Optional.of("[server]")
                        : parent.filter(above -> above.known.contains(key)).map(Table::title);
        return home.map(
                "It belongs to %s: a line is part of the last table that begins above it."
                        ::formatted);
    }

    Misuse wrong(String key, String what) {
        return new Misuse("%s%s: %s %s.".formatted(at(key), title, key, what));
    }

    /// What somebody else has said of the value, with its place.
    Misuse said(String key, Exception wrong) {
        return new Misuse("%s%s: %s".formatted(at(key), title, wrong.getMessage()), wrong);
    }

    private String at(String key) {
        return lines.at(KeyLines.path(path, key));
    }

    String title() {
        return title;
    }

    private JsonNode take(String key) {
        known.add(key);
        return node.path(key);
    }

    private Misuse wrong(String key, JsonNode value, String wanted) {
        return wrong(key, "must be %s; it is %s".formatted(wanted, value));
    }
}
