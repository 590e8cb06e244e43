package parfocal.stars;

import java.util.ArrayList;
import java.util.List;

/// The frame summed in square blocks: small enough to see a large, faint disc as one thing.
final class Blocks {
    private final float[] values;
    private final int width;
    private final int height;
    private final int side;

    /// @param values sums, row by row
    /// @param width  in blocks
    /// @param height in blocks
    /// @param side   of a block in pixels
    private Blocks(float[] values, int width, int height, int side) {
        this.values = values;
        this.width = width;
        this.height = height;
        this.side = side;
    }

    int side() {
        return side;
    }

    int shorterSide() {
        return Math.min(width, height);
    }

    static Blocks of(Pixels pixels) {
        return new Blocks(pixels.adu(), pixels.width(), pixels.height(), 1);
    }

    Blocks halved() {
        int w = width / 2;
        int h = height / 2;
        float[] sums = new float[w * h];
        for (int y = 0; y < h; y++) {
            int upper = 2 * y * width;
            int lower = upper + width;
            for (int x = 0; x < w; x++) {
                sums[y * w + x] =
                        values[upper + 2 * x]
                                + values[upper + 2 * x + 1]
                                + values[lower + 2 * x]
                                + values[lower + 2 * x + 1];
            }
        }
        return new Blocks(sums, w, h, 2 * side);
    }

    /// Local maxima after smoothing with a Gaussian, above `threshold` times the smoothed image's noise.
    ///
    /// @param sigmaBlocks   of the Gaussian
    /// @param tileBlocks    tile of the sky map
    /// @param pixelNoise    noise of one pixel: the smoothed noise is at least what independent pixels of it leave
    List<Peak> peaks(double sigmaBlocks, int tileBlocks, double pixelNoise, double threshold) {
        float[] kernel = Smoothing.kernel(sigmaBlocks);
        float[] smooth = Smoothing.apply(values, width, height, kernel);
        double leastNoise = 0.95 * pixelNoise * side * Smoothing.noiseGain(kernel);
        Mesh sky = Mesh.of(smooth, width, height, tileBlocks, leastNoise);
        List<Peak> peaks = new ArrayList<>();
        double area = (double) side * side;
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int i = y * width + x;
                if (!isHighest(smooth, i)) {
                    continue;
                }
                double excess = smooth[i] - sky.levelAt(x, y);
                // Stars and nebulae roughen the map; what the pixels' own noise allows must still
                // be looked at.
                double snr = excess / Math.min(sky.noiseAt(x, y), 2.5 * leastNoise);
                if (snr >= threshold) {
                    double px = x + vertex(smooth[i - 1], smooth[i], smooth[i + 1]);
                    double py = y + vertex(smooth[i - width], smooth[i], smooth[i + width]);
                    peaks.add(
                            new Peak(
                                    px * side + 0.5 * (side - 1),
                                    py * side + 0.5 * (side - 1),
                                    excess / area,
                                    smooth[i] / area,
                                    snr,
                                    sigmaBlocks * side));
                }
            }
        }
        return peaks;
    }

    private boolean isHighest(float[] smooth, int i) {
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
