package parfocal.autofocus;

/// Where a run found best focus, by whatever decided it: the shape of the stars, or else their sizes.
///
/// @param positionSteps in real numbers, as reported on the way that the samples came
/// @param sigmaSteps    its standard deviation
public record BestFocus(double positionSteps, double sigmaSteps) {

    /// The same where numbers are places only roughly: each sample moves best focus by its share, and the arrival there by all of it.
    BestFocus among(double placeSigmaSteps, SweepFit fit) {
        double byPlaces = placeSigmaSteps * Math.sqrt(1 + 1.0 / fit.counting().size());
        return withSigma(byPlaces);
    }

    /// With one more reason to be off, independent of the others.
    BestFocus withSigma(double moreSteps) {
        return new BestFocus(positionSteps, Math.hypot(sigmaSteps, moreSteps));
    }
}
