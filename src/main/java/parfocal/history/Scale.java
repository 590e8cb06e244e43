package parfocal.history;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/// A quantity as a whole number of small units.
enum Scale {
    /// Steps: as far as any focuser counts.
    WHOLE(1, Integer.MAX_VALUE),
    TENTHS(10, Short.MAX_VALUE),
    HUNDREDTHS(100, Short.MAX_VALUE);

    private final double perUnit;
    private final int largest;

    Scale(double perUnit, int largest) {
        this.perUnit = perUnit;
        this.largest = largest;
    }

    /// Empty where there is no value, or one that no sensor near a telescope can mean.
    OptionalInt of(OptionalDouble value) {
        if (value.isEmpty() || !Double.isFinite(value.getAsDouble())) {
            return OptionalInt.empty();
        }
        long scaled = Math.round(value.getAsDouble() * perUnit);
        return Math.abs(scaled) <= largest ? OptionalInt.of((int) scaled) : OptionalInt.empty();
    }

    double value(double scaled) {
        return scaled / perUnit;
    }
}
