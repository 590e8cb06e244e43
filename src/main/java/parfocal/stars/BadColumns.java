package parfocal.stars;

import java.util.Arrays;

/// Columns of the sensor that are brighter than both neighbours over a long way, brought down to them.
///
/// What is taken away is the median excess of a piece of column, so that stars on it stay.
final class BadColumns {
    private static final int PIECE = 24;

    /// Excess in σ: five times the error of the median of a piece.
    private static final double SIGNIFICANT = 1.6;

    private BadColumns() {}

    /// Changes `adu`.
    static void level(float[] adu, int width, int height, Mesh sky) {
        float[] excess = new float[PIECE];
        for (int top = 0; top + PIECE <= height; top += PIECE) {
            // The last piece reaches to the border.
            int bottom = top + 2 * PIECE > height ? height : top + PIECE;
            for (int x = 1; x < width - 1; x++) {
                int above = 0;
                for (int k = 0; k < PIECE; k++) {
                    int i = (top + k) * width + x;
                    excess[k] = adu[i] - 0.5f * (adu[i - 1] + adu[i + 1]);
                    above += excess[k] > 0 ? 1 : 0;
                }
                // Noise alone is above its neighbours half of the time: most pieces end here.
                if (above < PIECE * 3 / 4) {
                    continue;
                }
                Arrays.sort(excess);
                float median = 0.5f * (excess[PIECE / 2 - 1] + excess[PIECE / 2]);
                if (median > SIGNIFICANT * sky.noiseAt(x, top + PIECE / 2.0)) {
                    for (int y = top; y < bottom; y++) {
                        adu[y * width + x] -= median;
                    }
                }
            }
        }
    }
}
