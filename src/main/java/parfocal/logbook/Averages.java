package parfocal.logbook;

import java.time.Instant;
import java.util.OptionalDouble;
import parfocal.device.WeatherSensor.Weather;
import parfocal.history.AirReading;
import parfocal.history.Reading;
import parfocal.hub.FocuserState;

/// Readings of one focuser, or of one sensor that belongs to none, gathered until an interval is over.
final class Averages {
    private final Mean position = new Mean();
    private final Mean temperature = new Mean();
    private final Mean humidity = new Mean();
    private final Mean dewPoint = new Mean();

    private static final class Mean {
        private double sum;
        private int count;

        void add(OptionalDouble value) {
            if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
                sum += value.getAsDouble();
                count++;
            }
        }

        OptionalDouble take() {
            OptionalDouble mean =
                    count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
            sum = 0;
            count = 0;
            return mean;
        }
    }

    /// The focuser's own probe counts before the sensor in the air.
    void add(FocuserState state) {
        position.add(OptionalDouble.of(state.positionSteps()));
        temperature.add(
                state.temperatureCelsius().isPresent()
                        ? state.temperatureCelsius()
                        : state.weather()
                                .map(air -> OptionalDouble.of(air.temperatureCelsius()))
                                .orElse(OptionalDouble.empty()));
        state.weather().ifPresent(this::addDamp);
    }

    void add(Weather weather) {
        temperature.add(OptionalDouble.of(weather.temperatureCelsius()));
        addDamp(weather);
    }

    private void addDamp(Weather weather) {
        humidity.add(weather.humidityPercent());
        dewPoint.add(weather.dewPointCelsius());
    }

    boolean isEmpty() {
        return position.count + temperature.count + humidity.count == 0;
    }

    /// What was gathered, which begins anew.
    Reading take(Instant at, String focuserId) {
        return new Reading(
                at,
                focuserId,
                (int) Math.round(position.take().orElseThrow()),
                temperature.take(),
                humidity.take(),
                dewPoint.take());
    }

    /// As [#take], of a sensor.
    AirReading takeAir(Instant at, String sensorId) {
        return new AirReading(at, sensorId, temperature.take(), humidity.take(), dewPoint.take());
    }
}
