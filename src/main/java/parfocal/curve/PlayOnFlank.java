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
    /// Within the samples the curve is as good as its covariance says; farther out no telescope's is quite a hyperbola.
    private static final double SIGMA_OF_SHAPE_INSIDE = 0.01;

    private static final double SIGMA_OF_SHAPE_OUTSIDE = 0.05;
    private static final double INSIDE_HALF_WIDTHS = 3;

    private static final double PROVEN_SIGMAS = 3;
    private static final double PROVEN_IN_HALF_WIDTHS = 0.1;

    /// @param sweep direction of the samples that made the curve
    public static PlayOnFlank of(CurveFit fit, CurvePoint frame, Arrival sweep) {
        Hyperbola curve = fit.curve();
        double distance = curve.distanceOfSize(frame.hfrPixels());
        double behind = sweep.sign() * (frame.positionSteps() - curve.bestPositionSteps());
        double place =
                curve.bestPositionSteps()
                        + sweep.sign() * FastMath.max(distance, 0.3 * curve.halfWidthSteps());
        double sigmaLog = FastMath.hypot(fit.predictedSigmaLog(place), frame.relativeSigma());
        double bySize = frame.hfrPixels() * sigmaLog / FastMath.abs(curve.slopeAt(place));
        double inside = FastMath.min(distance, INSIDE_HALF_WIDTHS * curve.halfWidthSteps());
        double byShape =
                SIGMA_OF_SHAPE_INSIDE * inside + SIGMA_OF_SHAPE_OUTSIDE * (distance - inside);
        return new PlayOnFlank(distance - behind, FastMath.hypot(bySize, byShape));
    }

    /// More than three standard deviations from none, and more than anybody would see.
    public boolean proven(Hyperbola curve) {
        return steps > PROVEN_SIGMAS * sigmaSteps
                && steps > PROVEN_IN_HALF_WIDTHS * curve.halfWidthSteps();
    }

    /// What can be excluded when nothing was proven: play above this would have shown (95 %).
    public double lessThanSteps() {
        return FastMath.max(0, steps) + 2 * sigmaSteps;
    }
}
