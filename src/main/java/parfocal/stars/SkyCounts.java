package parfocal.stars;

import java.util.Arrays;

/// How often which pixel value occurs: 128 bins of an eighth of the expected noise. Clipped median, mean and standard deviation
/// come from it without sorting; every round of clipping only moves two borders. Reused from place to place.
final class SkyCounts {
    private static final int BINS = 128;
    private static final int BINS_PER_NOISE = 8;

    /// Parts that a bin is divided into for sums: as a power of two.
    private static final int PARTS = 12;

    private static final int NUMBER = 44;

    /// One value; what lies below its bits is the sum of values in parts of bins.
    private static final long ONE = 1L << NUMBER;

    /// What values within three deviations of the median show of the deviation of all, if those are Gaussian.
    private static final double SHOWN = 0.98658;

    private static final double CLIPPED = 3;
    private static final int ROUNDS = 12;

    private final long[] bins = new long[BINS];
    private final long[] squareBins = new long[BINS];
    private int[] places = new int[1024];
    private final int[] count = new int[BINS + 1];
    private final long[] sum = new long[BINS + 1];
    private final long[] squares = new long[BINS + 1];
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
        Arrays.fill(squareBins, 0);
    }

    /// Adds the first values of an array; what is no number counts as lowest.
    void add(float[] values, int size) {
        places = places.length < size ? new int[values.length] : places;
        place(values, size);
        for (int i = 0; i < size; i++) {
            int place = places[i];
            int bin = place >> PARTS;
            bins[bin] += ONE + place;
            squareBins[bin] += (long) place * place;
        }
    }

    /// Where values lie, in parts of bins; far out the first or the last. A loop of its own, for vector instructions.
    private void place(float[] values, int size) {
        int[] into = places;
        float from = origin;
        float scale = partsPerUnit;
        for (int i = 0; i < size; i++) {
            int parts = (int) ((values[i] - from) * scale);
            into[i] = Math.max(0, Math.min((BINS << PARTS) - 1, parts));
        }
    }

    private double value(double place) {
        return origin + (place + 0.5) / partsPerUnit;
    }

    /// Running sums over the bins. The outermost bins hold all that lies beyond, and are kept by no clipping.
    void sumUp() {
        int values = 0;
        long first = 0;
        long second = 0;
        for (int bin = 0; bin < BINS; bin++) {
            values += (int) (bins[bin] >> NUMBER);
            first += bins[bin] & (ONE - 1);
            second += squareBins[bin];
            count[bin + 1] = values;
            sum[bin + 1] = first;
            squares[bin + 1] = second;
        }
        from = 1;
        to = BINS - 1;
        truncation = 1;
    }

    private int size() {
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

    /// Standard deviation of the whole that the clipped part was taken from, if that is Gaussian.
    double sigma() {
        return deviation() / truncation / partsPerUnit;
    }

    /// How many values were kept.
    int kept() {
        return count[to] - count[from];
    }

    /// In parts of bins.
    private double deviation() {
        int n = kept();
        if (n < 2) {
            return 0;
        }
        double mean = (double) (sum[to] - sum[from]) / n;
        return Math.sqrt(Math.max(0, (double) (squares[to] - squares[from]) / n - mean * mean));
    }

    private double quartileWidth() {
        int low = binOfRank(0, BINS, size() / 4);
        int high = binOfRank(0, BINS, 3 * size() / 4);
        return 0.7413 * (placeOf(high) - placeOf(low));
    }
}
