package parfocal.compensation;

import java.util.SortedMap;
import java.util.TreeMap;

/// Where focus was at a temperature: what the law starts from.
///
/// @param positionSteps of best focus, in real numbers
/// @param sigmaSteps    standard deviation of that; 0 where somebody simply put it there
/// @param celsius       of the thermometer, averaged
/// @param laggedCelsius by minutes of lag, of something that follows the air that slowly
public record FocusReference(
        double positionSteps,
        double sigmaSteps,
        double celsius,
        SortedMap<Integer, Double> laggedCelsius) {
    public FocusReference {
        laggedCelsius = new TreeMap<>(laggedCelsius);
    }

    /// As a law of such a lag takes it.
    double celsiusFor(int lagMinutes) {
        return laggedCelsius.getOrDefault(lagMinutes, celsius);
    }

    FocusReference shifted(double bySteps) {
        return new FocusReference(positionSteps + bySteps, sigmaSteps, celsius, laggedCelsius);
    }
}
