package parfocal.curve;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.util.FastMath;

/// Whether a curve may be believed. R² is not among the questions.
///
/// Geometry needs the learnt slope, sky the flux and the proof another exposure: these are asked elsewhere.
public final class CurveChecks {
    private static final double CLEARLY_RISEN = 1.15;
    private static final double CLEARLY_RISEN_SIGMAS = 3;
    private static final int RISEN_POINTS_ON_EACH_SIDE = 2;

    /// Farther out, in half-widths, a point tells of the flank and not of the bottom.
    private static final double FARTHEST_DEFOCUS = 6;

    private static final double PROBABILITY_OF_ONE_SIGMA = 0.6827;
    private static final double LARGEST_CHI_SQUARE = 6.25;
    private static final double SMALLEST_CHI_SQUARE = 0.5;
    private static final double RAREST_RUNS = 0.01;

    /// Of all checks, in the order in which they are made.
    public static final List<String> NAMES =
            List.of("bracketed", "precision", "consistency", "pattern", "stability", "models");

    private CurveChecks() {}

    /// All checks, in the order in which a failure should be told.
    ///
    /// @param zoneHalfWidthSteps half the critical zone `z`, for instance from [CriticalZone#halfWidthSteps]
    public static List<Check> of(CurveFit fit, double zoneHalfWidthSteps) {
        List<Check> checks = new ArrayList<>();
        checks.add(bracketed(fit));
        checks.add(precise(fit, zoneHalfWidthSteps));
        checks.add(consistent(fit));
        checks.add(withoutPattern(fit));
        checks.add(Stability.check(fit, zoneHalfWidthSteps));
        checks.add(agreed(fit, zoneHalfWidthSteps));
        return List.copyOf(checks);
    }

    /// At least two samples on each side clearly above the minimum: by 15 %, and by three standard errors.
    static Check bracketed(CurveFit fit) {
        int below = risen(fit, -1);
        int above = risen(fit, 1);
        int fewer = FastMath.min(below, above);
        boolean passed = fewer >= RISEN_POINTS_ON_EACH_SIDE;
        return new Check(
                "bracketed",
                passed,
                fewer,
                RISEN_POINTS_ON_EACH_SIDE,
                Sentence.of(
                        "%d sample%s below best focus and %d above it are clearly larger than the minimum%s.",
                        below,
                        below == 1 ? "" : "s",
                        above,
                        passed ? "" : "; it takes 2 on each side"));
    }

    private static int risen(CurveFit fit, int side) {
        double minimum = fit.curve().minimumPixels();
        double sigmaMinimum = fit.covariance().sigmaLogMinimum();
        return (int)
                fit.usedPoints().stream()
                        .filter(p -> side * fit.curve().defocusAt(p.positionSteps()) > 0)
                        .filter(p ->
                                side * fit.curve().defocusAt(p.positionSteps()) < FARTHEST_DEFOCUS)
                        .filter(p -> p.hfrPixels() > CLEARLY_RISEN * minimum)
                        .filter(p -> {
                            double sigma =
                                    fit.law().sigmaLog(p.hfrPixels(), minimum, p.relativeSigma());
                            return FastMath.log(p.hfrPixels() / minimum)
                                    > CLEARLY_RISEN_SIGMAS * FastMath.hypot(sigma, sigmaMinimum);
                        })
                        .count();
    }

    /// The uncertainty of best focus is at most half of `z`.
    static Check precise(CurveFit fit, double zoneHalfWidthSteps) {
        double sigma = fit.intervalHalfWidthSteps(PROBABILITY_OF_ONE_SIGMA);
        double limit = zoneHalfWidthSteps / 2;
        boolean passed = sigma <= limit;
        return new Check(
                "precision",
                passed,
                sigma,
                limit,
                Sentence.of(
                        "Best focus is known to ±%s steps; %s ±%s are needed.",
                        Sentence.steps(sigma),
                        passed ? "no more than" : "at most",
                        Sentence.steps(limit)));
    }

    /// The scatter is of the size the error law says. Less scatter than that is no fault: the uncertainty then is too large.
    static Check consistent(CurveFit fit) {
        if (fit.degreesOfFreedom() <= 0) {
            // Failed and not "not made": nothing may be believed that leaves no scatter to see.
            return new Check(
                    "consistency",
                    false,
                    fit.usedCount(),
                    fit.usedCount() + 1.0,
                    Sentence.of(
                            "%d points fit any curve; one more would show the scatter.",
                            fit.usedCount()));
        }
        double chiSquare = fit.scatterFactor() * fit.scatterFactor();
        boolean passed = chiSquare <= LARGEST_CHI_SQUARE;
        String times =
                Sentence.of(
                        "Sizes scatter %.1f times as much as the error law says",
                        FastMath.sqrt(chiSquare));
        String comment =
                passed
                        ? chiSquare < SMALLEST_CHI_SQUARE
                                ? ": a better night than assumed, the uncertainty is on the safe side."
                                : "."
                        : "; more than 2.5 times is more than seeing.";
        return new Check("consistency", passed, chiSquare, LARGEST_CHI_SQUARE, times + comment);
    }

    /// Residuals change sign as often as chance would have them.
    static Check withoutPattern(CurveFit fit) {
        boolean[] aboveCurve =
                toBooleans(
                        fit.points().stream()
                                .filter(FittedPoint::used)
                                .sorted((a, b) ->
                                        CurvePoint.BY_POSITION.compare(a.point(), b.point()))
                                .map(p -> p.residualSigmas() > 0)
                                .toList());
        if (SignRuns.smallestProbability(aboveCurve) >= RAREST_RUNS) {
            return Check.notMade(
                    "pattern",
                    Sentence.of(
                            "With %d points, no order of those above and below the curve is rarer than chance allows.",
                            aboveCurve.length));
        }
        double probability = SignRuns.probabilityOfSoFewRuns(aboveCurve);
        boolean passed = probability >= RAREST_RUNS;
        return new Check(
                "pattern",
                passed,
                probability,
                RAREST_RUNS,
                Sentence.of(
                        "So few changes between above and below the curve come by chance in %.0f %% of runs%s.",
                        100 * probability, passed ? "" : ": the curve has another shape"));
    }

    private static boolean[] toBooleans(List<Boolean> list) {
        boolean[] array = new boolean[list.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = list.get(i);
        }
        return array;
    }

    /// The models that may replace the hyperbola put best focus at the same place, within `z` or their own uncertainty.
    static Check agreed(CurveFit fit, double zoneHalfWidthSteps) {
        double best = fit.curve().bestPositionSteps();
        ModelFit farthest = null;
        double farthestExcess = 0;
        for (ModelFit model : Models.replacing(fit)) {
            double limit = FastMath.max(zoneHalfWidthSteps, 2 * model.sigmaSteps());
            double excess = FastMath.abs(model.bestPositionSteps() - best) / limit;
            if (farthest == null || excess > farthestExcess) {
                farthest = model;
                farthestExcess = excess;
            }
        }
        if (farthest == null) {
            return Check.notMade(
                    "models",
                    Sentence.of(
                            "%d points are too few for a second model.", fit.usedCount()));
        }
        double apart = FastMath.abs(farthest.bestPositionSteps() - best);
        return new Check(
                "models",
                farthestExcess <= 1,
                apart,
                FastMath.max(zoneHalfWidthSteps, 2 * farthest.sigmaSteps()),
                Sentence.of(
                        "The %s puts best focus %s steps away from the hyperbola, at %s ± %s.",
                        farthest.name(),
                        Sentence.steps(apart),
                        Sentence.steps(farthest.bestPositionSteps()),
                        Sentence.steps(farthest.sigmaSteps())));
    }
}
