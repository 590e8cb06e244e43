package parfocal.hub;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is remembered of a focuser over restarts and crashes.
///
/// @param positionSteps where it last stood; empty when it was never seen
/// @param errand        the move it was on; present only when the program ended before the move did
/// @param presets       named positions
/// @param settings      as changed while running
/// @param notes         whatever its user typed
public record FocuserMemory(
        OptionalInt positionSteps,
        Optional<Errand> errand,
        SortedMap<String, Integer> presets,
        FocuserSettings settings,
        String notes) {

    /// A move that has begun.
    ///
    /// @param orderedBy as the history tells it
    public record Errand(int targetSteps, Instant beganAt, String orderedBy) {}

    public FocuserMemory {
        presets = Collections.unmodifiableSortedMap(new TreeMap<>(presets));
    }

    static FocuserMemory blank() {
        return new FocuserMemory(
                OptionalInt.empty(),
                Optional.empty(),
                new TreeMap<>(),
                FocuserSettings.unknown(),
                "");
    }

    FocuserMemory goingTo(int fromSteps, Errand begun) {
        return new FocuserMemory(
                OptionalInt.of(fromSteps), Optional.of(begun), presets, settings, notes);
    }

    FocuserMemory standingAt(int newPositionSteps) {
        return new FocuserMemory(
                OptionalInt.of(newPositionSteps), Optional.empty(), presets, settings, notes);
    }

    FocuserMemory withPresets(SortedMap<String, Integer> newPresets) {
        return new FocuserMemory(positionSteps, errand, newPresets, settings, notes);
    }

    FocuserMemory withSettings(FocuserSettings newSettings) {
        return new FocuserMemory(positionSteps, errand, presets, newSettings, notes);
    }

    FocuserMemory withNotes(String newNotes) {
        return new FocuserMemory(positionSteps, errand, presets, settings, newNotes);
    }
}
