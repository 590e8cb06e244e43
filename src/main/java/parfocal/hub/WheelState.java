package parfocal.hub;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a filter wheel is doing.
///
/// @param availability whether it can be used
/// @param filters      by slot
/// @param slot         in the light, from 0; empty while it turns or nobody knows
/// @param trouble      why it did not arrive
public record WheelState(
        Availability availability,
        List<String> filters,
        OptionalInt slot,
        Optional<String> trouble) {
    public WheelState {
        filters = List.copyOf(filters);
    }

    /// The name of the filter in the light.
    public Optional<String> filter() {
        return slot.isPresent() && slot.getAsInt() >= 0 && slot.getAsInt() < filters.size()
                ? Optional.of(filters.get(slot.getAsInt()))
                : Optional.empty();
    }
}
