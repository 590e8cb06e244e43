package parfocal.autofocus;

import parfocal.autofocus.MaskOptics.Distance;
import parfocal.stars.Bahtinov;
import parfocal.stars.Bahtinov.Spikes;

/// A second proof, by light that knows nothing of star sizes: through a Bahtinov mask the spikes meet in focus.
///
/// @param seen     what the frame showed
/// @param passed   whether the place may be best focus: not farther off than the critical zone, beyond doubt
/// @param sentence the same in words with its numbers
public record SpikeProof(Bahtinov seen, boolean passed, String sentence) {
    private static final double SURE_SIGMAS = 2;

    /// @param zoneSteps half of the critical zone
    public static SpikeProof judge(Bahtinov seen, MaskOptics optics, double zoneSteps) {
        return switch (seen) {
            case Bahtinov.None none -> new SpikeProof(none, false, none.reason());
            case Spikes spikes -> {
                Distance distance = optics.distance(spikes);
                double off = Math.abs(distance.steps());
                boolean passed = off <= zoneSteps + SURE_SIGMAS * distance.sigmaSteps();
                yield new SpikeProof(
                        spikes,
                        passed,
                        "Through a Bahtinov mask the middle spike passes %+.2f ± %.2f px beside the crossing: %.1f ± %.1f steps from focus, %s the critical zone of ± %.1f."
                                .formatted(
                                        spikes.offsetPixels(),
                                        spikes.sigmaPixels(),
                                        off,
                                        distance.sigmaSteps(),
                                        passed ? "within" : "outside",
                                        zoneSteps));
            }
        };
    }
}
