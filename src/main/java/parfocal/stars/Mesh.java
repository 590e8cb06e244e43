package parfocal.stars;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Sky level and noise as smooth maps: clipped statistics of square tiles, joined by bilinear interpolation.
///
/// The level of a tile is its mode, `2.5·median − 1.5·mean` (Bertin & Arnouts 1996), or its median where the two differ
/// by more than 0.3 σ. The noise is the clipped standard deviation: cameras that deliver 12 bits in 16 make a median
/// deviation jump by whole steps.
final class Mesh {
    private static final int TILE = 64;

    /// Enough values for a level good to 5 % of the noise; more would only cost time.
    private static final int SAMPLES_PER_TILE = 600;

    private final int columns;
    private final int rows;
    private final double tileWidth;
    private final double tileHeight;
    private final double[] level;
    private final double[] noise;
    private double medianLevel;
    private double medianNoise;

    private Mesh(int width, int height, double tile) {
        columns = (int) Math.max(1, Math.round(width / tile));
        rows = (int) Math.max(1, Math.round(height / tile));
        tileWidth = (double) width / columns;
        tileHeight = (double) height / rows;
        level = new double[columns * rows];
        noise = new double[columns * rows];
    }

    /// @param noiseFloor smallest noise the values can have, for noiseless and constant frames
    static Mesh of(Pixels pixels, double noiseFloor) {
        Mesh mesh = new Mesh(pixels.width(), pixels.height(), TILE);
        IntStream.range(0, mesh.rows)
                .parallel()
                .forEach(row -> mesh.measureRow(pixels, row, noiseFloor));
        mesh.settle();
        return mesh;
    }

    private void settle() {
        smooth(level, columns, rows);
        smooth(noise, columns, rows);
        medianLevel = median(level);
        medianNoise = median(noise);
    }

    private void measureRow(Pixels pixels, int row, double noiseFloor) {
        int top = (int) (row * tileHeight);
        int bottom = (int) ((row + 1) * tileHeight);
        SkySample sample = new SkySample(8 * SAMPLES_PER_TILE);
        int stride = (int) Math.max(1, Math.floor(tileWidth * tileHeight / SAMPLES_PER_TILE));
        // Whole rows are cheaper to reach than scattered pixels: a few of them, and in those every
        // other pixel.
        int rowStride = Math.max(1, stride / 2);
        int columnStride = Math.max(1, stride / rowStride);
        float[] piece = new float[(int) tileWidth + 2];
        double guess = 0;
        double scatter = 0;
        for (int column = 0; column < columns; column++) {
            int left = (int) (column * tileWidth);
            int right = (int) ((column + 1) * tileWidth);
            sample.clear();
            int offset = 0;
            for (int y = top; y < bottom; y += rowStride) {
                pixels.copy(y, left, right, piece, 0);
                sample.addEach(piece, offset, right - left, columnStride);
                // Moved from row to row, so that no column is seen more often than another.
                offset = offset + 1 < columnStride ? offset + 1 : 0;
            }
            SkyCounts clipped = sample.clipped(guess, scatter);
            guess = clipped.median();
            scatter = clipped.sigma();
            level[row * columns + column] = mode(clipped.mean(), guess, scatter);
            noise[row * columns + column] = Math.max(noiseFloor, scatter);
        }
    }

    private static double mode(double mean, double median, double sigma) {
        return Math.abs(mean - median) < 0.3 * sigma ? 2.5 * median - 1.5 * mean : median;
    }

    /// The same sky in larger tiles, each the median of those it covers: for stars that fill a small tile.
    ///
    /// @param tile wished side of a tile in pixels
    Mesh inTilesOf(double tile) {
        int span = (int) Math.round(tile / TILE);
        if (span <= 1) {
            return this;
        }
        Mesh wide =
                new Mesh(
                        (int) Math.round(tileWidth * columns),
                        (int) Math.round(tileHeight * rows),
                        tile);
        for (int row = 0; row < wide.rows; row++) {
            int top = row * rows / wide.rows;
            int bottom = Math.max(top + 1, (row + 1) * rows / wide.rows);
            for (int column = 0; column < wide.columns; column++) {
                int left = column * columns / wide.columns;
                int right = Math.max(left + 1, (column + 1) * columns / wide.columns);
                int i = row * wide.columns + column;
                wide.level[i] = medianOf(level, left, right, top, bottom);
                wide.noise[i] = medianOf(noise, left, right, top, bottom);
            }
        }
        wide.settle();
        return wide;
    }

    private double medianOf(double[] map, int left, int right, int top, int bottom) {
        double[] covered = new double[(right - left) * (bottom - top)];
        for (int row = top; row < bottom; row++) {
            System.arraycopy(
                    map, row * columns + left, covered, (row - top) * (right - left), right - left);
        }
        return median(covered);
    }

    private static void smooth(double[] map, int columns, int rows) {
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
                map[row * columns + column] = middle(around, n);
            }
        }
    }

    private static double middle(double[] values, int n) {
        if (n == 9) {
            return MedianOfNine.of(values);
        }
        Arrays.sort(values, 0, n);
        return 0.5 * (values[(n - 1) / 2] + values[n / 2]);
    }

    double levelAt(double x, double y) {
        return interpolate(level, x, y);
    }

    double noiseAt(double x, double y) {
        return interpolate(noise, x, y);
    }

    /// The level typical of the frame.
    double medianLevel() {
        return medianLevel;
    }

    /// The noise typical of the frame.
    double medianNoise() {
        return medianNoise;
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
