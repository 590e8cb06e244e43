package parfocal.stars;

import java.util.Arrays;

/// Square patches of a background ring, each about as large as a star, and what is typical of them. Reused from ring to ring.
///
/// The median of single pixels lies below the sky where few photons make a lopsided noise, and above it where stars too faint
/// to be seen stand in the ring: each lifts all pixels it touches by less than their noise, so that the median follows the
/// mean. Joined pixels are lopsided no more, and such a star lifts its own patch only.
final class RingPatches {
    /// Fewer say less than the map of the sky does.
    private static final int LEAST = 5;

    /// How far from the level, in the noise of a pixel, a patch counts for the noise.
    private static final double CLIPPED = 2;

    /// By how much more than usual the pixels of such a patch may differ: beyond that a star or a hot pixel stands there.
    private static final double WIDEST = 8;

    /// How far from the level, in the noise of a pixel, a patch counts for the mean.
    private static final double FAR = 8;

    private double[] means = new double[64];
    private double[] squares = new double[64];
    private boolean[] lit = new boolean[64];
    private double[] sorted = new double[64];
    private int size;
    private int litOnes;
    private int side;
    private double level;
    private double sigma;
    private double wholeMean;
    private int kept;

    /// @param side of a patch, in pixels of the stamp
    void begin(int side) {
        this.side = side;
        size = 0;
        litOnes = 0;
    }

    /// @param mean     of its pixels
    /// @param square   sum of the squares of their differences from it
    /// @param isLit    whether a known neighbour shines there
    void add(double mean, double square, boolean isLit) {
        if (Double.isNaN(mean)) {
            // Which some cameras' software writes for bad pixels.
            return;
        }
        if (size == means.length) {
            means = Arrays.copyOf(means, 2 * size);
            squares = Arrays.copyOf(squares, 2 * size);
            lit = Arrays.copyOf(lit, 2 * size);
            sorted = new double[2 * size];
        }
        means[size] = mean;
        squares[size] = square;
        lit[size++] = isLit;
        litOnes += isLit ? 1 : 0;
    }

    int size() {
        return size;
    }

    /// How many patches no known neighbour shines into.
    int freeOnes() {
        return size - litOnes;
    }

    /// Works out what is typical.
    ///
    /// @param all       of all patches, or of those that no known neighbour shines into
    /// @param skyLevel  what to believe when there are too few to ask
    /// @param skyNoise  of a pixel, the same
    void settle(boolean all, double skyLevel, double skyNoise) {
        int n = sort(all, means);
        kept = n * side * side;
        level = skyLevel;
        wholeMean = skyLevel;
        sigma = skyNoise;
        if (n < LEAST) {
            return;
        }
        level = middle(n);
        double spread = 0.7413 * (ranked(n, 3 * n / 4) - ranked(n, n / 4));
        int pixels = side * side;
        double within = usualSquare(all, spread) / (pixels - 1);
        double noise = Math.sqrt(within + spread * spread);
        double wide = WIDEST * within * (pixels - 1);
        double sum = 0;
        int counted = 0;
        double whole = 0;
        int near = 0;
        for (int i = 0; i < size; i++) {
            if (!all && lit[i]) {
                continue;
            }
            double away = means[i] - level;
            if (Math.abs(away) <= FAR * noise) {
                whole += away;
                near++;
            }
            if (Math.abs(away) <= CLIPPED * noise && squares[i] <= wide) {
                sum += squares[i] + pixels * away * away;
                counted++;
            }
        }
        wholeMean = level + whole / Math.max(1, near);
        if (counted > 0) {
            kept = counted * pixels;
            sigma = Math.sqrt(sum / kept);
        }
    }

    /// Mean sum of squares of the patches that lie nearest to the level: hardly anything stands in those.
    private double usualSquare(boolean all, double spread) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < size; i++) {
            if ((all || !lit[i]) && Math.abs(means[i] - level) <= spread) {
                sum += squares[i];
                n++;
            }
        }
        return sum / Math.max(1, n);
    }

    /// Copies what is asked of the patches, for ranking.
    private int sort(boolean all, double[] values) {
        int n = 0;
        for (int i = 0; i < size; i++) {
            sorted[n] = values[i];
            n += all || !lit[i] ? 1 : 0;
        }
        return n;
    }

    private double middle(int n) {
        double middle = ranked(n, n / 2);
        if (n % 2 == 1) {
            return middle;
        }
        double below = sorted[0];
        for (int i = 1; i < n / 2; i++) {
            below = Math.max(below, sorted[i]);
        }
        return 0.5 * (below + middle);
    }

    /// The value of one rank, everything lower before it, without sorting the rest.
    private double ranked(int n, int rank) {
        int low = 0;
        int high = n - 1;
        while (low < high) {
            double pivot = sorted[(low + high) >>> 1];
            int i = low;
            int j = high;
            while (i <= j) {
                while (sorted[i] < pivot) {
                    i++;
                }
                while (sorted[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double swapped = sorted[i];
                    sorted[i++] = sorted[j];
                    sorted[j--] = swapped;
                }
            }
            if (rank <= j) {
                high = j;
            } else if (rank >= i) {
                low = i;
            } else {
                break;
            }
        }
        return sorted[rank];
    }

    /// The middle patch.
    double level() {
        return level;
    }

    /// Scatter of the pixels.
    double sigma() {
        return sigma;
    }

    /// Mean of all patches but those that something bright stands in.
    double wholeMean() {
        return wholeMean;
    }

    /// How many pixels were found to be sky.
    int kept() {
        return kept;
    }

    /// How far each patch lies over the level of those that no known neighbour shines into.
    double[] lifts() {
        double[] lifts = new double[freeOnes()];
        int n = 0;
        for (int i = 0; i < size; i++) {
            if (!lit[i]) {
                lifts[n++] = means[i] - level;
            }
        }
        return lifts;
    }
}
