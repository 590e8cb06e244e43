package parfocal.curve;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.util.FastMath;

/// What happens to best focus when one point is left out (jack-knife).
final class Stability {
    /// Without one of five points the other four have hardly a scatter of their own.
    private static final int FEWEST_POINTS = 6;

    private static final double AGREEMENT_FACTOR = 2;
    private static final double NAMED_FROM_SIGMAS = 2;

    private Stability() {}

    /// The spread over the curves that lack one point each is at most twice the promised uncertainty, or does not matter.
    static Check check(CurveFit fit, double zoneHalfWidthSteps) {
        List<CurvePoint> used = fit.usedPoints();
        List<Double> moved = new ArrayList<>();
        double largest = 0;
        String named = "";
        for (int out = 0; out < used.size(); out++) {
            List<CurvePoint> rest = new ArrayList<>(used);
            CurvePoint left = rest.remove(out);
            if (CurveFit.of(rest, fit.law()) instanceof CurveFit without) {
                double shift =
                        without.curve().bestPositionSteps() - fit.curve().bestPositionSteps();
                moved.add(shift);
                if (FastMath.abs(shift)
                        > FastMath.max(largest, NAMED_FROM_SIGMAS * fit.sigmaSteps())) {
                    largest = FastMath.abs(shift);
                    named =
                            Sentence.of(
                                    " The point at %s alone moves it by %s steps.",
                                    Sentence.steps(left.positionSteps()), Sentence.steps(shift));
                }
            }
        }
        double limit = FastMath.max(AGREEMENT_FACTOR * fit.sigmaSteps(), zoneHalfWidthSteps);
        if (used.size() < FEWEST_POINTS || moved.size() < 3) {
            return Check.notMade(
                    "stability",
                    Sentence.of(
                            "%d points are too few to leave one out; it takes %d.",
                            used.size(), FEWEST_POINTS));
        }
        double mean = moved.stream().mapToDouble(Double::doubleValue).sum() / moved.size();
        double squares = moved.stream().mapToDouble(shift -> (shift - mean) * (shift - mean)).sum();
        double spread = FastMath.sqrt((moved.size() - 1.0) / moved.size() * squares);
        return new Check(
                "stability",
                spread <= limit,
                spread,
                limit,
                Sentence.of(
                        "Leaving out one point at a time spreads best focus by ±%s steps, ±%s were promised.%s",
                        Sentence.steps(spread), Sentence.steps(fit.sigmaSteps()), named));
    }
}
