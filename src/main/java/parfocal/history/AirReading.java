package parfocal.history;

import java.time.Instant;
import java.util.OptionalDouble;

/// What a sensor that belongs to no focuser read, averaged over the interval that began at `at`.
///
/// @param sensorId           its id in its hub
/// @param temperatureCelsius kept to a hundredth
/// @param humidityPercent    relative, 0…100, kept to a tenth; empty where it is not felt
/// @param dewPointCelsius    kept to a hundredth; empty where it is not felt
public record AirReading(
        Instant at,
        String sensorId,
        OptionalDouble temperatureCelsius,
        OptionalDouble humidityPercent,
        OptionalDouble dewPointCelsius)
        implements Fact {}
