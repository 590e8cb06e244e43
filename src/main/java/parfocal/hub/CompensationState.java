package parfocal.hub;

import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.compensation.CompensationSettings;
import parfocal.compensation.FocusReference;

/// What holds a focuser in focus, as everybody sees it.
///
/// @param celsius     the temperature that counts, averaged; empty while there is none
/// @param reference   where focus was, and at what temperature
/// @param targetSteps where focus is now
/// @param sigmaSteps  standard deviation of the target
/// @param dueSteps    from where it stands to the target; positive outward
/// @param waiting     why it does not move by itself, in automatic mode; empty when nothing is in the way
/// @param consequence what the cold does, in words: `2 °C colder: 70 steps inward`
/// @param meterCelsius how much the temperature has changed since the meter was reset, or since the start
/// @param advice      why it is time to focus anew; empty when it is not
/// @param pointsEdition another number whenever the calculator's points are not what they were
public record CompensationState(
        CompensationSettings settings,
        OptionalDouble celsius,
        Optional<FocusReference> reference,
        OptionalDouble targetSteps,
        OptionalDouble sigmaSteps,
        OptionalDouble dueSteps,
        Optional<String> waiting,
        Optional<String> consequence,
        OptionalDouble meterCelsius,
        Optional<String> advice,
        int pointsEdition) {}
