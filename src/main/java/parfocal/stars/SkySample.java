package parfocal.stars;

import java.util.Arrays;

/// A bag of pixel values and its clipped statistics. Reused from place to place, so that measuring leaves no garbage behind.
final class SkySample {
    private float[] values;
    private int size;
    private final SkyCounts counts = new SkyCounts();

    SkySample(int capacity) {
        values = new float[capacity];
    }

    void clear() {
        size = 0;
    }

    /// Adds every `stride`th value from index `first` to before `end`. Not-a-number values, which some cameras' software writes
    /// for bad pixels, are left out.
    void addEach(float[] from, int first, int end, int stride) {
        int start = extend(Math.max(0, (end - first + stride - 1) / stride));
        float[] into = values;
        int n = start;
        for (int i = first; i < end; i += stride) {
            float value = from[i];
            into[n] = value;
            n += Float.isNaN(value) ? 0 : 1;
        }
        size = n;
    }

    /// Makes room for more values, to be written into [#values] from the returned index on.
    int extend(int count) {
        if (size + count > values.length) {
            values = Arrays.copyOf(values, 2 * (size + count));
        }
        size += count;
        return size - count;
    }

    float[] values() {
        return values;
    }

    int size() {
        return size;
    }

    /// What is typical of the values, clipped at three standard deviations.
    ///
    /// @param level where their middle is expected
    /// @param noise scatter that is expected
    SkyCounts clipped(double level, double noise) {
        count(level, noise);
        if (!counts.isWellSpread()) {
            double[] found = levelAndNoise();
            count(found[0], found[1]);
        }
        counts.clip();
        return counts;
    }

    private void count(double level, double noise) {
        counts.begin(level, noise);
        counts.add(values, size);
        counts.sumUp();
    }

    /// Median and scatter of the middle half, where nothing was known or what was known was wrong.
    private double[] levelAndNoise() {
        float[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        double quartiles =
                size == 0 ? 0 : 0.7413 * ((double) sorted[3 * size / 4] - sorted[size / 4]);
        double middle = size == 0 ? 0 : sorted[size / 2];
        return new double[] {middle, Math.max(quartiles, 1e-6 * Math.abs(middle) + 1e-30)};
    }
}
