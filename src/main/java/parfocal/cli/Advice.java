package parfocal.cli;

import java.util.regex.Pattern;

/// Commands that a sentence advises to type, as they must be typed here: for a hub that is not where commands look by themselves.
final class Advice {
    /// Where commands look for a hub by themselves.
    static final String USUAL_HUB = "http://127.0.0.1:11111";

    private static final Pattern ORDER =
            Pattern.compile(
                    "`(parfocal (?:status|move|halt|sync|home|preset|settings|autofocus|calibrate|compensate)\\b[^`]*)`");

    private Advice() {}

    static String forHub(String sentence, String hub) {
        return hub.equals(USUAL_HUB) || hub.isEmpty()
                ? sentence
                : ORDER.matcher(sentence)
                        .replaceAll(found ->
                                java.util.regex.Matcher.quoteReplacement(
                                        "`%s --hub %s`".formatted(found.group(1), hub)));
    }
}
