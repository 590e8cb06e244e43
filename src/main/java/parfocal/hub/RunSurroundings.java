package parfocal.hub;

import java.util.HashMap;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.Learned;
import parfocal.filters.FilteredAutofocus;

/// What the hub knows around a focuser, for its runs.
final class RunSurroundings implements Runs.Around {
    private final Hub hub;

    RunSurroundings(Hub hub) {
        this.hub = hub;
    }

    @Override
    public void accepted(String focuserId, FilteredAutofocus.Outcome run) {
        hub.compensation(focuserId).ifPresent(held -> held.focused(FocusedRun.of(run)));
    }

    @Override
    public Optional<Learned> learned(String focuserId, String cameraId, FocusPlan plan) {
        return Optional.ofNullable(
                hub.memory().learned(focuserId).get(LearnedText.key(cameraId, plan)));
    }

    @Override
    public void learn(String focuserId, String cameraId, FocusPlan plan, Learned taught) {
        var all = new HashMap<>(hub.memory().learned(focuserId));
        all.merge(LearnedText.key(cameraId, plan), taught, Learned::and);
        hub.memory().keepLearned(focuserId, all);
    }

    @Override
    public Optional<HubFilters> filters(String focuserId) {
        return hub.filters(focuserId);
    }

    @Override
    public String filter(String focuserId) {
        return new Around(hub, focuserId).filter();
    }

    @Override
    public OptionalDouble zoneSteps(String focuserId) {
        return hub.compensation(focuserId)
                .map(HubCompensation::zoneSteps)
                .orElse(OptionalDouble.empty());
    }
}
