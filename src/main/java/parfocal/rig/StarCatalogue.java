package parfocal.rig;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/// The stars in front of the camera: places on the sensor and magnitudes by a power law.
final class StarCatalogue {
    /// Stars are ten to this power more numerous per magnitude: the slope of counts near magnitude 14 away from the
    /// Milky Way (Allen's Astrophysical Quantities, table of star counts).
    private static final double COUNT_SLOPE = 0.37;

    private static final double COUNTED_TO_MAGNITUDE = 14;
    private static final double FAINTEST_MAGNITUDE = 17;
    private static final int MARGIN_PIXELS = 60;

    /// What an uncoated filter throws back is a tenth, both of its sides together.
    private static final double REFLECTED_MAGNITUDES = 2.5;

    /// @param awaySteps best focus of this one less that of all stars: 0 for what is a star
    record CatalogueStar(double x, double y, double magnitude, double awaySteps) {}

    private StarCatalogue() {}

    /// As many to the frame, and as bright, as a scene has them.
    static List<CatalogueStar> draw(RandomGenerator random, Scene scene, Sensor sensor) {
        double brighterThan14 = scene.get(Scene.STARS);
        int widthPixels = sensor.widthPixels();
        int heightPixels = sensor.heightPixels();
        double wide = widthPixels + 2.0 * MARGIN_PIXELS;
        double high = heightPixels + 2.0 * MARGIN_PIXELS;
        double faintest =
                brighterThan14
                        * StrictMath.pow(
                                10, COUNT_SLOPE * (FAINTEST_MAGNITUDE - COUNTED_TO_MAGNITUDE));
        int count =
                (int) Math.round(faintest * wide * high / ((double) widthPixels * heightPixels));
        var stars = new ArrayList<CatalogueStar>(count);
        for (int i = 0; i < count; i++) {
            double rank = Math.max(1e-12, random.nextDouble());
            double magnitude = FAINTEST_MAGNITUDE + StrictMath.log10(rank) / COUNT_SLOPE;
            stars.add(
                    new CatalogueStar(
                            random.nextDouble() * wide - MARGIN_PIXELS,
                            random.nextDouble() * high - MARGIN_PIXELS,
                            Math.max(5, magnitude) - scene.get(Scene.STAR_MAGNITUDES),
                            0));
        }
        stars.addAll(reflected(stars, scene, sensor));
        return List.copyOf(stars);
    }

    private static List<CatalogueStar> reflected(
            List<CatalogueStar> stars, Scene scene, Sensor sensor) {
        return stars.stream()
                .sorted(Comparator.comparingDouble(CatalogueStar::magnitude))
                .limit((long) scene.get(Scene.REFLECTIONS))
                .map(star ->
                        new CatalogueStar(
                                sensor.widthPixels() - star.x(),
                                sensor.heightPixels() - star.y(),
                                star.magnitude() + REFLECTED_MAGNITUDES,
                                scene.get(Scene.REFLECTION_STEPS)))
                .toList();
    }
}
