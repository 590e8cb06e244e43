package parfocal.filters;

import java.time.Instant;
import java.util.OptionalDouble;

/// One accepted run of an offset measurement.
///
/// @param at         when it was over
/// @param focusSteps best focus, in real numbers
/// @param sigmaSteps standard deviation of that
/// @param celsius    of the focuser's thermometer then
public record Leg(
        String filter, Instant at, double focusSteps, double sigmaSteps, OptionalDouble celsius) {}
