package parfocal.stars;

import java.util.Arrays;
import java.util.List;

/// Learns from a frame's bright stars how much light lies outside the measuring circle and in the background ring.
///
/// Beyond three half-flux radii the median profile of the bright stars is laid down as a [Tail] and continued to infinity.
final class Wings {
    private static final double FIRST = 3;
    private static final double RING = 0.5;

    /// Bright enough that the wing shows over the noise.
    static final double WANTED_SNR = 80;

    private final LightMeter meter;
    private final Pixels pixels;

    Wings(LightMeter meter, Pixels pixels) {
        this.meter = meter;
        this.pixels = pixels;
    }

    /// @param bright isolated, unsaturated stars
    /// @param snrs   of the same stars
    Aperture learn(Aperture guess, List<Light> bright, double[] snrs) {
        double reach = reach(bright);
        int rings = (int) Math.round((reach - FIRST) / RING);
        if (bright.isEmpty() || rings < 5) {
            return guess;
        }
        double[][] profiles = new double[rings][bright.size()];
        double information = 0;
        // Clipped means keep neighbours out, at the price of whole pixels; a lone star deserves
        // exact rings.
        boolean few = bright.size() < 4;
        int used = 0;
        for (int star = 0; star < bright.size(); star++) {
            Light light = bright.get(star);
            double h = light.hfr();
            if (!pixels.containsCircle(light.x(), light.y(), reach * h)) {
                continue;
            }
            GrowthCurve curve = meter.grow(light, few ? reach : FIRST);
            // In the curve's own unit of length; the mean of a block is that of its pixels.
            double unit = h / meter.stamp().side();
            double within = curve.within(FIRST * unit);
            if (within <= 0) {
                continue;
            }
            for (int ring = 0; ring < rings; ring++) {
                double from = FIRST + ring * RING;
                double level =
                        few
                                ? curve.meanBetween(from * unit, (from + RING) * unit)
                                : meter.ringMean(light, from * h, (from + RING) * h)
                                        - light.background();
                profiles[ring][used] = level * unit * unit / within;
            }
            information += Math.min(1e6, snrs[star] * snrs[star]);
            used++;
        }
        if (used == 0) {
            return guess;
        }
        double[] profile = new double[rings];
        for (int ring = 0; ring < rings; ring++) {
            double[] values = Arrays.copyOf(profiles[ring], used);
            Arrays.sort(values);
            profile[ring] = 0.5 * (values[(used - 1) / 2] + values[used / 2]);
        }
        return fit(guess, profile, reach, Math.sqrt(information));
    }

    private static double reach(List<Light> bright) {
        double h = bright.isEmpty() ? 1 : bright.getFirst().hfr();
        return Math.max(7, Math.min(9, 90 / h));
    }

    private static Aperture fit(Aperture guess, double[] profile, double reach, double snr) {
        Tail tail = Tail.fit(profile, FIRST, RING);
        double wing = tail.lightBeyond(reach);
        for (int ring = 0; ring < profile.length; ring++) {
            double rho = FIRST + (ring + 0.5) * RING;
            wing += 2 * Math.PI * rho * RING * (profile[ring] - tail.offset());
        }
        double total = 1 - tail.offset() * Math.PI * FIRST * FIRST + wing;
        double insideAperture = tail.lightBeyond(FIRST) - tail.lightBeyond(guess.radius());
        double lost = (wing - insideAperture) / total;
        double inRing =
                (tail.lightBeyond(guess.ringInner()) - tail.lightBeyond(guess.ringOuter()))
                        / (guess.ringOuter() * guess.ringOuter()
                                - guess.ringInner() * guess.ringInner());
        double light = inRing / total;
        // What a few noisy stars say is believed as far as their light goes; 0.02 is how far optics
        // differ.
        double error = 6 / snr;
        double trust = 0.0004 / (0.0004 + error * error);
        return guess.with(
                clamp(guess.lostShare() + trust * (lost - guess.lostShare()), 0.15),
                clamp(guess.ringLight() + trust * (light - guess.ringLight()), 0.02));
    }

    private static double clamp(double share, double most) {
        return Math.max(0, Math.min(most, share));
    }
}
