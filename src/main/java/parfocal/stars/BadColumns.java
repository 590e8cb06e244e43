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
        int[] above = timesAbove(first, top, bottom);
        float[] excess = new float[length];
        for (int x = 1; x < width - 1; x++) {
            // Noise alone is above its neighbours half of the time: most pieces end here.
            if (above[x] < ((length + 1) / 2) * 3 / 4) {
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
    private int[] timesAbove(int first, int top, int bottom) {
        int[] above = new int[width];
        // Differences in whole thousandths of the noise: the sign of whole numbers is had without a branch.
        float scale = (float) (1000 / sky.medianNoise());
        for (int y = top; y < bottom; y += 2) {
            int start = (y - first) * width;
            for (int x = 1; x < width - 1; x++) {
                float lower =
                        values[start + x - 1] + values[start + x + 1] - 2 * values[start + x];
                above[x] += (int) (lower * scale) >>> 31;
            }
        }
        return above;
    }
}
