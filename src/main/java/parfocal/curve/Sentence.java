package parfocal.curve;

import java.util.Locale;

/// Numbers in sentences, written alike whatever the machine's locale.
final class Sentence {

    private Sentence() {}

    // The annotation asked for lives in a library that nothing else here needs; every caller passes
    // a literal.
    @SuppressWarnings("AnnotateFormatMethod")
    static String of(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /// Steps as people write them: whole where fractions say nothing.
    static String steps(double steps) {
        return of(Math.abs(steps) >= 20 ? "%.0f" : Math.abs(steps) >= 2 ? "%.1f" : "%.2f", steps);
    }

    static String pixels(double pixels) {
        return of(pixels >= 20 ? "%.0f" : "%.2f", pixels);
    }
}
