package parfocal.autofocus;

/// Where a run found best focus, by whatever decided it: the shape of the stars, or else their sizes.
///
/// @param positionSteps in real numbers, as reported on the way that the samples came
/// @param sigmaSteps    its standard deviation
public record BestFocus(double positionSteps, double sigmaSteps) {
    /// With one more reason to be off, independent of the others.
    BestFocus withSigma(double moreSteps) {
        return new BestFocus(positionSteps, Math.hypot(sigmaSteps, moreSteps));
    }
}
