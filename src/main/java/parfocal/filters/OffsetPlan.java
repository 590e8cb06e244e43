package parfocal.filters;

import java.util.List;
import parfocal.autofocus.FocusPlan;

/// How offsets are to be measured.
///
/// @param reference from which offsets count
/// @param filters   whose offsets are wanted; the reference is not among them
/// @param pairs     runs through each of them, 2 to 20; three make an uncertainty that can be believed
/// @param focus     of each run
public record OffsetPlan(String reference, List<String> filters, int pairs, FocusPlan focus) {
    public static final int USUAL_PAIRS = 3;

    public OffsetPlan {
        filters = filters.stream().filter(filter -> !filter.equals(reference)).distinct().toList();
        if (filters.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no filter to measure beside the reference %s.".formatted(reference));
        }
        if (pairs < 2 || pairs > 20) {
            throw new IllegalArgumentException(
                    "Offsets are measured by 2 to 20 pairs of runs; %d were asked."
                            .formatted(pairs));
        }
    }

    /// Runs of the whole measurement: the reference begins and ends it.
    public int runs() {
        return pairs * (1 + filters.size()) + 1;
    }
}
