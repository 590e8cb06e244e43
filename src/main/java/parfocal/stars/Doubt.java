package parfocal.stars;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/// How far the sizes of a frame's stars are off beyond what the sky's noise makes of them.
///
/// Two things are learned from how stars differ from their neighbours' common size: what a star's own photons add, since few
/// cameras say how many photons make one ADU, and what is left however bright a star is: neighbours too faint to be seen,
/// pixels of unequal sensitivity, the grid.
///
/// @param aduPerPhoton light in ADU that one photon makes
/// @param floor        part of the size by which even the brightest stars differ
record Doubt(double aduPerPhoton, double floor) {
    private static final double USUAL_FLOOR = 0.002;
    private static final double LARGEST_FLOOR = 0.1;
    private static final double CLEAR = 20;
    private static final double BRIGHT = 100;
    private static final int ENOUGH = 15;
    private static final int MOST_ASKED = 500;
    private static final int ROUNDS = 2;

    /// What a neighbour's light does to a size: half of it moves the half of a star's light, whose radius grows by 1/0.7 of that.
    private static final double LEAK = 0.7;

    /// More light of neighbours than this hides what a star's own photons do.
    private static final double ALONE = 0.003;

    /// As many of the clearest say what is usual.
    private static final int CENTRED = 60;

    /// Error of a star's size where nothing else shines.
    double sigma(Light light) {
        return sigma(light, 0);
    }

    /// Error of a star's size.
    ///
    /// @param leaking light of known neighbours within the measuring circle over the star's own
    double sigma(Light light, double leaking) {
        double photons = aduPerPhoton * light.hfrPhoton() * light.hfrPhoton();
        double rest = Math.hypot(floor, LEAK * Math.min(1, leaking)) * light.hfr();
        return Math.sqrt(light.hfrSigma() * light.hfrSigma() + photons + rest * rest);
    }

    /// What is believed before stars have shown it: the sky's noise is at least that of its own photons.
    static Doubt usual(Mesh sky) {
        double noise = sky.medianNoise();
        return new Doubt(noise * noise / Math.max(sky.medianLevel(), noise), USUAL_FLOOR);
    }

    /// Whether the light of neighbours hides nothing of what a star's own photons do.
    static boolean isAlone(Crowd.Share others) {
        return others.leaking() < ALONE;
    }

    /// @param clean stars whose size counts
    /// @param alone those of them that light of neighbours does not make larger
    /// @param aduPerPhoton what pixels have shown, if they have
    static Doubt learned(
            List<Candidate> clean,
            List<Candidate> alone,
            SizeMap map,
            Mesh sky,
            OptionalDouble aduPerPhoton) {
        List<Candidate> telling = alone.size() < ENOUGH ? clean : alone;
        // A surface through few stars, some with unseen neighbours, may say less than none.
        Doubt mapped = learned(telling, sky, aduPerPhoton, centred(telling, map::awayOf));
        Doubt flat =
                learned(
                        telling,
                        sky,
                        aduPerPhoton,
                        centred(telling, light -> Math.log(light.hfr())));
        return mapped.overall(clean) < flat.overall(clean) ? mapped : flat;
    }

    /// The same, with its usual value at nothing.
    private static ToDoubleFunction<Light> centred(
            List<Candidate> clean, ToDoubleFunction<Light> logarithm) {
        double[] clearest =
                clean.stream()
                        .limit(CENTRED)
                        .map(Candidate::light)
                        .mapToDouble(logarithm)
                        .sorted()
                        .toArray();
        if (clearest.length == 0) {
            return logarithm;
        }
        int half = clearest.length / 2;
        int first = closest(clearest, half);
        double usual = 0.5 * (clearest[first] + clearest[first + half]);
        return light -> logarithm.applyAsDouble(light) - usual;
    }

    /// Where the shortest stretch begins that holds one value and `more`.
    private static int closest(double[] sorted, int more) {
        int best = 0;
        for (int i = 1; i + more < sorted.length; i++) {
            if (sorted[i + more] - sorted[i] < sorted[best + more] - sorted[best]) {
                best = i;
            }
        }
        return best;
    }

    /// How much it makes of these stars' errors.
    private double overall(List<Candidate> stars) {
        return stars.stream()
                .limit(MOST_ASKED)
                .mapToDouble(c -> Math.log(Math.max(1e-9, sigma(c.light()))))
                .sum();
    }

    private static Doubt learned(
            List<Candidate> clean,
            Mesh sky,
            OptionalDouble aduPerPhoton,
            ToDoubleFunction<Light> logarithm) {
        Doubt doubt = new Doubt(aduPerPhoton.orElse(usual(sky).aduPerPhoton), USUAL_FLOOR);
        List<Sized> clear = sized(clean, CLEAR, BRIGHT, logarithm);
        List<Sized> bright = sized(clean, BRIGHT, Double.MAX_VALUE, logarithm);
        for (int round = 0; round < ROUNDS; round++) {
            double floor = doubt.floor;
            double photon = doubt.aduPerPhoton;
            if (aduPerPhoton.isEmpty() && clear.size() >= ENOUGH) {
                double most = 1e4 * sky.medianNoise();
                photon = agreeing(0, most, p -> new Doubt(p, floor).spread(clear));
            }
            double known = photon;
            double left =
                    bright.size() < ENOUGH
                            ? floor
                            : agreeing(0, LARGEST_FLOOR, f -> new Doubt(known, f).spread(bright));
            doubt = new Doubt(photon, left);
        }
        return doubt;
    }

    /// A star and how far its size is from the usual one.
    private record Sized(Light light, double awayPixels) {}

    private static List<Sized> sized(
            List<Candidate> stars, double from, double to, ToDoubleFunction<Light> logarithm) {
        return stars.stream()
                .filter(c -> c.snr() >= from && c.snr() < to)
                .map(Candidate::light)
                .limit(MOST_ASKED)
                .map(light -> new Sized(light, logarithm.applyAsDouble(light) * light.hfr()))
                .toList();
    }

    /// Spread of differences from the common size over their errors, as a standard deviation: 1 when the errors are right.
    private double spread(List<Sized> stars) {
        double[] pulls = new double[stars.size()];
        for (int i = 0; i < pulls.length; i++) {
            Sized star = stars.get(i);
            pulls[i] = star.awayPixels / Math.max(1e-9, sigma(star.light));
        }
        Arrays.sort(pulls);
        // Neighbours too faint to be seen make stars only larger, in a field of donuts more than
        // half
        // of them: the third that agrees best shows the errors. A Gaussian's middle third is 0.861
        // wide; the shortest third of few values is shorter, by simulation.
        int third = pulls.length / 3;
        int first = closest(pulls, third);
        double fewness = 1 + 15.0 / (pulls.length + 13);
        return fewness * (pulls[first + third] - pulls[first]) / 0.861;
    }

    /// The smallest value with which the spread is no more than 1.
    private static double agreeing(
            double smallest, double largest, java.util.function.DoubleUnaryOperator spread) {
        if (spread.applyAsDouble(smallest) <= 1) {
            return smallest;
        }
        double low = smallest;
        double high = largest;
        for (int i = 0; i < 25; i++) {
            // Spans many powers of ten.
            double middle = low > 0 ? Math.sqrt(low * high) : 1e-6 * high;
            if (spread.applyAsDouble(middle) > 1) {
                low = middle;
            } else {
                high = middle;
                if (low == 0) {
                    break;
                }
            }
        }
        return high;
    }
}
