package parfocal.stars;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// By how much stars too faint to be seen lift the background rings of a frame over the sky between them.
///
/// A star that stands alone has fewer of them within its measuring circle than its wide ring has, and comes out too small by
/// what the ring takes off too much: 5 % at S/N 10 in a rich field. The patches of many rings together show the sky between:
/// noise spreads them evenly around it, unseen stars only lift them, so that most lie where no star is.
final class Unseen {
    private static final int MOST_RINGS = 300;
    private static final int LEAST_PATCHES = 500;

    /// Width of the window that finds the fullest place, over the scatter of the patches.
    private static final double WINDOW = 0.6;

    private static final int ROUNDS = 30;
    private static final double UNSURE = 2;

    private Unseen() {}

    /// @param lifts of patches over the level of their own ring
    /// @return how far that level lies above the fullest place, never below nothing
    static double of(double[] lifts) {
        if (lifts.length < LEAST_PATCHES) {
            return 0;
        }
        double[] sorted = lifts.clone();
        Arrays.sort(sorted);
        // The lower side is noise alone.
        double scatter = sorted[sorted.length / 2] - sorted[(int) (0.1587 * sorted.length)];
        double width = WINDOW * scatter;
        double place = sorted[sorted.length / 2];
        for (int round = 0; round < ROUNDS && width > 0; round++) {
            double sum = 0;
            double weights = 0;
            for (double lift : sorted) {
                double z = (lift - place) / width;
                double weight = Math.exp(-0.5 * z * z);
                sum += weight * lift;
                weights += weight;
            }
            place = sum / weights;
        }
        double lifted = Math.max(0, -place);
        // A fullest place is found to about twice what a mean is; what is no clearer counts little.
        double error = UNSURE * scatter / Math.sqrt(lifts.length);
        return lifted * lifted * lifted / (lifted * lifted + error * error + Double.MIN_NORMAL);
    }

    /// Some of the places, spread evenly over a list.
    static <T> List<T> someOf(List<T> all) {
        int step = Math.max(1, all.size() / MOST_RINGS);
        return IntStream.range(0, all.size() / step).mapToObj(i -> all.get(i * step)).toList();
    }
}
