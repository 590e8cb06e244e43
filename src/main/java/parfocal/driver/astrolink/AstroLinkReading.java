package parfocal.driver.astrolink;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import parfocal.device.WeatherSensor.Weather;

/// One status line, read for one motor.
///
/// @param positionSteps where it is
/// @param stepsToGo     signed; 0 when it stands
/// @param pendingSteps  signed, what the device's own compensation would move by; empty where the line is too short
/// @param weather       of the first sensor that is plugged in and says something possible
/// @param tripped       what the protection switched the outputs off for, empty when it did not
record AstroLinkReading(
        int positionSteps,
        int stepsToGo,
        OptionalInt pendingSteps,
        Optional<Weather> weather,
        Optional<String> tripped) {
    private static final double COLDEST = -55;
    private static final double HOTTEST = 85;

    /// Fields are counted from 1, the letter being number 0. A sensor has four: type or presence, °C, %, dew point.
    private record Places(
            int position,
            int pending,
            List<Integer> sensors,
            List<Integer> thermometers,
            int trip) {}

    static AstroLinkReading of(AstroLinkModel model, int motor, List<String> fields) {
        Places places =
                switch (model) {
                    case FOCUSER_LINK -> new Places(1, 7, List.of(3), List.of(), 0);
                    case MINI, USB -> new Places(1, 20, List.of(4), List.of(8), 21);
                    case MINI_II, MAX ->
                            new Places(2 + 2 * motor, 22 + motor, List.of(7, 29), List.of(11), 24);
                };
        return new AstroLinkReading(
                Integer.parseInt(fields.get(places.position() - 1)),
                Integer.parseInt(fields.get(places.position())),
                whole(fields, places.pending()),
                weather(fields, places),
                tripped(fields, places.trip()));
    }

    boolean moving() {
        return stepsToGo != 0;
    }

    int endSteps() {
        return positionSteps + stepsToGo;
    }

    OptionalDouble temperatureCelsius() {
        return weather.isPresent()
                ? OptionalDouble.of(weather.get().temperatureCelsius())
                : OptionalDouble.empty();
    }

    private static Optional<Weather> weather(List<String> fields, Places places) {
        for (int sensor : places.sensors()) {
            Optional<Weather> weather = sensor(fields, sensor, true);
            if (weather.isPresent()) {
                return weather;
            }
        }
        return places.thermometers().stream()
                .flatMap(sensor -> sensor(fields, sensor, false).stream())
                .findFirst();
    }

    private static Optional<Weather> sensor(List<String> fields, int place, boolean withHumidity) {
        double celsius = number(fields, place + 1).orElse(Double.NaN);
        boolean present = number(fields, place).orElse(0) > 0;
        if (!present || !(celsius >= COLDEST && celsius <= HOTTEST)) {
            return Optional.empty();
        }
        OptionalDouble percent = withHumidity ? number(fields, place + 2) : OptionalDouble.empty();
        OptionalDouble dew = withHumidity ? number(fields, place + 3) : OptionalDouble.empty();
        // A sensor that feels temperature only leaves the humidity at zero, which no air has.
        boolean humid =
                percent.isPresent() && percent.getAsDouble() > 0 && percent.getAsDouble() <= 100;
        boolean dewy = humid && dew.isPresent() && dew.getAsDouble() <= celsius + 1;
        return Optional.of(
                new Weather(
                        celsius,
                        humid ? percent : OptionalDouble.empty(),
                        dewy ? dew : OptionalDouble.empty()));
    }

    private static Optional<String> tripped(List<String> fields, int place) {
        String value = fields.size() > place ? fields.get(place) : "?";
        return switch ((int) number(fields, place).orElse(0)) {
            case 1 -> Optional.of("voltage too high (" + value + " V)");
            case 2 -> Optional.of("current too high (" + value + " A)");
            default -> Optional.empty();
        };
    }

    private static OptionalInt whole(List<String> fields, int place) {
        OptionalDouble number = number(fields, place);
        return number.isPresent()
                ? OptionalInt.of((int) Math.round(number.getAsDouble()))
                : OptionalInt.empty();
    }

    private static OptionalDouble number(List<String> fields, int place) {
        return place > 0 && place <= fields.size() && AstroLinkCodec.isNumber(fields.get(place - 1))
                ? OptionalDouble.of(Double.parseDouble(fields.get(place - 1)))
                : OptionalDouble.empty();
    }
}
