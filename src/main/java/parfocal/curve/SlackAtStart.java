package parfocal.curve;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hipparchus.util.FastMath;

/// The play that one frame betrays which was taken where the focuser happened to stand, against the curve of samples that a run-up
/// preceded.
///
/// With `e` steps of play still to be taken up in the direction of the sweep, the tube stands `e` steps farther in that direction
/// than the counter says. So the frame's size belongs to another place of the curve: to one of two, for a size tells the distance
/// from focus and not the side.
///
/// @param steps      how much was still to be taken up: a lower bound of the play
/// @param sigmaSteps its standard deviation
/// @param proven     whether the frame lies off the curve by more than chance allows
public record SlackAtStart(double steps, double sigmaSteps, boolean proven) {
    private static final double CLEAR_SIGMAS = 4;

    /// No flank is quite straight: its distances are good to a few percent.
    private static final double SIGMA_OF_SHAPE = 0.04;

    /// Play is on one side only: 95 %.
    private static final double WORTH_A_WORD_SIGMAS = 1.645;

    /// Nobody has complained of more.
    private static final double LARGEST_PLAY_STEPS = 400;

    /// What is longer than the run-ups that took up the play of the other samples would show in these as well.
    private static final double LARGEST_IN_HALF_WIDTHS = 3;

    private static final double LEAST_IN_HALF_WIDTHS = 0.3;
    private static final int NEIGHBOURS = 3;

    /// Farther out the curve is known too badly for what it does to be put down to play.
    private static final double FARTHEST_DEFOCUS = 7;

    /// A size that is nearly the smallest says nothing about its place.
    private static final double CLEARLY_RISEN = 1.2;

    /// @return empty where the frame says nothing about its place, or no play explains it
    public static Optional<SlackAtStart> of(CurveFit fit, CurvePoint first, Arrival sweep) {
        Hyperbola curve = fit.curve();
        double height = first.hfrPixels() / curve.minimumPixels();
        double distance = curve.distanceOfSize(first.hfrPixels());
        if (height < CLEARLY_RISEN || distance > FARTHEST_DEFOCUS * curve.halfWidthSteps()) {
            return Optional.empty();
        }
        double sigma = sigma(fit, first, distance);
        double ahead = sweep.sign() * (curve.bestPositionSteps() - first.positionSteps());
        for (double slack : List.of(ahead - distance, ahead + distance)) {
            if (FastMath.abs(slack) < CLEAR_SIGMAS * sigma) {
                return Optional.of(new SlackAtStart(FastMath.max(0, slack), sigma, false));
            }
        }
        double nearer = ahead - distance;
        double farther = ahead + distance;
        if (farther <= 0) {
            return Optional.empty();
        }
        // Where both are ahead, either will do: it is one of them or the other.
        boolean either = nearer > 0 && farther < LARGEST_PLAY_STEPS;
        double slack = either ? (nearer + farther) / 2 : nearer > 0 ? nearer : farther;
        double spread = either ? FastMath.hypot(sigma, distance) : sigma;
        double least = nearer > 0 ? nearer : farther;
        double most =
                FastMath.max(LARGEST_PLAY_STEPS, LARGEST_IN_HALF_WIDTHS * curve.halfWidthSteps());
        if (least > most) {
            return Optional.empty();
        }
        boolean proven = least > LEAST_IN_HALF_WIDTHS * curve.halfWidthSteps();
        return Optional.of(new SlackAtStart(slack, spread, proven));
    }

    /// Play that chance makes in one clean sweep of twenty, where that is not ambiguous: not proven, but worth a word.
    ///
    /// What the flank does that the curve does not, it goes on doing: the first is held against the straight way on from the next three samples.
    /// So it is not the shape of the whole curve that makes the answer uncertain, only the air of four frames.
    public static Optional<SlackAtStart> suspected(CurveFit fit, CurvePoint first, Arrival sweep) {
        Hyperbola curve = fit.curve();
        List<CurvePoint> beside =
                fit.usedPoints().stream()
                        .filter(point ->
                                sweep.sign() * curve.defocusAt(point.positionSteps()) < -1)
                        .sorted(
                                Comparator.comparingDouble(point ->
                                        FastMath.abs(
                                                point.positionSteps() - first.positionSteps())))
                        .limit(NEIGHBOURS)
                        .toList();
        if (beside.size() < NEIGHBOURS) {
            return Optional.empty();
        }
        double middle =
                beside.stream().mapToDouble(CurvePoint::positionSteps).sum() / NEIGHBOURS;
        double excess = 0;
        double rise = 0;
        double squares = 0;
        for (CurvePoint point : beside) {
            double above = point.hfrPixels() - curve.sizeAt(point.positionSteps());
            double away = point.positionSteps() - middle;
            excess += above / NEIGHBOURS;
            rise += above * away;
            squares += away * away;
        }
        double way = first.positionSteps() - middle;
        double expected =
                curve.sizeAt(first.positionSteps()) + excess + rise / squares * way;
        double relative =
                FastMath.hypot(
                        fit.law().sigmaLogAt(expected / curve.minimumPixels()),
                        first.relativeSigma());
        double slope = FastMath.abs(curve.slopeAt(first.positionSteps()));
        double slack = (expected - first.hfrPixels()) / slope;
        double sigma =
                first.hfrPixels()
                        * relative
                        * FastMath.sqrt(1 + 1.0 / NEIGHBOURS + way * way / squares)
                        / slope;
        double ahead = sweep.sign() * (curve.bestPositionSteps() - first.positionSteps());
        return ahead > slack + curve.halfWidthSteps() && slack > WORTH_A_WORD_SIGMAS * sigma
                ? Optional.of(new SlackAtStart(slack, sigma, false))
                : Optional.empty();
    }

    /// Of the place on the curve: of the size, carried over by the slope, and of the curve itself.
    private static double sigma(CurveFit fit, CurvePoint first, double distance) {
        double place = fit.curve().bestPositionSteps() + distance;
        double sigmaLog = FastMath.hypot(fit.predictedSigmaLog(place), first.relativeSigma());
        double bySize = first.hfrPixels() * sigmaLog / FastMath.abs(fit.curve().slopeAt(place));
        double byShape = SIGMA_OF_SHAPE * distance;
        return FastMath.hypot(FastMath.hypot(bySize, byShape), fit.sigmaSteps());
    }
}
