package parfocal.stars;

import java.util.Arrays;
import java.util.List;

/// The size that stars have at each place of the frame: with a tilted or curved field the corners differ from the centre.
///
/// The logarithm of the size is a paraboloid with any axes, of many stars a surface of the fourth degree; too few stars for
/// either make it the same everywhere.
final class SizeMap {
    private static final int ENOUGH = 40;
    private static final int ENOUGH_FOR_FOURTH_DEGREE = 150;

    /// Fewer do not show how much they differ.
    private static final int ENOUGH_FOR_SPREAD = 8;

    /// Part of the size by which stars differ from a smooth surface, however bright: from there on one counts as much as another.
    private static final double ROUGHNESS = 0.01;

    /// How far a coefficient is expected from nothing, against one star's roughness.
    private static final double EXPECTED_FLATNESS = 0.1;

    private final double middleX;
    private final double middleY;
    private final double scale;
    private final double[] shape;
    private final int degree;
    private final double spread;

    private SizeMap(Pixels pixels, double[] shape, double spread) {
        middleX = 0.5 * (pixels.width() - 1);
        middleY = 0.5 * (pixels.height() - 1);
        scale = Math.max(middleX, middleY) + 1;
        this.shape = shape;
        degree = (int) Math.round(Math.sqrt(2 * shape.length) - 1);
        this.spread = spread;
    }

    /// @param typical stars near the common size
    static SizeMap of(Pixels pixels, CommonSize common, List<Light> typical) {
        double[] flat = {Math.log(common.hfrPixels())};
        SizeMap map = new SizeMap(pixels, flat, common.spread());
        if (typical.size() < ENOUGH) {
            return typical.size() < ENOUGH_FOR_SPREAD
                    ? map
                    : new SizeMap(pixels, flat, spread(away(map, typical), typical));
        }
        int degree = typical.size() < ENOUGH_FOR_FOURTH_DEGREE ? 2 : 4;
        int terms = (degree + 1) * (degree + 2) / 2;
        boolean[] all = new boolean[terms];
        Arrays.fill(all, true);
        double limit = 0.5;
        for (int round = 0; round < 4; round++) {
            LeastSquares squares = new LeastSquares(terms);
            for (int term = 1; term < terms; term++) {
                squares.expect(term, 0, EXPECTED_FLATNESS);
            }
            double[] away = away(map, typical);
            for (int i = 0; i < away.length; i++) {
                Light light = typical.get(i);
                if (away[i] < limit) {
                    squares.add(
                            weight(light),
                            Math.log(light.hfr()),
                            map.basis(light.x(), light.y(), terms));
                }
            }
            double spread = spread(away, typical);
            map = new SizeMap(pixels, squares.solve(all), spread);
            limit = Math.max(0.05, 3 * robust(away));
        }
        return map;
    }

    private static double[] away(SizeMap map, List<Light> lights) {
        return lights.stream().mapToDouble(light -> Math.abs(map.awayOf(light))).toArray();
    }

    /// What is left of the differences without the noise of each star.
    private static double spread(double[] away, List<Light> lights) {
        double[] noise =
                lights.stream().mapToDouble(l -> l.hfrSigma() / l.hfr()).sorted().toArray();
        double own = noise[noise.length / 2];
        double all = robust(away);
        return Math.sqrt(Math.max(0, all * all - own * own));
    }

    private static double robust(double[] away) {
        double[] sorted = away.clone();
        Arrays.sort(sorted);
        return 1.4826 * sorted[sorted.length / 2];
    }

    /// Faint stars count as little as they know: else their noise bends the surface by more than bright ones' errors.
    private static double weight(Light light) {
        double own = light.hfrSigma() / (ROUGHNESS * light.hfr());
        return 1 / (1 + own * own);
    }

    /// Products of powers of both coordinates, degree by degree.
    private double[] basis(double x, double y, int terms) {
        double u = (x - middleX) / scale;
        double v = (y - middleY) / scale;
        double[] basis = new double[terms];
        basis[0] = 1;
        for (int degree = 1, from = 0, n = 1; n < terms; degree++) {
            for (int i = 0; i < degree; i++) {
                basis[n++] = u * basis[from + i];
            }
            basis[n++] = v * basis[from + degree - 1];
            from += degree;
        }
        return basis;
    }

    double hfrAt(double x, double y) {
        return Math.exp(logarithmAt(x, y));
    }

    /// The sum of [#basis] with the coefficients, without making it: the powers of `v` from the highest down, each with its own
    /// polynomial of `u`.
    private double logarithmAt(double x, double y) {
        double u = (x - middleX) / scale;
        double v = (y - middleY) / scale;
        double sum = 0;
        for (int i = degree; i >= 0; i--) {
            double factor = 0;
            for (int all = degree; all >= i; all--) {
                factor = factor * u + shape[all * (all + 1) / 2 + i];
            }
            sum = sum * v + factor;
        }
        return sum;
    }

    double hfrInMiddle() {
        return Math.exp(shape[0]);
    }

    /// Logarithm of a size over the one usual at its place.
    double awayOf(Light light) {
        return Math.log(light.hfr()) - logarithmAt(light.x(), light.y());
    }

    /// Robust standard deviation of that logarithm among the stars it was made of.
    double spread() {
        return spread;
    }
}
