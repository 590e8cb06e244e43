package parfocal.filters;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a file says of a focuser's filters. What is absent is left as it is.
///
/// @param offsets         steps, by filter
/// @param exposureFactors by filter
public record FilterWish(
        Optional<String> reference,
        Optional<Boolean> movesWithFilters,
        SortedMap<String, Double> offsets,
        SortedMap<String, Double> exposureFactors) {
    public FilterWish {
        offsets = new TreeMap<>(offsets);
        exposureFactors = new TreeMap<>(exposureFactors);
    }

    /// Says nothing.
    public static FilterWish none() {
        return new FilterWish(Optional.empty(), Optional.empty(), new TreeMap<>(), new TreeMap<>());
    }

    /// The settings with everything that this says and `before` did not say, or said otherwise. What stands in both was heard already,
    /// and may have been measured anew since.
    public FilterSettings over(FilterSettings settings, FilterWish before) {
        FilterSettings fresh = settings;
        if (reference.isPresent() && !reference.equals(before.reference)) {
            fresh = fresh.withReference(reference);
        }
        if (movesWithFilters.isPresent() && !movesWithFilters.equals(before.movesWithFilters)) {
            fresh = fresh.withMoves(movesWithFilters.get());
        }
        for (var offset : offsets.entrySet()) {
            if (!offset.getValue().equals(before.offsets.get(offset.getKey()))) {
                fresh =
                        fresh.withOffset(
                                offset.getKey(),
                                Optional.of(FilterOffset.typed(offset.getValue())));
            }
        }
        for (var factor : exposureFactors.entrySet()) {
            if (!factor.getValue().equals(before.exposureFactors.get(factor.getKey()))) {
                fresh = fresh.withExposureFactor(factor.getKey(), Optional.of(factor.getValue()));
            }
        }
        return fresh;
    }
}
