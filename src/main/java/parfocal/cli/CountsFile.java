package parfocal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import parfocal.driver.LearnsFromCounts.Count;
import parfocal.driver.LearnsFromCounts.Way;

/// What somebody has counted: a table `size,direction,presses`, or seven numbers in a row, as they are published.
final class CountsFile {
    private static final Pattern ROW =
            Pattern.compile(
                    "\\s*([1-7])\\s*[,;\\t]\\s*(near|far|both)?\\s*[,;\\t]\\s*(\\d+(?:\\.\\d+)?)\\s*",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern SERIES =
            Pattern.compile("\\d+(?:\\.\\d+)?(\\s*,\\s*\\d+(?:\\.\\d+)?)+");
    private static final String HEADER = "size";
    private static final int SIZES = 7;
    private static final int MOST_PRESSES = 100_000;

    private CountsFile() {}

    /// @param typed the table's file, or the numbers themselves, of sizes 1, 2, 3, …
    ///
    /// @throws Misuse when it cannot be read, or no lens can have such counts
    static List<Count> read(String typed) throws Misuse {
        List<Count> counts = written(typed);
        requirePossible(counts);
        return counts;
    }

    /// A larger step crosses the same range in fewer presses.
    private static void requirePossible(List<Count> counts) throws Misuse {
        for (Count count : counts) {
            if (count.presses() < 1 || count.presses() > MOST_PRESSES) {
                throw new Misuse(
                        "Size %d cannot cross the range in %s presses: counts are 1 to %d."
                                .formatted(count.key(), plain(count.presses()), MOST_PRESSES));
            }
            for (Count larger : counts) {
                boolean comparable =
                        count.way() == larger.way()
                                || count.way() == Way.BOTH
                                || larger.way() == Way.BOTH;
                if (comparable
                        && larger.key() > count.key()
                        && larger.presses() >= count.presses()) {
                    throw new Misuse(
                            "Size %d takes %s presses and size %d, which is a larger step, %s: it must take fewer. Size 1 is the finest and takes the most."
                                    .formatted(
                                            count.key(),
                                            plain(count.presses()),
                                            larger.key(),
                                            plain(larger.presses())));
                }
            }
        }
    }

    private static String plain(double presses) {
        return presses == Math.rint(presses)
                ? "%.0f".formatted(presses)
                : "%.1f".formatted(presses);
    }

    private static List<Count> written(String typed) throws Misuse {
        if (SERIES.matcher(typed.strip()).matches()) {
            return series(typed);
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(Path.of(typed));
        } catch (IOException unread) {
            throw new Misuse(
                    "%s cannot be read, and is no row of counts such as 7896,3361,1325,523,200,77,29."
                            .formatted(typed),
                    unread);
        }
        var counts = new ArrayList<Count>();
        for (int line = 0; line < lines.size(); line++) {
            String text = lines.get(line);
            boolean header = text.strip().toLowerCase(Locale.ROOT).startsWith(HEADER);
            if (text.isBlank() || text.startsWith("#") || header) {
                continue;
            }
            Matcher row = ROW.matcher(text);
            if (!row.matches()) {
                throw new Misuse(
                        "%s, line %d, is no `size,direction,presses`: '%s'. Sizes are 1 to 7, directions near, far or both; such as 7,near,29.3."
                                .formatted(typed, line + 1, text.strip()));
            }
            counts.add(count(Integer.parseInt(row.group(1)), way(row.group(2)), row.group(3)));
        }
        return counts;
    }

    private static List<Count> series(String typed) throws Misuse {
        String[] numbers = typed.strip().split("\\s*,\\s*", -1);
        if (numbers.length != SIZES) {
            throw new Misuse(
                    "A lens has seven sizes, and seven counts are wanted in a row, of sizes 1 to 7; %d were given. What was counted of some sizes only is written in a table, size,direction,presses: --counts FILE.csv."
                            .formatted(numbers.length));
        }
        var counts = new ArrayList<Count>();
        for (int size = 1; size <= numbers.length; size++) {
            counts.add(count(size, Way.BOTH, numbers[size - 1]));
        }
        return counts;
    }

    private static Way way(String word) {
        return word == null ? Way.BOTH : Way.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// How a count is written tells how well it is known.
    private static Count count(int size, Way way, String presses) {
        return new Count(size, way, Double.parseDouble(presses), presses.contains(".") ? 0.1 : 0.5);
    }
}
