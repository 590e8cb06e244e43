package parfocal.autofocus;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import parfocal.curve.CurvePoint;
import parfocal.curve.ErrorLaw;
import parfocal.curve.Explanation;
import parfocal.curve.Hyperbola;

/// Best focus that moved between two frames of a run, by as much for all that follow.
///
/// @param steps      how much higher it lies since
/// @param sigmaSteps standard deviation of that
record DisplacedFocus(double steps, double sigmaSteps) {
    /// In half-widths: glass of filters differs by a millimetre at most, and focus by a third of that.
    private static final double FARTHEST = 5;

    private static final int TRIALS = 40;
    private static final double GOLDEN = 0.382;

    /// A share of the half-width over which a sum of squares is taken for a parabola.
    private static final double NEAR = 0.05;

    /// Whether the frames of a run lie on one curve far better if that moved before some frame.
    ///
    /// @param first the frame
    static boolean explains(List<Sample> all, int first, ErrorLaw law) {
        List<Sample> counted = RoughAir.onOneCurve(all);
        if (counted.size() < Accounts.FEWEST_SAMPLES) {
            return false;
        }
        double believing =
                Math.min(
                        displaced(all, counted, first, 0, law).misfit(),
                        RoughAir.in(all, law)
                                .map(RoughAir::explanation)
                                .orElse(Double.POSITIVE_INFINITY));
        var positions = counted.stream().mapToInt(Sample::positionSteps).summaryStatistics();
        double step = 0.5 * (positions.getMax() - positions.getMin()) / TRIALS;
        Explanation best = displaced(all, counted, first, 0, law);
        for (int i = -TRIALS; i <= TRIALS; i++) {
            Explanation trial = displaced(all, counted, first, i * step, law);
            best = trial.misfit() < best.misfit() ? trial : best;
        }
        return believing - best.misfit() - 2 * best.costOfFreedom() > Accounts.CLEARLY_BETTER;
    }

    private static Explanation displaced(
            List<Sample> all, List<Sample> counted, int first, double steps, ErrorLaw law) {
        List<Sample> before = all.subList(0, first);
        return Explanation.of(
                counted.stream()
                        .map(s ->
                                before.contains(s)
                                        ? s.point()
                                        : new CurvePoint(
                                                s.positionSteps() - steps,
                                                s.point().hfrPixels(),
                                                s.point().sigmaPixels()))
                        .toList(),
                law);
    }

    /// Since some frames were taken, by the curve that was found later.
    ///
    /// @param before the frames; empty where none of them says anything
    static Optional<DisplacedFocus> since(List<Sample> before, Hyperbola now, ErrorLaw law) {
        List<Sample> telling = RoughAir.onOneCurve(before);
        if (telling.isEmpty()) {
            return Optional.empty();
        }
        double width = now.halfWidthSteps();
        double[] trials =
                IntStream.rangeClosed(-TRIALS, TRIALS)
                        .mapToDouble(i -> FARTHEST * width * i / TRIALS)
                        .toArray();
        double best = 0;
        for (double trial : trials) {
            best =
                    squares(telling, now, trial, law) < squares(telling, now, best, law)
                            ? trial
                            : best;
        }
        double reach = FARTHEST * width / TRIALS;
        for (int round = 0; round < TRIALS; round++) {
            double lower = squares(telling, now, best - reach, law);
            double higher = squares(telling, now, best + reach, law);
            double here = squares(telling, now, best, law);
            best += lower < here ? -reach : higher < here ? reach : 0;
            reach *= 1 - GOLDEN;
        }
        double bend =
                (squares(telling, now, best + NEAR * width, law)
                                + squares(telling, now, best - NEAR * width, law)
                                - 2 * squares(telling, now, best, law))
                        / (NEAR * width * NEAR * width);
        return bend > 0
                ? Optional.of(new DisplacedFocus(-best, Math.sqrt(2 / bend)))
                : Optional.empty();
    }

    /// @param moved how much higher best focus lay then
    private static double squares(List<Sample> telling, Hyperbola now, double moved, ErrorLaw law) {
        double sum = 0;
        for (Sample sample : telling) {
            double expected = now.sizeAt(sample.positionSteps() - moved);
            double sigma =
                    Math.hypot(
                            law.sigmaLogAt(expected / now.minimumPixels()),
                            sample.point().sigmaPixels() / sample.point().hfrPixels());
            double away = StrictMath.log(sample.point().hfrPixels() / expected) / sigma;
            sum += away * away;
        }
        return sum;
    }
}
