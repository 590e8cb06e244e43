package parfocal.stars;

import java.util.Arrays;

/// The median of a handful of numbers whose place and scatter are roughly known. Reused.
///
/// Counted into bins first, so that only the few numbers of the middle bin are put in order: a processor that has to guess
/// which of two numbers is larger guesses wrong half of the time, and loses more time by it than by counting.
final class Middle {
    private static final int BINS = 64;
    private static final int BINS_PER_SCATTER = 8;

    private final int[] count = new int[BINS];
    private int[] bins = new int[256];
    private double[] few = new double[256];

    /// @param values  of which the first `n` count, at least one; left as they are
    /// @param level   where their middle is expected
    /// @param scatter that is expected
    double of(double[] values, int n, double level, double scatter) {
        if (bins.length < n) {
            bins = new int[2 * n];
            few = new double[2 * n];
        }
        Arrays.fill(count, 0);
        double scale = BINS_PER_SCATTER / Math.max(scatter, Double.MIN_NORMAL);
        for (int i = 0; i < n; i++) {
            int bin = (int) ((values[i] - level) * scale + 0.5 * BINS);
            bins[i] = Math.max(0, Math.min(BINS - 1, bin));
            count[bins[i]]++;
        }
        int below = 0;
        int low = 0;
        while (below + count[low] <= (n - 1) / 2) {
            below += count[low++];
        }
        int high = low;
        for (int reached = below + count[low]; reached <= n / 2; reached += count[high]) {
            high++;
        }
        int size = 0;
        for (int i = 0; i < n; i++) {
            few[size] = values[i];
            size += bins[i] >= low && bins[i] <= high ? 1 : 0;
        }
        Arrays.sort(few, 0, size);
        return 0.5 * (few[(n - 1) / 2 - below] + few[n / 2 - below]);
    }
}
