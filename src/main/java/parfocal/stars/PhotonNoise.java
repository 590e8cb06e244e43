package parfocal.stars;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/// How many ADU one photon makes, from how roughly the pixels of bright stars lie on their smooth images.
///
/// Sums over squares of 3×3 pixels with the weights `1 −2 1` in both directions see no light that rises evenly, bends in one
/// direction or both, only noise. Their variance is `a + g·S + k·S²`: the sky's, that of the star's own photons at the level
/// S, and what unequal pixels and the image's finer structure add. Stars sharper than two pixels are themselves fine
/// structure: they say nothing.
final class PhotonNoise {
    private static final double SHARPEST = 2.0;

    private static final int MOST_STARS = 150;

    /// How far from the centre pixels are asked, in half-flux radii: out there is the sky's own noise.
    private static final double REACH = 2.2;

    private static final double LARGEST_REACH = 40;

    /// Pixels of about one level, whose median square is their variance.
    private static final int ALIKE = 150;

    /// Squares of the weights `1 −2 1` ⊗ `1 −2 1`.
    private static final double WHITE = 36;

    /// Median of the square of a Gaussian over its variance.
    private static final double MEDIAN_SQUARE = 0.4549;

    /// How uncertain the answer may be.
    private static final double WORST = 0.3;

    private static final int ROUNDS = 3;

    /// Levels and squares of the roughness there, in arrays of their own: there may be a hundred thousand.
    private static final class Roughs {
        private double[] levels = new double[1 << 14];
        private double[] squares = new double[1 << 14];
        private int size;

        void add(double level, double square) {
            if (size == levels.length) {
                levels = Arrays.copyOf(levels, 2 * size);
                squares = Arrays.copyOf(squares, 2 * size);
            }
            levels[size] = level;
            squares[size++] = square;
        }

        /// From the lowest level to the highest; levels that are the same as floats stay as they came.
        Roughs byLevel() {
            long[] order = new long[size];
            for (int i = 0; i < size; i++) {
                int bits = Float.floatToIntBits((float) levels[i]);
                // Negative floats are larger as whole numbers the smaller they are.
                int rising = bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
                order[i] = ((long) rising << Integer.SIZE) | i;
            }
            Arrays.sort(order);
            Roughs sorted = new Roughs();
            for (long each : order) {
                sorted.add(levels[(int) each], squares[(int) each]);
            }
            return sorted;
        }

        double meanLevel(int from, int to) {
            return Arrays.stream(levels, from, to).average().orElse(0);
        }

        double medianSquare(int from, int to) {
            double[] sorted = Arrays.copyOfRange(squares, from, to);
            Arrays.sort(sorted);
            return sorted[sorted.length / 2];
        }
    }

    private PhotonNoise() {}

    /// @param bright unsaturated stars, clearest first
    /// @param skyNoise of a pixel, which says what noise is left where software has smoothed the frame
    static OptionalDouble aduPerPhoton(Pixels pixels, List<Light> bright, double skyNoise) {
        Roughs all = new Roughs();
        for (Light light : bright.subList(0, Math.min(MOST_STARS, bright.size()))) {
            if (light.hfr() >= SHARPEST) {
                collect(pixels, light, all);
            }
        }
        if (all.size < 10 * ALIKE) {
            return OptionalDouble.empty();
        }
        return fitted(all.byLevel(), skyNoise);
    }

    private static void collect(Pixels pixels, Light light, Roughs all) {
        int reach = (int) Math.ceil(Math.min(LARGEST_REACH, REACH * light.hfr()));
        Area area =
                new Area(
                                (int) Math.rint(light.x()),
                                (int) Math.rint(light.y()),
                                (int) Math.rint(light.x()) + 1,
                                (int) Math.rint(light.y()) + 1)
                        .grown(reach, pixels);
        int width = area.right() - area.left();
        float[][] rows = new float[area.bottom() - area.top()][width];
        for (int y = 0; y < rows.length; y++) {
            pixels.copy(area.top() + y, area.left(), area.right(), rows[y], 0);
        }
        // Squares that share no pixel.
        for (int y = 1; y + 1 < rows.length; y += 3) {
            for (int x = 1; x + 1 < width; x += 3) {
                double sides =
                        rows[y - 1][x] + rows[y + 1][x] + rows[y][x - 1] + (double) rows[y][x + 1];
                double corners =
                        rows[y - 1][x - 1]
                                + rows[y - 1][x + 1]
                                + rows[y + 1][x - 1]
                                + (double) rows[y + 1][x + 1];
                double rough = corners - 2 * sides + 4.0 * rows[y][x];
                double level = (corners + sides + rows[y][x]) / 9 - light.background();
                if (!Double.isNaN(rough)) {
                    all.add(level, rough * rough / WHITE);
                }
            }
        }
    }

    private static OptionalDouble fitted(Roughs byLevel, double skyNoise) {
        int groups = byLevel.size / ALIKE;
        double[] levels = new double[groups];
        double[] variances = new double[groups];
        for (int group = 0; group < groups; group++) {
            int from = group * ALIKE;
            levels[group] = byLevel.meanLevel(from, from + ALIKE);
            variances[group] = byLevel.medianSquare(from, from + ALIKE) / MEDIAN_SQUARE;
        }
        double[] fit = {Arrays.stream(variances).min().orElse(1), 0, 0};
        double uncertainty = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            LeastSquares squares = new LeastSquares(3);
            double information = 0;
            for (int group = 0; group < groups; group++) {
                double level = Math.max(0, levels[group]);
                double model = fit[0] + fit[1] * level + fit[2] * level * level;
                // A median of n squares scatters by 2.33 √(1/n) of the variance… of which n are
                // alike.
                double error = Math.max(1e-9, 1.9 * model / Math.sqrt(ALIKE));
                squares.add(1 / (error * error), variances[group], 1, level, level * level);
                information += level * level / (error * error);
            }
            double[] all = squares.solve(true, true, true);
            fit = all[2] >= 0 ? all : squares.solve(true, true, false);
            fit[0] = Math.max(fit[0], 1e-9);
            fit[1] = Math.max(fit[1], 0);
            uncertainty = 2 / Math.sqrt(information);
        }
        double white = skyNoise * skyNoise / fit[0];
        return fit[1] > 0 && uncertainty < WORST * fit[1]
                ? OptionalDouble.of(fit[1] * Math.max(1, white))
                : OptionalDouble.empty();
    }
}
