package parfocal.hub;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import parfocal.compensation.CompensationSettings;
import parfocal.compensation.CompensationWish;
import parfocal.compensation.FocusReference;

/// What is remembered of a focuser's compensation over restarts.
///
/// @param stoodSteps where it stood when the reference was last good
/// @param playSteps  play that the latest accepted run noticed
/// @param zoneSteps  half width of the critical zone, by the latest accepted run
/// @param heard      what the configuration file said when it was read last
record CompensationMemory(
        CompensationSettings settings,
        Optional<FocusReference> reference,
        OptionalInt stoodSteps,
        OptionalDouble playSteps,
        OptionalDouble zoneSteps,
        CompensationWish heard) {

    static CompensationMemory blank() {
        return new CompensationMemory(
                CompensationSettings.unknown(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                CompensationWish.none());
    }
}
