package parfocal.stars;

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
    static void apply(float[] values, int width, int height, float[] kernel, float[] result) {
        int reach = kernel.length / 2;
        // Only as many smoothed rows as the kernel is high are kept, in turn.
        float[][] ring = new float[kernel.length][width];
        float[] padded = new float[width + 2 * reach];
        int ready = 0;
        for (int y = 0; y < height; y++) {
            for (; ready <= Math.min(height - 1, y + reach); ready++) {
                smoothRow(
                        values, ready * width, width, kernel, padded, ring[ready % kernel.length]);
            }
            int target = y * width;
            float[] middle = ring[y % kernel.length];
            for (int x = 0; x < width; x++) {
                result[target + x] = kernel[reach] * middle[x];
            }
            // Rows at the same distance on both sides share a weight.
            for (int away = 1; away <= reach; away++) {
                float weight = kernel[reach + away];
                float[] above = ring[Math.max(0, y - away) % kernel.length];
                float[] below = ring[Math.min(height - 1, y + away) % kernel.length];
                for (int x = 0; x < width; x++) {
                    result[target + x] += weight * (above[x] + below[x]);
                }
            }
        }
    }

    private static void smoothRow(
            float[] values, int start, int width, float[] kernel, float[] padded, float[] row) {
        int reach = kernel.length / 2;
        System.arraycopy(values, start, padded, reach, width);
        for (int i = 0; i < reach; i++) {
            padded[i] = values[start];
            padded[reach + width + i] = values[start + width - 1];
        }
        for (int x = 0; x < width; x++) {
            row[x] = kernel[reach] * padded[x + reach];
        }
        for (int away = 1; away <= reach; away++) {
            float weight = kernel[reach + away];
            int before = reach - away;
            int after = reach + away;
            for (int x = 0; x < width; x++) {
                row[x] += weight * (padded[x + before] + padded[x + after]);
            }
        }
    }
}
