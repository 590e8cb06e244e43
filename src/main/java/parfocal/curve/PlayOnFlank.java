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
    /// half-widths, and than samples reach on both sides, is shorter by a fortieth, more or less.
    private static final double INSIDE_HALF_WIDTHS = 3;

    private static final double OUTSIDE_IS_SHORTER = 0.975;
    private static final double SIGMA_OF_SHAPE_INSIDE = 0.002;
    private static final double SIGMA_OF_SHAPE_OUTSIDE = 0.004;

    /// From this height on the air matters even less than by the law: a disc so large hardly feels how it is blurred.
    private static final double WIDE = 2.7;

    /// A size that is nearly the smallest says little about its place.
    private static final double LEAST_DEFOCUS = 0.3;

    private static final double PROVEN_SIGMAS = 3.5;
    private static final double PROVEN_IN_HALF_WIDTHS = 0.25;

    /// @param sweep direction of the samples that made the curve
    public static PlayOnFlank of(CurveFit fit, CurvePoint frame, Arrival sweep) {
        Hyperbola curve = fit.curve();
        double halfWidth = curve.halfWidthSteps();
        double onCurve = curve.distanceOfSize(frame.hfrPixels());
        double inside = FastMath.min(onCurve, reach(fit) * halfWidth);
        double outside = onCurve - inside;
        double behind = sweep.sign() * (frame.positionSteps() - curve.bestPositionSteps());
        double byShape =
                FastMath.hypot(SIGMA_OF_SHAPE_INSIDE * inside, SIGMA_OF_SHAPE_OUTSIDE * outside);
        return new PlayOnFlank(
                inside + OUTSIDE_IS_SHORTER * outside - behind,
                FastMath.hypot(sigmaOfPlace(fit, frame, sweep.sign() * onCurve), byShape));
    }

    /// How far out, in half-widths, the curve is what samples of both sides say.
    private static double reach(CurveFit fit) {
        double below = 0;
        double above = 0;
        for (CurvePoint point : fit.usedPoints()) {
            double defocus = fit.curve().defocusAt(point.positionSteps());
            below = FastMath.max(below, -defocus);
            above = FastMath.max(above, defocus);
        }
        return FastMath.max(INSIDE_HALF_WIDTHS, FastMath.min(below, above));
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
                        sigmaOfFrame(fit.law(), FastMath.max(1, height)), frame.relativeSigma());
        double sigmaLog = FastMath.hypot(byFrame, fit.covariance().sigmaLogSize(curve, place));
        return frame.hfrPixels() * sigmaLog / FastMath.abs(curve.slopeAt(place));
    }

    private static double sigmaOfFrame(ErrorLaw law, double height) {
        double beyond = FastMath.max(1, height / WIDE);
        return FastMath.hypot(law.seeing() / (height * height * beyond * beyond), law.floor());
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
