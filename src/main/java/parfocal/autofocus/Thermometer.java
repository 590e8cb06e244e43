package parfocal.autofocus;

import java.util.List;
import java.util.Optional;

/// What the focuser's own probe says of a run: a witness for or against a focus that wanders with temperature.
///
/// @param changeCelsius how much warmer it was at the last frame than at the first
/// @param finestCelsius the steps in which it tells
/// @param hours         between the two
record Thermometer(double changeCelsius, double finestCelsius, double hours) {
    /// Nights cool by less; what was carried out of a warm room, by more.
    private static final double CELSIUS_PER_HOUR = 5;

    /// Probes tell halves, tenths or sixteenths of a degree, or finer.
    private static final double[] STEPS = {0.5, 0.1, 0.0625};

    private static final double FINE = 0.01;

    /// Empty where a frame was taken without a reading.
    static Optional<Thermometer> of(List<Sample> samples) {
        List<Moment> moments = samples.stream().flatMap(s -> s.moment().stream()).toList();
        double[] readings =
                moments.stream().flatMapToDouble(moment -> moment.celsius().stream()).toArray();
        if (readings.length == 0 || readings.length < samples.size()) {
            return Optional.empty();
        }
        return Optional.of(
                new Thermometer(
                        readings[readings.length - 1] - readings[0],
                        finest(readings),
                        (moments.getLast().seconds() - moments.getFirst().seconds()) / 3600));
    }

    private static double finest(double... readings) {
        for (double step : STEPS) {
            boolean all = true;
            for (double reading : readings) {
                all &= Math.abs(reading / step - Math.rint(reading / step)) < 1e-6;
            }
            if (all) {
                return step;
            }
        }
        return FINE;
    }

    /// The night is as warm as it was, and nothing wanders with its temperature.
    boolean unchanged() {
        return Math.abs(changeCelsius) + finestCelsius / 2 < CELSIUS_PER_HOUR * hours;
    }

    boolean changed() {
        return Math.abs(changeCelsius) - finestCelsius / 2 > CELSIUS_PER_HOUR * hours;
    }
}
