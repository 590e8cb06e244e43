package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.curve.CurveFit;
import parfocal.curve.CurvePoint;
import parfocal.curve.ErrorLaw;
import parfocal.curve.FittedPoint;

/// Whether the numbers of the focuser are to be believed: the stars' sizes with the positions as reported, against the same sizes
/// with one move lost, or with a tube that slides a little after every move. Whichever explains the frames with the fewest
/// assumptions.
///
/// @param kind        what happened to the positions
/// @param sample      number of the first sample it shows in, from 0
/// @param steps       how many steps were lost in one move, or after each
/// @param improvement by how much the squares of the deviations became fewer
record LostSteps(Kind kind, int sample, double steps, double improvement) {
    enum Kind {
        GHOST,
        SLIP
    }

    private static final int FEWEST_SAMPLES = 6;

    /// Deviations larger than this say "not at all", and no more.
    private static final double LARGEST_SQUARE = 40;

    /// Twice the logarithm of a likelihood ratio of four hundred; and another of the number of moves that could have been lost.
    private static final double CLEARLY_BETTER = 12;

    private static final double GOOD_PER_SAMPLE = 2.5;
    private static final double LEAST_IN_HALF_WIDTHS = 0.4;
    private static final int SLIPS = 14;

    /// @param all samples of a run in order of arrival
    static Optional<LostSteps> in(List<Sample> all, ErrorLaw law) {
        List<Sample> samples =
                all.stream()
                        .filter(s ->
                                s.hasStars()
                                        && s.travelSinceReversalSteps() > 0
                                        && s.purpose() != Purpose.OTHER_WAY)
                        .toList();
        if (samples.size() < FEWEST_SAMPLES) {
            return Optional.empty();
        }
        double asReported = cost(samples, law, _ -> 0).cost;
        double enough = CLEARLY_BETTER + 2 * StrictMath.log(samples.size());
        if (asReported < enough) {
            return Optional.empty();
        }
        Optional<LostSteps> best = Optional.empty();
        for (int from = 1; from < samples.size(); from++) {
            int lost = samples.get(from).positionSteps() - samples.get(from - 1).positionSteps();
            int first = from;
            Costed costed = cost(samples, law, i -> i < first ? 0 : lost);
            best =
                    better(
                            best,
                            new LostSteps(
                                    Kind.GHOST,
                                    all.indexOf(samples.get(from)),
                                    lost,
                                    asReported - costed.cost),
                            costed,
                            samples.size(),
                            enough);
        }
        double slip = likeliestSlip(all, samples, law);
        Costed costed = cost(samples, law, n -> slip * all.indexOf(samples.get(n)));
        best =
                better(
                        best,
                        new LostSteps(Kind.SLIP, 1, slip, asReported - costed.cost),
                        costed,
                        samples.size(),
                        enough);
        return best;
    }

    /// Coarsely over three orders of magnitude and both directions, then finely.
    private static double likeliestSlip(List<Sample> all, List<Sample> samples, ErrorLaw law) {
        double best = 0;
        double least = Double.POSITIVE_INFINITY;
        double span = span(samples);
        for (int i = 0; i < 2 * SLIPS; i++) {
            double each =
                    (i % 2 == 0 ? 1 : -1) * span / 3 * StrictMath.pow(0.75, Math.floorDiv(i, 2));
            double cost = cost(samples, law, n -> each * all.indexOf(samples.get(n))).cost;
            if (cost < least) {
                least = cost;
                best = each;
            }
        }
        for (double finer = 0.12; finer > 0.01; finer /= 2) {
            for (double factor : new double[] {1 - finer, 1 + finer}) {
                double each = best * factor;
                double cost = cost(samples, law, n -> each * all.indexOf(samples.get(n))).cost;
                if (cost < least) {
                    least = cost;
                    best = each;
                }
            }
        }
        return best;
    }

    private static Optional<LostSteps> better(
            Optional<LostSteps> best,
            LostSteps candidate,
            Costed costed,
            int samples,
            double enough) {
        double leastSteps =
                (candidate.kind == Kind.GHOST ? LEAST_IN_HALF_WIDTHS : 0) * costed.halfWidth;
        boolean convinces =
                candidate.improvement > enough
                        && costed.cost < GOOD_PER_SAMPLE * (samples - 3)
                        && Math.abs(candidate.steps) > leastSteps;
        boolean beaten = best.isPresent() && best.get().improvement >= candidate.improvement;
        return convinces && !beaten ? Optional.of(candidate) : best;
    }

    private static double span(List<Sample> samples) {
        return samples.stream().mapToInt(Sample::positionSteps).max().orElseThrow()
                - samples.stream().mapToInt(Sample::positionSteps).min().orElseThrow();
    }

    private record Costed(double cost, double halfWidth) {}

    /// How badly a curve fits when the tube stood `lost` steps below what the counter said.
    private static Costed cost(List<Sample> samples, ErrorLaw law, IntToDoubleFunction lost) {
        var points = new ArrayList<CurvePoint>();
        for (int i = 0; i < samples.size(); i++) {
            CurvePoint point = samples.get(i).point();
            points.add(
                    new CurvePoint(
                            point.positionSteps() - lost.applyAsDouble(i),
                            point.hfrPixels(),
                            point.sigmaPixels()));
        }
        if (CurveFit.of(points, law) instanceof CurveFit fit) {
            double cost =
                    fit.points().stream()
                            .mapToDouble(FittedPoint::residualSigmas)
                            .map(r -> Math.min(r * r, LARGEST_SQUARE))
                            .sum();
            return new Costed(cost, fit.curve().halfWidthSteps());
        }
        return new Costed(LARGEST_SQUARE * samples.size(), span(samples) / 5);
    }

    /// What happened, with its numbers.
    String sentence(List<Sample> samples) {
        return switch (kind) {
            case GHOST ->
                    "From the frame at %d on, everything fits only if the move of %.0f steps before it was never carried out."
                            .formatted(samples.get(sample).positionSteps(), Math.abs(steps));
            case SLIP ->
                    "The frames fit together only if the tube slides about %.0f steps %s after every move."
                            .formatted(Math.abs(steps), steps > 0 ? "inward" : "outward");
        };
    }

    Cause cause() {
        return switch (kind) {
            case GHOST -> Cause.GHOST_MOVE;
            case SLIP -> Cause.SLIP;
        };
    }

    String remedy() {
        return switch (kind) {
            case GHOST ->
                    "One order got lost between the program and the motor: check cable and supply, and slow the motor if it stalls.";
            case SLIP ->
                    "Tighten the tension and lock screws of the draw tube, or lighten its load; focus cannot be kept while it slides.";
        };
    }
}
