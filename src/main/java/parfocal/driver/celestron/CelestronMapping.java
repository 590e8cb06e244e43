package parfocal.driver.celestron;

import java.util.Locale;
import parfocal.device.Travel;
import parfocal.driver.celestron.CelestronReply.Limits;

/// Which numbers are shown for the motor's own counts.
///
/// The counts fall while the mirror is pushed toward the corrector, which draws the focal plane in: the usual convention has it the
/// other way round. Some programs show the counts, others turn them over, and one did first this and then that; presets and
/// offsets learned with one mean something else with the other. So it is chosen by a person, and only by a person.
enum CelestronMapping {
    /// The motor's counts as they are.
    RAW,

    /// Counted from the upper limit, so that 0 is there and numbers grow while counts fall.
    MIRRORED;

    /// What is shown for a count, and equally the count for what is shown.
    int turn(int steps, Limits limits) {
        return this == RAW ? steps : limits.highSteps() - steps;
    }

    Travel travel(Limits limits) {
        return switch (this) {
            case RAW -> new Travel(limits.lowSteps(), limits.highSteps());
            case MIRRORED -> new Travel(0, limits.highSteps() - limits.lowSteps());
        };
    }

    /// As people type it.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
