package parfocal.stars;

import java.util.Arrays;
import parfocal.image.Frame;

/// What the sensor shows without light, as deviations from its own middle: taking it off moves no level.
final class Dark {
    static final Dark NONE = new Dark(new float[0]);

    private final float[] excess;

    private Dark(float[] excess) {
        this.excess = excess;
    }

    static Dark of(Frame master) {
        float[] adu = master.adu();
        float[] sample = new float[Math.min(adu.length, 10_007)];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = adu[(int) ((long) i * adu.length / sample.length)];
        }
        Arrays.sort(sample);
        float middle = sample[sample.length / 2];
        float[] excess = new float[adu.length];
        for (int i = 0; i < adu.length; i++) {
            excess[i] = adu[i] - middle;
        }
        return new Dark(excess);
    }

    void takeFrom(float[] values, int at, int from, int length) {
        if (excess.length > 0) {
            for (int i = 0; i < length; i++) {
                values[at + i] -= excess[from + i];
            }
        }
    }
}
