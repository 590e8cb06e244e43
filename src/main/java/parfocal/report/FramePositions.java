package parfocal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Where the focuser stood for each of some frames, from their names and headers.
///
/// The name wins: programs write it after the move, the header sometimes with the position before it. But a number in a name
/// may be something else (a counter, an exposure). One that is not marked as a position is believed only if it lies near the
/// header's for at least half of the frames that have both.
public final class FramePositions {
    private static final String NUMBER = "(\\d+(?:\\.\\d+)?)(?![A-Za-z\\d])";
    private static final Pattern MARKED =
            Pattern.compile(
                    "(?<![A-Za-z])(?:focuser|focus|foc)?[ _-]?(?:position|pos|focus|foc)[ _=-]?"
                            + NUMBER,
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern AFTER_LIGHT =
            Pattern.compile("LIGHT_" + NUMBER, Pattern.CASE_INSENSITIVE);
    private static final Pattern INTEGER = Pattern.compile("\\d+");
    private static final Pattern ENDINGS =
            Pattern.compile("(?:\\.(?:fits?|fts|fz|gz))+$", Pattern.CASE_INSENSITIVE);
    private static final List<String> KEYWORDS =
            List.of(
                    "FOCUSPOS",
                    "FOCPOS",
                    "FOCUSPOSITION",
                    "FOCUSER POSITION",
                    "FOCUSERPOS",
                    "FOCUS_POS",
                    "FOC_POS",
                    "FOCUSSTP",
                    "FOCPOSIT");
    private static final double NEAR = 0.1;

    private FramePositions() {}

    /// @return one position for each frame, in the order given
    public static List<FramePosition> of(List<NamedHeader> frames) {
        var headers = frames.stream().map(FramePositions::inHeader).toList();
        var names = inNames(frames.stream().map(NamedHeader::fileName).toList(), headers);
        return IntStream.range(0, frames.size())
                .mapToObj(i ->
                        new FramePosition(frames.get(i).fileName(), names.get(i), headers.get(i)))
                .toList();
    }

    private static OptionalDouble inHeader(NamedHeader frame) {
        return KEYWORDS.stream()
                .map(keyword -> frame.keywords().getOrDefault(keyword, ""))
                .map(CurveCsv::number)
                .filter(OptionalDouble::isPresent)
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    private static List<OptionalDouble> inNames(List<String> names, List<OptionalDouble> headers) {
        var marked = names.stream().map(name -> match(MARKED, name)).toList();
        if (marked.stream().anyMatch(OptionalDouble::isPresent) && !isCounter(marked)) {
            return marked;
        }
        var afterLight = names.stream().map(name -> match(AFTER_LIGHT, name)).toList();
        if (afterLight.stream().anyMatch(OptionalDouble::isPresent)
                && isBelievable(afterLight, headers)) {
            return afterLight;
        }
        return onlyChanging(names)
                .filter(numbers -> isBelievable(numbers, headers))
                .orElse(names.stream().map(_ -> OptionalDouble.empty()).toList());
    }

    private static OptionalDouble match(Pattern pattern, String name) {
        Matcher matcher = pattern.matcher(bare(name));
        return matcher.find()
                ? OptionalDouble.of(Double.parseDouble(matcher.group(1)))
                : OptionalDouble.empty();
    }

    private static String bare(String name) {
        return ENDINGS.matcher(name).replaceFirst("");
    }

    private static boolean isBelievable(
            List<OptionalDouble> numbers, List<OptionalDouble> headers) {
        int both = 0;
        int near = 0;
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i).isPresent() && headers.get(i).isPresent()) {
                double header = headers.get(i).getAsDouble();
                both++;
                near +=
                        Math.abs(numbers.get(i).getAsDouble() - header) <= NEAR * Math.abs(header)
                                ? 1
                                : 0;
            }
        }
        return both == 0 ? !isCounter(numbers) : 2 * near >= both;
    }

    /// 1, 2, 3 … (or 0, 1, 2 …) in any order counts frames; no focuser makes such steps.
    private static boolean isCounter(List<OptionalDouble> numbers) {
        double[] sorted =
                numbers.stream()
                        .filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble)
                        .sorted()
                        .distinct()
                        .toArray();
        return sorted.length > 0
                && sorted[0] <= 1
                && sorted[sorted.length - 1] - sorted[0] == sorted.length - 1;
    }

    /// The numbers of the one place where otherwise equal names differ; empty when there is none or more than one.
    private static Optional<List<OptionalDouble>> onlyChanging(List<String> names) {
        var bare = names.stream().map(FramePositions::bare).toList();
        if (bare.size() < 2
                || bare.stream().map(n -> INTEGER.matcher(n).replaceAll("#")).distinct().count()
                        != 1) {
            return Optional.empty();
        }
        var integers =
                bare.stream()
                        .map(n -> INTEGER.matcher(n).results().map(r -> r.group()).toList())
                        .toList();
        var changing = new ArrayList<Integer>();
        for (int place = 0; place < integers.getFirst().size(); place++) {
            int at = place;
            if (integers.stream().map(list -> list.get(at)).distinct().count() > 1) {
                changing.add(place);
            }
        }
        return changing.size() != 1
                ? Optional.empty()
                : Optional.of(
                        integers.stream()
                                .map(list -> list.get(changing.getFirst()))
                                .map(digits -> OptionalDouble.of(Double.parseDouble(digits)))
                                .toList());
    }

    /// @param keywords of the header, upper case
    public record NamedHeader(String fileName, Map<String, String> keywords) {}

    /// @param inName   what the name says, where that is believable
    /// @param inHeader what the header says
    public record FramePosition(String fileName, OptionalDouble inName, OptionalDouble inHeader) {

        /// The position in steps; empty when neither says it.
        public OptionalDouble positionSteps() {
            return inName.isPresent() ? inName : inHeader;
        }

        /// A sentence when name and header differ by more than a rounding.
        public Optional<String> disagreement() {
            if (inName.isEmpty()
                    || inHeader.isEmpty()
                    || Math.abs(inName.getAsDouble() - inHeader.getAsDouble()) < 1) {
                return Optional.empty();
            }
            return Optional.of(
                    String.format(
                            Locale.ROOT,
                            "%s: the name says %.0f, the header %.0f; the name is believed.",
                            fileName,
                            inName.getAsDouble(),
                            inHeader.getAsDouble()));
        }
    }
}
