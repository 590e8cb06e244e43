package parfocal.stars;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import parfocal.image.Frame;

/// A frame under construction: sky and noise with a fixed seed, then whatever a test puts into it.
final class NightSky {
    private final int width;
    private final int height;
    private final float[] adu;
    private final Random random;

    NightSky(int width, int height, long seed) {
        this.width = width;
        this.height = height;
        adu = new float[width * height];
        Arrays.fill(adu, 1000);
        random = new Random(seed);
    }

    NightSky star(Profile profile, double x, double y, double flux) {
        profile.draw(adu, width, height, x, y, flux);
        return this;
    }

    /// The same star at many places, equally far from the middle of its pixel: drawn once.
    NightSky stars(Profile profile, double offset, double flux, List<int[]> places) {
        int reach = (int) Math.ceil(16 * profile.hfr() + 8);
        int side = 2 * reach + 1;
        float[] one = new float[side * side];
        profile.draw(one, side, side, reach + offset, reach - offset, flux);
        for (int[] place : places) {
            for (int i = 0; i < one.length; i++) {
                int x = place[0] + i % side - reach;
                int y = place[1] + i / side - reach;
                if (x >= 0 && y >= 0 && x < width && y < height) {
                    pixel(x, y, one[i]);
                }
            }
        }
        return this;
    }

    NightSky pixel(int x, int y, double excess) {
        adu[y * width + x] = (float) (adu[y * width + x] + excess);
        return this;
    }

    /// A straight line of single bright pixels, as a particle leaves it.
    NightSky track(double x, double y, double angle, double length, double excess) {
        for (int along = 0; along < length; along++) {
            pixel(
                    (int) Math.round(x + along * Math.cos(angle)),
                    (int) Math.round(y + along * Math.sin(angle)),
                    excess);
        }
        return this;
    }

    NightSky column(int x, double excess) {
        for (int y = 0; y < height; y++) {
            pixel(x, y, excess);
        }
        return this;
    }

    /// Nothing is brighter than this.
    NightSky ceiling(double most) {
        for (int i = 0; i < adu.length; i++) {
            adu[i] = (float) Math.min(most, adu[i]);
        }
        return this;
    }

    /// The frame with Gaussian noise, in whole ADU as cameras deliver it.
    Frame withNoise(double sigma) {
        float[] noisy = new float[adu.length];
        for (int i = 0; i < adu.length; i++) {
            noisy[i] = (float) Math.rint(adu[i] + sigma * random.nextGaussian());
        }
        return new Frame(width, height, noisy);
    }
}
