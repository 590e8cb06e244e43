package parfocal.selftest;

import java.util.List;
import java.util.OptionalDouble;

/// What came out of racking out and in before a camera.
///
/// @param sizes              in the order they were taken
/// @param playSteps          play between motor and tube, as far as it can be told from these few frames; empty when it cannot
/// @param playSigmaSteps     its standard deviation
/// @param playAtLeastSteps   play of less than this is ruled out at two sigma; 0 when none was seen
public record RackReport(
        List<Size> sizes,
        OptionalDouble playSteps,
        OptionalDouble playSigmaSteps,
        double playAtLeastSteps,
        List<Finding> findings) {
    public RackReport {
        sizes = List.copyOf(sizes);
        findings = List.copyOf(findings);
    }

    /// Stars of one place.
    ///
    /// @param arrivedOutward whether the last part of the way was outward
    public record Size(
            int positionSteps, boolean arrivedOutward, double hfrPixels, double sigmaPixels) {}
}
