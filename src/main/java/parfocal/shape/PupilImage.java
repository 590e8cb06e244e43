package parfocal.shape;

import java.util.List;
import parfocal.shape.RadialProfile.Ring;

/// The profile of a star as the rings of one frame see it: image of the pupil ⊗ seeing ⊗ pixel, worked out through its transfer
/// function `P(r) = (1/2π)·∫ J0(kr)·T(k)·k dk`.
///
/// * Light from the pupil's zone `ρ` (0 middle, 1 rim) makes a circle of radius `d·ρ + a·ρ³`: `d` is defocus, `a` spherical
///   aberration; `T = mean of J0(k·|dρ + aρ³|)` over the area of the pupil, whose middle is missing.
/// * Astigmatism `s` stretches the circle one way and shrinks it the other, which in the mean over all directions is
///   `J0(kρ·√(D² + s² + 2Ds·cos 2θ))` with `D = d + aρ²`, averaged over `θ`. Coma blurs both sides of focus alike and goes into the seeing.
/// * Seeing: `T = exp(−(kα)^p)`; `p` = 5/3 for long exposures through turbulence, less with wider wings, 2 for a Gaussian.
/// * Pixel: `T = exp(−k²/24)`, a square's second moment.
final class PupilImage {
    /// What all frames of a sweep have in common.
    ///
    /// @param holeShare share of the pupil's area that is missing in its middle
    /// @param spherical `a`, in pixels
    /// @param squareOfAstigmatism `s²`, in square pixels
    /// @param power     `p`
    record Optics(double holeShare, double spherical, double squareOfAstigmatism, double power) {}

    /// Where `cos 2θ` is looked at, with equal weights (Chebyshev and Gauss).
    private static final double[] COSINES = {-Math.sqrt(0.75), 0, Math.sqrt(0.75)};

    private static final double[] ROUND = {0};

    /// Of frequencies for each radian that the highest of them makes from the centre to the end of the rings; what is left out is below
    /// 10⁻⁴ of the brightest ring.
    private static final double FREQUENCIES_PER_RADIAN = 0.3;

    private static final int FEWEST_FREQUENCIES = 40;

    /// Of a transfer function of the seeing the rest beyond is less than a thousandth.
    private static final double HIGHEST = 4.4;

    private static final int ZONES = 12;
    private static final double[] NODES = new double[ZONES];
    private static final double[] WEIGHTS = new double[ZONES];

    static {
        gaussLegendre();
    }

    private final double[] frequency;
    private final double[] logFrequency;
    private final double[] pixel;
    private final double[][] ofRing;

    /// @param usualAlpha a seeing width that the frame's is near to, in pixels
    PupilImage(List<Ring> rings, double usualAlpha) {
        double highest = HIGHEST / (0.8 * usualAlpha);
        int frequencies =
                Math.max(
                        FEWEST_FREQUENCIES,
                        (int)
                                Math.ceil(
                                        FREQUENCIES_PER_RADIAN
                                                * highest
                                                * rings.getLast().outerPixels()));
        frequency = new double[frequencies];
        logFrequency = new double[frequencies];
        pixel = new double[frequencies];
        double[] share = new double[frequencies];
        for (int n = 0; n < frequencies; n++) {
            // Even steps of the frequency itself would leave, of the bend at 0, a ghost of the disc
            // in the outermost rings.
            double place = (n + 0.5) / frequencies;
            frequency[n] = highest * place * Math.sqrt(place);
            logFrequency[n] = StrictMath.log(frequency[n]);
            pixel[n] = StrictMath.exp(-frequency[n] * frequency[n] / 24);
            double step = 1.5 * highest * Math.sqrt(place) / frequencies;
            share[n] = frequency[n] * step / (2 * Math.PI);
        }
        ofRing = new double[rings.size()][frequencies];
        for (int ring = 0; ring < ofRing.length; ring++) {
            double inner = rings.get(ring).innerPixels();
            double outer = rings.get(ring).outerPixels();
            for (int n = 0; n < frequencies; n++) {
                double sum = 0;
                for (double area : new double[] {0.1127, 0.5, 0.8873}) {
                    // Places that share the ring's area, as pixels do; three of Gauss and Legendre.
                    double r = Math.sqrt(inner * inner + area * (outer * outer - inner * inner));
                    sum += (area == 0.5 ? 8 : 5) / 18.0 * Bessel.j0(frequency[n] * r);
                }
                ofRing[ring][n] = sum * share[n];
            }
        }
    }

    /// Brightness in each ring, a star's light being 1.
    ///
    /// @param discPixels `d`, with its sign
    /// @param alpha      width of the seeing in pixels
    double[] brightness(Optics optics, double discPixels, double alpha) {
        return blurred(pupil(optics, discPixels), optics.power, alpha);
    }

    /// Transfer function of pupil and pixel, without the seeing.
    double[] pupil(Optics optics, double discPixels) {
        double[] transfer = new double[frequency.length];
        for (int zone = 0; zone < ZONES; zone++) {
            double area = optics.holeShare + NODES[zone] * (1 - optics.holeShare);
            double disc = discPixels + optics.spherical * area;
            double[] cosines = optics.squareOfAstigmatism > 0 ? COSINES : ROUND;
            for (double cosine : cosines) {
                double radius =
                        Math.sqrt(area * stretched(disc, optics.squareOfAstigmatism, cosine));
                for (int n = 0; n < frequency.length; n++) {
                    transfer[n] +=
                            WEIGHTS[zone] / cosines.length * Bessel.j0(frequency[n] * radius);
                }
            }
        }
        for (int n = 0; n < frequency.length; n++) {
            transfer[n] *= pixel[n];
        }
        return transfer;
    }

    /// Square of the distance at which light from the rim arrives.
    private static double stretched(double disc, double squareOfAstigmatism, double cosine) {
        return Math.max(
                0,
                disc * disc
                        + squareOfAstigmatism
                        + 2 * disc * Math.sqrt(squareOfAstigmatism) * cosine);
    }

    /// Brightness in each ring.
    ///
    /// @param pupil what [#pupil] gave
    double[] blurred(double[] pupil, double power, double alpha) {
        double logAlpha = StrictMath.log(alpha);
        double[] transfer = new double[frequency.length];
        for (int n = 0; n < frequency.length; n++) {
            transfer[n] =
                    pupil[n]
                            * StrictMath.exp(-StrictMath.exp(power * (logFrequency[n] + logAlpha)));
        }
        double[] brightness = new double[ofRing.length];
        for (int ring = 0; ring < brightness.length; ring++) {
            double[] row = ofRing[ring];
            double sum = 0;
            for (int n = 0; n < frequency.length; n++) {
                sum += row[n] * transfer[n];
            }
            brightness[ring] = sum;
        }
        return brightness;
    }

    /// Nodes and weights on 0 … 1, by Newton's method on the Legendre polynomial.
    private static void gaussLegendre() {
        for (int i = 0; i < ZONES; i++) {
            double z = StrictMath.cos(Math.PI * (i + 0.75) / (ZONES + 0.5));
            double slope = 1;
            for (int round = 0; round < 20; round++) {
                double p = 1;
                double before = 0;
                for (int n = 1; n <= ZONES; n++) {
                    double next = ((2 * n - 1) * z * p - (n - 1) * before) / n;
                    before = p;
                    p = next;
                }
                slope = ZONES * (z * p - before) / (z * z - 1);
                z -= p / slope;
            }
            NODES[i] = (1 - z) / 2;
            WEIGHTS[i] = 1 / ((1 - z * z) * slope * slope);
        }
    }
}
