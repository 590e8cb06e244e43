package parfocal.rig;

/// How the surface of best focus lies in space: a sensor that is not square to the light, and a field that is not flat.
///
/// @param tiltSteps      best focus at the right edge less that at the left
/// @param tiltDownSteps  best focus at the bottom less that at the top
/// @param curvatureSteps best focus in the corners less that in the middle
record FieldShape(
        double tiltSteps,
        double tiltDownSteps,
        double curvatureSteps,
        int widthPixels,
        int heightPixels) {

    private static final double MEAN_CORNER = 1.0 / 3;

    static FieldShape of(RigPlan plan) {
        return new FieldShape(
                plan.scene().get(Scene.TILT_STEPS),
                plan.scene().get(Scene.TILT_DOWN_STEPS),
                plan.scene().get(Scene.CURVATURE_STEPS),
                plan.widthPixels(),
                plan.heightPixels());
    }

    boolean flat() {
        return tiltSteps == 0 && tiltDownSteps == 0 && curvatureSteps == 0;
    }

    /// How much higher best focus lies here than that of the whole field, which is the mean over its area: there the mean of all squared star
    /// sizes is least.
    double offsetSteps(double x, double y) {
        double across = x / widthPixels - 0.5;
        double down = y / heightPixels - 0.5;
        double corner = (across * across + down * down) * 2;
        return tiltSteps * across + tiltDownSteps * down + curvatureSteps * (corner - MEAN_CORNER);
    }
}
