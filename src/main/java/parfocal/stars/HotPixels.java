package parfocal.stars;

import java.util.ArrayList;
import java.util.List;

/// Single and paired pixels that stand alone, replaced by what surrounds them.
///
/// Must come before smoothing: afterwards they look like stars. Even a star of FWHM 1.2 px gives its four direct neighbours
/// 24 % of its brightest pixel each; a hot pixel gives them nothing.
final class HotPixels {
    /// Height over the surroundings, in σ, from which a pixel is looked at.
    private static final double SIGNIFICANT = 5;

    private static final double NEIGHBOUR_SHARE = 0.15;

    private final float[] adu;
    private final int width;
    private final int height;
    private final Mesh sky;
    private final List<RejectedObject> found = new ArrayList<>();
    private final float[] around = new float[8];
    private final int[] offsets;

    private HotPixels(float[] adu, int width, int height, Mesh sky) {
        this.adu = adu;
        this.width = width;
        this.height = height;
        this.sky = sky;
        // Direct neighbours first.
        offsets = new int[] {-1, 1, -width, width, -width - 1, -width + 1, width - 1, width + 1};
    }

    /// Changes `adu`; what is not a number becomes sky.
    ///
    /// @return the places of hot pixels, a pair counted once
    static List<RejectedObject> remove(float[] adu, int width, int height, Mesh sky) {
        HotPixels pixels = new HotPixels(adu, width, height, sky);
        for (int i = 0; i < adu.length; i++) {
            if (Float.isNaN(adu[i]) || Float.isInfinite(adu[i])) {
                int row = i / width;
                adu[i] = (float) sky.levelAt(i - row * width, row);
            }
        }
        if (width >= 3 && height >= 3) {
            pixels.pass();
        }
        return pixels.found;
    }

    private void pass() {
        int strip = 32;
        for (int y = 1; y < height - 1; y++) {
            for (int left = 1; left < width - 1; left += strip) {
                double noise = sky.noiseAt(left + strip / 2.0, y);
                float step = (float) (2.5 * noise);
                int right = Math.min(width - 1, left + strip);
                for (int x = left; x < right; x++) {
                    int i = y * width + x;
                    float value = adu[i] - step;
                    // Cheap refusal of nearly all pixels: not above at least two direct neighbours.
                    if ((value > adu[i - 1] || value > adu[i + 1])
                            && (value > adu[i - width] || value > adu[i + width])) {
                        look(i, x, y, noise);
                    }
                }
            }
        }
    }

    private void look(int i, int x, int y, double noise) {
        double floor = surroundings(i, sky.levelAt(x, y));
        double excess = adu[i] - floor;
        // On a star the photons' own noise is larger than the sky's: the neighbours, less the
        // highest and lowest, show it.
        double scatter = Math.max(noise, ((double) around[6] - around[1]) / 1.7);
        if (adu[i] - 0.5 * ((double) around[3] + around[4]) < SIGNIFICANT * scatter) {
            return;
        }
        int partner = highestNeighbour(i);
        double partnerExcess = adu[i + partner] - floor;
        if (partnerExcess > excess) {
            return;
        }
        double limit = NEIGHBOUR_SHARE * excess + 0.7 * noise;
        if (meanOfDirect(i, 0) - floor < limit) {
            replace(i);
            found.add(new RejectedObject(x, y, Rejection.HOT_PIXEL));
            return;
        }
        int px = (i + partner) % width;
        int py = (i + partner) / width;
        if (px < 1 || py < 1 || px >= width - 1 || py >= height - 1) {
            return;
        }
        boolean pair =
                partnerExcess > 0.2 * excess
                        && meanOfDirect(i, partner) - floor < limit
                        && meanOfDirect(i + partner, -partner) - floor < limit;
        if (pair) {
            replace(i);
            replace(i + partner);
            found.add(new RejectedObject(x, y, Rejection.HOT_PIXEL));
        }
    }

    /// The level a pixel would have without itself: never above the median of its neighbours, never below the lowest.
    private double surroundings(int i, double level) {
        for (int k = 0; k < 8; k++) {
            around[k] = adu[i + offsets[k]];
        }
        java.util.Arrays.sort(around);
        double median = 0.5 * ((double) around[3] + around[4]);
        return Math.min(median, Math.max(level, around[0]));
    }

    private int highestNeighbour(int i) {
        int best = offsets[0];
        for (int k = 1; k < 8; k++) {
            if (adu[i + offsets[k]] > adu[i + best]) {
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
                sum += adu[i + offsets[k]];
                n++;
            }
        }
        return sum / n;
    }

    private void replace(int i) {
        for (int k = 0; k < 8; k++) {
            around[k] = adu[i + offsets[k]];
        }
        java.util.Arrays.sort(around);
        adu[i] = 0.5f * (around[3] + around[4]);
    }
}
