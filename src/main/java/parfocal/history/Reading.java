package parfocal.history;

import java.time.Instant;
import java.util.OptionalDouble;

/// What a focuser and its sensors read, averaged over the interval that began at `at`.
///
/// @param positionSteps      mean, rounded
/// @param temperatureCelsius kept to a hundredth; empty without a sensor
/// @param humidityPercent    relative, 0…100, kept to a tenth; empty without a sensor
/// @param dewPointCelsius    kept to a hundredth; empty without a sensor
public record Reading(
        Instant at,
        String focuserId,
        int positionSteps,
        OptionalDouble temperatureCelsius,
        OptionalDouble humidityPercent,
        OptionalDouble dewPointCelsius)
        implements FocuserFact {}
