package parfocal.history;

import java.time.Instant;
import java.util.Optional;

/// All readings of a short while, as one column of a chart.
///
/// @param from  when the while began
/// @param count how many readings it holds, at least one
/// @param positionSteps empty for a sensor
public record Bucket(
        Instant from,
        int count,
        Optional<Band> positionSteps,
        Optional<Band> temperatureCelsius,
        Optional<Band> humidityPercent,
        Optional<Band> dewPointCelsius) {

    /// How low and how high a quantity went, and its mean.
    public record Band(double minimum, double mean, double maximum) {}
}
