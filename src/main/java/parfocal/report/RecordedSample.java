package parfocal.report;

import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.curve.Arrival;

/// One position of a focus curve that somebody recorded.
///
/// @param hfrPixels   half-flux radius; empty when no star was found there
/// @param sigmaPixels its uncertainty as the recording program states it; in reports of N.I.N.A. the scatter from star to
///                    star, which is several times larger than the uncertainty of their mean
/// @param arrival     empty when the recording does not say it
public record RecordedSample(
        double positionSteps,
        OptionalDouble hfrPixels,
        OptionalDouble sigmaPixels,
        Optional<Arrival> arrival) {}
