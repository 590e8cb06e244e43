package parfocal.thermal;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The quality of points in sentences, judged as FocuserLink's manual judges them.
public final class StudyWords {
    private StudyWords() {}

    /// One to three sentences: what the points say, and what to do about it.
    public static String of(TemperatureStudy study) {
        return switch (study.quality()) {
            case TOO_FEW_POINTS ->
                    "Too few points to judge. Focus at three temperatures or more, five degrees apart or wider.";
            case RANGE_TOO_SMALL ->
                    format(
                            "The points cover %.1f °C only; the coefficient (%s) may be far off. Collect points over 5 to 10 °C.",
                            study.spanCelsius(), slopes(study));
            case NO_LINE ->
                    "The positions do not follow the temperature. Collect another set on another night, with one filter; if it looks"
                            + " the same, this telescope cannot be compensated by temperature.";
            case GOOD -> format("Good: %s.%s", slopes(study), wish(study));
            case GOOD_BUT_FOR_OUTLIERS ->
                    format(
                            "Good but for %s, which %s left out: %s. Mistakes can be deleted.%s",
                            numbers(study.outliers()),
                            study.outliers().size() == 1 ? "was" : "were",
                            slopes(study),
                            wish(study));
            case BENT ->
                    format(
                            "The points are bent: no single coefficient fits, but %d do: %s.",
                            study.law().orElseThrow().pieces().size(), slopes(study));
        };
    }

    /// What a change of temperature does, as the observer sees it: `2 °C colder: 70 steps inward`.
    public static String consequence(TemperatureLaw law, double celsius) {
        double colder = law.changeSteps(celsius, celsius - 2);
        long steps = Math.round(Math.abs(colder));
        return steps == 0
                ? "2 °C colder: focus stays"
                : "2 °C colder: %d %s %s"
                        .formatted(
                                steps,
                                steps == 1 ? "step" : "steps",
                                colder < 0 ? "inward" : "outward");
    }

    private static String slopes(TemperatureStudy study) {
        List<TemperatureLaw.Piece> pieces = study.law().orElseThrow().pieces();
        if (pieces.size() == 1) {
            return slope(pieces.getFirst());
        }
        return pieces.stream()
                .map(piece ->
                        format(
                                "%s from %.1f to %.1f °C",
                                slope(piece), piece.fromCelsius(), piece.toCelsius()))
                .collect(Collectors.joining("; "));
    }

    private static String slope(TemperatureLaw.Piece piece) {
        return format(
                "%.2f steps/°C (95 %%: %.2f to %.2f)",
                piece.stepsPerCelsius(), piece.low(), piece.high());
    }

    private static String wish(TemperatureStudy study) {
        return study.spanCelsius() < 5
                ? format(
                        " The points cover %.1f °C; with 5 to 10 °C it would be surer.",
                        study.spanCelsius())
                : "";
    }

    private static String numbers(List<Integer> outliers) {
        String listed =
                outliers.stream()
                        .map(i -> Integer.toString(i + 1))
                        .collect(Collectors.joining(", "));
        return (outliers.size() == 1 ? "point " : "points ") + listed;
    }

    // The annotation that Error Prone asks for is a library of its own.
    @SuppressWarnings("AnnotateFormatMethod")
    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
