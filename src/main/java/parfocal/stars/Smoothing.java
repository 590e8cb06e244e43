package parfocal.stars;

import java.util.Arrays;

/// Convolution with a round Gaussian: the matched filter of a star of that width.
final class Smoothing {
    private Smoothing() {}

    /// The kernel of one axis, sum 1, cut at 3 σ.
    static float[] kernel(double sigmaPixels) {
        int reach = Math.max(1, (int) Math.ceil(3 * sigmaPixels));
        double[] weights = new double[2 * reach + 1];
        double sum = 0;
        for (int i = -reach; i <= reach; i++) {
            weights[i + reach] = Math.exp(-0.5 * i * i / (sigmaPixels * sigmaPixels));
            sum += weights[i + reach];
        }
        float[] kernel = new float[weights.length];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) (weights[i] / sum);
        }
        return kernel;
    }

    /// What the filter leaves of independent noise of 1.
    static double noiseGain(float[] kernel) {
        double squares = 0;
        for (float weight : kernel) {
            squares += (double) weight * weight;
        }
        return squares;
    }

    /// Smooths rows, then columns; outside the border the border's values continue.
    ///
    /// All inner loops go through several arrays at one common index: only those the compiler turns into vector
    /// instructions. Hence the shifted copies, which cost next to nothing.
    static void apply(float[] values, int width, int height, float[] kernel, float[] result) {
        int reach = kernel.length / 2;
        // Only as many smoothed rows as the kernel is high are kept, in turn.
        float[][] ring = new float[kernel.length][width];
        float[] padded = new float[width + 2 * reach];
        float[][] shifted = new float[4][width];
        float[] row = new float[width];
        int ready = 0;
        for (int y = 0; y < height; y++) {
            for (; ready <= Math.min(height - 1, y + reach); ready++) {
                pad(values, ready * width, width, padded, reach);
                smoothRow(padded, kernel, shifted, ring[ready % kernel.length]);
            }
            scale(row, ring[y % kernel.length], kernel[reach]);
            // Rows at the same distance on both sides share a weight; two distances at a time spare
            // half of the way to memory.
            for (int away = 1; away <= reach; away += 2) {
                int next = Math.min(reach, away + 1);
                addFour(
                        row,
                        kernel[reach + away],
                        ring[Math.max(0, y - away) % kernel.length],
                        ring[Math.min(height - 1, y + away) % kernel.length],
                        next > away ? kernel[reach + next] : 0,
                        ring[Math.max(0, y - next) % kernel.length],
                        ring[Math.min(height - 1, y + next) % kernel.length]);
            }
            System.arraycopy(row, 0, result, y * width, width);
        }
    }

    private static void pad(float[] values, int start, int width, float[] padded, int reach) {
        System.arraycopy(values, start, padded, reach, width);
        Arrays.fill(padded, 0, reach, values[start]);
        Arrays.fill(padded, reach + width, padded.length, values[start + width - 1]);
    }

    private static void smoothRow(float[] padded, float[] kernel, float[][] shifted, float[] row) {
        int reach = kernel.length / 2;
        System.arraycopy(padded, reach, shifted[0], 0, row.length);
        scale(row, shifted[0], kernel[reach]);
        for (int away = 1; away <= reach; away += 2) {
            int next = Math.min(reach, away + 1);
            System.arraycopy(padded, reach - away, shifted[0], 0, row.length);
            System.arraycopy(padded, reach + away, shifted[1], 0, row.length);
            System.arraycopy(padded, reach - next, shifted[2], 0, row.length);
            System.arraycopy(padded, reach + next, shifted[3], 0, row.length);
            float further = next > away ? kernel[reach + next] : 0;
            addFour(
                    row,
                    kernel[reach + away],
                    shifted[0],
                    shifted[1],
                    further,
                    shifted[2],
                    shifted[3]);
        }
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
