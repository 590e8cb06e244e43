package parfocal.curve;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hipparchus.util.FastMath;

/// Two straight lines through the flanks and their crossing. The rounded bottom belongs to neither and is left out.
final class TrendLines {
    // From here outward a line is straighter than the errors of a frame.
    private static final double FLANKS_BEGIN_AT = 1;
    private static final int FEWEST_ON_A_FLANK = 2;
    private static final int PARAMETERS = 4;

    private TrendLines() {}

    /// @return empty with fewer than two points on a flank, or lines that do not cross as a valley
    static Optional<ModelFit> of(CurveFit fit) {
        double origin = fit.curve().bestPositionSteps();
        double unit = fit.curve().halfWidthSteps();
        List<CurvePoint> left = flank(fit, -1);
        List<CurvePoint> right = flank(fit, 1);
        if (left.size() < FEWEST_ON_A_FLANK || right.size() < FEWEST_ON_A_FLANK) {
            return Optional.empty();
        }
        Optional<Polynomial> falling = Polynomial.of(left, 1, origin, unit, fit);
        Optional<Polynomial> rising = Polynomial.of(right, 1, origin, unit, fit);
        if (falling.isEmpty() || rising.isEmpty()) {
            return Optional.empty();
        }
        Polynomial down = falling.get();
        Polynomial up = rising.get();
        double opening = up.coefficient(1) - down.coefficient(1);
        if (!(down.coefficient(1) < 0 && up.coefficient(1) > 0)) {
            return Optional.empty();
        }
        double crossing = (down.coefficient(0) - up.coefficient(0)) / opening;
        double variance =
                (down.varianceAlong(1, crossing) + up.varianceAlong(1, crossing))
                        / (opening * opening);
        List<CurvePoint> both = Stream.concat(left.stream(), right.stream()).toList();
        return Optional.of(
                new ModelFit(
                        "trend lines",
                        origin + unit * crossing,
                        unit * FastMath.sqrt(variance),
                        RSquared.of(
                                both,
                                PARAMETERS,
                                x -> {
                                    double u = (x - origin) / unit;
                                    return (u < 0 ? down : up).valueAt(u);
                                })));
    }

    private static List<CurvePoint> flank(CurveFit fit, int side) {
        return fit.usedPoints().stream()
                .filter(p -> side * fit.curve().defocusAt(p.positionSteps()) >= FLANKS_BEGIN_AT)
                .toList();
    }
}
