package parfocal.server.alpaca;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// The sensors that Alpaca knows. Three of them can be ours.
enum AirSensor {
    CLOUD_COVER("CloudCover", ""),
    DEW_POINT("DewPoint", "Dew point, °C"),
    HUMIDITY("Humidity", "Relative humidity, %"),
    PRESSURE("Pressure", ""),
    RAIN_RATE("RainRate", ""),
    SKY_BRIGHTNESS("SkyBrightness", ""),
    SKY_QUALITY("SkyQuality", ""),
    SKY_TEMPERATURE("SkyTemperature", ""),
    STAR_FWHM("StarFWHM", ""),
    TEMPERATURE("Temperature", "Temperature of the air, °C"),
    WIND_DIRECTION("WindDirection", ""),
    WIND_GUST("WindGust", ""),
    WIND_SPEED("WindSpeed", "");

    private final String spelling;
    private final String description;

    AirSensor(String spelling, String description) {
        this.spelling = spelling;
        this.description = description;
    }

    String spelling() {
        return spelling;
    }

    /// As in addresses.
    String path() {
        return spelling.toLowerCase(Locale.ROOT);
    }

    String description() {
        return description;
    }

    OptionalDouble of(Air air) {
        return switch (this) {
            case TEMPERATURE -> OptionalDouble.of(air.temperatureCelsius());
            case HUMIDITY -> air.humidityPercent();
            case DEW_POINT -> air.dewPointCelsius();
            case CLOUD_COVER,
                    PRESSURE,
                    RAIN_RATE,
                    SKY_BRIGHTNESS,
                    SKY_QUALITY,
                    SKY_TEMPERATURE,
                    STAR_FWHM,
                    WIND_DIRECTION,
                    WIND_GUST,
                    WIND_SPEED ->
                    OptionalDouble.empty();
        };
    }

    /// In any casing.
    static Optional<AirSensor> named(String name) {
        return Arrays.stream(values())
                .filter(sensor -> sensor.spelling.equalsIgnoreCase(name))
                .findFirst();
    }
}
