package parfocal.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import parfocal.curve.Arrival;

/// `position,hfr[,sigma][,direction]`, one sample a line, in order of arrival.
///
/// Fields are set apart by commas, semicolons or tabs; numbers have decimal points; lines that begin with `#` are comments; a
/// first line of words names the columns, which may then come in any order, among others. A size that is empty, `NaN`, 0 or
/// negative means that no star was found there.
final class CurveCsv {
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[-+]?\\d+,\\d+");
    private static final List<String> FIXED = List.of("position", "hfr", "sigma", "direction");

    private final String name;
    private Map<String, Integer> columns = columns(FIXED);

    private CurveCsv(String name) {
        this.name = name;
    }

    static List<RecordedSample> samples(String name, String text) throws UnreadableInput {
        return new CurveCsv(name).samples(lines(text));
    }

    /// Empty for everything that is no finite number.
    static OptionalDouble number(String text) {
        return NUMBER.matcher(text).matches()
                ? OptionalDouble.of(Double.parseDouble(text))
                : OptionalDouble.empty();
    }

    private List<RecordedSample> samples(List<Line> lines) throws UnreadableInput {
        boolean header = !lines.isEmpty() && isHeader(lines.getFirst().fields());
        if (header) {
            columns = named(lines.getFirst());
        } else if (thirdIsDirection(lines)) {
            columns = columns(List.of("position", "hfr", "direction"));
        }
        var samples = new ArrayList<RecordedSample>();
        for (Line line : header ? lines.subList(1, lines.size()) : lines) {
            samples.add(sample(line));
        }
        if (samples.isEmpty()) {
            throw new UnreadableInput(name, "no samples in it; write lines like 5120,2.31");
        }
        return samples;
    }

    private RecordedSample sample(Line line) throws UnreadableInput {
        if (line.fields().size() < 2) {
            throw unreadable(line, "a position and a size are wanted, like 5120,2.31");
        }
        String position = field(line, "position");
        OptionalDouble hfr = size(line, "hfr");
        String direction = field(line, "direction");
        Optional<Arrival> arrival = direction(direction);
        if (!direction.isEmpty() && arrival.isEmpty()) {
            throw unreadable(
                    line,
                    "'%s' is no direction; write up or down (or +1, -1)".formatted(direction));
        }
        return new RecordedSample(
                number(position)
                        .orElseThrow(() ->
                                unreadable(
                                        line,
                                        "'%s' is no position; write steps as a number"
                                                .formatted(position))),
                hfr,
                size(line, "sigma"),
                arrival);
    }

    private OptionalDouble size(Line line, String column) throws UnreadableInput {
        String text = field(line, column);
        if (text.isEmpty() || text.equalsIgnoreCase("nan")) {
            return OptionalDouble.empty();
        }
        OptionalDouble size = number(text);
        if (size.isEmpty()) {
            throw unreadable(
                    line,
                    DECIMAL_COMMA.matcher(text).matches()
                            ? "'%s' has a decimal comma; write %s"
                                    .formatted(text, text.replace(',', '.'))
                            : "'%s' is no %s in pixels; write a number like 2.31"
                                    .formatted(text, column));
        }
        return size.getAsDouble() > 0 ? size : OptionalDouble.empty();
    }

    private String field(Line line, String column) {
        int index = columns.getOrDefault(column, Integer.MAX_VALUE);
        return index < line.fields().size() ? line.fields().get(index) : "";
    }

    private Map<String, Integer> named(Line header) throws UnreadableInput {
        var names = header.fields().stream().map(CurveCsv::column).toList();
        for (String wanted : FIXED.subList(0, 2)) {
            if (!names.contains(wanted)) {
                throw unreadable(
                        header,
                        "no column is called %s; name the columns position,hfr,sigma,direction"
                                .formatted(wanted));
            }
        }
        return columns(names);
    }

    /// What the columns of other programs are called.
    private static String column(String word) {
        String name = word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return switch (name) {
            case "position", "positionsteps", "pos", "steps", "focuserposition", "focuspos" ->
                    "position";
            case "hfr", "hfrpixels", "hfrpx" -> "hfr";
            case "sigma", "sigmapixels", "error", "sd", "stdev", "hfrsigma", "hfrsigmapixels" ->
                    "sigma";
            case "direction", "arrival", "dir" -> "direction";
            default -> name;
        };
    }

    private static Map<String, Integer> columns(List<String> names) {
        var columns = new HashMap<String, Integer>();
        for (int i = 0; i < names.size(); i++) {
            columns.putIfAbsent(names.get(i), i);
        }
        return columns;
    }

    private static boolean isHeader(List<String> fields) {
        return fields.stream()
                .noneMatch(f -> number(f).isPresent() || DECIMAL_COMMA.matcher(f).matches());
    }

    /// Three columns, the third of which holds only words of direction. `1` alone is not enough: it may be an uncertainty.
    private static boolean thirdIsDirection(List<Line> lines) {
        boolean three = lines.stream().allMatch(line -> line.fields().size() <= 3);
        var third =
                lines.stream()
                        .filter(line -> line.fields().size() == 3)
                        .map(line -> line.fields().get(2))
                        .filter(field -> !field.isEmpty())
                        .toList();
        return three
                && third.stream().allMatch(field -> direction(field).isPresent())
                && third.stream().anyMatch(field -> !field.equals("1"));
    }

    private static List<Line> lines(String text) {
        var lines = new ArrayList<Line>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
                lines.add(new Line(number, fields(line)));
            }
        }
        return lines;
    }

    private static List<String> fields(String line) {
        String separator = line.contains(";") ? ";" : line.contains("\t") ? "\t" : ",";
        return Stream.of(line.split(separator, -1))
                .map(field -> field.strip().replaceAll("^\"(.*)\"$", "$1"))
                .toList();
    }

    private UnreadableInput unreadable(Line line, String what) {
        return new UnreadableInput(name, line.number(), what);
    }

    private record Line(int number, List<String> fields) {}

    /// The direction a word means: `up`, `down`, `+1`, `1`, `-1`; empty for every other word.
    private static Optional<Arrival> direction(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "up", "+1", "1" -> Optional.of(Arrival.UP);
            case "down", "-1" -> Optional.of(Arrival.DOWN);
            default -> Optional.empty();
        };
    }
}
