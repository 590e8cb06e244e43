package parfocal.stars;

import java.util.ArrayList;
import java.util.List;

/// A piece of the frame summed in square blocks: small enough to see a large, faint disc as one thing. Reused from piece to
/// piece.
final class Blocks {
    /// Rows and columns that share one threshold.
    private static final int FOLDED_ROWS = 8;

    private static final int FOLDED_COLUMNS = 32;

    /// Places around a peak that tell the level it stands on.
    private static final int RING = 12;

    private float[][] values = new float[0][0];
    private float[][] smooth = new float[0][0];
    private float[] highest = new float[0];
    private float[] row = new float[0];
    private float[] sums = new float[0];
    private int width;
    private int height;
    private int side;
    private int left;
    private int top;
    private final float[] ring = new float[RING];
    private final int[] ringX = new int[RING];
    private final int[] ringY = new int[RING];

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
        if (values.length < height || values[0].length < width) {
            values = new float[height][width];
            smooth = new float[height][width];
            highest = new float[width];
        }
        if (side > 1 && row.length != width * side) {
            row = new float[width * side];
            sums = new float[width * side];
        }
        for (int y = 0; y < height; y++) {
            if (side == 1) {
                pixels.copy(top + y, left, left + width, values[y], 0);
            } else {
                fillRow(pixels, y);
            }
        }
    }

    private void fillRow(Pixels pixels, int y) {
        int from = top + y * side;
        pixels.copy(from, left, left + width * side, sums, 0);
        for (int part = 1; part < side; part++) {
            pixels.copy(from + part, left, left + width * side, row, 0);
            add(sums, row);
        }
        float[] blocks = values[y];
        if (side == 2) {
            for (int x = 0; x < width; x++) {
                blocks[x] = sums[2 * x] + sums[2 * x + 1];
            }
            return;
        }
        for (int x = 0; x < width; x++) {
            float sum = 0;
            for (int part = 0; part < side; part++) {
                sum += sums[x * side + part];
            }
            blocks[x] = sum;
        }
    }

    private static void add(float[] sums, float[] row) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += row[x];
        }
    }

    /// Joins four blocks each into one.
    void halve() {
        width /= 2;
        height /= 2;
        for (int y = 0; y < height; y++) {
            float[] upper = values[2 * y];
            float[] lower = values[2 * y + 1];
            float[] joined = values[y];
            for (int x = 0; x < width; x++) {
                joined[x] = upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1];
            }
        }
        side *= 2;
    }

    /// Local maxima after smoothing with a Gaussian that stand out of the sky and of their own surroundings.
    ///
    /// @param sigmaBlocks of the Gaussian
    /// @param threshold   height in units of the smoothed image's noise, as far as pixels are independent
    /// @param own         where maxima are wanted; the rest of the piece only surrounds them
    List<Peak> peaks(double sigmaBlocks, Mesh sky, double threshold, Area own) {
        var smoothing = new Smoothing(sigmaBlocks);
        smoothing.apply(values, width, height, smooth);
        double gain = side * smoothing.noiseGain();
        List<Peak> peaks = new ArrayList<>();
        int fromX = Math.max(1, (own.left() - left) / side);
        int toX = Math.min(width - 1, (own.right() - left) / side);
        int fromY = Math.max(1, (own.top() - top) / side);
        int toY = Math.min(height - 1, (own.bottom() - top) / side);
        double area = (double) side * side;
        placeRing(4 * sigmaBlocks);
        for (int y = fromY; y < toY; y += FOLDED_ROWS) {
            int end = Math.min(toY, y + FOLDED_ROWS);
            fold(y, end);
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

    private void fold(int y, int end) {
        System.arraycopy(smooth[y], 0, highest, 0, width);
        for (int next = y + 1; next < end; next++) {
            raise(highest, smooth[next]);
        }
    }

    private static void raise(float[] highest, float[] row) {
        for (int x = 0; x < highest.length; x++) {
            highest[x] = Math.max(highest[x], row[x]);
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
        for (int line = y; line < end; line++) {
            float[] here = smooth[line];
            if (here[x] <= level || !isHighest(x, line)) {
                continue;
            }
            double excess = here[x] - surroundings(x, line);
            if (excess >= threshold * noise) {
                double px = x + vertex(here[x - 1], here[x], here[x + 1]);
                double py = line + vertex(smooth[line - 1][x], here[x], smooth[line + 1][x]);
                peaks.add(
                        new Peak(
                                pixel(px, left),
                                pixel(py, top),
                                excess / area,
                                here[x] / area,
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
    private double surroundings(int x, int y) {
        int n = 0;
        for (int k = 0; k < RING; k++) {
            int column = x + ringX[k];
            int line = y + ringY[k];
            if (column >= 0 && column < width && line >= 0 && line < height) {
                ring[n++] = smooth[line][column];
            }
        }
        sort(ring, n);
        return n == 0 ? smooth[y][x] : 0.5 * ((double) ring[(n - 1) / 2] + ring[n / 2]);
    }

    private void placeRing(double radius) {
        for (int k = 0; k < RING; k++) {
            double angle = 2 * Math.PI * k / RING;
            ringX[k] = (int) Math.rint(radius * Math.cos(angle));
            ringY[k] = (int) Math.rint(radius * Math.sin(angle));
        }
    }

    /// A dozen numbers are put in order quickest one by one.
    private static void sort(float[] values, int n) {
        for (int i = 1; i < n; i++) {
            float value = values[i];
            int k = i - 1;
            for (; k >= 0 && values[k] > value; k--) {
                values[k + 1] = values[k];
            }
            values[k + 1] = value;
        }
    }

    private boolean isHighest(int x, int y) {
        float[] above = smooth[y - 1];
        float[] here = smooth[y];
        float[] below = smooth[y + 1];
        float value = here[x];
        return value > here[x - 1]
                && value >= here[x + 1]
                && value > above[x]
                && value >= below[x]
                && value > above[x - 1]
                && value > above[x + 1]
                && value >= below[x - 1]
                && value >= below[x + 1];
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
