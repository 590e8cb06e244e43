package parfocal.autofocus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import parfocal.autofocus.FocusStep.GiveUp;
import parfocal.curve.CurveFit;
import parfocal.curve.Hyperbola;
import parfocal.curve.Proof;
import parfocal.curve.SlackAtStart;
import parfocal.device.Approach;

/// What a finished run shows besides its result.
final class Findings {
    private static final double CLOUDY_FLUX = 0.7;

    /// Axes as 5 to 4: beyond this a frame's stars are long, as neither seeing nor defocus makes them.
    private static final double LONG_ECCENTRICITY = 0.6;

    /// Only frames this near to the smallest size show elongation well: a defocus disc hides it.
    private static final double NEAR_FOCUS = 2;

    private static final double PROVEN_SIGMAS = 5;

    private static final double NEAREST = 1.2;

    private static final String PROOF = "proof";
    private static final String FIRST_FRAME = "first frame against the curve, a lower bound";

    /// Mounts drift less between two frames, mirrors shift more.
    private static final double FLOP_PIXELS = 15;

    /// Light and size that differ by this much in ln differ indeed.
    private static final double CLEAR_LOG = 0.15;

    private static final int ALMOST_ALL = 6;

    /// Scatter over that of an ordinary night.
    private static final double UNSTEADY = 1.4;

    private static final int WORTH_OF_LAW = 4;

    private final FocusRun run;
    private final Optional<GiveUp> refusal;

    Findings(FocusRun run, Optional<GiveUp> refusal) {
        this.run = run;
        this.refusal = refusal;
    }

    /// Play, from the proof if that showed it, else from the beginning of the sweep.
    Optional<BacklashFound> backlash() {
        return byProof().or(this::byFirstFrame);
    }

    /// Play, from the one frame that no run-up preceded. A mirror that flopped in between does the same to it, and moves the image.
    private Optional<BacklashFound> byFirstFrame() {
        Optional<SweepFit> fit = run.fit();
        if (fit.isEmpty()) {
            return Optional.empty();
        }
        Sample first = run.samples().getFirst();
        if (!first.hasStars() || fit.get().counting().contains(first)) {
            return Optional.empty();
        }
        if (flop().isPresent()) {
            return Optional.empty();
        }
        return SlackAtStart.of(fit.get().fit(), first.point(), first.arrived().arrival())
                .filter(SlackAtStart::proven)
                .map(s -> new BacklashFound(s.steps(), s.sigmaSteps(), FIRST_FRAME, false));
    }

    /// How far the image jumped between the first frame and the others, when it did.
    private OptionalDouble flop() {
        List<Sample> samples = run.samples();
        if (samples.size() < 3) {
            return OptionalDouble.empty();
        }
        double jump = samples.get(0).size().shiftFrom(samples.get(1).size());
        double after = samples.get(1).size().shiftFrom(samples.get(2).size());
        return jump > FLOP_PIXELS && after < jump / 4
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
        if (first.size().eccentricity() > LONG_ECCENTRICITY) {
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

    List<Diagnosis> diagnoses() {
        var found = new ArrayList<Diagnosis>();
        Optional<LostSteps> lost = run.lostSteps();
        refusal.ifPresent(r -> found.add(refused(r)));
        lost.ifPresent(l -> found.add(describe(l)));
        if (lost.isEmpty()) {
            backlash().ifPresent(b -> found.add(describe(b)));
        }
        clouds().ifPresent(found::add);
        wind().ifPresent(found::add);
        var stars = new StarFindings(run);
        stars.all().forEach(found::add);
        if (found.stream().allMatch(d -> d.confidence() <= 0.6)) {
            badSeeing().ifPresent(found::add);
        }
        flop().ifPresent(jump -> found.add(describeFlop(jump)));
        found.sort(Comparator.comparingDouble(Diagnosis::confidence).reversed());
        return onceEach(found);
    }

    private static Diagnosis refused(GiveUp refusal) {
        boolean certain =
                switch (refusal.cause()) {
                    case MOTOR_NOT_MOVING, CAMERA_FAULT, LIMIT_REACHED -> true;
                    default -> false;
                };
        return new Diagnosis(
                refusal.cause(),
                certain ? 0.96 : 0.6,
                refusal.reason(),
                refusal.remedy(),
                List.of());
    }

    private static List<Diagnosis> onceEach(List<Diagnosis> sorted) {
        var causes = EnumSet.noneOf(Cause.class);
        return sorted.stream().filter(d -> causes.add(d.cause())).toList();
    }

    private Diagnosis describe(LostSteps lost) {
        return new Diagnosis(
                lost.cause(),
                0.9,
                lost.sentence(run.samples()),
                lost.remedy(),
                List.of(lost.sample()));
    }

    private static Diagnosis describeFlop(double jump) {
        return new Diagnosis(
                Cause.MIRROR_FLOP,
                0.3,
                "The image jumped by %.0f px when the focuser first turned round: something in the telescope, such as its mirror, leans over at a reversal."
                        .formatted(jump),
                "This run needs nothing, all its frames were reached in one direction. Lock the mirror if it can be locked, and focus anew after a meridian flip.",
                List.of(0));
    }

    /// From what is left over around the curve and from the proofs, which show the air best.
    private Optional<Diagnosis> badSeeing() {
        if (run.fit().isEmpty() || run.squareGrowth().isPresent()) {
            return Optional.empty();
        }
        CurveFit fit = run.fit().get().fit();
        double squares = WORTH_OF_LAW + fit.sumOfSquares();
        int count = WORTH_OF_LAW + fit.degreesOfFreedom();
        for (Sample sample : run.samples()) {
            if (sample.proof() && sample.hasStars()) {
                double excess = fit.excessSigmas(sample.point());
                squares += excess * excess;
                count++;
            }
        }
        double times = Math.sqrt(squares / count);
        return times < UNSTEADY
                ? Optional.empty()
                : Optional.of(
                        new Diagnosis(
                                Cause.BAD_SEEING,
                                0.65,
                                "Sizes scatter %.1f times as much as in an ordinary night."
                                        .formatted(times),
                                "Expose longer, so that the air's motion averages out, or wait for steadier air.",
                                List.of()));
    }

    private Diagnosis describe(BacklashFound backlash) {
        int last = run.samples().size() - 1;
        boolean byProof = backlash.proven();
        String seen =
                byProof
                        ? "After arriving the first time the stars were larger than the curve promised; after a longer run-up"
                                + " they were not. The focuser has about %.0f ± %.0f steps of backlash."
                        : "The first frame, taken as the focuser stood, does not lie on the curve of the others, which were all"
                                + " approached from one side: the focuser has %s steps of backlash.";
        return new Diagnosis(
                Cause.BACKLASH,
                byProof ? 0.95 : 0.9,
                byProof
                        ? seen.formatted(backlash.steps(), backlash.sigmaSteps())
                        : seen.formatted(atLeast(backlash)),
                remedy(backlash),
                byProof ? List.of(last - 1, last) : List.of(0));
    }

    private static String atLeast(BacklashFound backlash) {
        double low = backlash.steps() - backlash.sigmaSteps();
        return backlash.sigmaSteps() < backlash.steps() / 3
                ? "at least %.0f ± %.0f".formatted(backlash.steps(), backlash.sigmaSteps())
                : "at least %.0f, and if the first frame was on the other side of focus, %.0f"
                        .formatted(low, low + 2 * backlash.sigmaSteps());
    }

    private String remedy(BacklashFound backlash) {
        String way = run.plan().approach() == Approach.UP ? "upward" : "downward";
        String safe = "This run needs nothing, it arrived in the direction of its samples. ";
        return backlash.proven()
                ? safe
                        + "For other moves set an overshoot of more than %.0f steps, always ending %s."
                                .formatted(backlash.steps() + 3 * backlash.sigmaSteps(), way)
                : safe
                        + "How much more there is cannot be seen from here, for nobody knows how the gear stood before: for other moves set an overshoot of several times this, always ending %s, or measure it by racking in and out."
                                .formatted(way);
    }

    private Optional<Diagnosis> clouds() {
        double largest =
                run.samples().stream()
                        .filter(Sample::hasStars)
                        .mapToDouble(s -> s.size().hfrPixels().orElseThrow())
                        .max()
                        .orElse(0);
        List<Integer> dim =
                numbersOf(s -> s.size().relativeFlux().orElse(1) < CLOUDY_FLUX && s.hasStars());
        if (dim.isEmpty() || largest == 0 || lightFollowsSize()) {
            return Optional.empty();
        }
        double least =
                dim.stream()
                        .mapToDouble(i -> run.samples().get(i).size().relativeFlux().orElse(0))
                        .min()
                        .orElseThrow();
        return Optional.of(
                new Diagnosis(
                        Cause.CLOUDS,
                        0.85,
                        "The same stars gave as little as %.0f %% of their light in %d of %d frames."
                                .formatted(100 * least, dim.size(), run.samples().size()),
                        "Look at the sky. Sizes do not depend on the light as long as stars can be measured; wait if they cannot.",
                        dim));
    }

    /// Clouds come and go with time. Light that goes with the size of the stars, frame by frame, is a matter of measuring, or of a
    /// simulator that draws large stars too bright.
    private boolean lightFollowsSize() {
        List<Sample> lit =
                run.samples().stream()
                        .filter(s -> s.hasStars() && s.size().relativeFlux().isPresent())
                        .toList();
        int agree = 0;
        int against = 0;
        for (int i = 0; i < lit.size(); i++) {
            for (int j = 0; j < i; j++) {
                double light = logRatio(flux(lit.get(i)), flux(lit.get(j)));
                double size = logRatio(hfr(lit.get(i)), hfr(lit.get(j)));
                if (Math.abs(light) > CLEAR_LOG && Math.abs(size) > CLEAR_LOG) {
                    agree += light * size > 0 ? 1 : 0;
                    against += light * size < 0 ? 1 : 0;
                } else if (Math.abs(light) > 2 * CLEAR_LOG) {
                    // Another light at the same size.
                    agree = Math.max(0, agree - 2);
                    against++;
                }
            }
        }
        return agree > ALMOST_ALL * against && agree >= 3;
    }

    private static double flux(Sample sample) {
        return sample.size().relativeFlux().orElseThrow();
    }

    private static double hfr(Sample sample) {
        return sample.size().hfrPixels().orElseThrow();
    }

    private static double logRatio(double a, double b) {
        return StrictMath.log(a / b);
    }

    private Optional<Diagnosis> wind() {
        double smallest =
                run.samples().stream()
                        .filter(Sample::hasStars)
                        .mapToDouble(s -> s.size().hfrPixels().orElseThrow())
                        .min()
                        .orElse(0);
        List<Integer> near =
                numbersOf(s ->
                        s.hasStars() && s.size().hfrPixels().orElseThrow() < NEAR_FOCUS * smallest);
        List<Integer> smeared =
                near.stream()
                        .filter(i -> run.samples().get(i).size().eccentricity() > LONG_ECCENTRICITY)
                        .toList();
        List<Integer> nearest =
                numbersOf(s ->
                        s.hasStars() && s.size().hfrPixels().orElseThrow() < NEAREST * smallest);
        boolean sharpestIsSmeared =
                nearest.stream()
                        .allMatch(i ->
                                run.samples().get(i).size().eccentricity() > LONG_ECCENTRICITY);
        boolean half = near.size() >= 2 && smeared.size() * 2 >= near.size();
        if (smeared.isEmpty() || (!half && !sharpestIsSmeared)) {
            return Optional.empty();
        }
        return Optional.of(
                new Diagnosis(
                        Cause.WIND_OR_GUIDING,
                        0.85,
                        "Stars are long in %d of the %d frames near focus (median eccentricity above %.1f)."
                                .formatted(smeared.size(), near.size(), LONG_ECCENTRICITY),
                        "Shelter the telescope from wind, check the guiding, or expose shorter.",
                        smeared));
    }

    private List<Integer> numbersOf(Predicate<Sample> which) {
        return IntStream.range(0, run.samples().size())
                .filter(i -> which.test(run.samples().get(i)))
                .boxed()
                .toList();
    }
}
