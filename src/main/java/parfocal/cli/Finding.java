package parfocal.cli;

import java.util.List;
import parfocal.report.Json;

/// One line of the doctor's.
///
/// @param subject what was looked at
/// @param message what was seen, in a sentence or two, and what was not looked at
/// @param cures   commands to type, possibly none
record Finding(Level level, String subject, String message, List<String> cures) {
    enum Level {
        OK("ok"),
        WARNING("warning"),
        TROUBLE("trouble");

        private final String word;

        Level(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    Finding {
        cures = List.copyOf(cures);
    }

    static Finding ok(String subject, String message) {
        return new Finding(Level.OK, subject, message, List.of());
    }

    static Finding warning(String subject, String message, String... cures) {
        return new Finding(Level.WARNING, subject, message, List.of(cures));
    }

    static Finding trouble(String subject, String message, String... cures) {
        return new Finding(Level.TROUBLE, subject, message, List.of(cures));
    }

    Json describe() {
        return new Json()
                .put("level", level.word())
                .put("subject", subject)
                .put("message", message)
                .putList("cures", cures);
    }
}
