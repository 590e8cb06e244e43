package parfocal.stars;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A piece of the frame summed in square blocks: small enough to see a large, faint disc as one thing. Reused from piece to
/// piece.
final class Blocks {
    /// Rows and columns that share one threshold.
    private static final int FOLDED_ROWS = 8;

    private static final int FOLDED_COLUMNS = 32;

    /// Places around a peak that tell the level it stands on.
    private static final int RING = 12;

    private float[] values = new float[0];
    private float[] smooth = new float[0];
    private int width;
    private int height;
    private int side;
    private int left;
    private int top;
    private final float[] ring = new float[RING];

    int side() {
        return side;
    }

    int shorterSide() {
        return Math.min(width, height);
    }

    /// Takes the pixels from `(left, top)` to before `(right, bottom)`; what does not fill a block at the far borders is left
    /// out.
    void fill(Pixels pixels, Area area, int blockSide) {
        side = blockSide;
        left = area.left();
        top = area.top();
        width = (area.right() - left) / side;
        height = (area.bottom() - top) / side;
        if (values.length < width * height) {
            values = new float[width * height];
            smooth = new float[width * height];
        }
        float[] row = new float[width * side];
        float[] sums = new float[width * side];
        for (int y = 0; y < height; y++) {
            if (side == 1) {
                pixels.copy(top + y, left, left + width, values, y * width);
                continue;
            }
            Arrays.fill(sums, 0);
            for (int part = 0; part < side; part++) {
                pixels.copy(top + y * side + part, left, left + width * side, row, 0);
                for (int x = 0; x < row.length; x++) {
                    sums[x] += row[x];
                }
            }
            for (int x = 0; x < width; x++) {
                float sum = 0;
                for (int part = 0; part < side; part++) {
                    sum += sums[x * side + part];
                }
                values[y * width + x] = sum;
            }
        }
    }

    /// Joins four blocks each into one.
    void halve() {
        int w = width / 2;
        int h = height / 2;
        for (int y = 0; y < h; y++) {
            int upper = 2 * y * width;
            int lower = upper + width;
            for (int x = 0; x < w; x++) {
                values[y * w + x] =
                        values[upper + 2 * x]
                                + values[upper + 2 * x + 1]
                                + values[lower + 2 * x]
                                + values[lower + 2 * x + 1];
            }
        }
        width = w;
        height = h;
        side *= 2;
    }

    /// Local maxima after smoothing with a Gaussian that stand out of the sky and of their own surroundings.
    ///
    /// @param sigmaBlocks of the Gaussian
    /// @param threshold   height in units of the smoothed image's noise, as far as pixels are independent
    /// @param own         where maxima are wanted; the rest of the piece only surrounds them
    List<Peak> peaks(double sigmaBlocks, Mesh sky, double threshold, Area own) {
        float[] kernel = Smoothing.kernel(sigmaBlocks);
        Smoothing.apply(values, width, height, kernel, smooth);
        double gain = side * Smoothing.noiseGain(kernel);
        List<Peak> peaks = new ArrayList<>();
        float[] highest = new float[width];
        float[] row = new float[width];
        int fromX = Math.max(1, (own.left() - left) / side);
        int toX = Math.min(width - 1, (own.right() - left) / side);
        int fromY = Math.max(1, (own.top() - top) / side);
        int toY = Math.min(height - 1, (own.bottom() - top) / side);
        double area = (double) side * side;
        for (int y = fromY; y < toY; y += FOLDED_ROWS) {
            int end = Math.min(toY, y + FOLDED_ROWS);
            fold(highest, row, y, end);
            for (int x = fromX; x < toX; x += FOLDED_COLUMNS) {
                double px = pixel(x + 0.5 * FOLDED_COLUMNS, left);
                double py = pixel(y + 0.5 * FOLDED_ROWS, top);
                double noise = gain * sky.noiseAt(px, py);
                // Half of the height may be lost to a map that is too high here: the surroundings
                // decide.
                float level = (float) (area * sky.levelAt(px, py) + (threshold - 1.5) * noise);
                int right = Math.min(toX, x + FOLDED_COLUMNS);
                for (int column = x; column < right; column++) {
                    if (highest[column] > level) {
                        lookDown(column, y, end, level, noise, sigmaBlocks, threshold, peaks);
                    }
                }
            }
        }
        return peaks;
    }

    private void fold(float[] highest, float[] row, int y, int end) {
        System.arraycopy(smooth, y * width, highest, 0, width);
        for (int next = y + 1; next < end; next++) {
            System.arraycopy(smooth, next * width, row, 0, width);
            for (int x = 0; x < width; x++) {
                highest[x] = Math.max(highest[x], row[x]);
            }
        }
    }

    private void lookDown(
            int x,
            int y,
            int end,
            float level,
            double noise,
            double sigmaBlocks,
            double threshold,
            List<Peak> peaks) {
        double area = (double) side * side;
        for (int row = y; row < end; row++) {
            int i = row * width + x;
            if (smooth[i] <= level || !isHighest(i)) {
                continue;
            }
            double excess = smooth[i] - surroundings(x, row, 4 * sigmaBlocks);
            if (excess >= threshold * noise) {
                double px = x + vertex(smooth[i - 1], smooth[i], smooth[i + 1]);
                double py = row + vertex(smooth[i - width], smooth[i], smooth[i + width]);
                peaks.add(
                        new Peak(
                                pixel(px, left),
                                pixel(py, top),
                                excess / area,
                                smooth[i] / area,
                                excess / noise,
                                sigmaBlocks * side));
            }
        }
    }

    /// From a place in blocks to the pixel at its middle.
    private double pixel(double block, int start) {
        return start + block * side + 0.5 * (side - 1);
    }

    /// Median of the smoothed image on a circle: what the peak stands on, nebula or sky.
    private double surroundings(int x, int y, double radius) {
        int n = 0;
        for (int k = 0; k < RING; k++) {
            double angle = 2 * Math.PI * k / RING;
            long column = Math.round(x + radius * Math.cos(angle));
            long row = Math.round(y + radius * Math.sin(angle));
            if (column >= 0 && column < width && row >= 0 && row < height) {
                ring[n++] = smooth[(int) (row * width + column)];
            }
        }
        Arrays.sort(ring, 0, n);
        return n == 0 ? smooth[y * width + x] : 0.5 * ((double) ring[(n - 1) / 2] + ring[n / 2]);
    }

    private boolean isHighest(int i) {
        float value = smooth[i];
        return value > smooth[i - 1]
                && value >= smooth[i + 1]
                && value > smooth[i - width]
                && value >= smooth[i + width]
                && value > smooth[i - width - 1]
                && value > smooth[i - width + 1]
                && value >= smooth[i + width - 1]
                && value >= smooth[i + width + 1];
    }

    /// Where the parabola through three neighbours has its top, from the middle one.
    private static double vertex(double before, double here, double after) {
        double bend = before - 2 * here + after;
        if (bend >= 0) {
            return 0;
        }
        return Math.max(-0.5, Math.min(0.5, 0.5 * (before - after) / bend));
    }
}
