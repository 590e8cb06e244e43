package parfocal.stars;

import java.util.ArrayList;
import java.util.List;
import parfocal.algebra.Cholesky;

/// Three straight spikes fitted to all pixels round a star at once: near the star they overlap, and each drags the others when it is
/// measured by itself.
///
/// In each ring round the star, a spike has one brightness on both sides and all have one background: these follow from the lines by
/// linear least squares. The lines, and the width that all spikes share, by Gauss and Newton.
final class SpikeFit {
    private static final int RING_PIXELS = 2;
    private static final int CORE_PIXELS = 6;
    private static final int ROUNDS = 14;
    private static final int UNKNOWNS = 7;
    private static final double LEAST_PIVOT = 1e-12;
    private static final double DARK = 16;
    private static final double[] STEPS = {0.001, 0.02, 0.001, 0.02, 0.001, 0.02, 0.02};

    /// Spikes are not quite straight nor quite Gaussian: so much of its light a pixel may differ.
    private static final double MISFIT = 0.15;

    /// No line is better known than this, in pixels for a spike whose width is one, and with the square of the width: the wider, the longer
    /// they run into each other. Straight lines through frames of simulated masks left 0.025 px at a width of 1.2 and 0.10 px at 2.0 to 3.1,
    /// where the noise alone promised 0.014 and 0.03.
    private static final double SIGMA_OF_WIDTH = 0.017;

    /// What makes no brightness of a spike that no pixel tells of.
    private static final double HELD = 1e-6;

    private record Pixel(double dx, double dy, double value, double sigma) {}

    private final List<List<Pixel>> rings = new ArrayList<>();
    private final int count;

    private SpikeFit(SpikePatch patch) {
        int all = 0;
        for (int r = CORE_PIXELS; r + RING_PIXELS <= patch.reach(); r += RING_PIXELS) {
            rings.add(new ArrayList<>());
        }
        for (int dy = -patch.reach(); dy <= patch.reach(); dy++) {
            for (int dx = -patch.reach(); dx <= patch.reach(); dx++) {
                double value = patch.at(dx, dy);
                int ring = (int) ((Math.hypot(dx, dy) - CORE_PIXELS) / RING_PIXELS);
                if (Math.hypot(dx, dy) >= CORE_PIXELS
                        && ring < rings.size()
                        && value < patch.ceiling()) {
                    double sigma = Math.hypot(patch.noise(), MISFIT * Math.max(0, value));
                    rings.get(ring).add(new Pixel(dx, dy, value, sigma));
                    all++;
                }
            }
        }
        this.count = all;
    }

    /// @param lines the middle one first
    static Bahtinov of(SpikePatch patch, List<SpikeLine> lines) {
        var fit = new SpikeFit(patch);
        double[] at = {
            lines.get(0).theta(),
            lines.get(0).offset(),
            lines.get(1).theta(),
            lines.get(1).offset(),
            lines.get(2).theta(),
            lines.get(2).offset(),
            1.5
        };
        double[][] inverse = fit.improve(at);
        double squares = sum(fit.left(at));
        double scatter = Math.max(1, squares / Math.max(1, fit.count - UNKNOWNS));
        double[] slope = new double[UNKNOWNS];
        for (int i = 0; i < UNKNOWNS; i++) {
            slope[i] =
                    (offset(moved(at, i, STEPS[i])) - offset(moved(at, i, -STEPS[i])))
                            / (2 * STEPS[i]);
        }
        double variance = 0;
        for (int i = 0; i < UNKNOWNS; i++) {
            for (int j = 0; j < UNKNOWNS; j++) {
                variance += slope[i] * inverse[i][j] * slope[j];
            }
        }
        double[] crossing = crossing(at);
        double middle = Math.toDegrees(at[0]) % 180;
        return new Bahtinov.Spikes(
                patch.centreX() + crossing[0],
                patch.centreY() + crossing[1],
                offset(at),
                Math.hypot(SIGMA_OF_WIDTH * at[6] * at[6], Math.sqrt(scatter * variance)),
                middle < 0 ? middle + 180 : middle,
                Math.toDegrees(Math.abs(line(at, 1).turnTo(line(at, 2)))) / 2,
                lines.stream().mapToDouble(SpikeLine::strength).min().orElse(0));
    }

    private static SpikeLine line(double[] at, int number) {
        return new SpikeLine(at[2 * number], at[2 * number + 1], 0);
    }

    /// Of the outer two.
    private static double[] crossing(double[] at) {
        SpikeLine one = line(at, 1);
        SpikeLine other = line(at, 2);
        // −sin·x + cos·y = offset, twice.
        double determinant = -one.sin() * other.cos() + other.sin() * one.cos();
        return new double[] {
            (one.offset() * other.cos() - other.offset() * one.cos()) / determinant,
            (-one.sin() * other.offset() + other.sin() * one.offset()) / determinant
        };
    }

    /// Of the middle one from the crossing, towards its left: with y growing downward that is `(sin θ, −cos θ)`.
    private static double offset(double[] at) {
        double[] crossing = crossing(at);
        // The same line has two directions; the one that grows along the columns is meant.
        double theta = at[0] - Math.PI * Math.floor(at[0] / Math.PI);
        double sign = Math.cos(theta - at[0]) > 0 ? 1 : -1;
        return sign * line(at, 0).across(crossing[0], crossing[1]);
    }

    private static double[] moved(double[] at, int parameter, double by) {
        double[] moved = at.clone();
        moved[parameter] += by;
        return moved;
    }

    /// Changes `at` to the best; returns the inverse of the normal matrix there.
    private double[][] improve(double[] at) {
        double damping = 1e-3;
        double[] left = left(at);
        double squares = sum(left);
        double[][] normal = new double[UNKNOWNS][UNKNOWNS];
        for (int round = 0; round < ROUNDS; round++) {
            double[][] slopes = new double[UNKNOWNS][];
            for (int i = 0; i < UNKNOWNS; i++) {
                slopes[i] = left(moved(at, i, STEPS[i]));
                for (int k = 0; k < left.length; k++) {
                    slopes[i][k] = (slopes[i][k] - left[k]) / STEPS[i];
                }
            }
            double[] pull = new double[UNKNOWNS];
            for (int i = 0; i < UNKNOWNS; i++) {
                for (int j = 0; j < UNKNOWNS; j++) {
                    normal[i][j] = dot(slopes[i], slopes[j]);
                }
                pull[i] = -dot(slopes[i], left);
            }
            double[] step = Cholesky.propped(damped(normal, damping), LEAST_PIVOT).solve(pull);
            double[] there = at.clone();
            for (int i = 0; i < UNKNOWNS; i++) {
                there[i] += step[i];
            }
            there[UNKNOWNS - 1] = Math.clamp(there[UNKNOWNS - 1], 0.6, 8);
            double[] leftThere = left(there);
            double squaresThere = sum(leftThere);
            boolean better = squaresThere < squares;
            boolean settled = better && squares - squaresThere < 1e-6 * squares;
            damping = better ? damping / 5 : damping * 8;
            if (better) {
                System.arraycopy(there, 0, at, 0, UNKNOWNS);
                left = leftThere;
                squares = squaresThere;
            }
            if (settled) {
                break;
            }
        }
        return Cholesky.propped(damped(normal, 1e-9), LEAST_PIVOT).inverse();
    }

    private static double[][] damped(double[][] normal, double damping) {
        double[][] damped = new double[UNKNOWNS][];
        for (int i = 0; i < UNKNOWNS; i++) {
            damped[i] = normal[i].clone();
            damped[i][i] = normal[i][i] * (1 + damping) + 1e-12;
        }
        return damped;
    }

    /// What the spikes do not explain, each pixel in its own standard deviations.
    private double[] left(double[] at) {
        double[] sin = new double[3];
        double[] cos = new double[3];
        for (int k = 0; k < 3; k++) {
            sin[k] = StrictMath.sin(at[2 * k]);
            cos[k] = StrictMath.cos(at[2 * k]);
        }
        double narrow = 0.5 / (at[6] * at[6]);
        double[] left = new double[count];
        int place = 0;
        for (List<Pixel> ring : rings) {
            double[][] basis = new double[ring.size()][4];
            var sums = new LeastSquares(4);
            for (int p = 0; p < basis.length; p++) {
                Pixel pixel = ring.get(p);
                for (int k = 0; k < 3; k++) {
                    double across = cos[k] * pixel.dy - sin[k] * pixel.dx - at[2 * k + 1];
                    double depth = across * across * narrow;
                    basis[p][k] = depth < DARK ? StrictMath.exp(-depth) : 0;
                }
                basis[p][3] = 1;
                sums.add(1 / (pixel.sigma * pixel.sigma), pixel.value, basis[p]);
            }
            for (int k = 0; k < 4; k++) {
                sums.expect(k, 0, HELD);
            }
            double[] bright = sums.solve(true, true, true, true);
            for (int p = 0; p < basis.length; p++) {
                double model = 0;
                for (int k = 0; k < 4; k++) {
                    model += bright[k] * basis[p][k];
                }
                left[place++] = (ring.get(p).value - model) / ring.get(p).sigma;
            }
        }
        return left;
    }

    private static double sum(double[] left) {
        return dot(left, left);
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
