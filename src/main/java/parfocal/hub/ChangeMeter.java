package parfocal.hub;

import java.util.OptionalDouble;
import parfocal.compensation.FocusHold;

/// How much the temperature has changed since the meter was reset, or since the first reading.
final class ChangeMeter {
    private final FocusHold hold;
    private OptionalDouble fromCelsius = OptionalDouble.empty();

    ChangeMeter(FocusHold hold) {
        this.hold = hold;
    }

    void reset() {
        fromCelsius = hold.meanCelsius();
    }

    /// Begins with the first reading there is.
    void look() {
        if (fromCelsius.isEmpty()) {
            reset();
        }
    }

    OptionalDouble celsius() {
        OptionalDouble now = hold.meanCelsius();
        return now.isPresent() && fromCelsius.isPresent()
                ? OptionalDouble.of(now.getAsDouble() - fromCelsius.getAsDouble())
                : OptionalDouble.empty();
    }
}
