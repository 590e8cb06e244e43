package parfocal.stars;

import java.util.Arrays;

/// Convolution with a round Gaussian: the matched filter of a star of that width.
///
/// All inner loops go through several arrays at one common index: only those the compiler turns into vector instructions.
/// Hence a row is an array of its own, and copies are shifted, which cost next to nothing.
final class Smoothing {
    /// Where the kernel is cut, in σ: what is lost of the S/N beyond is less than 1 in 1000.
    private static final double CUT = 2.6;

    private final float[] kernel;
    private final int reach;
    private float[] column = new float[0];
    private float[] padded = new float[0];
    private float[][] shifted = new float[4][0];

    Smoothing(double sigma) {
        kernel = kernel(sigma);
        reach = kernel.length / 2;
    }

    /// The kernel of one axis, sum 1.
    private static float[] kernel(double sigma) {
        int reach = Math.max(1, (int) Math.ceil(CUT * sigma));
        double[] weights = new double[2 * reach + 1];
        double sum = 0;
        for (int i = -reach; i <= reach; i++) {
            weights[i + reach] = Math.exp(-0.5 * i * i / (sigma * sigma));
            sum += weights[i + reach];
        }
        float[] kernel = new float[weights.length];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) (weights[i] / sum);
        }
        return kernel;
    }

    /// What the filter leaves of independent noise of 1.
    double noiseGain() {
        double squares = 0;
        for (float weight : kernel) {
            squares += (double) weight * weight;
        }
        return squares;
    }

    /// Smooths columns, then rows; outside the border the border's values continue.
    ///
    /// @param rows   of the picture, the first `height` of them and of each the first `width` values
    /// @param result gets as many
    void apply(float[][] rows, int width, int height, float[][] result) {
        if (column.length != width) {
            column = new float[width];
            padded = new float[width + 2 * reach];
            shifted = new float[4][width];
        }
        for (int y = 0; y < height; y++) {
            scale(column, rows[y], kernel[reach]);
            // Rows at the same distance on both sides share a weight; two distances at a time spare
            // half of the way to memory.
            for (int away = 1; away <= reach; away += 2) {
                int next = Math.min(reach, away + 1);
                addFour(
                        column,
                        kernel[reach + away],
                        rows[Math.max(0, y - away)],
                        rows[Math.min(height - 1, y + away)],
                        next > away ? kernel[reach + next] : 0,
                        rows[Math.max(0, y - next)],
                        rows[Math.min(height - 1, y + next)]);
            }
            smoothRow(width, result[y]);
        }
    }

    private void smoothRow(int width, float[] result) {
        System.arraycopy(column, 0, padded, reach, width);
        Arrays.fill(padded, 0, reach, column[0]);
        Arrays.fill(padded, reach + width, padded.length, column[width - 1]);
        scale(column, column, kernel[reach]);
        for (int away = 1; away <= reach; away += 2) {
            int next = Math.min(reach, away + 1);
            System.arraycopy(padded, reach - away, shifted[0], 0, width);
            System.arraycopy(padded, reach + away, shifted[1], 0, width);
            System.arraycopy(padded, reach - next, shifted[2], 0, width);
            System.arraycopy(padded, reach + next, shifted[3], 0, width);
            float further = next > away ? kernel[reach + next] : 0;
            addFour(
                    column,
                    kernel[reach + away],
                    shifted[0],
                    shifted[1],
                    further,
                    shifted[2],
                    shifted[3]);
        }
        System.arraycopy(column, 0, result, 0, width);
    }

    private static void scale(float[] row, float[] source, float weight) {
        for (int x = 0; x < row.length; x++) {
            row[x] = weight * source[x];
        }
    }

    private static void addFour(
            float[] row,
            float weight,
            float[] before,
            float[] after,
            float further,
            float[] furtherBefore,
            float[] furtherAfter) {
        for (int x = 0; x < row.length; x++) {
            row[x] +=
                    weight * (before[x] + after[x])
                            + further * (furtherBefore[x] + furtherAfter[x]);
        }
    }
}
