package parfocal.history;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/// A quantity as a whole number of small units.
enum Scale {
    WHOLE(1),
    TENTHS(10),
    HUNDREDTHS(100);

    private final double perUnit;

    Scale(double perUnit) {
        this.perUnit = perUnit;
    }

    /// Empty where there is no value, or one that no sensor near a telescope can mean.
    OptionalInt of(OptionalDouble value) {
        if (value.isEmpty() || !Double.isFinite(value.getAsDouble())) {
            return OptionalInt.empty();
        }
        long scaled = Math.round(value.getAsDouble() * perUnit);
        return Math.abs(scaled) <= Short.MAX_VALUE
                ? OptionalInt.of((int) scaled)
                : OptionalInt.empty();
    }

    double value(double scaled) {
        return scaled / perUnit;
    }
}
