package parfocal.server.alpaca;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.device.WeatherSensor.Weather;
import parfocal.hub.FocuserState;

/// What a sensor feels at one moment.
///
/// @param humidityPercent relative; empty without such a sensor
/// @param dewPointCelsius present when the humidity is
record Air(
        Instant at,
        double temperatureCelsius,
        OptionalDouble humidityPercent,
        OptionalDouble dewPointCelsius) {
    // Magnus, with the constants of Sonntag (1990).
    private static final double MAGNUS_B = 17.62;
    private static final double MAGNUS_C_CELSIUS = 243.12;

    /// The air outside where that is felt, else the focuser's own probe; empty without either.
    static Optional<Air> of(FocuserState state) {
        if (state.weather().isPresent()) {
            return Optional.of(of(state.seenAt(), state.weather().get()));
        }
        return state.temperatureCelsius().isPresent()
                ? Optional.of(
                        new Air(
                                state.seenAt(),
                                state.temperatureCelsius().getAsDouble(),
                                OptionalDouble.empty(),
                                OptionalDouble.empty()))
                : Optional.empty();
    }

    static Air of(Instant at, Weather weather) {
        OptionalDouble humidity = weather.humidityPercent();
        boolean humid = humidity.isPresent() && humidity.getAsDouble() > 0;
        if (!humid) {
            return new Air(
                    at,
                    weather.temperatureCelsius(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty());
        }
        OptionalDouble dewPoint =
                weather.dewPointCelsius().isPresent()
                        ? weather.dewPointCelsius()
                        : OptionalDouble.of(
                                dewPoint(weather.temperatureCelsius(), humidity.getAsDouble()));
        return new Air(at, weather.temperatureCelsius(), humidity, dewPoint);
    }

    static double dewPoint(double celsius, double humidityPercent) {
        double gamma =
                Math.log(humidityPercent / 100) + MAGNUS_B * celsius / (MAGNUS_C_CELSIUS + celsius);
        return MAGNUS_C_CELSIUS * gamma / (MAGNUS_B - gamma);
    }
}
