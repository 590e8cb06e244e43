package parfocal.stars;

import java.util.Arrays;

/// A bag of pixel values and its clipped median, mean and standard deviation.
///
/// Counted into 128 bins of an eighth of the expected noise instead of sorted; every round of clipping only moves two borders
/// over running sums. Reused from place to place, so that measuring leaves no garbage behind.
final class SkySample {
    private static final int BINS = 128;
    private static final int BINS_PER_NOISE = 8;

    private float[] values;
    private int size;
    private final int[] count = new int[BINS + 1];
    private final double[] sum = new double[BINS + 1];
    private final double[] squares = new double[BINS + 1];
    private double origin;
    private double binWidth;
    private int from;
    private int to;
    private double truncation = 1;

    SkySample(int capacity) {
        values = new float[capacity];
    }

    void clear() {
        size = 0;
    }

    /// Not-a-number values, which some cameras' software writes for bad pixels, are left out.
    void add(float value) {
        if (Float.isNaN(value)) {
            return;
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    /// Keeps what lies within `limit` standard deviations of the median, until nothing changes (at most 12 rounds).
    ///
    /// @param level where the middle is expected
    /// @param noise scatter that is expected
    void clip(double limit, double level, double noise) {
        spread(level, noise);
        if (!isWellSpread()) {
            float[] sorted = Arrays.copyOf(values, size);
            Arrays.sort(sorted);
            double quartiles =
                    size == 0 ? 0 : 0.7413 * ((double) sorted[3 * size / 4] - sorted[size / 4]);
            double middle = size == 0 ? 0 : sorted[size / 2];
            spread(middle, Math.max(quartiles, 1e-6 * Math.abs(middle) + 1e-30));
        }
        from = 1;
        to = BINS - 1;
        truncation = 1;
        for (int round = 0; round < 12 && kept() > 0; round++) {
            double median = median();
            // The first width is that of the middle half: one bright star must not blow it up.
            double width =
                    round == 0
                            ? Math.max(quartileWidth(), 1e-3 * deviation())
                            : deviation() / truncation;
            int low = border(median - limit * width);
            int high = border(median + limit * width) + 1;
            if ((low == from && high == to && round > 0) || count[high] - count[low] < 3) {
                return;
            }
            from = low;
            to = high;
            truncation = limit >= 3 ? 0.98658 : 0.9542;
        }
    }

    /// Running sums over the bins. The outermost bins hold all that lies beyond, and never count.
    private void spread(double level, double noise) {
        binWidth = noise / BINS_PER_NOISE;
        origin = level - 0.5 * BINS * binWidth;
        Arrays.fill(count, 0);
        Arrays.fill(sum, 0);
        Arrays.fill(squares, 0);
        float start = (float) origin;
        float perBin = (float) (1 / binWidth);
        for (int i = 0; i < size; i++) {
            float above = values[i] - start;
            int bin = Math.max(0, Math.min(BINS - 1, (int) (above * perBin))) + 1;
            count[bin]++;
            sum[bin] += above;
            squares[bin] += above * above;
        }
        origin = start;
        for (int bin = 1; bin <= BINS; bin++) {
            count[bin] += count[bin - 1];
            sum[bin] += sum[bin - 1];
            squares[bin] += squares[bin - 1];
        }
    }

    /// Whether the middle half lies inside and is not squeezed into a few bins.
    private boolean isWellSpread() {
        int low = binOfRank(0, BINS, size / 4);
        int high = binOfRank(0, BINS, 3 * size / 4);
        return size > 0 && low > 4 && high < BINS - 5 && high - low >= 4 && high - low < BINS / 3;
    }

    private int border(double value) {
        return Math.max(1, Math.min(BINS - 2, (int) Math.floor((value - origin) / binWidth)));
    }

    /// The bin in which the running count passes `rank`.
    private int binOfRank(int first, int end, int rank) {
        int low = first;
        int high = end - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (count[middle + 1] > rank) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /// The median. Among equal values, which whole numbers bring, it lies inside their step in proportion to rank.
    double median() {
        int n = kept();
        if (n == 0) {
            return 0;
        }
        int bin = binOfRank(from, to, count[from] + (n - 1) / 2);
        double here = meanOf(bin);
        double below = stepTo(bin, -1, here);
        double above = stepTo(bin, 1, here);
        if (below == 0 || above == 0) {
            return here;
        }
        double rank = (0.5 * n - (count[bin] - count[from])) / (count[bin + 1] - count[bin]);
        return here + Math.min(below, above) * (rank - 0.5);
    }

    private double meanOf(int bin) {
        return origin + (sum[bin + 1] - sum[bin]) / (count[bin + 1] - count[bin]);
    }

    /// Distance to the next bin that holds something; 0 when there is none.
    private double stepTo(int bin, int direction, double here) {
        for (int next = bin + direction; next >= from && next < to; next += direction) {
            if (count[next + 1] > count[next]) {
                return Math.abs(meanOf(next) - here);
            }
        }
        return 0;
    }

    double mean() {
        return kept() == 0 ? 0 : origin + (sum[to] - sum[from]) / kept();
    }

    /// Mean of everything, whatever was clipped.
    double wholeMean() {
        return size == 0 ? 0 : origin + sum[BINS] / size;
    }

    /// Standard deviation of the whole that the clipped part was taken from, if that is Gaussian.
    double sigma() {
        return deviation() / truncation;
    }

    int kept() {
        return count[to] - count[from];
    }

    double mode() {
        double median = median();
        double mean = mean();
        if (Math.abs(mean - median) < 0.3 * sigma()) {
            return 2.5 * median - 1.5 * mean;
        }
        return median;
    }

    private double deviation() {
        int n = kept();
        if (n < 2) {
            return 0;
        }
        double mean = (sum[to] - sum[from]) / n;
        return Math.sqrt(Math.max(0, (squares[to] - squares[from]) / n - mean * mean));
    }

    private double quartileWidth() {
        int low = binOfRank(0, BINS, size / 4);
        int high = binOfRank(0, BINS, 3 * size / 4);
        return 0.7413 * (meanOf(high) - meanOf(low));
    }
}
