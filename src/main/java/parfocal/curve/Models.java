package parfocal.curve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The same points seen through other models (facts §8.2). Where they disagree, at least one is wrong about this telescope.
public final class Models {
    private static final double CORE_HEIGHT = 2.5;
    private static final int FEWEST_IN_CORE = 5;
    // The parabola follows the hyperbola to 3 % up to here and no farther.
    private static final double PARABOLA_REACH = 1;
    private static final int FEWEST_ON_PARABOLA = 4;

    private Models() {}

    /// Hyperbola first, then whatever the points suffice for: skewed hyperbola, hyperbola through the core alone,
    /// parabola through the bottom, trend lines through the flanks.
    public static List<ModelFit> of(CurveFit fit) {
        List<ModelFit> models = new ArrayList<>();
        models.add(
                new ModelFit(
                        "hyperbola",
                        fit.curve().bestPositionSteps(),
                        fit.sigmaSteps(),
                        fit.rSquared()));
        models.addAll(replacing(fit));
        bottom(fit).ifPresent(models::add);
        TrendLines.of(fit).ifPresent(models::add);
        return List.copyOf(models);
    }

    /// Those that describe the whole curve as well as the hyperbola does, and so may contradict it.
    static List<ModelFit> replacing(CurveFit fit) {
        List<ModelFit> models = new ArrayList<>();
        SkewedFit.of(fit).map(SkewedFit::lowest).ifPresent(models::add);
        core(fit).ifPresent(models::add);
        return models;
    }

    /// A hyperbola through the points below 2.5 times the minimum, free of what detection does to the wings. Empty when
    /// these are all points, or fewer than five, or make no curve.
    static Optional<ModelFit> core(CurveFit fit) {
        double ceiling = CORE_HEIGHT * fit.curve().minimumPixels();
        List<CurvePoint> core =
                fit.usedPoints().stream().filter(p -> p.hfrPixels() < ceiling).toList();
        if (core.size() < FEWEST_IN_CORE || core.size() == fit.usedCount()) {
            return Optional.empty();
        }
        return switch (CurveFit.of(core, fit.law())) {
            case CurveFit inner ->
                    Optional.of(
                            new ModelFit(
                                    "hyperbola through the core",
                                    inner.curve().bestPositionSteps(),
                                    inner.sigmaSteps(),
                                    inner.rSquared()));
            case NoCurve _ -> Optional.empty();
        };
    }

    private static Optional<ModelFit> bottom(CurveFit fit) {
        List<CurvePoint> bottom =
                fit.usedPoints().stream()
                        .filter(p ->
                                Math.abs(fit.curve().defocusAt(p.positionSteps()))
                                        <= PARABOLA_REACH)
                        .toList();
        return bottom.size() < FEWEST_ON_PARABOLA ? Optional.empty() : Parabola.of(bottom, fit);
    }
}
