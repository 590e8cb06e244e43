package parfocal.stars;

import java.util.Arrays;

/// How often which pixel value occurs: 128 bins of an eighth of the expected noise. Clipped median, mean and standard deviation
/// come from it without sorting; every round of clipping only moves two borders. Reused from place to place.
final class SkyCounts {
    private static final int BINS = 128;
    private static final int BINS_PER_NOISE = 8;

    /// Parts that a bin is divided into for sums: as a power of two.
    private static final int PARTS = 12;

    /// One value; what lies below its bits is the sum of values in parts of bins.
    private static final long ONE = 1L << 44;

    /// What values within three deviations of the median show of the deviation of all, if those are Gaussian.
    private static final double SHOWN = 0.98658;

    private static final double CLIPPED = 3;
    private static final int ROUNDS = 12;

    private final long[] bins = new long[BINS];
    private final int[] count = new int[BINS + 1];
    private final long[] sum = new long[BINS + 1];
    private float origin;
    private float partsPerUnit = 1;
    private int from;
    private int to;
    private double truncation = 1;

    /// Forgets everything.
    ///
    /// @param level where the middle is expected
    /// @param noise scatter that is expected
    void begin(double level, double noise) {
        double binWidth = noise / BINS_PER_NOISE;
        origin = (float) (level - 0.5 * BINS * binWidth);
        partsPerUnit = (float) ((1 << PARTS) / binWidth);
        Arrays.fill(bins, 0);
    }

    /// Where a value lies, in parts of bins; far out the first or the last.
    int place(float value) {
        int parts = (int) ((value - origin) * partsPerUnit);
        return Math.max(0, Math.min((BINS << PARTS) - 1, parts));
    }

    /// One value at a place, for sums of places: their number is [#number], their mean [#mean(long)].
    static long one(int place) {
        return ONE + place;
    }

    static int number(long sum) {
        return (int) (sum >> 44);
    }

    /// Mean value of a sum of places.
    double mean(long sum) {
        return value((double) (sum & (ONE - 1)) / number(sum));
    }

    private double value(double place) {
        return origin + (place + 0.5) / partsPerUnit;
    }

    void add(int place) {
        bins[place >> PARTS] += ONE + place;
    }

    void add(float[] values, int size) {
        for (int i = 0; i < size; i++) {
            add(place(values[i]));
        }
    }

    /// Becomes what both hold together; they began alike.
    void join(SkyCounts one, SkyCounts other) {
        origin = one.origin;
        partsPerUnit = one.partsPerUnit;
        for (int bin = 0; bin < BINS; bin++) {
            bins[bin] = one.bins[bin] + other.bins[bin];
        }
    }

    /// Running sums over the bins. The outermost bins hold all that lies beyond, and are kept by no clipping.
    void sumUp() {
        int values = 0;
        long places = 0;
        for (int bin = 0; bin < BINS; bin++) {
            values += number(bins[bin]);
            places += bins[bin] & (ONE - 1);
            count[bin + 1] = values;
            sum[bin + 1] = places;
        }
        from = 1;
        to = BINS - 1;
        truncation = 1;
    }

    /// How many values there are.
    int size() {
        return count[BINS];
    }

    /// Whether the middle half lies inside and is not squeezed into a few bins.
    boolean isWellSpread() {
        int low = binOfRank(0, BINS, size() / 4);
        int high = binOfRank(0, BINS, 3 * size() / 4);
        return size() > 0 && low > 4 && high < BINS - 5 && high - low >= 4 && high - low < BINS / 3;
    }

    /// Keeps what lies within three standard deviations of the median, until nothing changes (at most 12 rounds).
    void clip() {
        for (int round = 0; round < ROUNDS && kept() > 0; round++) {
            double median = medianPlace();
            // The first width is that of the middle half: one bright star must not blow it up.
            double width =
                    round == 0
                            ? Math.max(quartileWidth(), 1e-3 * deviation())
                            : deviation() / truncation;
            int low = border(median - CLIPPED * width);
            int high = border(median + CLIPPED * width) + 1;
            if ((low == from && high == to && round > 0) || count[high] - count[low] < 3) {
                return;
            }
            from = low;
            to = high;
            truncation = SHOWN;
        }
    }

    private static int border(double place) {
        return (int) Math.max(1, Math.min(BINS - 2, Math.floor(place / (1 << PARTS))));
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
        return kept() == 0 ? 0 : value(medianPlace());
    }

    private double medianPlace() {
        int n = kept();
        int bin = binOfRank(from, to, count[from] + (n - 1) / 2);
        double here = placeOf(bin);
        double below = stepTo(bin, -1, here);
        double above = stepTo(bin, 1, here);
        if (below == 0 || above == 0) {
            return here;
        }
        double rank = (0.5 * n - (count[bin] - count[from])) / (count[bin + 1] - count[bin]);
        return here + Math.min(below, above) * (rank - 0.5);
    }

    private double placeOf(int bin) {
        return (double) (sum[bin + 1] - sum[bin]) / (count[bin + 1] - count[bin]);
    }

    /// Distance to the next bin that holds something; 0 when there is none.
    private double stepTo(int bin, int direction, double here) {
        for (int next = bin + direction; next >= from && next < to; next += direction) {
            if (count[next + 1] > count[next]) {
                return Math.abs(placeOf(next) - here);
            }
        }
        return 0;
    }

    /// Mean of what was kept.
    double mean() {
        return kept() == 0 ? 0 : value((double) (sum[to] - sum[from]) / kept());
    }

    /// Mean of everything, though nothing counts as further out than eight times the noise.
    double wholeMean() {
        return size() == 0 ? 0 : value((double) sum[BINS] / size());
    }

    /// Standard deviation of the whole that the clipped part was taken from, if that is Gaussian.
    double sigma() {
        return deviation() / truncation / partsPerUnit;
    }

    /// How many values were kept.
    int kept() {
        return count[to] - count[from];
    }

    /// In parts of bins. Each value counts as the middle of its bin, whose width is taken out again (Sheppard).
    private double deviation() {
        int n = kept();
        if (n < 2) {
            return 0;
        }
        long first = 0;
        long second = 0;
        for (int bin = from; bin < to; bin++) {
            long values = (count[bin + 1] - count[bin]) * (long) (bin - BINS / 2);
            first += values;
            second += values * (bin - BINS / 2);
        }
        double mean = (double) first / n;
        double variance = (double) second / n - mean * mean - 1.0 / 12;
        return (1 << PARTS) * Math.sqrt(Math.max(0, variance));
    }

    private double quartileWidth() {
        int low = binOfRank(0, BINS, size() / 4);
        int high = binOfRank(0, BINS, 3 * size() / 4);
        return 0.7413 * (placeOf(high) - placeOf(low));
    }
}
