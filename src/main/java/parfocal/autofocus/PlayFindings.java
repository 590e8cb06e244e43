package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.curve.CurveFit;
import parfocal.curve.Hyperbola;
import parfocal.curve.Proof;
import parfocal.curve.SlackAtStart;

/// What a run shows of the play between motor and tube, and of whatever else leans over at a reversal.
final class PlayFindings {
    private static final double PROVEN_SIGMAS = 5;
    private static final double CLEARLY_MORE_SIGMAS = 2;

    /// Reduced, squared: where the curve's own samples do not agree, one frame more proves nothing.
    private static final double MOST_SCATTER = 6;

    /// In half-widths: mirrors that shift take focus along by about half of one.
    private static final double LARGEST_FLOP = 0.7;

    static final String PROOF = "proof";
    static final String TWO_PROOFS = "two proofs alike beside the curve, a lower bound";
    static final String FIRST_FRAME = "first frame against the curve, a lower bound";

    /// In ln size.
    private static final double ALIKE = 0.04;

    /// Mounts drift less between two frames, mirrors shift more.
    private static final double FLOP_PIXELS = 15;

    private final FocusRun run;

    PlayFindings(FocusRun run) {
        this.run = run;
    }

    /// Play, from the look from the other side; else from the proof if that showed it, else from a first frame without a run-up.
    Optional<BacklashFound> backlash() {
        Optional<OtherWay> look = OtherWay.in(run);
        return look.isPresent()
                ? by(look.get()).or(this::byTwoProofs)
                : byProof().or(this::byFirstFrame);
    }

    /// Two proofs that agree with each other and not with the curve, and another sweep that finds focus where the first had: air is never
    /// wrong twice by the same amount. The gear had followed in the samples and had not at the proofs, as where a driver makes the last part of
    /// a move in its own way.
    private Optional<BacklashFound> byTwoProofs() {
        List<Sample> samples = run.samples();
        int begin = run.sweepBegin();
        if (begin < 2 || run.fit().isEmpty()) {
            return Optional.empty();
        }
        Sample one = samples.get(begin - 2);
        Sample other = samples.get(begin - 1);
        if (!one.proof() || !other.proof() || !one.hasStars() || !other.hasStars()) {
            return Optional.empty();
        }
        CurveFit curve = run.fit().get().fit();
        double size = Math.sqrt(one.point().hfrPixels() * other.point().hfrPixels());
        double steps = curve.curve().distanceOfSize(size);
        double sigma = sigma(curve, size, steps);
        double apart = StrictMath.log(one.point().hfrPixels() / other.point().hfrPixels());
        double moved = Math.abs(curve.curve().bestPositionSteps() - other.positionSteps());
        boolean together = Math.abs(apart) < ALIKE && one.positionSteps() == other.positionSteps();
        boolean round = other.size().eccentricity() < Shaking.LONG_ECCENTRICITY;
        return together
                        && round
                        && RoughAir.in(samples, run.plan().law()).isEmpty()
                        && curve.excessSigmas(other.point()) > PROVEN_SIGMAS
                        && moved < steps / 3
                ? Optional.of(new BacklashFound(steps, sigma, TWO_PROOFS, false))
                : Optional.empty();
    }

    /// A mirror that leans over does what play does, and moves the image: what is as little as that is called a flop. Sizes on a
    /// parabola name no place of a hyperbola.
    private Optional<BacklashFound> by(OtherWay look) {
        if (run.curve().squareGrowthWithProofs().isPresent()) {
            return Optional.empty();
        }
        Hyperbola curve = run.fit().orElseThrow().fit().curve();
        double byMirror = flop().isPresent() ? LARGEST_FLOP * curve.halfWidthSteps() : 0;
        boolean steady = run.fit().orElseThrow().fit().reducedChiSquare().orElse(0) < MOST_SCATTER;
        return look.found(curve)
                .filter(_ -> steady && notTheAir(look))
                .filter(b -> b.steps() - CLEARLY_MORE_SIGMAS * b.sigmaSteps() > byMirror);
    }

    /// In air that makes every frame a matter of luck, one frame off the curve is no play.
    private boolean notTheAir(OtherWay look) {
        return RoughAir.in(run.samples(), run.plan().law())
                .map(air ->
                        air.leavesPlay(
                                run.samples(), run.samples().get(look.sample()), run.plan().law()))
                .orElse(true);
    }

    /// Play, from the one frame that no run-up preceded.
    private Optional<BacklashFound> byFirstFrame() {
        Optional<SweepFit> fit = run.fit();
        if (fit.isEmpty()) {
            return Optional.empty();
        }
        Sample first = run.samples().getFirst();
        if (!first.hasStars()
                || first.travelSinceReversalSteps() > 0
                || fit.get().counting().contains(first)) {
            return Optional.empty();
        }
        return SlackAtStart.of(fit.get().fit(), first.point(), first.arrived().arrival())
                .filter(SlackAtStart::proven)
                .map(s -> new BacklashFound(s.steps(), s.sigmaSteps(), FIRST_FRAME, false));
    }

    /// How far the image jumped when the focuser turned round for the look from the other side, when it did.
    private OptionalDouble flop() {
        List<Sample> samples = run.samples();
        int turned =
                (int) samples.stream().takeWhile(s -> s.purpose() != Purpose.OTHER_WAY).count();
        if (turned < 2 || turned >= samples.size() || !samples.get(turned).hasStars()) {
            return OptionalDouble.empty();
        }
        FrameSize before = samples.get(turned - 1).size();
        double jump = samples.get(turned).size().shiftFrom(before);
        double usual = before.shiftFrom(samples.get(turned - 2).size());
        return jump > FLOP_PIXELS && usual < jump / 4
                ? OptionalDouble.of(jump)
                : OptionalDouble.empty();
    }

    /// Play shown by the proof: the first arrival was off, the second, with a longer run-up, was not. The first then stood
    /// on the other edge of the play, and the curve says how far that is.
    private Optional<BacklashFound> byProof() {
        List<Sample> samples = run.samples();
        Optional<Proof> last = run.proof();
        Optional<SweepFit> fit = run.fit();
        int count = samples.size();
        if (last.isEmpty()
                || fit.isEmpty()
                || !last.get().passed()
                || count < 2
                || !samples.get(count - 2).proof()
                || !samples.get(count - 2).hasStars()) {
            return Optional.empty();
        }
        CurveFit curve = fit.get().fit();
        Sample first = samples.get(count - 2);
        if (first.size().eccentricity() > Shaking.LONG_ECCENTRICITY) {
            // Play leaves stars round. These were large because something shook them.
            return Optional.empty();
        }
        // An alarm is soon raised, and air that calmed down undoes it as well; play that is called
        // proven takes more.
        if (curve.excessSigmas(first.point()) < PROVEN_SIGMAS) {
            return Optional.empty();
        }
        double size = first.point().hfrPixels();
        double steps = curve.curve().distanceOfSize(size);
        return Optional.of(new BacklashFound(steps, sigma(curve, size, steps), PROOF, true));
    }

    /// From `y² = m² + k²·d²`: errors of the size and of the slope, carried over to the distance `d`.
    private static double sigma(CurveFit fit, double size, double distance) {
        Hyperbola curve = fit.curve();
        double slope = curve.slopePixelsPerStep();
        double sigmaLog = fit.predictedSigmaLog(curve.bestPositionSteps() + distance);
        double bySize = size * size * sigmaLog / (slope * slope * distance);
        double bySlope = distance * fit.covariance().sigmaLogSlope();
        return Math.hypot(bySize, bySlope);
    }

    /// @param positionsHold whether the numbers of the focuser are to be believed at all
    List<Diagnosis> diagnoses(boolean positionsHold) {
        var found = new ArrayList<Diagnosis>();
        var words = new PlayWords(run);
        if (positionsHold) {
            backlash().ifPresent(b -> found.add(words.backlash(b, flop().isPresent())));
            lessThanNone(words).ifPresent(found::add);
        }
        flop().ifPresent(jump -> found.add(PlayWords.flop(jump)));
        return found;
    }

    /// Less than no play: the tube is driven too far at a reversal, or did not follow at all.
    private Optional<Diagnosis> lessThanNone(PlayWords words) {
        return OtherWay.in(run)
                .filter(look -> run.fit().isPresent() && notTheAir(look))
                .filter(look -> look.lessThanNone(run.fit().orElseThrow().fit().curve()))
                .map(look ->
                        look.stayed() && !arrivedNext(look)
                                ? words.stayed(look)
                                : PlayWords.overCompensated(look));
    }

    /// A move that was lost would be missing at the proof, too.
    private boolean arrivedNext(OtherWay look) {
        return look.sample() == run.samples().size() - 2
                && run.proof().map(Proof::passed).orElse(false);
    }
}
