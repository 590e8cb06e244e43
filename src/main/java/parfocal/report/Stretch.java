package parfocal.report;

import java.util.Arrays;

/// From ADU to a brightness that eyes can use: the sky dark grey, faint stars visible, bright ones not all white.
///
/// The curve between black and white is the midtones transfer function `m(x) = (M − 1)·x / ((2M − 1)·x − M)`, which maps M to ½,
/// with M chosen so that the sky becomes [#SKY]; black lies a little below the sky, white at the brightest that more than stray
/// pixels reach. Source of the function: PixInsight's documentation of its HistogramTransformation.
///
/// @param blackAdu what becomes 0
/// @param whiteAdu what becomes 1
/// @param midtone  M
record Stretch(double blackAdu, double whiteAdu, double midtone) {
    static final double SKY = 0.13;

    private static final double BLACK_SIGMAS = 2.5;
    private static final double LEAST_WHITE_SIGMAS = 40;
    private static final double BRIGHTEST_SHARE = 0.9997;
    private static final int MOST_LOOKED_AT = 400_000;
    private static final double SIGMAS_PER_MAD = 1.4826;

    /// Of a frame, or of what is left of it after scaling down; from every n-th pixel of a large one.
    static Stretch of(float[] adu) {
        int stride = Math.max(1, adu.length / MOST_LOOKED_AT);
        double[] sorted = new double[(adu.length + stride - 1) / stride];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = adu[i * stride];
        }
        Arrays.sort(sorted);
        double sky = sorted[sorted.length / 2];
        double[] deviations = Arrays.stream(sorted).map(v -> Math.abs(v - sky)).sorted().toArray();
        double range = sorted[sorted.length - 1] - sorted[0];
        // Eight-bit frames may have no deviation at all.
        double noise =
                Math.max(SIGMAS_PER_MAD * deviations[deviations.length / 2], range / 4096 + 1e-6);
        double black = Math.max(sorted[0], sky - BLACK_SIGMAS * noise);
        double bright = sorted[(int) (BRIGHTEST_SHARE * (sorted.length - 1))];
        double white = Math.max(bright, sky + LEAST_WHITE_SIGMAS * noise);
        return new Stretch(black, white, midtoneFor((sky - black) / (white - black)));
    }

    /// The midtone that brings `x` to [#SKY]: the function is its own inverse in this sense.
    private static double midtoneFor(double x) {
        return x <= 0 ? 0.5 : transfer(SKY, x);
    }

    private static double transfer(double midtone, double x) {
        return (midtone - 1) * x / ((2 * midtone - 1) * x - midtone);
    }

    /// 0 to 255
    int grey(float value) {
        double x = (value - blackAdu) / (whiteAdu - blackAdu);
        return x <= 0 ? 0 : x >= 1 ? 255 : (int) Math.round(255 * transfer(midtone, x));
    }
}
