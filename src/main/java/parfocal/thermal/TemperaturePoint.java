package parfocal.thermal;

import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// Best focus at one temperature.
///
/// @param celsius        at the moment of focusing
/// @param positionSteps  of best focus
/// @param sigmaSteps     standard deviation of the position, where it is known
/// @param night          points of one night share an offset; between nights a camera may have been taken off. Empty for typed points
/// @param filter         points of one filter share an offset, because filters differ in thickness. Empty where there is no wheel
/// @param laggedCelsius  by minutes of lag, the temperature of something that follows the air that slowly; empty for a typed point
public record TemperaturePoint(
        double celsius,
        double positionSteps,
        OptionalDouble sigmaSteps,
        String night,
        String filter,
        SortedMap<Integer, Double> laggedCelsius) {
    public TemperaturePoint {
        laggedCelsius = new TreeMap<>(laggedCelsius);
    }

    /// As somebody noted it.
    public static TemperaturePoint noted(double celsius, double positionSteps) {
        return new TemperaturePoint(
                celsius, positionSteps, OptionalDouble.empty(), "", "", new TreeMap<>());
    }

    /// The same point by the thermometer of something slow; unchanged where that was not recorded.
    TemperaturePoint lagging(int minutes) {
        double slow = laggedCelsius.getOrDefault(minutes, celsius);
        return new TemperaturePoint(slow, positionSteps, sigmaSteps, night, filter, laggedCelsius);
    }
}
