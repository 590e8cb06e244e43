package parfocal.rig;

/// A camera program whose window is too small for large stars: it sees cores and fragments, so that what is larger is measured as this
/// large, and as a little less farther out.
final class MeasuringLimit {
    /// By this power of the distance the fragments shrink.
    private static final double FALL = 0.1;

    /// In sizes in focus: a smaller window would show no star at all.
    private static final double SMALLEST = 1.05;

    private final double farthestSteps;

    private MeasuringLimit(double farthestSteps) {
        this.farthestSteps = farthestSteps;
    }

    static MeasuringLimit of(RigPlan plan) {
        double cliff = plan.scene().get(Scene.CLIFF_HFR_PIXELS);
        if (cliff == 0) {
            return new MeasuringLimit(Double.POSITIVE_INFINITY);
        }
        TrueCurve curve = TrueCurve.of(plan);
        double height = cliff / curve.hfrPixels(0, curve.usualFwhmPixels());
        return new MeasuringLimit(curve.distanceOfGrowthSteps(Math.max(SMALLEST, height) - 1));
    }

    /// The defocus that stars seem to have.
    double seenSteps(double defocusSteps) {
        double away = Math.abs(defocusSteps);
        return away <= farthestSteps
                ? defocusSteps
                : Math.signum(defocusSteps)
                        * farthestSteps
                        * StrictMath.pow(farthestSteps / away, FALL);
    }
}
