package parfocal.rig;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import parfocal.rig.Sky.HotPixel;
import parfocal.rig.StarCatalogue.CatalogueStar;

/// From light to ADU: draws the stars of a [Sky] with one [StarProfile] and adds what a sensor adds.
final class FrameRenderer {
    /// Light of a star that falls on pixels dimmer than this share of the noise is not drawn.
    private static final double NEGLIGIBLE_NOISE_SHARE = 0.03;

    private static final int TRACK_POINTS = 7;

    private static final double MASKED_MAGNITUDE = 5;
    private static final double BEHIND_A_MASK = 0.25;

    /// What one exposure meets.
    ///
    /// @param profiles        of the stars, each at its place
    /// @param mask            a bright star in the middle of the field through a Bahtinov mask, where one is on
    /// @param seconds         shutter open
    /// @param passing         share of all light that the filter lets through, against the usual one
    /// @param transparency    of the sky: 1 clear, 0 closed
    /// @param shiftX          where the field stands against the first frame, in pixels; `shiftY` likewise
    /// @param trackPixels     length of the smear by wind, along `trackAngle`
    record Light(
            FieldProfiles profiles,
            Optional<MaskedStar> mask,
            double seconds,
            double passing,
            double transparency,
            double shiftX,
            double shiftY,
            double trackPixels,
            double trackAngle) {}

    private final RigPlan plan;
    private final Sky sky;
    private final double arcsecPerPixel;

    FrameRenderer(RigPlan plan, Sky sky) {
        this.plan = plan;
        this.sky = sky;
        this.arcsecPerPixel =
                206.265 * plan.sensor().pixelMicrons() / plan.telescope().focalLengthMillimetres();
    }

    double arcsecPerPixel() {
        return arcsecPerPixel;
    }

    /// Renders one frame in ADU, whole numbers from 0 to the sensor's limit.
    float[] render(Light shot, RandomGenerator random) {
        Sensor sensor = plan.sensor();
        double[] electrons = new double[sensor.widthPixels() * sensor.heightPixels()];
        double zeroPoint =
                Sky.ELECTRONS_AT_MAGNITUDE_0
                        * plan.telescope().lightAreaSquareCentimetres()
                        * shot.passing
                        * shot.seconds;
        double skyElectrons =
                zeroPoint
                        * StrictMath.pow(10, -0.4 * Sky.SKY_MAGNITUDE_PER_SQUARE_ARCSEC)
                        * arcsecPerPixel
                        * arcsecPerPixel;
        double flat = skyElectrons + sensor.darkElectronsPerSecond() * shot.seconds;
        Arrays.fill(electrons, flat);
        float[] nebula = sky.nebula();
        for (int i = 0; i < nebula.length; i++) {
            electrons[i] += skyElectrons * shot.transparency * nebula[i];
        }
        double noise = Math.sqrt(flat + sensor.readNoiseElectrons() * sensor.readNoiseElectrons());
        for (CatalogueStar star : sky.stars()) {
            // A mask lets less than half of the light through, and spreads it: others are hardly
            // seen.
            double dimmer = shot.mask.isPresent() ? BEHIND_A_MASK : 1;
            double flux =
                    dimmer
                            * zeroPoint
                            * shot.transparency
                            * StrictMath.pow(10, -0.4 * star.magnitude());
            addStar(electrons, star, flux, noise, shot);
        }
        shot.mask.ifPresent(mask -> {
            double flux =
                    zeroPoint * shot.transparency * StrictMath.pow(10, -0.4 * MASKED_MAGNITUDE);
            addMasked(electrons, mask, flux, shot);
        });
        for (HotPixel hot : sky.hotPixels()) {
            electrons[hot.index()] += hot.electronsPerSecond() * shot.seconds;
        }
        return readOut(electrons, random);
    }

    private void addStar(
            double[] electrons, CatalogueStar star, double flux, double noise, Light shot) {
        double x = star.x() + shot.shiftX;
        double y = star.y() + shot.shiftY;
        Coma coma = coma(star);
        StarProfile profile = shot.profiles.of(star);
        int points = shot.trackPixels > 0.1 ? TRACK_POINTS : 1;
        for (int i = 0; i < points; i++) {
            double along = points == 1 ? 0 : shot.trackPixels * (i / (points - 1.0) - 0.5);
            double alongX = along * StrictMath.cos(shot.trackAngle);
            double alongY = along * StrictMath.sin(shot.trackAngle);
            int stamps = points * coma.offsets().size();
            for (Coma.Offset offset : coma.offsets()) {
                stamp(
                        electrons,
                        x + alongX + offset.x(),
                        y + alongY + offset.y(),
                        flux / stamps,
                        noise / stamps,
                        profile);
            }
        }
    }

    private void addMasked(double[] electrons, MaskedStar mask, double flux, Light shot) {
        int width = plan.sensor().widthPixels();
        int height = plan.sensor().heightPixels();
        double x = width / 2.0 + shot.shiftX;
        double y = height / 2.0 + shot.shiftY;
        int reach = mask.reachPixels();
        for (int row = (int) Math.max(0, y - reach);
                row <= Math.min(height - 1, y + reach);
                row++) {
            for (int column = (int) Math.max(0, x - reach);
                    column <= Math.min(width - 1, x + reach);
                    column++) {
                electrons[row * width + column] += flux * mask.at(column - x, row - y);
            }
        }
    }

    private Coma coma(CatalogueStar star) {
        double fromAxisX = star.x() - plan.sensor().widthPixels() / 2.0;
        double fromAxisY = star.y() - plan.sensor().heightPixels() / 2.0;
        return Coma.at(fromAxisX, fromAxisY, plan.telescope().coma());
    }

    private void stamp(
            double[] electrons,
            double x,
            double y,
            double flux,
            double noise,
            StarProfile profile) {
        int width = plan.sensor().widthPixels();
        int height = plan.sensor().heightPixels();
        double radius = profile.radiusWhereBelow(NEGLIGIBLE_NOISE_SHARE * noise / flux) + 1;
        int left = Math.max(0, (int) Math.ceil(x - radius));
        int right = Math.min(width - 1, (int) Math.floor(x + radius));
        int top = Math.max(0, (int) Math.ceil(y - radius));
        int bottom = Math.min(height - 1, (int) Math.floor(y + radius));
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                double dx = column - x;
                double dy = row - y;
                double distanceSquared = dx * dx + dy * dy;
                if (distanceSquared <= radius * radius) {
                    // The profile bends most near its centre: more points where it matters.
                    int points = distanceSquared < 16 ? 5 : distanceSquared < 144 ? 3 : 2;
                    electrons[row * width + column] += flux * pixelMean(profile, dx, dy, points);
                }
            }
        }
    }

    /// The profile averaged over a square pixel whose centre is `(dx, dy)` from the star.
    private static double pixelMean(StarProfile profile, double dx, double dy, int points) {
        double sum = 0;
        for (int j = 0; j < points; j++) {
            double py = dy + (j + 0.5) / points - 0.5;
            for (int i = 0; i < points; i++) {
                double px = dx + (i + 0.5) / points - 0.5;
                sum += profile.at(px, py);
            }
        }
        return sum / (points * points);
    }

    private float[] readOut(double[] electrons, RandomGenerator random) {
        Sensor sensor = plan.sensor();
        float[] adu = new float[electrons.length];
        double saturation = Math.floor(sensor.saturationAdu());
        for (int i = 0; i < electrons.length; i++) {
            double caught =
                    Math.min(sensor.fullWellElectrons(), shotNoise(electrons[i], random))
                            + sensor.readNoiseElectrons() * random.nextGaussian();
            double value = Math.rint(sensor.biasAdu() + caught / sensor.electronsPerAdu());
            adu[i] = (float) Math.clamp(value, 0, saturation);
        }
        return adu;
    }

    /// Poisson; above 25 electrons a Gaussian of the same width cannot be told from it.
    private static double shotNoise(double mean, RandomGenerator random) {
        if (mean > 25) {
            return mean + Math.sqrt(mean) * random.nextGaussian();
        }
        double limit = StrictMath.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
