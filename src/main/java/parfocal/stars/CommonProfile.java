package parfocal.stars;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How light grows with the radius in the stars of one frame, learned from its clearest: the median of their growth curves.
///
/// A half-flux radius is read off at two circles, and the noise of all sky in the outer one goes into it: of a faint star it is
/// known to 1.3/SNR. The scale by which the frame's common profile fits best, each ring counted for what it says, is known to
/// 1.0/SNR, suffers from an error of the background half as much and from neighbours at the circle's border hardly at all. It
/// is the half-flux radius of every star that has the common shape, however large: nothing draws a size towards the usual one.
final class CommonProfile {
    /// In half-flux radii.
    private static final double STEP = 0.05;

    private static final double CLEAR = 30;
    private static final int LEAST_STARS = 5;
    private static final int MOST_STARS = 60;

    /// S/N from which a star's growth curve is as good as any.
    private static final double CLEAREST = 150;

    /// S/N that the stars together must have: else the profile's own noise matters.
    private static final double ENOUGH = 120;

    private static final int ROUNDS = 10;
    private static final double SETTLED = 2e-3;
    private static final double LONGEST_STEP = 0.25;

    /// Light within circles, the measuring circle's as 1.
    private final double[] light;

    /// Its derivative by the logarithm of the radius.
    private final double[] rise;

    private final double reach;
    private double usualMisfit;

    private CommonProfile(double[] light, double reach) {
        this.light = light;
        this.reach = reach;
        rise = new double[light.length];
        for (int i = 1; i + 1 < light.length; i++) {
            rise[i] = i * 0.5 * (light[i + 1] - light[i - 1]);
        }
        rise[light.length - 1] = rise[light.length - 2];
    }

    /// @param clearest unsaturated stars, clearest first
    static Optional<CommonProfile> learned(
            LightMeter meter, Aperture aperture, List<Candidate> clearest) {
        int places = (int) Math.round(LightMeter.ROOM * aperture.radius() / STEP);
        List<double[]> curves = new ArrayList<>();
        List<Light> stars = new ArrayList<>();
        double information = 0;
        for (Candidate candidate : clearest.subList(0, Math.min(MOST_STARS, clearest.size()))) {
            if (candidate.snr() < CLEAR) {
                break;
            }
            Light before = candidate.light();
            Optional<Light> measured =
                    meter.measure(before.x(), before.y(), before.hfr(), aperture, true);
            if (measured.isEmpty() || !measured.get().wholeInFrame()) {
                continue;
            }
            double weight = Math.min(CLEAREST, candidate.snr());
            curves.add(curve(meter, aperture, measured.get(), places, weight * weight));
            stars.add(measured.get());
            information += weight * weight;
        }
        if (curves.size() < LEAST_STARS || Math.sqrt(information) < ENOUGH) {
            return Optional.empty();
        }
        double[] light = new double[places + 1];
        for (int i = 1; i <= places; i++) {
            light[i] = median(curves, i, 0.5 * information);
        }
        CommonProfile profile = new CommonProfile(light, aperture.radius());
        profile.usualMisfit = profile.usualMisfit(meter, aperture, stars);
        return Optional.of(profile);
    }

    /// What it leaves unexplained of three in four clear stars at most.
    double usualMisfit() {
        return usualMisfit;
    }

    private double usualMisfit(LightMeter meter, Aperture aperture, List<Light> stars) {
        Aperture known = aperture.with(Optional.of(this));
        double[] misfits =
                stars.stream()
                        .flatMap(l -> meter.measure(l.x(), l.y(), l.hfr(), known, true).stream())
                        .flatMap(l -> l.matched().stream())
                        .mapToDouble(MatchedSize::misfit)
                        .sorted()
                        .toArray();
        return misfits.length == 0 ? 0 : misfits[3 * misfits.length / 4];
    }

    /// The first value is the curve's weight: within no radius there is no light.
    private static double[] curve(
            LightMeter meter, Aperture aperture, Light star, int places, double weight) {
        GrowthCurve growth = meter.grow(star, LightMeter.ROOM * aperture.radius());
        double unit = star.hfr() / meter.stamp().side();
        double whole = growth.within(aperture.radius() * unit);
        double[] curve = new double[places + 1];
        curve[0] = weight;
        for (int i = 1; i <= places; i++) {
            curve[i] = growth.within(i * STEP * unit) / whole;
        }
        return curve;
    }

    private static double median(List<double[]> curves, int place, double half) {
        curves.sort(Comparator.comparingDouble(curve -> curve[place]));
        double passed = 0;
        for (double[] curve : curves) {
            passed += curve[0];
            if (passed >= half) {
                return curve[place];
            }
        }
        return curves.getLast()[place];
    }

    /// The size that fits a growth curve best, in the curve's unit; nothing where none does.
    ///
    /// @param expected  the size to begin with; circles out to the measuring circle of this size are looked at
    /// @param noise     of a pixel
    /// @param ringError of the background
    Optional<MatchedSize> size(
            GrowthCurve growth, double expected, double noise, double ringError) {
        int circles = growth.circlesWithin(reach * expected);
        double size = expected;
        for (int round = 0; round < ROUNDS; round++) {
            double gg = 0;
            double gd = 0;
            double dd = 0;
            double fg = 0;
            double fd = 0;
            double ff = 0;
            double sumG = 0;
            double sumD = 0;
            double lightBefore = 0;
            double riseBefore = 0;
            for (int k = 1; k <= circles; k++) {
                double place = growth.radius(k) / (size * STEP);
                int i = Math.min((int) place, light.length - 1);
                double part = i < light.length - 1 ? place - i : 0;
                double within = between(light, i, part);
                double rises = between(rise, i, part);
                double area = growth.area(k) - growth.area(k - 1);
                double g = within - lightBefore;
                double d = riseBefore - rises;
                double f = growth.flux(k) - growth.flux(k - 1);
                lightBefore = within;
                riseBefore = rises;
                if (area <= 0) {
                    continue;
                }
                double weight = 1 / area;
                gg += weight * g * g;
                gd += weight * g * d;
                dd += weight * d * d;
                fg += weight * f * g;
                fd += weight * f * d;
                ff += weight * f * f;
                sumG += g;
                sumD += d;
            }
            double flux = fg / gg;
            double information = dd - gd * gd / gg;
            if (!(flux > 0) || !(information > 0)) {
                return Optional.empty();
            }
            double step = (fd - gd / gg * fg) / (flux * information);
            double own = noise / (flux * Math.sqrt(information));
            // A step much smaller than the error is no matter.
            if (Math.abs(step) < SETTLED + 0.05 * own) {
                double lifted = ringError * (sumD - gd / gg * sumG) / (flux * information);
                double left = (ff - fg * flux - circles * noise * noise) / (flux * fg);
                return Optional.of(new MatchedSize(size, size * Math.hypot(own, lifted), left));
            }
            size *= Math.exp(Math.clamp(step, -LONGEST_STEP, LONGEST_STEP));
            if (!(size > 0.4 * expected && size < 2.5 * expected)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// @param part of the way to the next value; there need be none when it is 0
    private static double between(double[] values, int i, double part) {
        return part == 0 ? values[i] : values[i] + part * (values[i + 1] - values[i]);
    }
}
