package parfocal.hub;

import java.util.Collections;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is remembered of a focuser over restarts and crashes.
///
/// @param positionSteps where it last stood; empty when it was never seen
/// @param targetSteps   where it was going; present only when the program ended before the move did
/// @param presets       named positions
/// @param settings      as changed while running
/// @param notes         whatever its user typed
public record FocuserMemory(
        OptionalInt positionSteps,
        OptionalInt targetSteps,
        SortedMap<String, Integer> presets,
        FocuserSettings settings,
        String notes) {
    public FocuserMemory {
        presets = Collections.unmodifiableSortedMap(new TreeMap<>(presets));
    }

    static FocuserMemory blank() {
        return new FocuserMemory(
                OptionalInt.empty(),
                OptionalInt.empty(),
                new TreeMap<>(),
                FocuserSettings.unknown(),
                "");
    }

    FocuserMemory goingTo(int fromSteps, int newTargetSteps) {
        return new FocuserMemory(
                OptionalInt.of(fromSteps),
                OptionalInt.of(newTargetSteps),
                presets,
                settings,
                notes);
    }

    FocuserMemory standingAt(int newPositionSteps) {
        return new FocuserMemory(
                OptionalInt.of(newPositionSteps), OptionalInt.empty(), presets, settings, notes);
    }

    FocuserMemory withPresets(SortedMap<String, Integer> newPresets) {
        return new FocuserMemory(positionSteps, targetSteps, newPresets, settings, notes);
    }

    FocuserMemory withSettings(FocuserSettings newSettings) {
        return new FocuserMemory(positionSteps, targetSteps, presets, newSettings, notes);
    }

    FocuserMemory withNotes(String newNotes) {
        return new FocuserMemory(positionSteps, targetSteps, presets, settings, newNotes);
    }
}
