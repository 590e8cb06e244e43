package parfocal.autofocus;

import java.util.List;
import parfocal.curve.ErrorLaw;

/// Whether the stars of some samples have changed, and by more than seeing changes them; whether they should have.
///
/// @param seen samples with stars, in order of arrival, at least one
record ChangeOfSize(List<Sample> seen) {
    /// A change of ln size that no seeing makes by itself.
    private static final double CLEAR_CHANGE = 0.22;

    private static final double FLAT_SPAN = 1.5;

    /// And over this share of all places seen: a believed curve may be too narrow by far.
    private static final double FLAT_SHARE = 0.12;

    /// In ln size.
    private static final double CHANGED_BEFORE = 0.15;

    private static final double UNCHANGED = 0.03;

    /// Larger than this in focus only under very bad air.
    private static final double LARGE_MINIMUM = 3;

    /// Three standard deviations of a difference.
    private static final double CHANCE_SIGMAS = 4.2;

    /// Seeing makes small stars larger and smaller; large ones change only when focus does.
    boolean clear(ErrorLaw law) {
        double smallest = seen.stream().mapToDouble(ChangeOfSize::hfr).min().orElseThrow();
        double height = Math.max(1, smallest / LARGE_MINIMUM);
        double byChance = CHANCE_SIGMAS * law.sigmaLogAt(height);
        return logOf(seen) > Math.min(CLEAR_CHANGE, byChance);
    }

    /// No curve is flat over three samples this far apart, nor over five of any sweep. Air can make it so over three: a fourth, farther
    /// on, decides.
    boolean missing(double halfWidthSteps) {
        return stopped()
                || flat(4, 0.1, FLAT_SPAN * halfWidthSteps)
                || flat(5, 0.15, 2 * halfWidthSteps);
    }

    /// What one move changed clearly, two longer ones cannot leave alone: three places so far apart are level on no curve. Asked without
    /// the believed curve, for a tube that stands still makes that as wide as you like.
    private boolean stopped() {
        int end = seen.size();
        if (end <= 3) {
            return false;
        }
        int enough = Integer.MAX_VALUE;
        for (int i = 1; i < end - 2; i++) {
            if (logOf(seen.subList(i - 1, i + 1)) > CHANGED_BEFORE) {
                enough = Math.min(enough, moveSteps(i));
            }
        }
        List<Sample> last = seen.subList(end - 3, end);
        long span = Math.abs(last.getLast().positionSteps() - last.getFirst().positionSteps());
        return Math.min(moveSteps(end - 1), moveSteps(end - 2)) >= enough
                && span >= 3L * enough
                && logOf(last) < UNCHANGED;
    }

    private int moveSteps(int i) {
        return Math.abs(seen.get(i).positionSteps() - seen.get(i - 1).positionSteps());
    }

    private boolean flat(int count, double change, double widerThanSteps) {
        if (seen.size() <= count) {
            return false;
        }
        List<Sample> last = seen.subList(seen.size() - count, seen.size());
        int span = Math.abs(last.getLast().positionSteps() - last.getFirst().positionSteps());
        for (int i = 1; i < last.size(); i++) {
            int move = Math.abs(last.get(i).positionSteps() - last.get(i - 1).positionSteps());
            if (move * 2 * (count - 1) < widerThanSteps) {
                // One move that was lost looks the same; it takes two that were long enough.
                return false;
            }
        }
        return span > Math.max(widerThanSteps, FLAT_SHARE * range()) && logOf(last) < change;
    }

    private int range() {
        int lowest = seen.stream().mapToInt(Sample::positionSteps).min().orElseThrow();
        int highest = seen.stream().mapToInt(Sample::positionSteps).max().orElseThrow();
        return highest - lowest;
    }

    private static double logOf(List<Sample> seen) {
        double smallest = seen.stream().mapToDouble(ChangeOfSize::hfr).min().orElseThrow();
        double largest = seen.stream().mapToDouble(ChangeOfSize::hfr).max().orElseThrow();
        return StrictMath.log(largest / smallest);
    }

    private static double hfr(Sample sample) {
        return sample.size().hfrPixels().orElseThrow();
    }
}
