package parfocal.stars;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import parfocal.image.Frame;

/// One frame's way from pixels to stars; everything in one order, so that the same frame gives the same stars.
final class StarSearch {
    /// From here on a star's own size is better than the frame's.
    private static final double SIZED_BY_ITSELF = 30;

    private static final int BRIGHT_FOR_WINGS = 40;

    private final Pixels pixels;
    private final Mesh sky;
    private final boolean noisy;
    private final List<RejectedObject> rejected;
    private final LightMeter meter;
    private final Detection detection;

    StarSearch(Frame frame) {
        float[] adu = frame.adu().clone();
        int width = frame.widthPixels();
        int height = frame.heightPixels();
        double leastNoise = quantum(adu) / Math.sqrt(12);
        sky = Mesh.of(adu, width, height, 64, leastNoise);
        noisy = sky.medianNoise() > leastNoise;
        BadColumns.level(adu, width, height, sky);
        rejected = new ArrayList<>(HotPixels.remove(adu, width, height, sky));
        pixels = new Pixels(adu, width, height);
        meter = new LightMeter(pixels);
        detection = new Detection(pixels, sky.medianNoise());
    }

    /// The step of whole numbers is 1 ADU; other numbers are as fine as a float is.
    private static double quantum(float[] adu) {
        float largest = 0;
        for (float value : adu) {
            if (Math.rint(value) != value && !Float.isNaN(value)) {
                for (float other : adu) {
                    largest = Math.max(largest, Float.isFinite(other) ? Math.abs(other) : 0);
                }
                return Math.max(Float.MIN_NORMAL, largest * 1e-6);
            }
        }
        return 1;
    }

    StarField run() {
        List<Candidate> first = new ArrayList<>();
        for (Peak peak : detection.clearestOfAllWidths()) {
            double guess = peak.widthPixels() / 0.85;
            meter.measure(peak.x(), peak.y(), guess, Aperture.FOCUSED, true)
                    .ifPresent(light -> first.add(candidate(peak, light)));
        }
        Optional<CommonSize> voted =
                CommonSize.of(
                        first.stream()
                                .filter(c -> c.snr() > 5 && c.light().hfr() > 0.7)
                                .filter(c -> !Gates.isSpeck(c.light()))
                                .map(c -> new CommonSize.Vote(c.light().hfr(), c.snr()))
                                .toList());
        if (voted.isEmpty()) {
            return field(List.of(), Aperture.FOCUSED);
        }
        CommonSize size = voted.get();
        List<Candidate> typical = first.stream().filter(c -> isTypical(c, size)).toList();
        double softness = median(typical, c -> c.light().softness());
        boolean defocused = size.hfrPixels() > 3 && softness < Aperture.SOFTEST_DISC;
        OptionalDouble ceiling = Ceiling.of(pixels, sky.medianLevel(), noisy, defocused);
        Aperture aperture = defocused ? Aperture.defocused(softness) : focused(typical, ceiling);
        double axisRatio = Math.max(1, median(typical, c -> c.light().axisRatio()));
        SizeMap map = SizeMap.of(pixels, size, typical.stream().map(Candidate::light).toList());
        Gates gates = new Gates(pixels, map, axisRatio, sky.medianNoise());
        List<Candidate> found = stars(size, aperture, gates, ceiling);
        List<Candidate> sized =
                found.stream().filter(c -> !isSaturated(c.light(), ceiling)).toList();
        if (!Credibility.isStarField(sized, gates, size)) {
            rejectAll(found);
            return field(List.of(), aperture);
        }
        rejectWiderThings(first, found, size);
        return field(
                flagged(found, gates, aperture.radius() * size.hfrPixels(), ceiling), aperture);
    }

    private static boolean isTypical(Candidate candidate, CommonSize size) {
        double away = Math.log(candidate.light().hfr() / size.hfrPixels());
        return Math.abs(away) < 0.3;
    }

    private Candidate candidate(Peak peak, Light light) {
        return new Candidate(
                peak, light, Detection.localSnr(peak, light, sky.noiseAt(peak.x(), peak.y())));
    }

    private Aperture focused(List<Candidate> typical, OptionalDouble ceiling) {
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
            Aperture used = aperture;
            List<Light> lights = new ArrayList<>();
            double[] snrs = new double[bright.size()];
            for (Candidate candidate : bright) {
                Light before = candidate.light();
                Optional<Light> light =
                        meter.measure(before.x(), before.y(), before.hfr(), used, true);
                if (light.isPresent()) {
                    snrs[lights.size()] = candidate.snr();
                    lights.add(light.get());
                }
            }
            aperture = new Wings(meter, pixels).learn(guess, lights, snrs);
        }
        return aperture;
    }

    private List<Candidate> stars(
            CommonSize size, Aperture aperture, Gates gates, OptionalDouble ceiling) {
        double h = size.hfrPixels();
        List<Candidate> found = new ArrayList<>();
        Vicinity<Peak> near = new Vicinity<>(6 * h);
        List<Peak> glaring = new ArrayList<>();
        for (Peak peak : detection.matched(h)) {
            boolean hidden =
                    near.within(peak.x(), peak.y(), 6 * h).stream()
                                    .anyMatch(other -> Detection.isGlare(peak, other, h))
                            || glaring.stream()
                                    .anyMatch(other -> Detection.isGlare(peak, other, h));
            if (hidden) {
                reject(peak.x(), peak.y(), Rejection.GLARE);
                continue;
            }
            boolean free = peak.snr() >= SIZED_BY_ITSELF;
            double usual = gates.size().hfrAt(peak.x(), peak.y());
            Optional<Light> light = meter.measure(peak.x(), peak.y(), usual, aperture, free);
            if (light.isEmpty()) {
                reject(peak.x(), peak.y(), Rejection.FAINT);
                continue;
            }
            Candidate candidate = candidate(peak, light.get());
            Optional<Rejection> refusal =
                    gates.refuse(
                            candidate.light(),
                            candidate.snr(),
                            isSaturated(candidate.light(), ceiling));
            if (refusal.isPresent()) {
                reject(candidate.light().x(), candidate.light().y(), refusal.get());
            } else {
                found.add(candidate);
            }
            near.add(peak.x(), peak.y(), peak);
            if (Detection.glareReach(peak, h) > 6 * h) {
                glaring.add(peak);
            }
        }
        return found;
    }

    /// What only a wider filter saw: counted, so that the annotated picture can say why it is no star.
    private void rejectWiderThings(List<Candidate> first, List<Candidate> found, CommonSize size) {
        for (Candidate candidate : first) {
            Light light = candidate.light();
            boolean wide = light.hfr() > 1.6 * size.hfrPixels();
            boolean star =
                    found.stream()
                            .anyMatch(c ->
                                    Math.hypot(c.light().x() - light.x(), c.light().y() - light.y())
                                            < light.hfr());
            if (wide && !star) {
                reject(light.x(), light.y(), Rejection.NEBULOSITY);
            }
        }
    }

    /// Impostors among themselves: long ones are tracks, the rest is what a sky without stars has left.
    private void rejectAll(List<Candidate> found) {
        for (Candidate candidate : found) {
            Light light = candidate.light();
            boolean track = light.hfr() < 2 || light.axisRatio() > 1.6;
            reject(light.x(), light.y(), track ? Rejection.COSMIC_RAY : Rejection.NEBULOSITY);
        }
    }

    private List<Star> flagged(
            List<Candidate> found, Gates gates, double radius, OptionalDouble ceiling) {

        // A neighbour's half-flux radius further out its light still leaks in.
        double reach = 1.5 * radius;
        Vicinity<Candidate> near = new Vicinity<>(reach);
        for (Candidate candidate : found) {
            near.add(candidate.light().x(), candidate.light().y(), candidate);
        }
        List<Star> stars = new ArrayList<>();
        for (Candidate candidate : found) {
            Light light = candidate.light();
            Set<StarFlag> flags = EnumSet.noneOf(StarFlag.class);
            if (isSaturated(light, ceiling)) {
                flags.add(StarFlag.SATURATED);
            }
            if (!light.wholeInFrame()) {
                flags.add(StarFlag.NEAR_EDGE);
            }
            double foreign =
                    near.within(light.x(), light.y(), reach).stream()
                            .filter(other -> !other.equals(candidate))
                            .mapToDouble(other -> other.light().flux())
                            .sum();
            if (foreign > 0.05 * light.flux()) {
                flags.add(StarFlag.CROWDED);
            }
            if (!gates.isCommon(light)) {
                flags.add(StarFlag.ODD_SIZE);
            }
            stars.add(star(light, candidate.snr(), flags));
        }
        stars.sort(
                Comparator.comparingDouble(Star::fluxAdu)
                        .reversed()
                        .thenComparingDouble(Star::y)
                        .thenComparingDouble(Star::x));
        return stars;
    }

    static Star star(Light light, double snr, Set<StarFlag> flags) {
        return new Star(
                light.x(),
                light.y(),
                light.flux(),
                light.hfr(),
                light.hfrSigma(),
                light.fwhm(),
                light.peak(),
                light.eccentricity(),
                snr,
                flags);
    }

    private boolean isSaturated(Light light, OptionalDouble ceiling) {
        if (ceiling.isEmpty() || light.peak() + light.background() < ceiling.getAsDouble()) {
            return false;
        }
        int reach = (int) Math.ceil(light.hfr() + 1);
        int middleX = (int) Math.round(light.x());
        int middleY = (int) Math.round(light.y());
        int full = 0;
        for (int y = Math.max(0, middleY - reach);
                y <= Math.min(pixels.height() - 1, middleY + reach);
                y++) {
            for (int x = Math.max(0, middleX - reach);
                    x <= Math.min(pixels.width() - 1, middleX + reach);
                    x++) {
                if (pixels.at(x, y) >= ceiling.getAsDouble()) {
                    full++;
                }
            }
        }
        return full >= 2;
    }

    private void reject(double x, double y, Rejection cause) {
        rejected.add(new RejectedObject(x, y, cause));
    }

    private StarField field(List<Star> stars, Aperture aperture) {
        return new StarField(stars, rejected, sky, meter, aperture);
    }

    private static double median(
            List<Candidate> candidates, java.util.function.ToDoubleFunction<Candidate> value) {
        double[] values = candidates.stream().mapToDouble(value).toArray();
        Arrays.sort(values);
        return values.length == 0 ? Double.MAX_VALUE : values[values.length / 2];
    }
}
