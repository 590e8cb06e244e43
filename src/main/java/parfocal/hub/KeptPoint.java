package parfocal.hub;

import java.time.Instant;
import parfocal.thermal.TemperaturePoint;

/// A point of the compensation calculator, kept over nights.
///
/// @param number tells it from the others of its focuser; never given twice
/// @param at     when it was taken
public record KeptPoint(int number, Instant at, Source source, TemperaturePoint point) {

    public enum Source {
        /// Entered by somebody.
        TYPED,
        /// Where the focuser stood when somebody said that this is focus.
        READING,
        /// An accepted and proven run.
        RUN
    }
}
