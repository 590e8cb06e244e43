package parfocal.curve;

import org.hipparchus.util.FastMath;

/// The play that one frame tells which was reached against the direction of the sweep, on the flank beyond best focus.
///
/// Arriving that way the tube stands where the sweep would have found it `b` steps farther on. Farther on the flank only rises, so
/// its size names one place of the curve, and the play is the way from the counter to it. See [StraightFlanks].
///
/// @param steps      the play; clearly negative when something compensates for play that is not there
/// @param sigmaSteps half the width of the interval that holds it on 68 of 100 nights
public record PlayOnFlank(double steps, double sigmaSteps) {
    /// From this height on the air matters even less than by the law: a disc so large hardly feels how it is blurred.
    private static final double WIDE = 2.7;

    /// A size that is nearly the smallest says little about its place.
    private static final double LEAST_DEFOCUS = 0.3;

    /// Of the root of all variances: so far from the truth are 68 of 100. Nights that jitter by 2 to 10 % are told apart by no run of six frames,
    /// and errors over all of them are more peaked than Gauss's: on 900 simulated nights, quick and rendered, 76 % lay within that root.
    private static final double CENTRAL = 0.88;

    private static final double PROVEN_SIGMAS = 4;
    private static final double PROVEN_IN_HALF_WIDTHS = 0.25;

    /// How steep the flank is beyond the samples nobody knows for certain: what the play would be on a steeper one adds to its uncertainty.
    ///
    /// @param sweep direction of the samples that made the curve
    public static PlayOnFlank of(CurveFit measured, CurvePoint frame, Arrival sweep) {
        PlayOnFlank usual = on(StraightFlanks.USUAL, measured, frame, sweep);
        PlayOnFlank steeper = on(StraightFlanks.USUAL.oneSigmaSteeper(), measured, frame, sweep);
        return new PlayOnFlank(
                usual.steps,
                CENTRAL * FastMath.hypot(usual.sigmaSteps, steeper.steps - usual.steps));
    }

    private static PlayOnFlank on(
            StraightFlanks flanks, CurveFit measured, CurvePoint frame, Arrival sweep) {
        CurveFit fit = flanks.fit(measured);
        Hyperbola curve = fit.curve();
        CurvePoint straight = flanks.straightened(frame, curve.minimumPixels());
        double onCurve = curve.distanceOfSize(straight.hfrPixels());
        double behind = sweep.sign() * (frame.positionSteps() - curve.bestPositionSteps());
        return new PlayOnFlank(
                onCurve - behind, sigmaOfPlace(fit, straight, sweep.sign() * onCurve));
    }

    /// Errors of the size and of the curve, carried over to the place by the slope.
    private static double sigmaOfPlace(CurveFit fit, CurvePoint frame, double beyondBest) {
        Hyperbola curve = fit.curve();
        double least = LEAST_DEFOCUS * curve.halfWidthSteps();
        double place =
                curve.bestPositionSteps()
                        + FastMath.copySign(
                                FastMath.max(FastMath.abs(beyondBest), least), beyondBest);
        double height = FastMath.max(1, frame.hfrPixels() / curve.minimumPixels());
        double byFrame = FastMath.hypot(sigmaOfFrame(fit.law(), height), frame.relativeSigma());
        return frame.hfrPixels()
                * FastMath.hypot(byFrame, fit.covariance().sigmaLogSize(curve, place))
                / FastMath.abs(curve.slopeAt(place));
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
        return FastMath.max(0, steps) + 2.3 * sigmaSteps;
    }
}
