package parfocal.device;

import java.util.Optional;
import java.util.OptionalDouble;

/// A device that feels the air around it, besides whatever else it does. A focuser that can, implements this as well.
public interface WeatherSensor {

    /// One reading of the air.
    ///
    /// @param temperatureCelsius of the air
    /// @param humidityPercent    relative, 0…100, or empty where only the temperature is felt
    /// @param dewPointCelsius    as the device reckons it; below this, glass fogs
    record Weather(
            double temperatureCelsius,
            OptionalDouble humidityPercent,
            OptionalDouble dewPointCelsius) {}

    /// Reads the air now; empty when no sensor is plugged in, or when what it says cannot be so.
    ///
    /// @throws DeviceException when the device cannot be read
    Optional<Weather> weather() throws DeviceException;
}
