package parfocal.autofocus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import parfocal.autofocus.FocusStep.GiveUp;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.curve.Check;
import parfocal.curve.Hyperbola;

/// What a finished run shows besides its result.
final class Findings {
    private static final double CERTAIN = 0.96;

    /// What an account of all frames says weighs more than the sentence with which the run ended, and less than what was seen happening.
    private static final double BY_ALL_FRAMES = 0.9;

    private static final double BY_LAST_CHECK = 0.6;
    private static final double BY_CLEAR_SCATTER = 0.75;
    private static final double BY_SCATTER = 0.62;
    private static final double BY_MENDED_FRAME = 0.45;
    private static final double BY_NOTHING_ELSE = 0.5;

    /// In half-widths between best focus and the end of the travel: less cuts the curve off before it has risen.
    private static final double LEAST_ROOM = 1.3;

    private static final String STEADIER =
            "Expose longer, so that the air's motion averages out, or wait for steadier air.";

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
        Optional<RoughAir> rough =
                lost.isPresent() || run.curve().squareGrowth().isPresent() || neverNearFocus()
                        ? Optional.empty()
                        : RoughAir.in(run.samples(), run.plan().law())
                                .filter(air -> !undisturbed() || air.surely());
        refusal.ifPresent(r -> found.add(refused(r)));
        lost.ifPresent(l -> found.add(describe(l)));
        run.cliff().ifPresent(cliff -> found.add(cliff.diagnosis(run.samples())));
        run.drift().ifPresent(drift -> found.add(describe(drift)));
        found.addAll(new PlayFindings(run).diagnoses(lost.isEmpty()));
        found.addAll(new SkyFindings(run).all());
        found.addAll(new StarFindings(run).all());
        found.addAll(new ImpostorFindings(run).all());
        rough.ifPresent(r -> found.add(describe(r)));
        early().ifPresent(found::add);
        run.disturbances().mended().forEach(once -> found.add(mended(once)));
        littleRoom().ifPresent(found::add);
        sweptInVain().or(() -> SweepChoice.of(run)).ifPresent(found::add);
        FieldTilt.of(run).filter(FieldTilt::tilted).ifPresent(t -> found.add(t.diagnosis()));
        if (found.stream().allMatch(d -> d.confidence() < BY_NOTHING_ELSE)) {
            airThatChanged().ifPresent(found::add);
        }
        int earlier = run.everySample().size() - run.samples().size();
        found.replaceAll(d -> d.after(earlier));
        new LightChanges(run).diagnosis().ifPresent(found::add);
        FarFromFocus.of(run).ifPresent(found::add);
        found.sort(Comparator.comparingDouble(Diagnosis::confidence).reversed());
        return onceEach(found);
    }

    private Optional<Diagnosis> sweptInVain() {
        return refusal.flatMap(_ -> FlatCurve.of(run)).map(flat -> flat.diagnosis(run));
    }

    /// A fixed sweep that stays on one flank has not seen how stars near focus vary.
    private boolean neverNearFocus() {
        return run.plan().fixed().isPresent() && run.fit().isEmpty();
    }

    /// The air did no harm to a run that was accepted at its first attempt: to be told of, it has to be beyond doubt.
    private boolean undisturbed() {
        return refusal.isEmpty() && run.repairs().isEmpty();
    }

    private Diagnosis refused(GiveUp why) {
        boolean certain =
                switch (why.cause()) {
                    case CAMERA_FAULT,
                            LIMIT_REACHED,
                            FOREIGN_MOVE,
                            STALE_POSITION,
                            BINDING,
                            FILTER_CHANGED ->
                            true;
                    case MOTOR_NOT_MOVING ->
                            Accounts.standingStillIsAsLikely(run.samples(), run.plan().law());
                    default -> false;
                };
        return new Diagnosis(
                why.cause(),
                certain ? CERTAIN : BY_LAST_CHECK,
                why.reason(),
                why.remedy(),
                List.of());
    }

    /// Seen for certain; but it did no harm, and what did harm comes first.
    private static Diagnosis mended(GiveUp once) {
        return new Diagnosis(
                once.cause(),
                BY_MENDED_FRAME,
                once.reason() + " The frame was taken again.",
                once.remedy(),
                List.of());
    }

    private static List<Diagnosis> onceEach(List<Diagnosis> sorted) {
        var causes = EnumSet.noneOf(Cause.class);
        return sorted.stream().filter(d -> causes.add(d.cause())).toList();
    }

    private Diagnosis describe(LostSteps lost) {
        return new Diagnosis(
                lost.cause(),
                BY_ALL_FRAMES,
                lost.sentence(run.samples()),
                lost.remedy(),
                List.of(lost.sample()));
    }

    private static Diagnosis describe(Drift drift) {
        return new Diagnosis(
                Cause.TEMPERATURE_DRIFT, BY_ALL_FRAMES, drift.sentence(), Drift.REMEDY, List.of());
    }

    private static Diagnosis describe(RoughAir air) {
        return new Diagnosis(
                Cause.BAD_SEEING,
                air.clearly() ? BY_CLEAR_SCATTER : BY_SCATTER,
                air.sentence(),
                STEADIER,
                List.of());
    }

    /// A run that had to mend itself says why. With no play, no lost move and nothing in the frames, it was the air; unless its first sweep
    /// only told too little.
    private Optional<Diagnosis> airThatChanged() {
        return run.repairs().stream()
                .findFirst()
                .filter(_ -> !toldTooLittle())
                .map(repair ->
                        new Diagnosis(
                                Cause.BAD_SEEING,
                                BY_NOTHING_ELSE,
                                "The run had to be mended (%s), and neither play nor a lost move nor anything in the frames explains it: the air changed meanwhile."
                                        .formatted(repair),
                                STEADIER,
                                List.of()));
    }

    /// Whether the first sweep was mended for where its samples lay, and not for what they said; or for what one sweep can tell, though
    /// its proof passed: one that fails is taken twice.
    private boolean toldTooLittle() {
        List<Sample> samples = run.samples();
        int begin =
                IntStream.range(0, samples.size())
                        .filter(i -> samples.get(i).purpose() == Purpose.NEW_SWEEP)
                        .findFirst()
                        .orElse(0);
        List<Sample> before = samples.subList(0, begin);
        long proofs = before.stream().filter(Sample::proof).count();
        return begin > 0 && (proofs == 1 || (proofs == 0 && tooFewOnOneSide(before)));
    }

    private boolean tooFewOnOneSide(List<Sample> before) {
        return SweepFit.of(before.stream().filter(Sample::sweeping).toList(), run.plan().law())
                .map(fit ->
                        fit.checks(run.plan().tolerance()).stream()
                                .filter(Check::failed)
                                .findFirst()
                                .map(check -> check.name().equals("bracketed"))
                                .orElse(false))
                .orElse(false);
    }

    /// A driver that was caught calling the focuser arrived while it moved, and then waited for.
    private Optional<Diagnosis> early() {
        List<Integer> waited =
                IntStream.range(0, run.taken().size())
                        .filter(i -> run.taken().get(i).lateSeconds() > 0)
                        .boxed()
                        .toList();
        if (waited.isEmpty()) {
            return Optional.empty();
        }
        double late =
                waited.stream()
                        .mapToDouble(i -> run.taken().get(i).lateSeconds())
                        .max()
                        .orElseThrow();
        return Optional.of(
                new Diagnosis(
                        Cause.STALE_POSITION,
                        CERTAIN,
                        "The driver reports early: it called the focuser arrived %.1f s before it came to rest. The run began anew, and the moves to all %d frames were waited for."
                                .formatted(late, waited.size()),
                        Refusals.REPORTS_EARLY,
                        waited));
    }

    /// Focus so near to the end of the travel that the curve could not rise on that side. The run may have succeeded all the same; the
    /// next, on a colder night, may not.
    private Optional<Diagnosis> littleRoom() {
        if (run.fit().isEmpty()) {
            return Optional.empty();
        }
        Hyperbola curve = run.fit().get().fit().curve();
        double best = curve.bestPositionSteps();
        boolean atTheLowerEnd =
                best - run.travel().minimumSteps() < run.travel().maximumSteps() - best;
        int end = atTheLowerEnd ? run.travel().minimumSteps() : run.travel().maximumSteps();
        double room = Math.abs(best - end);
        return room > LEAST_ROOM * curve.halfWidthSteps()
                ? Optional.empty()
                : Optional.of(
                        new Diagnosis(
                                Cause.LIMIT_REACHED,
                                0.55,
                                "Best focus lies %.0f steps from the end of the travel at %d: there the curve rises by %.0f %% only, and it takes 2.4 half-widths, %.0f steps, to see it well."
                                        .formatted(
                                                room,
                                                end,
                                                100
                                                        * (curve.sizeAt(end) / curve.minimumPixels()
                                                                - 1),
                                                2.4 * curve.halfWidthSteps()),
                                Refusals.MORE_TRAVEL,
                                List.of()));
    }
}
