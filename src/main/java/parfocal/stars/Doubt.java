package parfocal.stars;

import java.util.Arrays;
import java.util.List;

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

    /// Error of a star's size.
    double sigma(Light light) {
        double photons = aduPerPhoton * light.hfrPhoton() * light.hfrPhoton();
        double rest = floor * light.hfr();
        return Math.sqrt(light.hfrSigma() * light.hfrSigma() + photons + rest * rest);
    }

    /// What is believed before stars have shown it: the sky's noise is at least that of its own photons.
    static Doubt usual(Mesh sky) {
        double noise = sky.medianNoise();
        return new Doubt(noise * noise / Math.max(sky.medianLevel(), noise), USUAL_FLOOR);
    }

    /// @param clean stars whose size counts
    static Doubt learned(List<Candidate> clean, SizeMap map, Mesh sky) {
        Doubt doubt = usual(sky);
        List<Light> clear = lights(clean, CLEAR, BRIGHT);
        List<Light> bright = lights(clean, BRIGHT, Double.MAX_VALUE);
        for (int round = 0; round < ROUNDS; round++) {
            double floor = doubt.floor;
            double photon = doubt.aduPerPhoton;
            if (clear.size() >= ENOUGH) {
                double most = 1e4 * sky.medianNoise();
                photon = agreeing(0, most, p -> new Doubt(p, floor).spread(clear, map));
            }
            double known = photon;
            double left =
                    bright.size() < ENOUGH
                            ? floor
                            : agreeing(
                                    0, LARGEST_FLOOR, f -> new Doubt(known, f).spread(bright, map));
            doubt = new Doubt(photon, left);
        }
        return doubt;
    }

    private static List<Light> lights(List<Candidate> stars, double from, double to) {
        return stars.stream()
                .filter(c -> c.snr() >= from && c.snr() < to)
                .map(Candidate::light)
                .limit(MOST_ASKED)
                .toList();
    }

    /// Spread of differences from the common size over their errors, as a standard deviation: 1 when the errors are right.
    private double spread(List<Light> stars, SizeMap map) {
        double[] pulls = new double[stars.size()];
        for (int i = 0; i < pulls.length; i++) {
            Light light = stars.get(i);
            pulls[i] = map.awayOf(light) * light.hfr() / Math.max(1e-9, sigma(light));
        }
        Arrays.sort(pulls);
        // Neighbours too faint to be seen make stars only larger, in a field of donuts a third of
        // them: those that agree best show the errors. Factors of Rousseeuw and Leroy (1987).
        int half = pulls.length / 2 + 1;
        double closest = Double.MAX_VALUE;
        for (int i = 0; i + half <= pulls.length; i++) {
            closest = Math.min(closest, pulls[i + half - 1] - pulls[i]);
        }
        return 1.4826 * (1 + 5.0 / (pulls.length - 1)) * 0.5 * closest;
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
