package parfocal.rig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import parfocal.device.Approach;
import parfocal.device.Camera;
import parfocal.device.CameraInfo;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Shot;
import parfocal.image.Frame;
import parfocal.rig.FrameRenderer.Light;
import parfocal.time.Pace;

/// The rig's camera: waits for the exposure in the rig's own time and renders what the optics would have shown.
final class SimulatedCamera implements Camera {
    private static final int CLOUDY_FRAMES = 3;
    private static final double CLOUD_TRANSPARENCY = 0.15;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /// How often the focus is looked at while the shutter is open: a focuser may still be moving.
    private static final int LOOKS = 3;

    /// A pixel blurs like a Gaussian of the same second moment, `√(8 ln 2 / 12)`.
    private static final double FWHM_OF_PIXEL = 0.68;

    /// Where the wind blows from, and how much its gusts differ.
    static final double WIND_RADIANS = 0.6;

    static final double SIGMA_OF_WIND_RADIANS = 0.2;

    static final double DRIFT_PIXELS = 0.4;

    private final RigPlan plan;
    private final Mechanics mechanics;
    private final Pace pace;
    private final long seed;

    /// Painting a sky takes longer than many a night without pictures: empty until the first one is wanted.
    private Optional<FrameRenderer> renderer = Optional.empty();

    private final FieldShape shape;
    private final MeasuringLimit limit;
    private final RandomGenerator weather;
    private final RandomGenerator noise;
    private final Aberrations aberrations;

    /// Best focus is where stars are smallest: there the rays through the middle of the pupil make a disc of this radius.
    private final double smallestAtDiscPixels;

    private double driftX;
    private double driftY;
    private int exposures;
    private boolean masked;

    SimulatedCamera(long seed, RigPlan plan, Mechanics mechanics, Pace pace) {
        this.plan = plan;
        this.mechanics = mechanics;
        this.pace = pace;
        this.seed = seed;
        this.shape = FieldShape.of(plan);
        this.limit = MeasuringLimit.of(plan);
        this.masked = plan.scene().get(Scene.BAHTINOV) > 0;
        this.weather = Sky.random(seed, "weather");
        this.noise = Sky.random(seed, "noise");
        this.aberrations = Aberrations.of(plan);
        this.smallestAtDiscPixels =
                aberrations.smallestAtDiscPixels(
                        Math.hypot(TrueCurve.of(plan).usualFwhmPixels(), FWHM_OF_PIXEL),
                        plan.telescope().obstruction());
    }

    @Override
    public String name() {
        return "simulated camera";
    }

    @Override
    public CameraInfo info() {
        Sensor sensor = plan.sensor();
        return new CameraInfo(
                sensor.widthPixels(),
                sensor.heightPixels(),
                sensor.pixelMicrons(),
                Readout.LARGEST_BINNING,
                (int) sensor.saturationAdu(),
                Optional.empty());
    }

    @Override
    public Frame expose(Shot shot) throws DeviceException, InterruptedException {
        Readout readout = Readout.of(name(), plan.sensor(), shot);
        Frame whole = exposeWhole(shot.exposure());
        return readout.isWholeSensor()
                ? whole
                : new Frame(
                        readout.window().widthPixels(),
                        readout.window().heightPixels(),
                        readout.of(whole),
                        keywords(shot.exposure().toNanos() / 1e9, shot.binning()));
    }

    private FrameRenderer renderer() {
        if (renderer.isEmpty()) {
            renderer = Optional.of(new FrameRenderer(plan, new Sky(seed, plan)));
        }
        return renderer.get();
    }

    private Frame exposeWhole(Duration exposure) throws DeviceException, InterruptedException {
        if (exposure.compareTo(SHORTEST) < 0 || exposure.compareTo(LONGEST) > 0) {
            throw new DeviceException(
                    new DeviceFault.CameraFailed(
                            name(),
                            "it exposes from 0.001 s to 600 s; %.3f s was asked."
                                    .formatted(exposure.toNanos() / 1e9)));
        }
        exposures++;
        mechanics.beforeExposure();
        double fwhmPixels = drawSeeingPixels();
        var defocus = new ArrayList<Double>();
        for (int i = 0; i < LOOKS; i++) {
            pace.pause(exposure.dividedBy(LOOKS));
            defocus.add(limit.seenSteps(mechanics.defocusSteps()));
        }
        var profiles =
                new FieldProfiles(
                        shape, defocus, resolutionSteps(), steps -> profile(steps, fwhmPixels));
        double seconds = exposure.toNanos() / 1e9;
        driftX += DRIFT_PIXELS * weather.nextGaussian();
        driftY += DRIFT_PIXELS * weather.nextGaussian();
        double windPixels = plan.scene().get(Scene.WIND) * (0.5 + weather.nextDouble());
        float[] adu =
                renderer()
                        .render(
                                new Light(
                                        profiles,
                                        masked
                                                ? Optional.of(
                                                        through(defocus.getLast(), fwhmPixels))
                                                : Optional.empty(),
                                        seconds,
                                        mechanics.passing(),
                                        transparency(),
                                        driftX + mirrorShiftPixels(),
                                        driftY,
                                        windPixels,
                                        WIND_RADIANS
                                                + SIGMA_OF_WIND_RADIANS * weather.nextGaussian()),
                                noise);
        pace.pause(Duration.ofNanos((long) (plan.sensor().downloadSeconds() * 1e9)));
        mechanics.beforeMovesTo(exposures + 1);
        return new Frame(
                plan.sensor().widthPixels(),
                plan.sensor().heightPixels(),
                adu,
                keywords(seconds, 1));
    }

    @Override
    public void close() {}

    /// A mirror on its baffle tube leans to the side it was last pulled to.
    private double mirrorShiftPixels() {
        return mechanics.lastWay() == Approach.DOWN
                ? plan.telescope().mirrorShiftArcsec() / renderer().arcsecPerPixel()
                : 0;
    }

    private double drawSeeingPixels() {
        double jitter = plan.scene().get(Scene.SEEING_JITTER);
        double air =
                plan.scene().get(Scene.SEEING_ARCSEC)
                        * StrictMath.exp(jitter * weather.nextGaussian());
        double arcsec = Math.hypot(air, plan.scene().get(Scene.VEIL_ARCSEC));
        double seeing = arcsec / renderer().arcsecPerPixel();
        // Full width of the Airy pattern, 1.03 λN, for green light; small beside the seeing, so
        // added in quadrature.
        double airy = 1.03 * 0.55 * plan.telescope().focalRatio() / plan.sensor().pixelMicrons();
        return Math.sqrt(seeing * seeing + airy * airy);
    }

    /// Puts a Bahtinov mask on, and points at a bright star; or takes it off and points back.
    void wear(boolean newMasked) {
        masked = newMasked;
    }

    private MaskedStar through(double defocusSteps, double fwhmPixels) {
        return MaskedStar.of(
                plan.telescope(),
                plan.sensor().pixelMicrons(),
                defocusSteps * plan.telescope().micronsPerStep(),
                fwhmPixels);
    }

    private StarProfile profile(double defocusSteps, double fwhmPixels) {
        Telescope telescope = plan.telescope();
        double discPixels =
                defocusSteps
                        * telescope.micronsPerStep()
                        / telescope.focalRatio()
                        / plan.sensor().pixelMicrons();
        return aberrations.none()
                ? StarProfile.of(fwhmPixels, Math.abs(discPixels), telescope.obstruction())
                : StarProfile.aberrated(
                        fwhmPixels,
                        discPixels / 2 + smallestAtDiscPixels,
                        telescope.obstruction(),
                        aberrations);
    }

    /// A quarter of a pixel of the defocus disc.
    private double resolutionSteps() {
        Telescope telescope = plan.telescope();
        return 0.25
                * telescope.focalRatio()
                * plan.sensor().pixelMicrons()
                / telescope.micronsPerStep();
    }

    private double transparency() {
        return transparency(plan.scene(), exposures);
    }

    /// Of the sky in front of a frame.
    static double transparency(Scene scene, int frame) {
        int first = (int) scene.get(Scene.CLOUDS_AT_SAMPLE);
        boolean cloudy = first > 0 && frame >= first && frame < first + CLOUDY_FRAMES;
        double clear = StrictMath.pow(1 - scene.get(Scene.DEW_PER_FRAME), frame - 1.0);
        return cloudy ? CLOUD_TRANSPARENCY * clear : clear;
    }

    private Map<String, String> keywords(double seconds, int binning) {
        var keywords = new TreeMap<String, String>();
        keywords.put("EXPTIME", Double.toString(seconds));
        keywords.put("XPIXSZ", Double.toString(binning * plan.sensor().pixelMicrons()));
        keywords.put("XBINNING", Integer.toString(binning * plan.sensor().binning()));
        keywords.put("FOCALLEN", Double.toString(plan.telescope().focalLengthMillimetres()));
        keywords.put("INSTRUME", "Parfocal rig " + plan.name());
        return keywords;
    }
}
