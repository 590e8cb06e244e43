package parfocal.autofocus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import parfocal.autofocus.FocusStep.GiveUp;
import parfocal.curve.CurveFit;

/// What a finished run shows besides its result.
final class Findings {
    private static final double CLOUDY_FLUX = 0.7;

    /// Axes as 5 to 4: beyond this a frame's stars are long, as neither seeing nor defocus makes them.
    static final double LONG_ECCENTRICITY = 0.6;

    /// Only frames this near to the smallest size show elongation well: a defocus disc hides it.
    private static final double NEAR_FOCUS = 2;

    private static final double NEAREST = 1.2;

    /// Light and size that differ by this much in ln differ indeed.
    private static final double CLEAR_LOG = 0.15;

    private static final int ALMOST_ALL = 6;

    /// Scatter over that of an ordinary night.
    private static final double UNSTEADY = 1.3;

    private static final int WORTH_OF_LAW = 4;

    private final FocusRun run;
    private final Optional<GiveUp> refusal;

    Findings(FocusRun run, Optional<GiveUp> refusal) {
        this.run = run;
        this.refusal = refusal;
    }

    Optional<BacklashFound> backlash() {
        return run.lostSteps().isPresent() ? Optional.empty() : new PlayFindings(run).backlash();
    }

    List<Diagnosis> diagnoses() {
        var found = new ArrayList<Diagnosis>();
        Optional<LostSteps> lost = run.lostSteps();
        refusal.ifPresent(r -> found.add(refused(r)));
        lost.ifPresent(l -> found.add(describe(l)));
        found.addAll(new PlayFindings(run).diagnoses(lost.isEmpty()));
        clouds().ifPresent(found::add);
        wind().ifPresent(found::add);
        var stars = new StarFindings(run);
        stars.all().forEach(found::add);
        if (found.stream().allMatch(d -> d.confidence() <= 0.6)) {
            badSeeing().ifPresent(found::add);
        }
        FieldTilt.of(run).filter(FieldTilt::tilted).ifPresent(t -> found.add(t.diagnosis()));
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
