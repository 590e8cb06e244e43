package parfocal.autofocus;

import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.curve.CurveBeforehand;
import parfocal.curve.CurveFit;
import parfocal.device.Approach;

/// What accepted runs have taught about one telescope, camera and filter. A run that knows it needs two samples and the proof.
///
/// @param slopePixelsPerStep of the flanks: the same every night
/// @param sigmaLogSlope      standard deviation of its logarithm
/// @param minimumPixels      half-flux radius in focus, the latest nights counting most
/// @param bestPositionSteps  where focus was last, in reported steps
/// @param approach           the direction in which that place is reached
/// @param play               how much play there is; empty when nobody has looked
/// @param runs               how many runs taught this
public record Learned(
        double slopePixelsPerStep,
        double sigmaLogSlope,
        double minimumPixels,
        double bestPositionSteps,
        Approach approach,
        Optional<KnownPlay> play,
        int runs) {

    /// @param steps      0 where none was seen
    /// @param sigmaSteps its standard deviation
    public record KnownPlay(double steps, double sigmaSteps) {

        KnownPlay and(KnownPlay other) {
            double mine = 1 / (sigmaSteps * sigmaSteps);
            double theirs = 1 / (other.sigmaSteps * other.sigmaSteps);
            // Play that has changed is not averaged with what it was.
            return Math.abs(steps - other.steps) > 4 * Math.hypot(sigmaSteps, other.sigmaSteps)
                    ? other
                    : new KnownPlay(
                            (mine * steps + theirs * other.steps) / (mine + theirs),
                            1 / Math.sqrt(mine + theirs));
        }
    }

    /// Temperature, another place of the tube's thread and another set of stars change the slope by this much.
    private static final double SIGMA_LOG_SLOPE_OF_NIGHTS = 0.03;

    /// Air and guiding from one night to another.
    private static final double SIGMA_LOG_MINIMUM_OF_NIGHTS = 0.2;

    /// Slopes this much apart, in standard deviations, are of different telescopes: a reducer, another binning.
    private static final double ANOTHER_TELESCOPE_SIGMAS = 5;

    /// In the pixels that the run was ordered with, whatever it chose.
    ///
    /// @return empty for a run that was refused
    public static Optional<Learned> from(FocusResult run) {
        FocusPlan plan = run.run().plan();
        double ordered = plan.looks().map(FirstLooks::orderedBinning).orElse(plan.binning());
        return run.accepted()
                ? run.fit().map(fit -> from(run, fit.fit()).onPixels(ordered / plan.binning()))
                : Optional.empty();
    }

    private static Learned from(FocusResult result, CurveFit fit) {
        double minimum =
                result.proof().map(proof -> proof.hfrPixels()).orElse(fit.curve().minimumPixels());
        return new Learned(
                fit.curve().slopePixelsPerStep(),
                Math.max(fit.covariance().sigmaLogSlope(), 1e-3),
                minimum,
                result.best().orElseThrow().positionSteps(),
                result.run().plan().approach(),
                OtherWay.in(result.run())
                        .filter(OtherWay::wasTakenUp)
                        .map(look ->
                                new KnownPlay(
                                        Math.max(0, look.play().steps()),
                                        look.play().sigmaSteps())),
                1);
    }

    /// With one more run. Slopes are averaged by their weights; the smallest size follows the nights.
    public Learned and(Learned newer) {
        double apart = Math.log(newer.slopePixelsPerStep / slopePixelsPerStep);
        double sigma =
                Math.hypot(
                        Math.hypot(sigmaLogSlope, newer.sigmaLogSlope), SIGMA_LOG_SLOPE_OF_NIGHTS);
        if (Math.abs(apart) > ANOTHER_TELESCOPE_SIGMAS * sigma) {
            return newer;
        }
        double mine = 1 / (sigmaLogSlope * sigmaLogSlope);
        double theirs = 1 / (newer.sigmaLogSlope * newer.sigmaLogSlope);
        return new Learned(
                slopePixelsPerStep * Math.exp(apart * theirs / (mine + theirs)),
                1 / Math.sqrt(mine + theirs),
                Math.sqrt(minimumPixels * newer.minimumPixels),
                newer.bestPositionSteps,
                newer.approach,
                newer.play.isPresent() && play.isPresent()
                        ? Optional.of(play.get().and(newer.play.get()))
                        : newer.play.or(() -> play),
                runs + 1);
    }

    /// The same on other pixels.
    ///
    /// @param ratio edge of the new pixel over that of the old one
    Learned onPixels(double ratio) {
        return ratio == 1
                ? this
                : new Learned(
                        slopePixelsPerStep / ratio,
                        sigmaLogSlope,
                        minimumPixels / ratio,
                        bestPositionSteps,
                        approach,
                        play,
                        runs);
    }

    CurveBeforehand curve() {
        return new CurveBeforehand(
                slopePixelsPerStep,
                Math.hypot(sigmaLogSlope, SIGMA_LOG_SLOPE_OF_NIGHTS),
                minimumPixels,
                SIGMA_LOG_MINIMUM_OF_NIGHTS);
    }

    /// Where focus was last, for runs that arrive the same way, or the other way if the play is known.
    OptionalDouble bestPositionSteps(Approach wanted) {
        if (wanted == approach) {
            return OptionalDouble.of(bestPositionSteps);
        }
        return play.isPresent()
                ? OptionalDouble.of(bestPositionSteps + wanted.sign() * play.get().steps())
                : OptionalDouble.empty();
    }
}
