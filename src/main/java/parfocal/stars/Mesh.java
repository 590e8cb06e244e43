package parfocal.stars;

import java.util.Arrays;

/// Sky level and noise as smooth maps: clipped statistics of square tiles, joined by bilinear interpolation.
///
/// The level of a tile is its mode, `2.5·median − 1.5·mean` (Bertin & Arnouts 1996), or its median where the two differ
/// by more than 0.3 σ. The noise is the clipped standard deviation: cameras that deliver 12 bits in 16 make a median
/// deviation jump by whole steps.
final class Mesh {
    /// Enough values for a level good to 3 % of the noise; more would only cost time.
    private static final int SAMPLES_PER_TILE = 1500;

    private final int columns;
    private final int rows;
    private final double tileWidth;
    private final double tileHeight;
    private final double[] level;
    private final double[] noise;

    private Mesh(int width, int height, int tile) {
        columns = Math.max(1, Math.round((float) width / tile));
        rows = Math.max(1, Math.round((float) height / tile));
        tileWidth = (double) width / columns;
        tileHeight = (double) height / rows;
        level = new double[columns * rows];
        noise = new double[columns * rows];
    }

    /// @param tile       wished side of a tile; the frame is divided evenly
    /// @param noiseFloor smallest noise the values can have, for noiseless and constant frames
    static Mesh of(float[] values, int width, int height, int tile, double noiseFloor) {
        Mesh mesh = new Mesh(width, height, tile);
        ClippedSample sample = new ClippedSample(4 * SAMPLES_PER_TILE);
        for (int row = 0; row < mesh.rows; row++) {
            int top = (int) (row * mesh.tileHeight);
            int bottom = (int) ((row + 1) * mesh.tileHeight);
            for (int column = 0; column < mesh.columns; column++) {
                int left = (int) (column * mesh.tileWidth);
                int right = (int) ((column + 1) * mesh.tileWidth);
                mesh.fill(sample, values, width, left, right, top, bottom);
                sample.clip(3.0);
                mesh.level[row * mesh.columns + column] = sample.mode();
                mesh.noise[row * mesh.columns + column] = Math.max(noiseFloor, sample.sigma());
            }
        }
        mesh.smooth(mesh.level);
        mesh.smooth(mesh.noise);
        return mesh;
    }

    private void fill(
            ClippedSample sample,
            float[] values,
            int width,
            int left,
            int right,
            int top,
            int bottom) {
        sample.clear();
        long pixels = (long) (right - left) * (bottom - top);
        int stride = (int) Math.max(1, Math.round((double) pixels / SAMPLES_PER_TILE));
        int offset = 0;
        for (int y = top; y < bottom; y++) {
            int x = left + offset;
            for (; x < right; x += stride) {
                sample.add(values[y * width + x]);
            }
            // Carried over from row to row, so that no column is seen more often than another.
            offset = x - right;
        }
    }

    private void smooth(double[] map) {
        double[] source = map.clone();
        double[] around = new double[9];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int n = 0;
                for (int j = Math.max(0, row - 1); j <= Math.min(rows - 1, row + 1); j++) {
                    for (int i = Math.max(0, column - 1);
                            i <= Math.min(columns - 1, column + 1);
                            i++) {
                        around[n++] = source[j * columns + i];
                    }
                }
                Arrays.sort(around, 0, n);
                map[row * columns + column] = 0.5 * (around[(n - 1) / 2] + around[n / 2]);
            }
        }
    }

    double levelAt(double x, double y) {
        return interpolate(level, x, y);
    }

    double noiseAt(double x, double y) {
        return interpolate(noise, x, y);
    }

    /// The level typical of the frame.
    double medianLevel() {
        return median(level);
    }

    /// The noise typical of the frame.
    double medianNoise() {
        return median(noise);
    }

    private static double median(double[] map) {
        double[] sorted = map.clone();
        Arrays.sort(sorted);
        return 0.5 * (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]);
    }

    private double interpolate(double[] map, double x, double y) {
        double column = clamp((x + 0.5) / tileWidth - 0.5, columns - 1);
        double row = clamp((y + 0.5) / tileHeight - 0.5, rows - 1);
        int i = Math.min((int) column, Math.max(0, columns - 2));
        int j = Math.min((int) row, Math.max(0, rows - 2));
        int right = Math.min(i + 1, columns - 1);
        int below = Math.min(j + 1, rows - 1);
        double u = column - i;
        double v = row - j;
        return (1 - v) * ((1 - u) * map[j * columns + i] + u * map[j * columns + right])
                + v * ((1 - u) * map[below * columns + i] + u * map[below * columns + right]);
    }

    private static double clamp(double value, int largest) {
        return Math.max(0, Math.min(largest, value));
    }
}
