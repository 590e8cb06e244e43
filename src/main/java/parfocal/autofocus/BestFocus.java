package parfocal.autofocus;

/// Where a run found best focus, by whatever decided it: the shape of the stars, or else their sizes.
///
/// @param positionSteps in real numbers, as reported on the way that the samples came
/// @param sigmaSteps    its standard deviation
public record BestFocus(double positionSteps, double sigmaSteps) {

    /// The same where numbers are places only roughly.
    ///
    /// @param placeSigmaSteps of best focus from that alone
    BestFocus among(double placeSigmaSteps) {
        return new BestFocus(positionSteps, Math.hypot(sigmaSteps, placeSigmaSteps));
    }
}
