package parfocal.compensation;

/// Where focus was at a temperature: what the law starts from.
///
/// @param positionSteps of best focus, in real numbers
/// @param sigmaSteps    standard deviation of that; 0 where somebody simply put it there
/// @param celsius       as the law takes the temperature
public record FocusReference(double positionSteps, double sigmaSteps, double celsius) {}
