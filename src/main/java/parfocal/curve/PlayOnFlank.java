package parfocal.curve;

import org.hipparchus.util.FastMath;

/// The play that one frame tells which was reached against the direction of the sweep, on the flank beyond best focus.
///
/// Arriving that way the tube stands where the sweep would have found it `b` steps farther on. Farther on the flank only rises, so
/// its size names one place of the curve, and the play is the way from the counter to it.
///
/// @param steps      the play; clearly negative when something compensates for play that is not there
/// @param sigmaSteps its standard deviation
public record PlayOnFlank(double steps, double sigmaSteps) {
    /// The flank of a disc is a little steeper than the hyperbola through its bottom: what lies farther out than this, in
    /// half-widths, is shorter by a fortieth, more or less.
    private static final double INSIDE_HALF_WIDTHS = 3;

    private static final double OUTSIDE_IS_SHORTER = 0.975;
    private static final double SIGMA_OF_SHAPE_INSIDE = 0.002;
    private static final double SIGMA_OF_SHAPE_OUTSIDE = 0.004;

    /// Donuts beyond this many half-widths are few and run into each other: what they measure is too large by up to a fifth.
    private static final double DONUTS_BEGIN_HALF_WIDTHS = 8;

    private static final double SIGMA_OF_DONUTS = 0.02;

    /// Heights up to which the law is one of air and stars alone.
    private static final double HIGHEST = 4;

    /// A size that is nearly the smallest says little about its place.
    private static final double LEAST_DEFOCUS = 0.3;

    private static final double PROVEN_SIGMAS = 3.5;
    private static final double PROVEN_IN_HALF_WIDTHS = 0.25;

    /// @param sweep direction of the samples that made the curve
    public static PlayOnFlank of(CurveFit fit, CurvePoint frame, Arrival sweep) {
        Hyperbola curve = fit.curve();
        double halfWidth = curve.halfWidthSteps();
        double onCurve = curve.distanceOfSize(frame.hfrPixels());
        double inside = FastMath.min(onCurve, INSIDE_HALF_WIDTHS * halfWidth);
        double outside = onCurve - inside;
        double behind = sweep.sign() * (frame.positionSteps() - curve.bestPositionSteps());
        double donuts = FastMath.max(0, onCurve - DONUTS_BEGIN_HALF_WIDTHS * halfWidth);
        double byShape =
                FastMath.hypot(
                        FastMath.hypot(
                                SIGMA_OF_SHAPE_INSIDE * inside, SIGMA_OF_SHAPE_OUTSIDE * outside),
                        SIGMA_OF_DONUTS * donuts);
        return new PlayOnFlank(
                inside + OUTSIDE_IS_SHORTER * outside - behind,
                FastMath.hypot(sigmaOfPlace(fit, frame, sweep.sign() * onCurve), byShape));
    }

    /// Errors of the size and of the curve, carried over to the place by the slope.
    private static double sigmaOfPlace(CurveFit fit, CurvePoint frame, double beyondBest) {
        Hyperbola curve = fit.curve();
        double height = frame.hfrPixels() / curve.minimumPixels();
        double least = LEAST_DEFOCUS * curve.halfWidthSteps();
        double place =
                curve.bestPositionSteps()
                        + FastMath.copySign(
                                FastMath.max(FastMath.abs(beyondBest), least), beyondBest);
        double byFrame =
                FastMath.hypot(
                        fit.scatterFactor()
                                * fit.law().sigmaLogAt(FastMath.clamp(height, 1, HIGHEST)),
                        frame.relativeSigma());
        double sigmaLog = FastMath.hypot(byFrame, fit.covariance().sigmaLogSize(curve, place));
        return frame.hfrPixels() * sigmaLog / FastMath.abs(curve.slopeAt(place));
    }

    /// Clearly more than none, and as much as anybody would see: a critical zone.
    public boolean proven(Hyperbola curve) {
        return steps > PROVEN_SIGMAS * sigmaSteps
                && steps > PROVEN_IN_HALF_WIDTHS * curve.halfWidthSteps();
    }

    /// What can be excluded when nothing was proven: play above this would have shown (95 %).
    public double lessThanSteps() {
        return FastMath.max(0, steps) + 2 * sigmaSteps;
    }
}
