package parfocal.hub;

import java.util.Optional;
import parfocal.filters.FilterSettings;
import parfocal.filters.FilterWish;

/// What is remembered of the filters before a focuser over restarts.
///
/// @param heard what the configuration file said when it was read last
/// @param away  the filter that the wheel ought to be put back to, while a run has it turned elsewhere
record FilterMemory(FilterSettings settings, FilterWish heard, Optional<String> away) {
    static FilterMemory blank() {
        return new FilterMemory(FilterSettings.unknown(), FilterWish.none(), Optional.empty());
    }

    FilterMemory with(FilterSettings fresh) {
        return new FilterMemory(fresh, heard, away);
    }

    FilterMemory with(FilterWish said) {
        return new FilterMemory(settings, said, away);
    }

    FilterMemory away(Optional<String> from) {
        return new FilterMemory(settings, heard, from);
    }
}
