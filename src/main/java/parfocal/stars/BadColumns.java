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

    /// Excess of the mean, in σ, below which nobody looks at the median: no column of noise alone comes that high.
    private static final double NOTICED = 0.9;

    /// Pixels above that, in σ, count as if they were there: stars do not make a column.
    private static final double CUT = 3;

    private static final int SHARED_COLUMNS = 32;

    private final Patch patch;
    private final Mesh sky;

    /// @param patch changed
    BadColumns(Patch patch, Mesh sky) {
        this.patch = patch;
        this.sky = sky;
    }

    /// @param top    first row of the piece that is judged
    /// @param bottom row after its last
    List<Defects.BadColumn> level(int top, int bottom) {
        List<Defects.BadColumn> found = new ArrayList<>(0);
        int length = bottom - top;
        if (length < SHORTEST || patch.width() < 3) {
            return found;
        }
        double middle = 0.5 * (top + bottom);
        float[] sums = sums(top, bottom, middle);
        float[] excess = new float[length];
        for (int x = 1; x < patch.width() - 1; x++) {
            float higher = sums[x] - 0.5f * (sums[x - 1] + sums[x + 1]);
            if (higher < NOTICED * length * 0.7 * sky.medianNoise()) {
                continue;
            }
            double noise = sky.noiseAt(patch.left() + x, middle);
            if (higher < NOTICED * length * noise) {
                continue;
            }
            for (int k = 0; k < length; k++) {
                float[] row = patch.row(top + k - patch.top());
                excess[k] = row[x] - 0.5f * (row[x - 1] + row[x + 1]);
            }
            Arrays.sort(excess);
            float median = 0.5f * (excess[(length - 1) / 2] + excess[length / 2]);
            if (median > SIGNIFICANT * noise) {
                found.add(new Defects.BadColumn(patch.left() + x, top, bottom, median));
                for (int row = 0; row < patch.height(); row++) {
                    patch.row(row)[x] -= median;
                }
            }
        }
        return found;
    }

    /// Of each column, cut where stars begin.
    private float[] sums(int top, int bottom, double middle) {
        float[] cut = new float[patch.width()];
        for (int from = 0; from < cut.length; from += SHARED_COLUMNS) {
            int to = Math.min(cut.length, from + SHARED_COLUMNS);
            double x = patch.left() + 0.5 * (from + to);
            double highest = sky.levelAt(x, middle) + CUT * sky.noiseAt(x, middle);
            Arrays.fill(cut, from, to, (float) highest);
        }
        float[] sums = new float[patch.width()];
        for (int y = top; y < bottom; y++) {
            add(sums, patch.row(y - patch.top()), cut);
        }
        return sums;
    }

    private static void add(float[] sums, float[] row, float[] cut) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += Math.min(row[x], cut[x]);
        }
    }
}
