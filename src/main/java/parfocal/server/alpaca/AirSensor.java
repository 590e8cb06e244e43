package parfocal.server.alpaca;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/// The sensors that Alpaca knows. Three of them can be ours.
enum AirSensor {
    CLOUD_COVER("CloudCover"),
    DEW_POINT("DewPoint", Air::dewPointCelsius, "Dew point, °C"),
    HUMIDITY("Humidity", Air::humidityPercent, "Relative humidity, %"),
    PRESSURE("Pressure"),
    RAIN_RATE("RainRate"),
    SKY_BRIGHTNESS("SkyBrightness"),
    SKY_QUALITY("SkyQuality"),
    SKY_TEMPERATURE("SkyTemperature"),
    STAR_FWHM("StarFWHM"),
    TEMPERATURE(
            "Temperature",
            air -> OptionalDouble.of(air.temperatureCelsius()),
            "Temperature of the air, °C"),
    WIND_DIRECTION("WindDirection"),
    WIND_GUST("WindGust"),
    WIND_SPEED("WindSpeed");

    private final String spelling;
    private final Function<Air, OptionalDouble> reading;
    private final String description;

    AirSensor(String spelling) {
        this(spelling, _ -> OptionalDouble.empty(), "");
    }

    AirSensor(String spelling, Function<Air, OptionalDouble> reading, String description) {
        this.spelling = spelling;
        this.reading = reading;
        this.description = description;
    }

    String spelling() {
        return spelling;
    }

    String path() {
        return spelling.toLowerCase(Locale.ROOT);
    }

    OptionalDouble of(Air air) {
        return reading.apply(air);
    }

    String description() {
        return description;
    }

    static Optional<AirSensor> named(String name) {
        return Arrays.stream(values())
                .filter(sensor -> sensor.spelling.equalsIgnoreCase(name))
                .findFirst();
    }
}
