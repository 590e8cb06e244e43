package parfocal.curve;

import java.util.List;
import java.util.Optional;
import org.hipparchus.util.FastMath;

/// A parabola in pixels through points near the bottom.
final class Parabola {

    private Parabola() {}

    /// @return empty when the points do not bend upward
    static Optional<ModelFit> of(List<CurvePoint> points, CurveFit fit) {
        double origin = fit.curve().bestPositionSteps();
        double unit = fit.curve().halfWidthSteps();
        return Polynomial.of(points, 2, origin, unit, fit)
                .filter(p -> p.coefficient(2) > 0)
                .map(p -> {
                    double bend = p.coefficient(2);
                    double lowest = -p.coefficient(1) / (2 * bend);
                    double variance = p.varianceAlong(0, -1 / (2 * bend), -lowest / bend);
                    return new ModelFit(
                            "parabola",
                            origin + unit * lowest,
                            unit * FastMath.sqrt(variance),
                            RSquared.of(points, 3, x -> p.valueAt((x - origin) / unit)));
                });
    }
}
