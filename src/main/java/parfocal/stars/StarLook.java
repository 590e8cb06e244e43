package parfocal.stars;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/// What the stars of one frame look like, as far as they share it: learned from the clearest of them before all are judged.
///
/// @param size     half-flux radius typical of the frame
/// @param aperture how far out they are measured
/// @param gates    what deviates too far to be one of them
/// @param ceiling  level from which pixels are saturated
record StarLook(CommonSize size, Aperture aperture, Gates gates, OptionalDouble ceiling) {
    private static final int BRIGHT_FOR_WINGS = 40;
    private static final int PEAKS_FOR_CEILING = 60;

    /// @param clearest measured peaks, clearest first
    static StarLook learned(
            Pixels pixels,
            Mesh sky,
            CircleTables tables,
            boolean noisy,
            CommonSize size,
            List<Candidate> clearest) {
        List<Candidate> typical = clearest.stream().filter(c -> isTypical(c, size)).toList();
        double softness = median(typical, c -> c.light().softness());
        boolean defocused = size.hfrPixels() > 3 && softness < Aperture.SOFTEST_DISC;
        List<Area> brightest =
                clearest.stream()
                        .limit(PEAKS_FOR_CEILING)
                        .map(c -> around(pixels, c.light(), 2 * size.hfrPixels() + 2))
                        .toList();
        OptionalDouble ceiling = Ceiling.of(pixels, brightest, sky.medianLevel(), noisy, defocused);
        Aperture aperture =
                defocused
                        ? Aperture.defocused(softness)
                        : focused(new LightMeter(pixels, sky, tables), pixels, typical, ceiling);
        List<Candidate> unsaturated =
                typical.stream().filter(c -> !isSaturated(c.light(), ceiling)).toList();
        Optional<CommonProfile> profile =
                CommonProfile.learned(new LightMeter(pixels, sky, tables), aperture, unsaturated);
        CommonShape shape =
                new CommonShape(
                        Math.max(1, median(typical, c -> c.light().axisRatio())),
                        median(typical, c -> c.light().shortAxis()),
                        profile.map(CommonProfile::usualMisfit).orElse(Double.POSITIVE_INFINITY));
        SizeMap map = SizeMap.of(pixels, size, typical.stream().map(Candidate::light).toList());
        return new StarLook(
                size,
                aperture.with(profile),
                new Gates(pixels, map, shape, sky.medianNoise()),
                ceiling);
    }

    private static Area around(Pixels pixels, Light light, double reach) {
        int x = (int) Math.round(light.x());
        int y = (int) Math.round(light.y());
        return new Area(x, y, x + 1, y + 1).grown((int) Math.ceil(reach), pixels);
    }

    private static boolean isTypical(Candidate candidate, CommonSize size) {
        double away = Math.log(candidate.light().hfr() / size.hfrPixels());
        return Math.abs(away) < 0.3;
    }

    private static Aperture focused(
            LightMeter meter, Pixels pixels, List<Candidate> typical, OptionalDouble ceiling) {
        Aperture guess = Aperture.FOCUSED;
        List<Candidate> bright =
                typical.stream()
                        .filter(c -> c.snr() > Wings.WANTED_SNR)
                        .filter(c -> !isSaturated(c.light(), ceiling))
                        .limit(BRIGHT_FOR_WINGS)
                        .toList();
        if (bright.isEmpty()) {
            // Only saturated stars: their wings are true, though their size is not.
            bright = typical.stream().filter(c -> c.snr() > Wings.WANTED_SNR).limit(1).toList();
        }
        Aperture aperture = guess;
        // The second round measures the sizes, which are the unit of length here, with what the
        // first has learned.
        for (int round = 0; round < 2; round++) {
            List<Light> lights = new ArrayList<>();
            double[] snrs = new double[bright.size()];
            for (Candidate candidate : bright) {
                Light before = candidate.light();
                Optional<Light> light =
                        meter.measure(before.x(), before.y(), before.hfr(), aperture, true);
                if (light.isPresent()) {
                    snrs[lights.size()] = candidate.snr();
                    lights.add(light.get());
                }
            }
            aperture = new Wings(meter, pixels).learn(guess, lights, snrs);
        }
        return aperture;
    }

    /// How far from its centre a star's light is more than a tenth of the noise of a pixel, in half-flux radii.
    ///
    /// @param height of its peak through the matched filter, over the noise of a pixel
    double reachOfLight(double height) {
        if (aperture.radius() < Aperture.FOCUSED.radius()) {
            // A disc has a border, and what seeing carries over it falls off fast.
            return height > 10 ? 2.2 : 1.8;
        }
        // A Moffat profile with β = 2.5.
        return Math.max(1.5, Math.min(6, 1.85 * Math.sqrt(Math.pow(10 * height, 0.4) - 1)));
    }

    boolean isSaturated(Light light) {
        return isSaturated(light, ceiling);
    }

    private static boolean isSaturated(Light light, OptionalDouble ceiling) {
        return ceiling.isPresent()
                && light.secondPeak() + light.background() >= ceiling.getAsDouble();
    }

    private static double median(List<Candidate> candidates, ToDoubleFunction<Candidate> value) {
        double[] values = candidates.stream().mapToDouble(value).toArray();
        Arrays.sort(values);
        return values.length == 0 ? Double.MAX_VALUE : values[values.length / 2];
    }
}
