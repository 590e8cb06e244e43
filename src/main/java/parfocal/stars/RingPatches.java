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
    private double[] columnSums = new double[128];
    private int[] columnEdges = new int[128];
    private final Middle middle = new Middle();
    private float origin;
    private int left;
    private int top;
    private int side;
    private int columns;
    private int rows;
    private int row;
    private double filled;
    private double wholeSum;
    private int wholeCount;

    /// @param middleX of the ring; a patch is centred there, so that a turned frame has the same patches
    /// @param outer   radius of the ring
    /// @param side    of a patch, in the unit of the ring's pixels; odd
    /// @param level   about that of the pixels
    void begin(int middleX, int middleY, double outer, int side, double level) {
        int around = (int) Math.ceil((outer + 1 - 0.5 * side) / side);
        this.side = side;
        origin = (float) level;
        left = middleX - side / 2 - around * side;
        top = middleY - side / 2 - around * side;
        columns = 2 * around + 1;
        rows = columns;
        row = 0;
        int patches = columns * rows;
        if (sums.length < patches) {
            sums = new double[patches];
            counts = new int[patches];
            means = new double[patches];
        }
        int width = columns * side;
        if (columnSums.length <= width) {
            columnSums = new double[2 * width];
            columnEdges = new int[2 * width];
        }
        Arrays.fill(columnSums, 0, width + 1, 0);
        Arrays.fill(columnEdges, 0, width + 1, 0);
        filled = Math.max(1, FILLED * side * side);
        wholeSum = 0;
        wholeCount = 0;
    }

    /// Says from which row pixels come next; rows come from top to bottom.
    void enter(int pixelRow) {
        while (pixelRow >= top + (row + 1) * side) {
            joinColumns();
        }
    }

    /// Adds neighbouring pixels of the row, to a sample of single ones as well.
    void add(int column, float[] values, int at, int count, SkySample singles) {
        int first = column - left;
        int free = singles.extend(count);
        float[] single = singles.values();
        double[] sum = columnSums;
        float zero = origin;
        for (int i = 0; i < count; i++) {
            float value = values[at + i];
            single[free + i] = value;
            sum[first + i] += value - zero;
        }
        columnEdges[first]++;
        columnEdges[first + count]--;
    }

    /// Says that there are no more rows.
    void end() {
        while (row < rows) {
            joinColumns();
        }
    }

    /// From sums of columns to those of patches.
    private void joinColumns() {
        double[] sum = columnSums;
        int[] edge = columnEdges;
        int pixels = 0;
        int column = 0;
        for (int patch = row * columns; patch < (row + 1) * columns; patch++) {
            double whole = 0;
            int count = 0;
            for (int end = column + side; column < end; column++) {
                pixels += edge[column];
                count += pixels;
                whole += sum[column];
            }
            sums[patch] = whole;
            counts[patch] = count;
            wholeSum += whole;
            wholeCount += count;
        }
        Arrays.fill(sum, 0, column + 1, 0);
        Arrays.fill(edge, 0, column + 1, 0);
        row++;
    }

    /// Mean of all pixels that are numbers.
    double wholeMean() {
        if (Double.isNaN(wholeSum)) {
            wholeSum = 0;
            wholeCount = 0;
            for (int patch = 0; patch < columns * rows; patch++) {
                if (!Double.isNaN(sums[patch])) {
                    wholeSum += sums[patch];
                    wholeCount += counts[patch];
                }
            }
        }
        return wholeCount == 0 ? 0 : origin + wholeSum / wholeCount;
    }

    /// @param otherwise the answer when there are too few patches to ask
    /// @param noise     scatter that single pixels are expected to have
    double median(double otherwise, double noise) {
        int n = filledMeans();
        return n < LEAST ? otherwise : middle.of(means, n, origin, noise / side);
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
                double mean = origin + sums[patch] / counts[patch];
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
