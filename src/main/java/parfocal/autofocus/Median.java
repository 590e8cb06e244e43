package parfocal.autofocus;

import java.util.Arrays;

/// The middle of some values.
final class Median {
    private Median() {}

    /// The mean of the two middle ones of an even number; 0 of none.
    static double of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return 0;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
