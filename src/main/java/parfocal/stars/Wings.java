package parfocal.stars;

import java.util.Arrays;
import java.util.List;

/// Learns from a frame's bright stars how much light lies outside the measuring circle and in the background ring.
///
/// Beyond three half-flux radii the mean profile of the bright stars is fitted by `c + A·ρ^−p`: `c` is the error of the far
/// background, the rest is the wing, continued to infinity (Moffat wings fall with p = 2β, diffraction with p = 3).
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
        int used = 0;
        for (int star = 0; star < bright.size(); star++) {
            Light light = bright.get(star);
            double h = light.hfr();
            if (!pixels.containsCircle(light.x(), light.y(), reach * h)) {
                continue;
            }
            double background = light.background();
            GrowthCurve curve = meter.growth();
            curve.measure(pixels, light.x(), light.y(), FIRST * h, h / 10, background);
            double within = curve.total();
            if (within <= 0) {
                continue;
            }
            for (int ring = 0; ring < rings; ring++) {
                double from = (FIRST + ring * RING) * h;
                double level = meter.ringMean(light.x(), light.y(), from, from + RING * h);
                profiles[ring][used] = (level - background) * h * h / within;
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
        return Math.max(5.5, Math.min(9, 90 / h));
    }

    private static Aperture fit(Aperture guess, double[] profile, double reach, double snr) {
        double bestError = Double.MAX_VALUE;
        double c = 0;
        double a = 0;
        double p = 5;
        for (double power = 2.8; power <= 9; power += 0.2) {
            double[] line = weightedLine(profile, power);
            if (line[1] >= 0 && line[2] < bestError) {
                bestError = line[2];
                c = line[0];
                a = line[1];
                p = power;
            }
        }
        if (bestError == Double.MAX_VALUE) {
            return guess;
        }
        double tailFromReach = tail(a, p, reach);
        double wing = tailFromReach;
        for (int ring = 0; ring < profile.length; ring++) {
            double rho = FIRST + (ring + 0.5) * RING;
            wing += 2 * Math.PI * rho * RING * (profile[ring] - c);
        }
        double total = 1 - c * Math.PI * FIRST * FIRST + wing;
        double insideAperture = lightBetween(profile, c, a, p, guess.radius());
        double lost = (wing - insideAperture) / total;
        double inRing = meanBetween(profile, c, a, p, guess.ringInner(), guess.ringOuter());
        double light = Math.PI * inRing / total;
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

    private static double tail(double a, double p, double from) {
        return 2 * Math.PI * a * Math.pow(from, 2 - p) / (p - 2);
    }

    /// Light between [#FIRST] and `radius`; negative when the circle is smaller.
    private static double lightBetween(
            double[] profile, double c, double a, double p, double radius) {
        if (radius < FIRST) {
            return tail(a, p, FIRST) - tail(a, p, radius);
        }
        double sum = 0;
        for (int ring = 0; FIRST + (ring + 1) * RING <= radius + 1e-9; ring++) {
            double rho = FIRST + (ring + 0.5) * RING;
            sum += 2 * Math.PI * rho * RING * (profile[ring] - c);
        }
        return sum;
    }

    private static double meanBetween(
            double[] profile, double c, double a, double p, double inner, double outer) {
        double sum = 0;
        double area = 0;
        for (double rho = inner + RING / 2; rho < outer; rho += RING) {
            int ring = (int) ((rho - FIRST) / RING);
            double value =
                    rho < FIRST || ring >= profile.length
                            ? a * Math.pow(rho, -p)
                            : profile[ring] - c;
            sum += rho * value;
            area += rho;
        }
        return sum / area;
    }

    /// Least squares of `c + A·ρ^−p` with rings weighted by their area: `{c, A, error}`.
    private static double[] weightedLine(double[] profile, double power) {
        double w = 0;
        double wx = 0;
        double wxx = 0;
        double wy = 0;
        double wxy = 0;
        for (int ring = 0; ring < profile.length; ring++) {
            double rho = FIRST + (ring + 0.5) * RING;
            double x = Math.pow(rho, -power);
            w += rho;
            wx += rho * x;
            wxx += rho * x * x;
            wy += rho * profile[ring];
            wxy += rho * x * profile[ring];
        }
        double a = (w * wxy - wx * wy) / (w * wxx - wx * wx);
        double c = (wy - a * wx) / w;
        double error = 0;
        for (int ring = 0; ring < profile.length; ring++) {
            double rho = FIRST + (ring + 0.5) * RING;
            double residual = profile[ring] - c - a * Math.pow(rho, -power);
            error += rho * residual * residual;
        }
        return new double[] {c, a, error};
    }
}
