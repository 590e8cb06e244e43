package parfocal.compensation;

import java.time.Duration;
import java.util.Optional;
import parfocal.thermal.TemperatureLaw;

/// How a focuser is to be held in focus.
///
/// @param law            empty until somebody typed or learned one
/// @param thresholdSteps fewer than these are left undone; at least 1
/// @param sensorId       whose temperature counts: empty for the focuser's own probe or sensor, otherwise the id of a sensor elsewhere or of
///                       another focuser
/// @param averaging      mean over this time keeps a sensor's noise out of the focus
/// @param learning       whether the law of the accepted runs replaces the typed one after each run
public record CompensationSettings(
        Mode mode,
        Optional<TemperatureLaw> law,
        int thresholdSteps,
        Optional<String> sensorId,
        Duration averaging,
        boolean learning) {

    public enum Mode {
        OFF,
        /// The due amount is shown; moves when ordered.
        MANUAL,
        /// Moves by itself when the due amount exceeds the threshold.
        AUTOMATIC
    }

    /// Longer than any tube lags behind the air.
    public static final Duration LONGEST_AVERAGING = Duration.ofHours(2);

    private static final Duration ORDINARY_AVERAGING = Duration.ofMinutes(3);
    private static final int ORDINARY_THRESHOLD_STEPS = 10;

    public CompensationSettings {
        if (thresholdSteps < 1) {
            throw new IllegalArgumentException(
                    "The threshold is at least 1 step; %d was asked.".formatted(thresholdSteps));
        }
        if (averaging.isNegative() || averaging.compareTo(LONGEST_AVERAGING) > 0) {
            throw new IllegalArgumentException(
                    "Temperatures are averaged over 0 to %d seconds; %d were asked."
                            .formatted(LONGEST_AVERAGING.toSeconds(), averaging.toSeconds()));
        }
    }

    /// Off, and nothing known.
    public static CompensationSettings unknown() {
        return new CompensationSettings(
                Mode.OFF,
                Optional.empty(),
                ORDINARY_THRESHOLD_STEPS,
                Optional.empty(),
                ORDINARY_AVERAGING,
                false);
    }

    public CompensationSettings withMode(Mode newMode) {
        return new CompensationSettings(
                newMode, law, thresholdSteps, sensorId, averaging, learning);
    }

    public CompensationSettings withLaw(Optional<TemperatureLaw> newLaw) {
        return new CompensationSettings(
                mode, newLaw, thresholdSteps, sensorId, averaging, learning);
    }

    public CompensationSettings withThresholdSteps(int newThresholdSteps) {
        return new CompensationSettings(
                mode, law, newThresholdSteps, sensorId, averaging, learning);
    }

    public CompensationSettings withSensorId(Optional<String> newSensorId) {
        return new CompensationSettings(
                mode, law, thresholdSteps, newSensorId, averaging, learning);
    }

    public CompensationSettings withAveraging(Duration newAveraging) {
        return new CompensationSettings(
                mode, law, thresholdSteps, sensorId, newAveraging, learning);
    }

    public CompensationSettings withLearning(boolean newLearning) {
        return new CompensationSettings(
                mode, law, thresholdSteps, sensorId, averaging, newLearning);
    }
}
