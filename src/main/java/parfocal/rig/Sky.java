package parfocal.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import parfocal.rig.StarCatalogue.CatalogueStar;

/// What lies in front of the telescope and in the sensor and stays the same all night: stars, nebulosity, hot pixels.
final class Sky {
    /// Electrons per second and square centimetre from a star of magnitude 0 through a luminance filter, half of the light
    /// lost in optics and sensor.
    static final double ELECTRONS_AT_MAGNITUDE_0 = 1.5e6;

    static final double SKY_MAGNITUDE_PER_SQUARE_ARCSEC = 20.5;

    private static final int NEBULA_BLOBS = 14;

    private record Blob(double x, double y, double radius, double weight) {}

    /// @param electronsPerSecond how much it gives whatever the light
    record HotPixel(int index, double electronsPerSecond) {}

    private final List<CatalogueStar> stars;
    private final List<HotPixel> hotPixels;

    /// Brightness of the nebula in units of the sky, pixel by pixel; empty without one.
    private final float[] nebula;

    Sky(long seed, RigPlan plan) {
        Sensor sensor = plan.sensor();
        Scene scene = plan.scene();
        stars = StarCatalogue.draw(random(seed, "stars"), scene, sensor);
        hotPixels = drawHotPixels(random(seed, "hot pixels"), scene.get(Scene.HOT_PIXELS), sensor);
        double nebulosity = scene.get(Scene.NEBULOSITY);
        nebula =
                nebulosity > 0
                        ? paint(drawBlobs(random(seed, "nebula"), sensor), nebulosity, sensor)
                        : new float[0];
    }

    /// One stream of random numbers per purpose, so that more of one thing does not reshuffle another.
    static RandomGenerator random(long seed, String purpose) {
        long mixed = (seed * 0x9E3779B97F4A7C15L) ^ (purpose.hashCode() * 0xC2B2AE3D27D4EB4FL);
        return RandomGeneratorFactory.of("L64X128MixRandom").create(mixed);
    }

    List<CatalogueStar> stars() {
        return stars;
    }

    List<HotPixel> hotPixels() {
        return hotPixels;
    }

    float[] nebula() {
        return nebula;
    }

    private static float[] paint(List<Blob> blobs, double nebulosity, Sensor sensor) {
        float[] picture = new float[sensor.widthPixels() * sensor.heightPixels()];
        for (Blob blob : blobs) {
            for (int y = 0; y < sensor.heightPixels(); y++) {
                for (int x = 0; x < sensor.widthPixels(); x++) {
                    double dx = x - blob.x;
                    double dy = y - blob.y;
                    double q = (dx * dx + dy * dy) / (2 * blob.radius * blob.radius);
                    if (q < 12) {
                        picture[y * sensor.widthPixels() + x] +=
                                (float) (nebulosity * blob.weight * StrictMath.exp(-q));
                    }
                }
            }
        }
        return picture;
    }

    private static List<HotPixel> drawHotPixels(
            RandomGenerator random, double fraction, Sensor sensor) {
        int pixels = sensor.widthPixels() * sensor.heightPixels();
        int count = (int) Math.round(fraction * pixels);
        var hot = new ArrayList<HotPixel>(count);
        for (int i = 0; i < count; i++) {
            double electronsPerSecond =
                    60 - 600 * StrictMath.log(Math.max(1e-9, random.nextDouble()));
            hot.add(new HotPixel(random.nextInt(pixels), electronsPerSecond));
        }
        return List.copyOf(hot);
    }

    /// A bright knot in a few wide clouds.
    private static List<Blob> drawBlobs(RandomGenerator random, Sensor sensor) {
        var blobs = new ArrayList<Blob>();
        for (int i = 0; i < NEBULA_BLOBS; i++) {
            double radius =
                    (i < 4 ? 0.12 : 0.02) * sensor.widthPixels() * (0.5 + random.nextDouble());
            blobs.add(
                    new Blob(
                            random.nextDouble() * sensor.widthPixels(),
                            random.nextDouble() * sensor.heightPixels(),
                            radius,
                            i < 4 ? 0.4 : 0.6 * random.nextDouble()));
        }
        return List.copyOf(blobs);
    }
}
