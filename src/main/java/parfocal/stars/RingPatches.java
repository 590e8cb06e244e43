package parfocal.stars;

import java.util.Arrays;

/// The pixels of a background ring, joined in square patches of about a star's size, and the middle one of their means.
///
/// The median of single pixels lies below the sky where few photons make a lopsided noise, and above it where stars too faint
/// to be seen stand in the ring: each lifts all pixels it touches by less than their noise, so that the median follows the
/// mean. Joined pixels are lopsided no more, and such a star lifts its own patch only. Reused from ring to ring.
final class RingPatches {
    /// Part of a patch that must lie in the ring, against what most patches hold.
    private static final double FILLED = 0.4;

    private static final int LEAST = 8;

    private double[] sums = new double[256];
    private int[] counts = new int[256];
    private double[] means = new double[256];
    private int[] patchOf = new int[128];
    private int left;
    private int top;
    private int side;
    private int columns;
    private int rows;
    private double filled;

    /// @param middleX of the ring; a patch is centred there, so that a turned frame has the same patches
    /// @param outer   radius of the ring
    /// @param side    of a patch, in the unit of the ring's pixels; odd
    /// @param stride  every how many pixels one is added
    void begin(int middleX, int middleY, double outer, int side, int stride) {
        int around = (int) Math.ceil((outer + 1 - 0.5 * side) / side);
        this.side = side;
        left = middleX - side / 2 - around * side;
        top = middleY - side / 2 - around * side;
        columns = 2 * around + 1;
        rows = columns;
        int patches = columns * rows;
        if (sums.length < patches) {
            sums = new double[patches];
            counts = new int[patches];
            means = new double[patches];
        }
        Arrays.fill(sums, 0, patches, 0);
        Arrays.fill(counts, 0, patches, 0);
        int width = columns * side;
        patchOf = patchOf.length < width ? new int[width] : patchOf;
        for (int column = 0; column < width; column++) {
            patchOf[column] = column / side;
        }
        filled = Math.max(1, FILLED * side * side / stride);
    }

    /// Where the patches of a row begin, for [#add].
    int startOf(int row) {
        return (row - top) / side * columns;
    }

    void add(int start, int column, float value) {
        int patch = start + patchOf[column - left];
        sums[patch] += value;
        counts[patch]++;
    }

    /// @param otherwise the answer when there are too few patches to ask
    double median(double otherwise) {
        int n = filledMeans();
        if (n < LEAST) {
            return otherwise;
        }
        double middle = ranked(n, n / 2);
        if (n % 2 == 1) {
            return middle;
        }
        double below = means[0];
        for (int i = 1; i < n / 2; i++) {
            below = Math.max(below, means[i]);
        }
        return 0.5 * (below + middle);
    }

    /// The value of one rank, everything lower before it, without sorting the rest.
    private double ranked(int n, int rank) {
        int low = 0;
        int high = n - 1;
        while (low < high) {
            double pivot = means[(low + high) >>> 1];
            int i = low;
            int j = high;
            while (i <= j) {
                while (means[i] < pivot) {
                    i++;
                }
                while (means[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double swapped = means[i];
                    means[i++] = means[j];
                    means[j--] = swapped;
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
        return means[rank];
    }

    /// How far each patch lies over a level; of too few patches none.
    double[] lifts(double level) {
        int n = filledMeans();
        double[] lifts = new double[n < LEAST ? 0 : n];
        for (int i = 0; i < lifts.length; i++) {
            lifts[i] = means[i] - level;
        }
        return lifts;
    }

    private int filledMeans() {
        int patches = columns * rows;
        int n = 0;
        for (int patch = 0; patch < patches; patch++) {
            if (counts[patch] >= filled) {
                double mean = sums[patch] / counts[patch];
                // Not-a-number values, which some cameras' software writes for bad pixels, are left
                // out.
                if (!Double.isNaN(mean)) {
                    means[n++] = mean;
                }
            }
        }
        return n;
    }
}
