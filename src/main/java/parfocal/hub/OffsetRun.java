package parfocal.hub;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parfocal.filters.OffsetMeasurement;
import parfocal.filters.OffsetPlan;

/// One measurement of filter offsets on the hub, as far as it has come.
///
/// @param story   runs that began, were accepted or were refused
/// @param outcome how it ended; empty while it goes on, or when it ended by trouble
/// @param trouble why it ended without an outcome
public record OffsetRun(
        OffsetPlan plan,
        Client orderedBy,
        Instant beganAt,
        Optional<Instant> endedAt,
        List<OffsetMeasurement.Progress> story,
        Optional<OffsetMeasurement.Outcome> outcome,
        Optional<String> trouble) {
    public OffsetRun {
        story = List.copyOf(story);
    }

    public boolean isRunning() {
        return endedAt.isEmpty();
    }
}
