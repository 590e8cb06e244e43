package parfocal.stars;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import parfocal.image.Frame;

/// The stars of one frame, and the one number that focusing wants of it.
///
/// A pure function of the frame: measured again, the same frame gives the same bits. Sizes are true half-flux radii, with all
/// light counted, in the frame's pixels; the pixel's own width is in them once, as the camera put it there.
public final class StarField {
    private static final double SIZED_SNR = 20;
    private static final double COUNTED_SNR = 10;

    /// Beyond fifty stars a frame's size gets no truer, because seeing and guiding act on all of them; more are wanted that the
    /// same ones are found again in the next frame.
    private static final int ENOUGH_FOR_FOCUS = 300;

    private final List<Star> stars;
    private final List<RejectedObject> rejected;
    private final Mesh sky;
    private final LightMeter meter;
    private final Aperture aperture;
    private final Likeness likeness;
    private final Doubt doubt;
    private final List<Star> measurable;
    private final double skyReliefSigmas;

    StarField(
            List<Star> stars,
            List<RejectedObject> rejected,
            Mesh sky,
            LightMeter meter,
            Aperture aperture,
            Likeness likeness,
            Doubt doubt,
            double skyReliefSigmas) {
        this.skyReliefSigmas = skyReliefSigmas;
        this.stars = List.copyOf(stars);
        this.rejected = List.copyOf(rejected);
        this.sky = sky;
        this.meter = meter;
        this.aperture = aperture;
        this.likeness = likeness;
        this.doubt = doubt;
        this.measurable = chooseMeasurable();
    }

    /// Finds and measures the stars of a frame. There is nothing to set.
    public static StarField detect(Frame frame) {
        return detect(frame, Sensor.UNKNOWN);
    }

    /// Finds and measures the stars of a frame with the help of what is known of its sensor.
    public static StarField detect(Frame frame, Sensor sensor) {
        return new StarSearch(frame, sensor, StarSearch.ALL).run();
    }

    /// As [#detect(Frame, Sensor)], but of a rich field only the clearest few hundred stars are measured, which is as good for
    /// the size of the frame and takes half of the time. Nothing is missing that is clearer than what is there.
    public static StarField detectClearest(Frame frame, Sensor sensor) {
        return new StarSearch(frame, sensor, ENOUGH_FOR_FOCUS).run();
    }

    /// All stars, brightest first; also those whose size does not count, with the reason in their flags.
    public List<Star> stars() {
        return stars;
    }

    /// The stars whose size counts, brightest first: without flags and of S/N 20 or more. Where there is none of those, S/N 10
    /// is enough, then any; and where only saturated stars are there, those, rather than nothing.
    public List<Star> measurable() {
        return measurable;
    }

    private List<Star> chooseMeasurable() {
        List<Star> clean = stars.stream().filter(star -> star.flags().isEmpty()).toList();
        for (double snr : new double[] {SIZED_SNR, COUNTED_SNR, 0}) {
            List<Star> enough = clean.stream().filter(star -> star.snr() >= snr).toList();
            if (!enough.isEmpty()) {
                return enough;
            }
        }
        List<Star> saturated =
                stars.stream()
                        .filter(star -> star.flags().equals(Set.of(StarFlag.SATURATED)))
                        .toList();
        return saturated.isEmpty() ? stars : saturated;
    }

    /// How many things were refused, by cause.
    public Map<Rejection, Integer> rejected() {
        Map<Rejection, Integer> counts = new EnumMap<>(Rejection.class);
        for (RejectedObject object : rejected) {
            counts.merge(object.cause(), 1, Integer::sum);
        }
        return counts;
    }

    /// The refused things themselves, for drawing.
    public List<RejectedObject> rejectedObjects() {
        return rejected;
    }

    /// The frame's half-flux radius in pixels: median of the measurable stars, each weighted by what its size is worth. Empty
    /// without stars.
    public OptionalDouble medianHfrPixels() {
        return new FrameValue(measurable).median();
    }

    /// Standard error of [#medianHfrPixels()]: from the scatter between stars, and never below what noise alone makes. What
    /// all stars of a frame have in common (seeing, guiding) cannot be seen in one frame and is not in it.
    public OptionalDouble hfrSigmaPixels() {
        return new FrameValue(measurable).sigma();
    }

    public OptionalDouble medianFwhmPixels() {
        return median(measurable.stream().mapToDouble(Star::fwhmPixels).sorted().toArray());
    }

    public OptionalDouble medianEccentricity() {
        return median(measurable.stream().mapToDouble(Star::eccentricity).sorted().toArray());
    }

    /// Typical sky level of the frame.
    public double backgroundAdu() {
        return sky.medianLevel();
    }

    /// Typical noise of one pixel.
    public double noiseAdu() {
        return sky.medianNoise();
    }

    /// How uneven the sky is between the stars, apart from what gradients and dark corners make of it, over the noise of one pixel: below 1
    /// on an empty field, tens inside a nebula.
    public double skyReliefSigmas() {
        return skyReliefSigmas;
    }

    /// Measures at a given place whether or not a star was found there: for following the same stars through frames.
    ///
    /// A star too faint for detection comes back with a large error, not as nothing; empty only where the place is outside the
    /// frame or there is no light above the background.
    ///
    /// @param expectedHfrPixels the size to begin with; faint stars are measured in a circle tied to it
    public Optional<Star> measureAt(double x, double y, double expectedHfrPixels) {
        synchronized (meter) {
            return meter.measure(x, y, expectedHfrPixels, aperture, false)
                    .flatMap(light ->
                            snr(light) < 30
                                    ? Optional.of(light)
                                    : meter.measure(x, y, light.hfr(), aperture, true))
                    .map(likeness::better)
                    .map(this::forced);
        }
    }

    private Star forced(Light light) {
        Set<StarFlag> flags = EnumSet.noneOf(StarFlag.class);
        if (!light.wholeInFrame()) {
            flags.add(StarFlag.NEAR_EDGE);
        }
        return StarSearch.star(light, doubt.sigma(light), snr(light), flags);
    }

    /// Light over the noise of a Gaussian window of the star's size.
    private double snr(Light light) {
        double noise = Math.max(light.noise(), 0.5 * sky.medianNoise());
        return light.flux() / (noise * 3.01 * Math.max(0.5, light.hfr()));
    }

    private static OptionalDouble median(double[] sorted) {
        int n = sorted.length;
        return n == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]));
    }
}
