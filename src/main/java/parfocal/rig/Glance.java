package parfocal.rig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import parfocal.device.Approach;
import parfocal.rig.StarCatalogue.CatalogueStar;
import parfocal.time.Pace;

/// Frames without pictures: what the stars of an exposure would measure, drawn from the truth with the noise that measuring
/// has. Thousands of times quicker than rendering, for nights that are many.
///
/// What it leaves out: hot pixels, nebulosity, coma, and every mistake a measuring program can make beyond scatter and stars too
/// faint to be seen. Nights that are about these want pictures.
public final class Glance {
    /// Wings of neighbours, field curvature and whatever else makes one star larger than another.
    private static final double SIGMA_OF_STAR_RATIO = 0.03;

    /// What is left in a frame's size when stars and seeing are accounted for, as measured on rendered frames.
    private static final double SIGMA_OF_FRAME = 0.006;

    /// Of `n` wide donuts: what shines into all of them alike moves a frame's size by so much over `n²`, as measured on rendered
    /// frames six to twelve half-widths out.
    private static final double SIGMA_OF_FEW_DONUTS = 0.8;

    private static final double LARGEST_SIGMA_OF_FEW_DONUTS = 0.15;

    /// In smallest sizes.
    private static final double WIDE_DONUT = 4;

    private static final double SIGMA_OF_OUTLINE = 0.03;

    /// Half of a donut's light lies in a ring, where a trail along it hardly counts: so much less of its variance adds to the square of a size, as
    /// measured on rendered frames.
    private static final double LOST_IN_DONUTS = 0.35;

    private static final double FAINTEST_SNR = 20;
    private static final double FAINTEST_OF_FEW = 6;
    private static final double NEIGHBOUR_SHARE = 0.05;

    /// One star as it came out.
    ///
    /// @param sigmaPixels standard error of its size, which is drawn from it
    public record SeenStar(
            double x,
            double y,
            double fluxAdu,
            double hfrPixels,
            double sigmaPixels,
            double peakAdu,
            double eccentricity,
            double longAxisDegrees,
            double snr,
            boolean saturated) {

        private SeenStar larger(double factor) {
            return new SeenStar(
                    x,
                    y,
                    fluxAdu,
                    factor * hfrPixels,
                    sigmaPixels,
                    peakAdu,
                    eccentricity,
                    longAxisDegrees,
                    snr,
                    saturated);
        }
    }

    /// One frame.
    ///
    /// @param backgroundAdu level of the sky
    /// @param noiseAdu      noise of one pixel
    public record Glimpse(List<SeenStar> stars, double backgroundAdu, double noiseAdu) {
        public Glimpse {
            stars = List.copyOf(stars);
        }

        private Glimpse with(List<SeenStar> others) {
            return new Glimpse(others, backgroundAdu, noiseAdu);
        }
    }

    private final RigPlan plan;
    private final Mechanics mechanics;
    private final Pace pace;
    private final TrueCurve curve;
    private final FieldShape shape;
    private final MeasuringLimit limit;
    private final List<CatalogueStar> stars;
    private final double[] ratios;
    private final RandomGenerator weather;
    private final RandomGenerator noise;
    private final RandomGenerator foreignLight;
    private final RandomGenerator directions;
    private double driftX;
    private double driftY;
    private int exposures;

    Glance(long seed, RigPlan plan, Mechanics mechanics, Pace pace) {
        this.plan = plan;
        this.mechanics = mechanics;
        this.pace = pace;
        this.curve = TrueCurve.of(plan);
        this.shape = FieldShape.of(plan);
        this.limit = MeasuringLimit.of(plan);
        this.stars = StarCatalogue.draw(Sky.random(seed, "stars"), plan.scene(), plan.sensor());
        this.weather = Sky.random(seed, "weather");
        this.noise = Sky.random(seed, "noise");
        this.foreignLight = Sky.random(seed, "light of others in donuts");
        this.directions = Sky.random(seed, "directions");
        RandomGenerator character = Sky.random(seed, "ratios of stars");
        this.ratios =
                stars.stream()
                        .mapToDouble(
                                _ -> StrictMath.exp(SIGMA_OF_STAR_RATIO * character.nextGaussian()))
                        .toArray();
    }

    /// One exposure, in the rig's own time.
    public Glimpse expose(Duration exposure) throws InterruptedException {
        exposures++;
        mechanics.beforeExposure();
        Scene scene = plan.scene();
        double jitter = StrictMath.exp(scene.get(Scene.SEEING_JITTER) * weather.nextGaussian());
        double fwhm = curve.fwhmInAirPixels(scene.get(Scene.SEEING_ARCSEC) * jitter);
        pace.pause(exposure);
        double hfr =
                curve.hfrPixels(limit.seenSteps(mechanics.defocusSteps()), fwhm)
                        * StrictMath.exp(SIGMA_OF_FRAME * noise.nextGaussian());
        driftX += SimulatedCamera.DRIFT_PIXELS * weather.nextGaussian();
        driftY += SimulatedCamera.DRIFT_PIXELS * weather.nextGaussian();
        double wind = scene.get(Scene.WIND) * (0.5 + weather.nextDouble());
        Glimpse seen = measured(exposure, hfr, wind, fwhm);
        if (hfr > WIDE_DONUT * curve.hfrPixels(0, fwhm)) {
            seen = seen.with(underForeignLight(seen.stars()));
        }
        pace.pause(Duration.ofNanos((long) (plan.sensor().downloadSeconds() * 1e9)));
        mechanics.beforeMovesTo(exposures + 1);
        return seen;
    }

    private Glimpse measured(Duration exposure, double hfr, double wind, double fwhm) {
        Sensor sensor = plan.sensor();
        double seconds = exposure.toNanos() / 1e9;
        double zeroPoint =
                Sky.ELECTRONS_AT_MAGNITUDE_0
                        * plan.telescope().lightAreaSquareCentimetres()
                        * mechanics.passing()
                        * seconds;
        double arcsecPerPixel =
                206.265 * sensor.pixelMicrons() / plan.telescope().focalLengthMillimetres();
        double skyElectrons =
                zeroPoint
                        * StrictMath.pow(10, -0.4 * Sky.SKY_MAGNITUDE_PER_SQUARE_ARCSEC)
                        * arcsecPerPixel
                        * arcsecPerPixel;
        double flat = skyElectrons + sensor.darkElectronsPerSecond() * seconds;
        double variance = flat + sensor.readNoiseElectrons() * sensor.readNoiseElectrons();
        double clear = SimulatedCamera.transparency(plan.scene(), exposures);
        double sharpness = Math.min(1, curve.hfrPixels(0, fwhm) / hfr);
        double trail = 1 - LOST_IN_DONUTS * (1 - sharpness);
        double smeared = Math.sqrt(hfr * hfr + trail * wind * wind / 12);
        Outline outline = outline(hfr, sharpness, wind);
        double eccentricity = outline.eccentricity();
        double shift =
                mechanics.lastWay() == Approach.DOWN
                        ? plan.telescope().mirrorShiftArcsec() / arcsecPerPixel
                        : 0;
        var seen = new ArrayList<SeenStar>();
        double faintest = clear * seconds > 0.2 ? FAINTEST_SNR : FAINTEST_OF_FEW;
        for (int i = 0; i < stars.size(); i++) {
            CatalogueStar star = stars.get(i);
            double electrons = zeroPoint * clear * StrictMath.pow(10, -0.4 * star.magnitude());
            double size = smeared * ratios[i] * outOfTheMiddle(star, fwhm);
            double snr = electrons / (Math.sqrt(variance) * 3.01 * Math.max(0.5, size));
            double x = star.x() + driftX + shift;
            double y = star.y() + driftY;
            double margin = 3 * size;
            boolean inside =
                    x > margin
                            && y > margin
                            && x < sensor.widthPixels() - margin
                            && y < sensor.heightPixels() - margin;
            if (snr < faintest || !inside) {
                continue;
            }
            // Noise of the circle of three half-flux radii: §6.3 of the reference.
            double within = Math.PI * 9 * size * size;
            double relative = 0.72 * Math.sqrt(within * variance + electrons) / electrons;
            double peak = electrons * 0.11 / (size * size);
            seen.add(
                    new SeenStar(
                            x,
                            y,
                            electrons
                                    / sensor.electronsPerAdu()
                                    * (1 + 0.5 * relative * noise.nextGaussian()),
                            size * StrictMath.exp(relative * noise.nextGaussian()),
                            size * relative,
                            peak / sensor.electronsPerAdu(),
                            Math.clamp(eccentricity + 0.05 * noise.nextGaussian(), 0, 0.99),
                            outline.and(scattered(relative)).longAxisDegrees(),
                            snr,
                            peak > 0.9 * sensor.fullWellElectrons()));
        }
        return new Glimpse(
                apart(seen, smeared),
                sensor.biasAdu() + flat / sensor.electronsPerAdu(),
                Math.sqrt(variance) / sensor.electronsPerAdu());
    }

    private List<SeenStar> underForeignLight(List<SeenStar> donuts) {
        double sigma =
                Math.min(
                        LARGEST_SIGMA_OF_FEW_DONUTS,
                        SIGMA_OF_FEW_DONUTS
                                / Math.max(1.0, donuts.size() * (double) donuts.size()));
        double larger = StrictMath.exp(sigma * foreignLight.nextGaussian());
        return donuts.stream().map(star -> star.larger(larger)).toList();
    }

    private Outline outline(double hfr, double sharpness, double wind) {
        double disc = curve.discPixels(mechanics.defocusSteps()) / 2;
        Outline drawnOut =
                Outline.astigmatic(
                        Math.copySign(disc, mechanics.defocusSteps()),
                        Aberrations.of(plan).astigmatismPixels(),
                        plan.telescope().obstruction(),
                        hfr);
        return drawnOut.and(Outline.smeared(hfr, sharpness, wind, gust()));
    }

    private double gust() {
        return SimulatedCamera.WIND_RADIANS
                + SimulatedCamera.SIGMA_OF_WIND_RADIANS * directions.nextGaussian();
    }

    /// What noise does to the shape of one star.
    private Outline scattered(double relative) {
        double sigma = SIGMA_OF_OUTLINE + relative;
        return new Outline(sigma * directions.nextGaussian(), sigma * directions.nextGaussian());
    }

    /// How much larger a star is than it would be in the middle of the field.
    private double outOfTheMiddle(CatalogueStar star, double fwhm) {
        if (shape.flat() && star.awaySteps() == 0) {
            return 1;
        }
        double middle = limit.seenSteps(mechanics.defocusSteps());
        double here = middle - shape.offsetSteps(star.x(), star.y()) - star.awaySteps();
        return curve.hfrPixels(here, fwhm) / curve.hfrPixels(middle, fwhm);
    }

    /// Without those whose light cannot be told from a neighbour's.
    private static List<SeenStar> apart(List<SeenStar> seen, double hfr) {
        double near = 4 * hfr;
        return seen.stream()
                .filter(star ->
                        seen.stream()
                                .noneMatch(other ->
                                        !other.equals(star)
                                                && other.fluxAdu > NEIGHBOUR_SHARE * star.fluxAdu
                                                && Math.hypot(other.x - star.x, other.y - star.y)
                                                        < near))
                .toList();
    }
}
