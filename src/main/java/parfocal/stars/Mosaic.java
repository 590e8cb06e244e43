package parfocal.stars;

import java.util.Arrays;
import parfocal.image.Frame;

/// The colour filters before the pixels of a one-shot colour camera, which repeat every two columns and two rows: how to bring
/// their four kinds of pixel to one level and one scale. Nothing is interpolated, so sizes stay what the optics made them.
///
/// Which colour a pixel has does not matter: the scale is that of the light of all the frame's stars together, as each kind
/// of pixel sees it.
final class Mosaic {
    static final Mosaic NONE = new Mosaic(new float[0], new float[0], 0);

    private static final int KINDS = 4;

    /// Least and most that filters are believed to differ by.
    private static final double MOST_DIFFERENCE = 5;

    /// How far above its level, in σ, a pixel shows light of stars.
    private static final double BRIGHT = 8;

    private final float[] levels;
    private final float[] gains;
    private final float common;

    private Mosaic(float[] levels, float[] gains, float common) {
        this.levels = levels;
        this.gains = gains;
        this.common = common;
    }

    /// The mosaic of a frame that says it has one.
    static Mosaic of(Frame frame) {
        if (frame.keyword("BAYERPAT").isEmpty()
                || Math.min(frame.widthPixels(), frame.heightPixels()) < 32) {
            return NONE;
        }
        float[] levels = new float[KINDS];
        float[] widths = new float[KINDS];
        for (int kind = 0; kind < KINDS; kind++) {
            float[] sample = sample(frame, kind);
            Arrays.sort(sample);
            levels[kind] = sample[sample.length / 2];
            widths[kind] = 0.7413f * (sample[3 * sample.length / 4] - sample[sample.length / 4]);
        }
        double[] light = starLight(frame, levels, widths);
        double mean = Arrays.stream(light).sum() / KINDS;
        float[] gains = new float[KINDS];
        float common = 0;
        for (int kind = 0; kind < KINDS; kind++) {
            double gain = light[kind] > 0 && mean > 0 ? mean / light[kind] : 1;
            gains[kind] = (float) Math.max(1 / MOST_DIFFERENCE, Math.min(MOST_DIFFERENCE, gain));
            common += levels[kind] / KINDS;
        }
        return new Mosaic(levels, gains, common);
    }

    private static float[] sample(Frame frame, int kind) {
        int columns = frame.widthPixels() / 2;
        int rows = frame.heightPixels() / 2;
        float[] sample = new float[Math.min(columns * rows, 20_011)];
        for (int i = 0; i < sample.length; i++) {
            int cell = (int) ((long) i * columns * rows / sample.length);
            sample[i] = frame.adu(2 * (cell % columns) + kind % 2, 2 * (cell / columns) + kind / 2);
        }
        return sample;
    }

    /// What each kind of pixel gets of the stars; a single very bright one does not count for more than many.
    private static double[] starLight(Frame frame, float[] levels, float[] widths) {
        double[] light = new double[KINDS];
        for (int y = 0; y < frame.heightPixels() / 2 * 2; y++) {
            for (int x = 0; x < frame.widthPixels() / 2 * 2; x++) {
                int kind = 2 * (y % 2) + x % 2;
                double excess = (double) frame.adu(x, y) - levels[kind];
                if (excess > BRIGHT * widths[kind]) {
                    light[kind] += Math.sqrt(excess * widths[kind]);
                }
            }
        }
        return light;
    }

    /// Brings a piece of a row to the common level and scale.
    void even(float[] values, int at, int length, int left, int y) {
        if (levels.length == 0) {
            return;
        }
        for (int first = 0; first < 2; first++) {
            int kind = 2 * (y % 2) + (left + first) % 2;
            float level = levels[kind];
            float gain = gains[kind];
            for (int i = at + first; i < at + length; i += 2) {
                values[i] = common + gain * (values[i] - level);
            }
        }
    }
}
