package parfocal.stars;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The size that the stars of one frame share: the fullest place on the logarithmic scale of sizes.
///
/// Stars of a frame have one point spread; nebulae, galaxies and tracks have each their own. So the size with most votes is
/// the stars', even when something else is brighter.
///
/// @param hfrPixels the common half-flux radius
/// @param spread    robust standard deviation of its logarithm from star to star
record CommonSize(double hfrPixels, double spread) {
    /// Half-width of a vote on the logarithmic scale.
    private static final double BAND = 0.12;

    /// One opinion: a size, and how clearly the thing stands out.
    record Vote(double hfrPixels, double snr) {
        /// Slow in the S/N: one bright star outvotes noise, but one bright nebula does not outvote a field.
        double weight() {
            return Math.sqrt(snr);
        }
    }

    static Optional<CommonSize> of(List<Vote> votes) {
        if (votes.isEmpty()) {
            return Optional.empty();
        }
        double best = 0;
        double bestSupport = -1;
        for (Vote candidate : votes) {
            double support = 0;
            for (Vote other : votes) {
                double z = Math.log(other.hfrPixels / candidate.hfrPixels) / BAND;
                support += other.weight() * Math.exp(-0.5 * z * z);
            }
            if (support > bestSupport) {
                bestSupport = support;
                best = candidate.hfrPixels;
            }
        }
        double centre = best;
        List<Vote> near = new ArrayList<>();
        for (Vote vote : votes) {
            if (Math.abs(Math.log(vote.hfrPixels / centre)) < 3 * BAND) {
                near.add(vote);
            }
        }
        near.sort(Comparator.comparingDouble(Vote::hfrPixels));
        double total = near.stream().mapToDouble(Vote::weight).sum();
        double passed = 0;
        double middle = best;
        for (Vote vote : near) {
            passed += vote.weight();
            if (passed >= 0.5 * total) {
                middle = vote.hfrPixels;
                break;
            }
        }
        double[] away = new double[near.size()];
        for (int i = 0; i < away.length; i++) {
            away[i] = Math.abs(Math.log(near.get(i).hfrPixels / middle));
        }
        Arrays.sort(away);
        return Optional.of(new CommonSize(middle, 1.4826 * away[away.length / 2]));
    }
}
