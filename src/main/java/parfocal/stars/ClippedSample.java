package parfocal.stars;

import java.util.Arrays;

/// A bag of pixel values and its clipped median, mean and standard deviation.
///
/// Sorted once; every further round of clipping only moves two borders over running sums. Reused from place to place, so
/// that measuring leaves no garbage behind.
final class ClippedSample {
    private final RadixSort sorter = new RadixSort();
    private float[] values;
    private double[] sums;
    private double[] squares;
    private int size;
    private int from;
    private int to;
    private double truncation = 1;

    ClippedSample(int capacity) {
        values = new float[capacity];
        sums = new double[capacity + 1];
        squares = new double[capacity + 1];
    }

    void clear() {
        size = 0;
        from = 0;
        to = 0;
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
    void clip(double limit) {
        sorter.sort(values, size);
        if (sums.length <= size) {
            sums = new double[values.length + 1];
            squares = new double[values.length + 1];
        }
        // Sums are taken about the middle value: large pedestals would cost digits.
        double origin = size == 0 ? 0 : values[size / 2];
        for (int i = 0; i < size; i++) {
            double value = values[i] - origin;
            sums[i + 1] = sums[i] + value;
            squares[i + 1] = squares[i] + value * value;
        }
        from = 0;
        to = size;
        truncation = 1;
        for (int round = 0; round < 12 && to > from; round++) {
            double median = median();
            // The first width is that of the middle half: one bright star must not blow it up.
            double width =
                    round == 0
                            ? Math.max(quartileWidth(), 1e-3 * deviation())
                            : deviation() / truncation;
            int low = lowerBound(median - limit * width);
            int high = upperBound(median + limit * width);
            if (low == from && high == to && round > 0) {
                return;
            }
            if (high - low < 3) {
                return;
            }
            from = low;
            to = high;
            truncation = limit >= 3 ? 0.98658 : 0.9542;
        }
    }

    /// The median; among equal values, which whole numbers bring, it lies inside their step in proportion to rank.
    double median() {
        if (to == from) {
            return 0;
        }
        float middle = values[from + (to - from - 1) / 2];
        int low = Math.max(from, lowerBound(middle));
        int high = Math.min(to, upperBound(middle));
        if (high - low < 2 || low == from || high == to) {
            return 0.5 * ((double) middle + values[from + (to - from) / 2]);
        }
        double step = Math.min((double) middle - values[low - 1], (double) values[high] - middle);
        double rank = (0.5 * (to - from) - (low - from)) / (high - low);
        return middle + step * (rank - 0.5);
    }

    double mean() {
        if (to == from) {
            return 0;
        }
        return values[size / 2] + (sums[to] - sums[from]) / (to - from);
    }

    /// Standard deviation of the whole that the clipped part was taken from, if that is Gaussian.
    double sigma() {
        return deviation() / truncation;
    }

    int kept() {
        return to - from;
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
        int n = to - from;
        if (n < 2) {
            return 0;
        }
        double mean = (sums[to] - sums[from]) / n;
        double variance = (squares[to] - squares[from]) / n - mean * mean;
        return Math.sqrt(Math.max(0, variance));
    }

    private double quartileWidth() {
        double width =
                (double) values[(int) (0.75 * (size - 1))] - values[(int) (0.25 * (size - 1))];
        return 0.7413 * width;
    }

    private int lowerBound(double value) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int upperBound(double value) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
