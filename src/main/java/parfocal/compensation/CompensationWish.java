package parfocal.compensation;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import parfocal.compensation.CompensationSettings.Mode;
import parfocal.thermal.TemperatureLaw;

/// What a file says of how a focuser is to be held in focus. What is absent is left as it is.
///
/// @param stepsPerCelsius of a straight law
/// @param sensor          an id, or [#OWN]
public record CompensationWish(
        Optional<Mode> mode,
        OptionalDouble stepsPerCelsius,
        OptionalInt thresholdSteps,
        Optional<String> sensor,
        Optional<Duration> averaging,
        Optional<Boolean> learning) {
    /// The focuser's own sensor.
    public static final String OWN = "own";

    /// The same with the sensor's name made an id.
    public CompensationWish withSensor(UnaryOperator<String> idOf) {
        return new CompensationWish(
                mode,
                stepsPerCelsius,
                thresholdSteps,
                sensor.map(named -> named.equals(OWN) ? OWN : idOf.apply(named)),
                averaging,
                learning);
    }

    /// Says nothing.
    public static CompensationWish none() {
        return new CompensationWish(
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The settings with everything that this says and `before` did not say, or said otherwise. What stands in both was heard already,
    /// and may have been changed by somebody since.
    public CompensationSettings over(CompensationSettings settings, CompensationWish before) {
        CompensationSettings fresh = settings;
        if (mode.isPresent() && !mode.equals(before.mode)) {
            fresh = fresh.withMode(mode.get());
        }
        if (stepsPerCelsius.isPresent() && !stepsPerCelsius.equals(before.stepsPerCelsius)) {
            fresh =
                    fresh.withLaw(
                            Optional.of(TemperatureLaw.straight(stepsPerCelsius.getAsDouble())));
        }
        if (thresholdSteps.isPresent() && !thresholdSteps.equals(before.thresholdSteps)) {
            fresh = fresh.withThresholdSteps(thresholdSteps.getAsInt());
        }
        if (sensor.isPresent() && !sensor.equals(before.sensor)) {
            fresh = fresh.withSensorId(sensor.filter(id -> !id.equals(OWN)));
        }
        if (averaging.isPresent() && !averaging.equals(before.averaging)) {
            fresh = fresh.withAveraging(averaging.get());
        }
        if (learning.isPresent() && !learning.equals(before.learning)) {
            fresh = fresh.withLearning(learning.get());
        }
        return fresh;
    }
}
