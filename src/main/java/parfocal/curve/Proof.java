package parfocal.curve;

import org.hipparchus.util.FastMath;

/// The exposure after arriving, against what the curve promised for that place.
///
/// @param positionSteps   where it was taken
/// @param hfrPixels       the size measured
/// @param predictedPixels the size promised
/// @param sigmaPixels     standard deviation of such a measurement about the promise
/// @param verdict         what follows
/// @param sentence        the verdict with its numbers
public record Proof(
        double positionSteps,
        double hfrPixels,
        double predictedPixels,
        double sigmaPixels,
        Verdict verdict,
        String sentence) {
    private static final double ALARM_SIGMAS = 2.25;
    private static final double CAUTION_SIGMAS = 1.5;
    private static final double TOO_GOOD_SIGMAS = 3;

    /// Stars narrower than a pixel look like hot pixels in its middle; those on borders and corners are left, and two by two
    /// pixels that share the light are 0.8 px large. A curve may promise less, no frame can show it.
    private static final double SMALLEST_SHOWN_PIXELS = 0.8;

    public enum Verdict {
        AS_PROMISED,
        /// A little large; passes, and is worth a word.
        CAUTION,
        TOO_LARGE,
        /// Smaller than the curve allows: other stars, or hot pixels.
        SUSPICIOUSLY_SMALL
    }

    /// @param measured the size at the final position, with its standard error from the stars (0 when unknown)
    public static Proof judge(CurveFit fit, CurvePoint measured) {
        if (!measured.readable()) {
            throw new IllegalArgumentException("a proof needs a size: " + measured);
        }
        double predicted = fit.predictedPixels(measured.positionSteps());
        double sigmaLog =
                FastMath.hypot(
                        fit.predictedSigmaLog(measured.positionSteps()), measured.relativeSigma());
        return judge(measured, predicted, sigmaLog, "");
    }

    /// @param law of the night
    public static Proof judge(SquareGrowth parabola, CurvePoint measured, ErrorLaw law) {
        return judge(
                measured,
                parabola.sizeAt(measured.positionSteps()),
                FastMath.hypot(law.sigmaLogAt(1), measured.relativeSigma()),
                " All samples lie on a parabola, as a simulator draws it and no lens.");
    }

    private static Proof judge(
            CurvePoint measured, double predicted, double sigmaLog, String remark) {
        double size = measured.hfrPixels();
        double shown = FastMath.max(predicted, FastMath.min(size, SMALLEST_SHOWN_PIXELS));
        double excess = FastMath.log(size / shown) / sigmaLog;
        Verdict verdict =
                excess > ALARM_SIGMAS
                        ? Verdict.TOO_LARGE
                        : excess > CAUTION_SIGMAS
                                ? Verdict.CAUTION
                                : excess < -TOO_GOOD_SIGMAS
                                        ? Verdict.SUSPICIOUSLY_SMALL
                                        : Verdict.AS_PROMISED;
        double sigma = predicted * sigmaLog;
        return new Proof(
                measured.positionSteps(),
                measured.hfrPixels(),
                predicted,
                sigma,
                verdict,
                sentence(verdict, size, predicted, sigma, excess)
                        + (shown > predicted
                                ? " Pixels show hardly any star smaller than that."
                                : "")
                        + remark);
    }

    public boolean passed() {
        return verdict == Verdict.AS_PROMISED || verdict == Verdict.CAUTION;
    }

    /// How far from best focus such a size would be on this curve: the play, if play is the reason.
    public double distanceSteps(Hyperbola curve) {
        return curve.distanceOfSize(hfrPixels);
    }

    private static String sentence(
            Verdict verdict, double measured, double predicted, double sigma, double excess) {
        String numbers =
                Sentence.of(
                        "Stars are %.2f px here, the curve promised %.2f ± %.2f",
                        measured, predicted, sigma);
        return switch (verdict) {
            case AS_PROMISED -> numbers + ".";
            case CAUTION ->
                    numbers
                            + Sentence.of(
                                    ": %.1f standard deviations more, still within reason.",
                                    excess);
            case TOO_LARGE ->
                    numbers
                            + Sentence.of(
                                    ": %.1f standard deviations more. This is not best focus.",
                                    excess);
            case SUSPICIOUSLY_SMALL ->
                    numbers
                            + Sentence.of(
                                    ": %.1f standard deviations less. Other stars, or hot pixels, were measured.",
                                    -excess);
        };
    }
}
