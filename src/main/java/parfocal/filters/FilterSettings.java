package parfocal.filters;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import parfocal.autofocus.FocusPlan;

/// How a focuser goes with the filters before it.
///
/// @param reference        the filter to focus through, and to count offsets from; empty: each run is made through the filter that is in
/// @param movesWithFilters whether the focuser follows when the wheel turns
/// @param offsets          by filter; the reference's own is 0 and not among them
/// @param exposureFactors  by filter, how many times longer a run through it exposes, so that stars are as bright as elsewhere
public record FilterSettings(
        Optional<String> reference,
        boolean movesWithFilters,
        SortedMap<String, FilterOffset> offsets,
        SortedMap<String, Double> exposureFactors) {
    /// Beyond this it is another kind of exposure.
    public static final double LARGEST_FACTOR = 100;

    private static final Duration LONGEST_EXPOSURE = Duration.ofMinutes(10);

    /// @throws IllegalArgumentException for a factor beyond 0.01…100
    public FilterSettings {
        exposureFactors = new TreeMap<>(exposureFactors);
        exposureFactors.forEach((filter, factor) -> {
            if (!(factor >= 1 / LARGEST_FACTOR && factor <= LARGEST_FACTOR)) {
                throw new IllegalArgumentException(
                        "The exposure factor of %s goes from 0.01 to 100; it is %s."
                                .formatted(filter, factor));
            }
        });
        var others = new TreeMap<>(offsets);
        reference.ifPresent(others::remove);
        offsets = others;
    }

    /// Nothing known, and nothing done.
    public static FilterSettings unknown() {
        return new FilterSettings(Optional.empty(), false, new TreeMap<>(), new TreeMap<>());
    }

    /// Of the reference 0; of a filter that nobody has measured, empty.
    public Optional<FilterOffset> offset(String filter) {
        return reference.equals(Optional.of(filter))
                ? Optional.of(FilterOffset.typed(0))
                : Optional.ofNullable(offsets.get(filter));
    }

    /// How far to move when one filter takes the place of another; empty where one of them is not known.
    public Optional<Double> change(String from, String to) {
        Optional<FilterOffset> before = offset(from);
        Optional<FilterOffset> after = offset(to);
        return before.isPresent() && after.isPresent()
                ? Optional.of(after.get().steps() - before.get().steps())
                : Optional.empty();
    }

    /// Counted from another filter; offsets that are known go on meaning the same.
    public FilterSettings withReference(Optional<String> wanted) {
        if (wanted.equals(reference)) {
            return this;
        }
        Optional<FilterOffset> moved = wanted.flatMap(this::offset);
        var others = new TreeMap<String, FilterOffset>();
        if (moved.isPresent()) {
            reference.ifPresent(old ->
                    others.put(
                            old,
                            new FilterOffset(
                                    -moved.get().steps(),
                                    moved.get().sigmaSteps(),
                                    moved.get().measuredAt())));
            offsets.forEach((filter, offset) ->
                    others.put(
                            filter,
                            new FilterOffset(
                                    offset.steps() - moved.get().steps(),
                                    Math.hypot(offset.sigmaSteps(), moved.get().sigmaSteps()),
                                    offset.measuredAt())));
        } else if (wanted.isEmpty() || reference.isEmpty()) {
            others.putAll(offsets);
        }
        return new FilterSettings(wanted, movesWithFilters, others, exposureFactors);
    }

    public FilterSettings withMoves(boolean wanted) {
        return new FilterSettings(reference, wanted, offsets, exposureFactors);
    }

    public FilterSettings withOffset(String filter, Optional<FilterOffset> offset) {
        var others = new TreeMap<>(offsets);
        offset.ifPresentOrElse(known -> others.put(filter, known), () -> others.remove(filter));
        return new FilterSettings(reference, movesWithFilters, others, exposureFactors);
    }

    public FilterSettings withOffsets(Map<String, FilterOffset> more) {
        var others = new TreeMap<>(offsets);
        others.putAll(more);
        return new FilterSettings(reference, movesWithFilters, others, exposureFactors);
    }

    /// @param factor empty: as long as any other
    public FilterSettings withExposureFactor(String filter, Optional<Double> factor) {
        var others = new TreeMap<>(exposureFactors);
        factor.ifPresentOrElse(known -> others.put(filter, known), () -> others.remove(filter));
        return new FilterSettings(reference, movesWithFilters, offsets, others);
    }

    /// The plan as it is to be carried out through a filter: exposed longer, ten minutes at most.
    public FocusPlan through(String filter, FocusPlan plan) {
        double factor = exposureFactors.getOrDefault(filter, 1.0);
        if (factor == 1) {
            return plan;
        }
        var exposure = Duration.ofNanos(Math.round(plan.exposure().toNanos() * factor));
        return plan.withExposure(
                exposure.compareTo(LONGEST_EXPOSURE) < 0 ? exposure : LONGEST_EXPOSURE);
    }
}
