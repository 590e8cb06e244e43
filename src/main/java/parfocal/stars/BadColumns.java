package parfocal.stars;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Columns of the sensor that are brighter than both neighbours over a long way, brought down to them.
///
/// What is taken away is the median excess of a piece of column, so that stars on it stay.
final class BadColumns {
    /// Shortest piece whose median means something.
    private static final int SHORTEST = 24;

    /// Excess in σ: five times the error of the median of the shortest piece.
    private static final double SIGNIFICANT = 1.6;

    private final float[] values;
    private final int width;
    private final Mesh sky;

    /// @param values a strip of rows, changed
    BadColumns(float[] values, int width, Mesh sky) {
        this.values = values;
        this.width = width;
        this.sky = sky;
    }

    /// @param first  row of the frame with which `values` begin
    /// @param top    first row of the piece that is judged
    /// @param bottom row after its last
    List<Defects.BadColumn> level(int first, int top, int bottom) {
        List<Defects.BadColumn> found = new ArrayList<>();
        int length = bottom - top;
        if (length < SHORTEST || width < 3) {
            return found;
        }
        float[] above = timesAbove(first, top, bottom);
        float[] excess = new float[length];
        for (int x = 1; x < width - 1; x++) {
            // Noise alone is above its neighbours half of the time: most pieces end here.
            if (above[x] < 0.375f * length) {
                continue;
            }
            for (int k = 0; k < length; k++) {
                int i = (top + k - first) * width + x;
                excess[k] = values[i] - 0.5f * (values[i - 1] + values[i + 1]);
            }
            Arrays.sort(excess);
            float median = 0.5f * (excess[(length - 1) / 2] + excess[length / 2]);
            if (median > SIGNIFICANT * sky.noiseAt(x, 0.5 * (top + bottom))) {
                found.add(new Defects.BadColumn(x, top, bottom, median));
                for (int i = x; i < values.length; i += width) {
                    values[i] -= median;
                }
            }
        }
        return found;
    }

    /// In how many of every other row a pixel is brighter than its neighbours' mean.
    private float[] timesAbove(int first, int top, int bottom) {
        float[] above = new float[width];
        float[] before = new float[width];
        float[] here = new float[width];
        float[] after = new float[width];
        // Steep enough that nearly every difference counts wholly or not at all; without a branch,
        // all columns at a time.
        float scale = (float) (1000 / sky.medianNoise());
        for (int y = top; y < bottom; y += 2) {
            int start = (y - first) * width;
            System.arraycopy(values, start, before, 1, width - 1);
            System.arraycopy(values, start, here, 0, width);
            System.arraycopy(values, start + 1, after, 0, width - 1);
            for (int x = 0; x < width; x++) {
                float higher = scale * (2 * here[x] - before[x] - after[x]);
                above[x] += Math.min(1, Math.max(0, higher));
            }
        }
        return above;
    }
}
