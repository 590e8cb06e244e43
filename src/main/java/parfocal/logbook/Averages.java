package parfocal.logbook;

import java.time.Instant;
import java.util.OptionalDouble;
import parfocal.device.WeatherSensor.Weather;
import parfocal.history.Reading;
import parfocal.hub.FocuserState;

/// Readings of one focuser, gathered until an interval is over.
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
        humidity.add(state.weather().map(Weather::humidityPercent).orElse(OptionalDouble.empty()));
        dewPoint.add(state.weather().map(Weather::dewPointCelsius).orElse(OptionalDouble.empty()));
    }

    boolean isEmpty() {
        return position.count == 0;
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
}
