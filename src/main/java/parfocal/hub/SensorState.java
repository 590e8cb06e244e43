package parfocal.hub;

import java.time.Instant;
import java.util.Optional;
import parfocal.device.WeatherSensor.Weather;

/// What a sensor elsewhere feels.
///
/// @param availability whether it can be read
/// @param seenAt       when it was read last; the epoch before that
/// @param weather      empty while it is away, or feels nothing
public record SensorState(Availability availability, Instant seenAt, Optional<Weather> weather) {}
