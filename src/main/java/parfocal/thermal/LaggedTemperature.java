package parfocal.thermal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The temperature of something that follows the air with a time constant: an exponential mean of what was fed, held between readings.
///
/// With a time constant of a few minutes it is the mean that keeps a sensor's noise of some tenths of a degree out of the focus.
public final class LaggedTemperature {
    private final Duration timeConstant;
    private Optional<Instant> fedAt = Optional.empty();
    private double air;
    private double lagged;

    public LaggedTemperature(Duration timeConstant) {
        if (timeConstant.isNegative()) {
            throw new IllegalArgumentException("A time constant is not negative: " + timeConstant);
        }
        this.timeConstant = timeConstant;
    }

    public void feed(Instant now, double celsius) {
        if (fedAt.isEmpty() || timeConstant.isZero()) {
            lagged = celsius;
        } else {
            double seconds = Duration.between(fedAt.get(), now).toNanos() / 1e9;
            double tau = timeConstant.toNanos() / 1e9;
            // Exact for a temperature that goes straight from the last reading to this one.
            double kept = seconds <= 0 ? 1 : Math.exp(-seconds / tau);
            double ramp = seconds <= 0 ? 0 : (celsius - air) / seconds;
            lagged = celsius - ramp * tau + (lagged - air + ramp * tau) * kept;
        }
        air = celsius;
        fedAt = Optional.of(now);
    }

    /// Empty before the first reading.
    public Optional<Double> celsius() {
        return fedAt.map(_ -> lagged);
    }
}
