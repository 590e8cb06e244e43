package parfocal.rig;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The truth about star sizes on a rig: half-flux radius against defocus, from the profile the frames are drawn with.
public final class TrueCurve {
    /// Profiles are of one shape for each ratio of disc to seeing, whatever the pixels: tabulated at this seeing.
    private static final double FWHM_PIXELS = 3;

    private static final double FINEST_RATIO = 0.05;
    private static final double LARGEST_RATIO = 24;
    private static final int RATIOS = 48;

    private static final Map<Double, double[]> TABLES = new ConcurrentHashMap<>();

    /// What a pixel's own width adds to the square of a half-flux radius: `2 ln 2 / 12`.
    private static final double SQUARE_OF_PIXEL = 1.386 / 12;

    private final RigPlan plan;
    private final double[] table;

    /// The disc becomes an ellipse, one axis longer and one shorter by so much: as large as a disc whose radius is the two put together.
    private final double astigmatismPixels;

    private TrueCurve(RigPlan plan, double[] table) {
        this.plan = plan;
        this.table = table;
        this.astigmatismPixels = Aberrations.of(plan).astigmatismPixels();
    }

    public static TrueCurve of(RigPlan plan) {
        double obstruction = plan.telescope().obstruction();
        return new TrueCurve(plan, TABLES.computeIfAbsent(obstruction, TrueCurve::tabulate));
    }

    private static double[] tabulate(double obstruction) {
        double[] sizes = new double[RATIOS + 1];
        sizes[0] = StarProfile.of(FWHM_PIXELS, 0, obstruction).halfFluxRadiusPixels() / FWHM_PIXELS;
        for (int i = 1; i <= RATIOS; i++) {
            double disc = FWHM_PIXELS * ratio(i);
            sizes[i] =
                    StarProfile.of(FWHM_PIXELS, disc, obstruction).halfFluxRadiusPixels()
                            / FWHM_PIXELS;
        }
        return sizes;
    }

    private static double ratio(int place) {
        return FINEST_RATIO
                * StrictMath.pow(LARGEST_RATIO / FINEST_RATIO, (place - 1.0) / (RATIOS - 1.0));
    }

    /// Half-flux radius on the sensor.
    ///
    /// @param defocusSteps how far the tube is from best focus
    /// @param fwhmPixels   seeing and diffraction together
    public double hfrPixels(double defocusSteps, double fwhmPixels) {
        double disc = Math.hypot(discPixels(defocusSteps), 2 * astigmatismPixels);
        double relative = relative(disc / fwhmPixels);
        return Math.sqrt(fwhmPixels * fwhmPixels * relative * relative + SQUARE_OF_PIXEL);
    }

    private double relative(double discOverFwhm) {
        if (discOverFwhm <= FINEST_RATIO) {
            double part = discOverFwhm / FINEST_RATIO;
            return table[0] + part * part * (table[1] - table[0]);
        }
        if (discOverFwhm >= LARGEST_RATIO) {
            // So far out the disc alone counts.
            return table[RATIOS] * discOverFwhm / LARGEST_RATIO;
        }
        double place =
                1
                        + (RATIOS - 1)
                                * StrictMath.log(discOverFwhm / FINEST_RATIO)
                                / StrictMath.log(LARGEST_RATIO / FINEST_RATIO);
        int i = Math.min(RATIOS - 1, (int) place);
        return table[i] + (place - i) * (table[i + 1] - table[i]);
    }

    double discPixels(double defocusSteps) {
        Telescope telescope = plan.telescope();
        return Math.abs(defocusSteps)
                * telescope.micronsPerStep()
                / telescope.focalRatio()
                / plan.sensor().pixelMicrons();
    }

    /// Full width at half maximum of a star in focus under the seeing that the scene calls usual.
    public double usualFwhmPixels() {
        return fwhmPixels(plan.scene().get(Scene.SEEING_ARCSEC));
    }

    /// The same in other air, and behind the veil that there is.
    double fwhmInAirPixels(double seeingArcsec) {
        return fwhmPixels(Math.hypot(seeingArcsec, plan.scene().get(Scene.VEIL_ARCSEC)));
    }

    double fwhmPixels(double seeingArcsec) {
        double arcsecPerPixel =
                206.265 * plan.sensor().pixelMicrons() / plan.telescope().focalLengthMillimetres();
        double airy = 1.03 * 0.55 * plan.telescope().focalRatio() / plan.sensor().pixelMicrons();
        return Math.hypot(seeingArcsec / arcsecPerPixel, airy);
    }

    /// How far from best focus stars have grown by this much: half the critical zone.
    ///
    /// @param growth relative, such as 0.03
    public double distanceOfGrowthSteps(double growth) {
        double fwhm = usualFwhmPixels();
        double wanted = (1 + growth) * hfrPixels(0, fwhm);
        double low = 0;
        double high = 1;
        while (hfrPixels(high, fwhm) < wanted) {
            high *= 2;
        }
        for (int i = 0; i < 50; i++) {
            double middle = (low + high) / 2;
            if (hfrPixels(middle, fwhm) < wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
