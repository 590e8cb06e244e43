package parfocal.stars;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Single and paired pixels that stand alone, to be replaced by what surrounds them.
///
/// Must come before smoothing: afterwards they look like stars. Even a star of FWHM 1.2 px gives its four direct neighbours
/// 24 % of its brightest pixel each; a hot pixel gives them nothing.
final class HotPixels {
    /// Height over the surroundings, in σ, from which a pixel is looked at.
    private static final double SIGNIFICANT = 5;

    private static final double NEIGHBOUR_SHARE = 0.15;

    /// Rows and columns that share one threshold.
    private static final int FOLDED_ROWS = 8;

    private static final int FOLDED_COLUMNS = 32;

    private final float[] values;
    private final int width;
    private final int first;
    private final Mesh sky;
    private final List<Defects.BadPixel> pixels = new ArrayList<>();
    private final List<RejectedObject> seen = new ArrayList<>();
    private final float[] around = new float[8];
    private final int[] offsets;

    /// @param values a strip of rows, changed
    /// @param first  row of the frame with which they begin
    HotPixels(float[] values, int width, int first, Mesh sky) {
        this.values = values;
        this.width = width;
        this.first = first;
        this.sky = sky;
        // Direct neighbours first.
        offsets = new int[] {-1, 1, -width, width, -width - 1, -width + 1, width - 1, width + 1};
    }

    List<Defects.BadPixel> pixels() {
        return pixels;
    }

    List<RejectedObject> seen() {
        return seen;
    }

    /// Looks through rows `top` to before `bottom`; `last` is the row after the strip's last.
    ///
    /// @param whole whether every value is known to be a number
    void search(int top, int bottom, int last, boolean whole) {
        for (int i = 0; !whole && i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                int y = first + i / width;
                values[i] = (float) sky.levelAt(i % width, y);
                pixels.add(new Defects.BadPixel(i % width, y, values[i]));
            }
        }
        int from = Math.max(top, first + 1);
        int to = Math.min(bottom, last - 1);
        float[] highest = new float[width];
        float[] row = new float[width];
        for (int y = from; y < to && width > 2; y += FOLDED_ROWS) {
            int end = Math.min(to, y + FOLDED_ROWS);
            fold(highest, row, y, end);
            for (int left = 1; left < width - 1; left += FOLDED_COLUMNS) {
                double middle = left + 0.5 * FOLDED_COLUMNS;
                double noise = sky.noiseAt(middle, y);
                float threshold = (float) (sky.levelAt(middle, y) + 0.9 * SIGNIFICANT * noise);
                int right = Math.min(width - 1, left + FOLDED_COLUMNS);
                for (int x = left; x < right; x++) {
                    if (highest[x] > threshold) {
                        lookDown(x, y, end, threshold, noise);
                    }
                }
            }
        }
    }

    /// A pixel known to be bad gets the middle of what surrounds it, at the border the sky.
    void replaceKnown(int x, int y) {
        int i = (y - first) * width + x;
        boolean inside = x > 0 && x < width - 1 && i >= width && i + width < values.length;
        if (inside) {
            replace(i);
        } else {
            values[i] = (float) sky.levelAt(x, y);
            pixels.add(new Defects.BadPixel(x, y, values[i]));
        }
    }

    private void fold(float[] highest, float[] row, int y, int end) {
        System.arraycopy(values, (y - first) * width, highest, 0, width);
        for (int next = y + 1; next < end; next++) {
            System.arraycopy(values, (next - first) * width, row, 0, width);
            for (int x = 0; x < width; x++) {
                highest[x] = Math.max(highest[x], row[x]);
            }
        }
    }

    private void lookDown(int x, int y, int end, float threshold, double noise) {
        for (int row = y; row < end; row++) {
            int i = (row - first) * width + x;
            if (values[i] > threshold) {
                look(i, x, row, noise);
            }
        }
    }

    private void look(int i, int x, int y, double noise) {
        double floor = surroundings(i, sky.levelAt(x, y));
        double excess = values[i] - floor;
        // On a star the photons' own noise is larger than the sky's: the neighbours, less the
        // highest and lowest, show it.
        double scatter = Math.max(noise, ((double) around[6] - around[1]) / 1.7);
        if (values[i] - 0.5 * ((double) around[3] + around[4]) < SIGNIFICANT * scatter) {
            return;
        }
        int partner = highestNeighbour(i);
        double partnerExcess = values[i + partner] - floor;
        if (partnerExcess > excess) {
            return;
        }
        double limit = NEIGHBOUR_SHARE * excess + 0.7 * noise;
        if (meanOfDirect(i, 0) - floor < limit) {
            replace(i);
            seen.add(new RejectedObject(x, y, Rejection.HOT_PIXEL));
            return;
        }
        int other = i + partner;
        int column = other % width;
        if (column < 1 || column >= width - 1 || other < width || other + width >= values.length) {
            return;
        }
        boolean pair =
                partnerExcess > 0.2 * excess
                        && meanOfDirect(i, partner) - floor < limit
                        && meanOfDirect(other, -partner) - floor < limit;
        if (pair) {
            replace(i);
            replace(other);
            seen.add(new RejectedObject(x, y, Rejection.HOT_PIXEL));
        }
    }

    /// The level a pixel would have without itself: never above the median of its neighbours, never below the lowest.
    private double surroundings(int i, double level) {
        sortNeighbours(i);
        double median = 0.5 * ((double) around[3] + around[4]);
        return Math.min(median, Math.max(level, around[0]));
    }

    private void sortNeighbours(int i) {
        for (int k = 0; k < 8; k++) {
            around[k] = values[i + offsets[k]];
        }
        Arrays.sort(around);
    }

    private int highestNeighbour(int i) {
        int best = offsets[0];
        for (int k = 1; k < 8; k++) {
            if (values[i + offsets[k]] > values[i + best]) {
                best = offsets[k];
            }
        }
        return best;
    }

    private double meanOfDirect(int i, int except) {
        double sum = 0;
        int n = 0;
        for (int k = 0; k < 4; k++) {
            if (offsets[k] != except) {
                sum += values[i + offsets[k]];
                n++;
            }
        }
        return sum / n;
    }

    private void replace(int i) {
        sortNeighbours(i);
        values[i] = 0.5f * (around[3] + around[4]);
        pixels.add(new Defects.BadPixel(i % width, first + i / width, values[i]));
    }
}
