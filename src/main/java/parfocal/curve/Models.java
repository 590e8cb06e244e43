package parfocal.curve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The same points seen through other models. Where they disagree, at least one is wrong about this telescope.
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
        models.add(fit.asModel("hyperbola"));
        models.addAll(replacing(fit));
        bottom(fit).ifPresent(models::add);
        TrendLines.of(fit).ifPresent(models::add);
        return List.copyOf(models);
    }

    /// Those that describe the whole curve as well as the hyperbola does, and so may contradict it.
    static List<ModelFit> replacing(CurveFit fit) {
        List<ModelFit> models = new ArrayList<>();
        SkewedFit.of(fit).map(SkewedFit::lowest).ifPresent(models::add);
        core(fit).map(inner -> inner.asModel("hyperbola through the core")).ifPresent(models::add);
        return models;
    }

    /// The curve through the core alone, free of what detection does to the wings: from the smallest size outward on both
    /// sides up to 2.5 times that size. Empty when this is the whole curve, fewer than five points, or no valley.
    public static Optional<CurveFit> core(CurveFit fit) {
        List<CurvePoint> points = fit.usedPoints();
        int lowest = 0;
        for (int place = 1; place < points.size(); place++) {
            lowest =
                    points.get(place).hfrPixels() < points.get(lowest).hfrPixels() ? place : lowest;
        }
        double ceiling = CORE_HEIGHT * points.get(lowest).hfrPixels();
        int first = lowest;
        while (first > 0 && points.get(first - 1).hfrPixels() < ceiling) {
            first--;
        }
        int last = lowest;
        while (last < points.size() - 1 && points.get(last + 1).hfrPixels() < ceiling) {
            last++;
        }
        List<CurvePoint> core = points.subList(first, last + 1);
        if (core.size() < FEWEST_IN_CORE || core.size() == points.size()) {
            return Optional.empty();
        }
        return switch (CurveFit.of(core, fit.law())) {
            case CurveFit inner -> Optional.of(inner);
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
