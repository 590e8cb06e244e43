package parfocal.cli;

import java.nio.charset.Charset;
import java.util.Locale;

/// What the terminal can show.
final class Terminal {
    private Terminal() {}

    /// Whether to keep to plain ASCII, as for a locale without Unicode.
    static boolean asciiOnly() {
        String locale =
                System.getenv()
                        .getOrDefault("LC_ALL", System.getenv().getOrDefault("LANG", "UTF-8"));
        return !locale.toUpperCase(Locale.ROOT).contains("UTF")
                && !Charset.defaultCharset().name().startsWith("UTF");
    }
}
