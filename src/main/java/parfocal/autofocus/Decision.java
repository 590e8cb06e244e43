package parfocal.autofocus;

import java.util.List;
import java.util.Optional;
import parfocal.autofocus.FocusStep.Accept;
import parfocal.autofocus.FocusStep.GiveUp;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.curve.Check;
import parfocal.curve.CriticalZone;
import parfocal.curve.CurveFit;
import parfocal.curve.CurveOutcome;
import parfocal.curve.CurvePoint;
import parfocal.curve.Hyperbola;
import parfocal.curve.NoCurve;
import parfocal.curve.Proof;
import parfocal.device.Approach;
import parfocal.device.Travel;

/// What a run does next, from what it has measured.
final class Decision {
    private final FocusRun run;
    private final FocusPlan plan;
    private final Travel travel;
    private final List<Sample> samples;

    Decision(FocusRun run) {
        this.run = run;
        this.plan = run.plan();
        this.travel = run.room();
        this.samples = run.samples();
    }

    FocusStep next() {
        FocusStep next = planned();
        return next instanceof GiveUp why && !samples.isEmpty()
                ? new AroundBinding(run).insteadOf(why)
                : next;
    }

    private FocusStep planned() {
        if (samples.isEmpty() && plan.fixed().isPresent()) {
            return fixedSweep(run.startSteps(), Purpose.SAMPLE, "sample 1 of the fixed sweep");
        }
        if (samples.isEmpty()) {
            return look();
        }
        if (samples.getLast().proof()) {
            return afterProof();
        }
        if (samples.getLast().purpose() == Purpose.OTHER_WAY
                || samples.getLast().purpose() == Purpose.WAITED) {
            return run.fit().map(this::lookTheOtherWayOrArrive).orElseGet(this::prove);
        }
        if (plan.fixed().isPresent()) {
            return plan.fixed()
                    .get()
                    .next(run.sweep(), travel, plan.approach())
                    .orElseGet(this::prove);
        }
        return new AroundBinding(run)
                .standsForGood()
                .or(new AroundBinding(run)::clearOfReturns)
                .or(() -> run.curve().learnedSweep().flatMap(LearnedSweep::next))
                .or(() -> run.curve().learnedFit().map(this::lookTheOtherWayOrArrive))
                .or(() ->
                        new Sweep(
                                        plan,
                                        travel,
                                        run.sweep(),
                                        run.curve().sweepFit().map(SweepFit::fit),
                                        run.curve().earlierCurve())
                                .next())
                .orElseGet(this::prove);
    }

    private MeasureAt fixedSweep(double centreSteps, Purpose purpose, String why) {
        return plan.fixed().orElseThrow().first(centreSteps, travel, plan.approach(), purpose, why);
    }

    /// Where we are, arriving as all samples will: then this frame counts like any other.
    private MeasureAt look() {
        int behind = behind(run.startSteps(), RunUp.steps(travel));
        return new MeasureAt(
                run.startSteps(),
                behind == run.startSteps() ? List.of() : List.of(behind),
                Purpose.SAMPLE,
                run.before().isPresent()
                        ? "the light has changed for good: beginning anew, where the run began"
                        : "looking where we are, with a run-up that takes up any play");
    }

    private FocusStep prove() {
        Optional<SweepFit> fit = run.fit();
        if (fit.isEmpty()) {
            return run.lostSteps()
                    .map(lost -> new GiveUp(lost.cause(), lost.sentence(samples), lost.remedy()))
                    .or(() -> FlatCurve.of(run).map(flat -> flat.refusal(run)))
                    .orElseGet(() ->
                            new GiveUp(
                                    Cause.MINIMUM_AT_EDGE,
                                    noCurveReason(),
                                    plan.fixed().isPresent()
                                            ? "Begin the sweep so that focus lies in its middle; a run that is not told its samples looks for focus by itself."
                                            : "Start nearer to focus, or widen the limits."));
        }
        if (run.curve().squareGrowth().isPresent()) {
            return arrive(
                    fit.get(), 1, "arriving at the bottom of the parabola that all samples lie on");
        }
        Optional<Check> failed =
                fit.get().checks(plan.tolerance()).stream().filter(Check::failed).findFirst();
        if (failed.isPresent()) {
            return again(fit.get(), failed.get().sentence(), causeOf(failed.get()));
        }
        return lookTheOtherWayOrArrive(fit.get());
    }

    private FocusStep lookTheOtherWayOrArrive(SweepFit fit) {
        if (Drift.waitingTells(samples, plan.law())) {
            return new MeasureAt(
                    samples.getLast().positionSteps(),
                    List.of(),
                    Purpose.WAITED,
                    "a minute later and without a move: whether focus moves by itself");
        }
        boolean wanted = plan.fixed().isEmpty() && !playIsKnown();
        Optional<MeasureAt> look =
                wanted ? OtherWay.next(run, fit.fit().curve()) : Optional.empty();
        return look.orElseGet(() -> arrive(fit));
    }

    private boolean playIsKnown() {
        return plan.learned().flatMap(Learned::play).isPresent();
    }

    private MeasureAt arrive(SweepFit fit) {
        return arrive(fit, 1, "arriving as every sample did, to see whether it is true");
    }

    private static Cause causeOf(Check failed) {
        return failed.name().equals("bracketed") ? Cause.MINIMUM_AT_EDGE : Cause.BAD_SEEING;
    }

    private FocusStep afterProof() {
        Optional<Proof> proof = run.proof();
        Optional<SweepFit> fit = run.fit();
        if (proof.isEmpty() || fit.isEmpty()) {
            return new GiveUp(
                    Cause.NO_STARS,
                    "There was no star to measure after arriving at %d."
                            .formatted(samples.getLast().positionSteps()),
                    "Look for clouds or dew, then run again.");
        }
        double behind =
                run.best().orElseThrow().positionSteps() - samples.getLast().positionSteps();
        double zone = CriticalZone.halfWidthSteps(fit.get().fit().curve(), plan.tolerance());
        if (run.drift().isPresent() && Math.abs(behind) > zone / 2) {
            return followed(fit.get(), run.drift().get(), behind);
        }
        if (proof.get().passed()) {
            return acceptUnlessStepsGotLost(fit.get());
        }
        Optional<FocusStep> clear = new AroundBinding(run).clearOfIt();
        if (clear.isPresent()) {
            return clear.get();
        }
        boolean firstProof = samples.size() < 2 || !samples.get(samples.size() - 2).proof();
        if (firstProof && run.repairs().size() < plan.mostRepairs()) {
            return arrive(
                    fit.get(),
                    2,
                    "%s Arriving again with a longer run-up, in case the gear hung in its play"
                            .formatted(proof.get().sentence()));
        }
        return again(fit.get(), proof.get().sentence(), Cause.BAD_SEEING);
    }

    /// The proof was taken where best focus had been.
    private FocusStep followed(SweepFit fit, Drift drift, double behindSteps) {
        return run.repairs().size() < plan.mostRepairs()
                ? arrive(
                        fit,
                        1,
                        "best focus has moved on by %.0f steps: following it"
                                .formatted(Math.abs(behindSteps)))
                : new GiveUp(Cause.TEMPERATURE_DRIFT, drift.sentence(), Drift.REMEDY);
    }

    /// The sky is believed before the driver: a curve can be fine and its numbers not.
    private FocusStep acceptUnlessStepsGotLost(SweepFit fit) {
        return run.lostSteps()
                .filter(this::inThisSweep)
                .map(lost -> again(fit, lost.sentence(samples), lost.cause()))
                .orElseGet(() -> acceptIfEnoughIsKnown(fit));
    }

    /// One frame at the bottom of a curve says little of where the bottom is: in rough air it agrees with many a curve.
    private FocusStep acceptIfEnoughIsKnown(SweepFit fit) {
        var known = new EnoughKnown(run, fit);
        return known.doubt().map(doubt -> again(fit, doubt, known.cause())).orElseGet(Accept::new);
    }

    /// What was lost before the sweep began is in its numbers; where a tube binds, what the motor does not go beyond again.
    private boolean inThisSweep(LostSteps lost) {
        int begin = run.sweepBegin();
        return switch (lost.kind()) {
            case GHOST -> lost.sample() > begin;
            case BINDS_UP -> fartherSince(begin, Approach.UP);
            case BINDS_DOWN -> fartherSince(begin, Approach.DOWN);
            case SLIP, STOPPED, UNEQUAL, DRIFT -> true;
        };
    }

    private boolean fartherSince(int begin, Approach way) {
        return Binding.farthest(samples, way)
                != Binding.farthest(samples.subList(0, begin + 1), way);
    }

    /// The last part of the way is made in the direction of the sweep, from beyond where the sweep began.
    private MeasureAt arrive(SweepFit fit, int runUps, String why) {
        Hyperbola curve = fit.fit().curve();
        double best =
                (runUps > 1 ? run.curve().bySize(fit) : run.best().orElseThrow()).positionSteps();
        int target =
                travel.nearest(
                        (int)
                                Math.round(
                                        best
                                                + run.drift()
                                                        .map(d -> d.untilArrivalSteps(samples))
                                                        .orElse(0.0)));
        int back = behind(target, runUps * RunUp.steps(travel, curve.halfWidthSteps()));
        for (Sample sample : run.sweep()) {
            back =
                    plan.approach() == Approach.UP
                            ? Math.min(back, sample.positionSteps())
                            : Math.max(back, sample.positionSteps());
        }
        return new MeasureAt(target, List.of(back), Purpose.PROOF, why);
    }

    /// A second sweep around the suspected place, or the end of the patience.
    private FocusStep again(SweepFit fit, String reason, Cause suspected) {
        Optional<FocusStep> clear = new AroundBinding(run).clearOfIt();
        if (clear.isPresent()) {
            return clear.get();
        }
        Optional<LostSteps> lost = run.lostSteps();
        if (run.repairs().size() >= plan.mostRepairs() || run.sweeps() > 1) {
            return new GiveUp(
                    lost.map(LostSteps::cause).orElse(suspected),
                    reason + (run.repairs().isEmpty() ? "" : " " + repaired()),
                    lost.map(LostSteps::remedy)
                            .orElse(
                                    "Wait for steadier air or expose longer; if it stays so, measure the focuser's backlash."));
        }
        Hyperbola curve = fit.fit().curve();
        if (plan.fixed().isPresent()) {
            return fixedSweep(
                    curve.bestPositionSteps(),
                    Purpose.NEW_SWEEP,
                    reason + " Sweeping once more around it");
        }
        int begin = behind(curve.bestPositionSteps(), 2.4 * curve.halfWidthSteps());
        int back = behind(begin, 2 * RunUp.steps(travel, curve.halfWidthSteps()));
        return new MeasureAt(
                begin, List.of(back), Purpose.NEW_SWEEP, reason + " Sweeping once more around it");
    }

    /// From where to arrive at a place as the samples did.
    private int behind(double positionSteps, double distanceSteps) {
        return RunUp.behind(travel, plan.approach(), positionSteps, distanceSteps);
    }

    private String repaired() {
        return "Tried: "
                + run.repairs().size()
                + (run.repairs().size() == 1 ? " repair." : " repairs.");
    }

    private String noCurveReason() {
        List<CurvePoint> points =
                run.sweep().stream().filter(Sample::hasStars).map(Sample::point).toList();
        CurveOutcome outcome = CurveFit.of(points, plan.law());
        return switch (outcome) {
            case NoCurve none -> none.reason();
            case CurveFit fit ->
                    "The samples do not enclose the minimum, which they suggest near %.0f."
                            .formatted(fit.curve().bestPositionSteps());
        };
    }
}
