package parfocal.autofocus;

import java.util.ArrayList;
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
import parfocal.curve.SquareGrowth;
import parfocal.device.Approach;
import parfocal.device.Travel;
import parfocal.stars.Star;

/// One autofocus run so far: measurements in, next step out. Immutable, with the complete history; nothing here touches a
/// device, so the same measurements always lead to the same decisions.
///
/// The laws it obeys: one direction for every sample and the final move; the same stars in every frame; uncertainty and
/// proof decide, not R²; nothing that failed a check is accepted, and nothing is refused without saying which; the sky is
/// believed before the driver.
public final class FocusRun {
    private final FocusPlan plan;
    private final Travel travel;
    private final int startSteps;
    private final SameStars stars;
    private final List<Taken> taken;
    private final List<Sample> samples;

    /// One frame as it was taken; its size is known only together with all others.
    ///
    /// @param step                     what was ordered
    /// @param positionSteps            where the focuser said it stood
    /// @param travelSinceReversalSteps how far it had come in the direction of the sweep
    /// @param seen                     what was in the frame
    public record Taken(
            MeasureAt step, int positionSteps, int travelSinceReversalSteps, Seen seen) {}

    private FocusRun(
            FocusPlan plan, Travel travel, int startSteps, SameStars stars, List<Taken> taken) {
        this.plan = plan;
        this.travel = travel;
        this.startSteps = startSteps;
        this.stars = stars;
        this.taken = taken;
        List<FrameSize> sizes = stars.sizes();
        var sized = new ArrayList<Sample>();
        for (int i = 0; i < taken.size(); i++) {
            Taken t = taken.get(i);
            sized.add(
                    new Sample(
                            t.positionSteps,
                            t.step.purpose() == Purpose.OTHER_WAY
                                    ? plan.approach().opposite()
                                    : plan.approach(),
                            t.travelSinceReversalSteps,
                            t.step.purpose(),
                            t.step.why(),
                            sizes.get(i)));
        }
        this.samples = List.copyOf(sized);
    }

    /// A run that has measured nothing yet.
    public static FocusRun begin(FocusPlan plan, Travel travel, int startSteps) {
        return new FocusRun(plan, travel, startSteps, SameStars.none(), List.of());
    }

    /// The run with one more frame.
    ///
    /// @param step          what was ordered
    /// @param positionSteps where the focuser said it stood during the exposure
    /// @param stars         the measurable stars of the frame
    public FocusRun with(MeasureAt step, int positionSteps, List<Star> stars) {
        return with(step, positionSteps, Seen.only(stars));
    }

    /// The run with one more frame.
    public FocusRun with(MeasureAt step, int positionSteps, Seen seen) {
        var more = new ArrayList<>(taken);
        more.add(new Taken(step, positionSteps, travelSinceReversal(step, positionSteps), seen));
        return new FocusRun(plan, travel, startSteps, stars.with(seen.stars()), List.copyOf(more));
    }

    private int travelSinceReversal(MeasureAt step, int positionSteps) {
        if (!step.via().isEmpty()) {
            return Math.abs(positionSteps - step.via().getLast());
        }
        if (taken.isEmpty()) {
            return 0;
        }
        Taken before = taken.getLast();
        return before.travelSinceReversalSteps + Math.abs(positionSteps - before.positionSteps);
    }

    /// What to do now.
    public FocusStep next() {
        if (samples.isEmpty() && plan.fixed().isPresent()) {
            return fixedSweep(startSteps, Purpose.SAMPLE, "sample 1 of the fixed sweep");
        }
        if (samples.isEmpty()) {
            return look();
        }
        if (samples.getLast().proof()) {
            return afterProof();
        }
        if (samples.getLast().purpose() == Purpose.OTHER_WAY) {
            return fit().map(this::lookTheOtherWayOrArrive).orElseGet(this::prove);
        }
        if (plan.fixed().isPresent()) {
            return plan.fixed().get().next(sweep(), travel, plan.approach()).orElseGet(this::prove);
        }
        return learnedSweep()
                .flatMap(LearnedSweep::next)
                .or(() -> learnedFit().map(this::lookTheOtherWayOrArrive))
                .or(() ->
                        new Sweep(
                                        plan,
                                        travel,
                                        sweep(),
                                        coldFit().map(SweepFit::fit),
                                        earlierCurve())
                                .next())
                .orElseGet(this::prove);
    }

    private MeasureAt fixedSweep(double centreSteps, Purpose purpose, String why) {
        return plan.fixed().orElseThrow().first(centreSteps, travel, plan.approach(), purpose, why);
    }

    /// Where we are, arriving as all samples will: then this frame counts like any other.
    private MeasureAt look() {
        int behind = before(startSteps, RunUp.steps(travel));
        return new MeasureAt(
                startSteps,
                behind == startSteps ? List.of() : List.of(behind),
                Purpose.SAMPLE,
                "looking where we are, with a run-up that takes up any play");
    }

    private FocusStep prove() {
        Optional<SweepFit> fit = fit();
        if (fit.isEmpty()) {
            return lostSteps()
                    .map(lost -> new GiveUp(lost.cause(), lost.sentence(samples), lost.remedy()))
                    .orElseGet(() ->
                            new GiveUp(
                                    Cause.MINIMUM_AT_EDGE,
                                    noCurveReason(),
                                    "Start nearer to focus, or widen the limits."));
        }
        if (squareGrowth().isPresent()) {
            return arrive(
                    fit.get(), 1, "arriving at the bottom of the parabola that all samples lie on");
        }
        Optional<Check> failed =
                fit.get().checks(plan.tolerance()).stream()
                        .filter(check -> !check.passed())
                        .findFirst();
        if (failed.isPresent()) {
            return again(fit.get(), failed.get().sentence(), causeOf(failed.get()));
        }
        return lookTheOtherWayOrArrive(fit.get());
    }

    private FocusStep lookTheOtherWayOrArrive(SweepFit fit) {
        boolean wanted = plan.fixed().isEmpty() && !playIsKnown() && OtherWay.worthALook(this);
        Optional<MeasureAt> look =
                wanted
                        ? OtherWay.look(
                                fit.fit().curve(), plan.approach(), travel, samples.getLast())
                        : Optional.empty();
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
        Optional<Proof> proof = proof();
        Optional<SweepFit> fit = fit();
        if (proof.isEmpty() || fit.isEmpty()) {
            return new GiveUp(
                    Cause.NO_STARS,
                    "There was no star to measure after arriving at %d."
                            .formatted(samples.getLast().positionSteps()),
                    "Look for clouds or dew, then run again.");
        }
        if (proof.get().passed()) {
            return acceptUnlessStepsGotLost(fit.get());
        }
        boolean firstProof = samples.size() < 2 || !samples.get(samples.size() - 2).proof();
        if (firstProof && repairs().size() < plan.mostRepairs()) {
            return arrive(
                    fit.get(),
                    2,
                    "%s Arriving again with a longer run-up, in case the gear hung in its play"
                            .formatted(proof.get().sentence()));
        }
        return again(fit.get(), proof.get().sentence(), Cause.BAD_SEEING);
    }

    /// The sky is believed before the driver: a curve can be fine and its numbers not.
    private FocusStep acceptUnlessStepsGotLost(SweepFit fit) {
        return lostSteps()
                .filter(lost -> lost.kind() == LostSteps.Kind.SLIP || inThisSweep(lost.sample()))
                .map(lost -> again(fit, lost.sentence(samples), lost.cause()))
                .orElseGet(Accept::new);
    }

    /// Whether one move, or a little of each, did not reach the tube.
    Optional<LostSteps> lostSteps() {
        return LostSteps.in(samples, plan.law());
    }

    private boolean inThisSweep(int sample) {
        return sample > sweepBegin(samples.size());
    }

    /// The last part of the way is made in the direction of the sweep, from beyond where the sweep began.
    private MeasureAt arrive(SweepFit fit, int runUps, String why) {
        Hyperbola curve = fit.fit().curve();
        double best = (runUps > 1 ? bySize(fit) : best(fit)).positionSteps();
        int target = travel.nearest((int) Math.round(best));
        int back = before(target, runUps * RunUp.steps(travel, curve.halfWidthSteps()));
        for (Sample sample : sweep()) {
            back =
                    plan.approach() == Approach.UP
                            ? Math.min(back, sample.positionSteps())
                            : Math.max(back, sample.positionSteps());
        }
        return new MeasureAt(target, List.of(back), Purpose.PROOF, why);
    }

    /// A second sweep around the suspected place, or the end of the patience.
    private FocusStep again(SweepFit fit, String reason, Cause suspected) {
        Cause cause = lostSteps().map(LostSteps::cause).orElse(suspected);
        if (repairs().size() >= plan.mostRepairs() || sweeps() > 1) {
            return new GiveUp(
                    cause,
                    reason + (repairs().isEmpty() ? "" : " " + repaired()),
                    "Wait for steadier air or expose longer; if it stays so, measure the focuser's backlash.");
        }
        Hyperbola curve = fit.fit().curve();
        if (plan.fixed().isPresent()) {
            return fixedSweep(
                    curve.bestPositionSteps(),
                    Purpose.NEW_SWEEP,
                    reason + " Sweeping once more around it");
        }
        int begin = before(curve.bestPositionSteps(), 2.4 * curve.halfWidthSteps());
        int back = before(begin, 2 * RunUp.steps(travel, curve.halfWidthSteps()));
        return new MeasureAt(
                begin, List.of(back), Purpose.NEW_SWEEP, reason + " Sweeping once more around it");
    }

    private String repaired() {
        return "Tried: " + repairs().size() + (repairs().size() == 1 ? " repair." : " repairs.");
    }

    /// A place before another in the direction of the sweep, inside the travel.
    private int before(double positionSteps, double distanceSteps) {
        return travel.nearest(
                (int) Math.round(positionSteps - plan.approach().sign() * distanceSteps));
    }

    /// Where to pass, and last the start itself, so that it is reached in the direction of the samples.
    List<Integer> wayBack() {
        double runUp =
                fit().map(fit -> RunUp.steps(travel, fit.fit().curve().halfWidthSteps()))
                        .orElse(RunUp.steps(travel));
        return List.of(before(startSteps, runUp), startSteps);
    }

    /// What the run did to mend itself, each with its reason.
    public List<String> repairs() {
        var repairs = new ArrayList<String>();
        for (int i = 1; i < taken.size(); i++) {
            boolean provedAgain =
                    taken.get(i).step.purpose() == Purpose.PROOF
                            && taken.get(i - 1).step.purpose() == Purpose.PROOF;
            if (provedAgain || taken.get(i).step.purpose() == Purpose.NEW_SWEEP) {
                repairs.add(taken.get(i).step.why());
            }
        }
        return List.copyOf(repairs);
    }

    private int sweeps() {
        return 1 + (int) taken.stream().filter(t -> t.step.purpose() == Purpose.NEW_SWEEP).count();
    }

    /// Samples of the present sweep: no proofs, and nothing from the other side.
    List<Sample> sweep() {
        return samples.subList(sweepBegin(samples.size()), samples.size()).stream()
                .filter(Sample::sweeping)
                .toList();
    }

    private int sweepBegin(int end) {
        int begin = end - 1;
        while (begin > 0 && samples.get(begin).purpose() != Purpose.NEW_SWEEP) {
            begin--;
        }
        return Math.max(0, begin);
    }

    /// What the sweep before this one said, to plan this one by.
    private Optional<Hyperbola> earlierCurve() {
        int begin = sweepBegin(samples.size());
        if (begin == 0) {
            return Optional.empty();
        }
        List<Sample> earlier = samples.subList(0, begin).stream().filter(Sample::sweeping).toList();
        return SweepFit.of(earlier, plan.law()).map(fit -> fit.fit().curve());
    }

    /// The curve of the present sweep, once it encloses its minimum.
    public Optional<SweepFit> fit() {
        return learnedFit().or(this::coldFit);
    }

    private Optional<SweepFit> coldFit() {
        return samples.isEmpty() ? Optional.empty() : SweepFit.of(sweep(), plan.law());
    }

    /// What the shape of the stars says of the present sweep; empty where it has nothing to say.
    public Optional<ShapeOpinion> shape() {
        return squareGrowth().isPresent()
                ? Optional.empty()
                : fit().flatMap(fit -> ShapeOpinion.on(fit, taken, samples, plan.tolerance()));
    }

    /// Best focus, by what decides it; empty as long as there is no curve.
    public Optional<BestFocus> best() {
        return fit().map(this::best);
    }

    /// After a proof that failed the sizes decide alone.
    private BestFocus best(SweepFit fit) {
        long proofs =
                samples.subList(sweepBegin(samples.size()), samples.size()).stream()
                        .filter(Sample::proof)
                        .count();
        Optional<ShapeOpinion> shape = proofs > 1 ? Optional.empty() : shape();
        return shape.map(ShapeOpinion::best).orElseGet(() -> bySize(fit));
    }

    private BestFocus bySize(SweepFit fit) {
        return new BestFocus(
                squareGrowth()
                        .map(SquareGrowth::bestPositionSteps)
                        .orElseGet(fit.fit().curve()::bestPositionSteps),
                fit.fit().sigmaSteps());
    }

    /// What was learned serves one sweep; whatever has to be done again is done without it, and a fixed sweep needs none of it.
    private Optional<LearnedSweep> learnedSweep() {
        return sweeps() > 1 || samples.isEmpty() || plan.fixed().isPresent()
                ? Optional.empty()
                : plan.learned().map(known -> new LearnedSweep(plan, travel, sweep(), known));
    }

    private Optional<SweepFit> learnedFit() {
        return learnedSweep()
                .flatMap(LearnedSweep::fit)
                .filter(fit ->
                        fit.fit().sigmaSteps()
                                <= CriticalZone.halfWidthSteps(fit.fit().curve(), plan.tolerance())
                                        / 2);
    }

    private String noCurveReason() {
        List<CurvePoint> points =
                sweep().stream().filter(Sample::hasStars).map(Sample::point).toList();
        CurveOutcome outcome = CurveFit.of(points, plan.law());
        return switch (outcome) {
            case NoCurve none -> none.reason();
            case CurveFit fit ->
                    "The samples do not enclose the minimum, which they suggest near %.0f."
                            .formatted(fit.curve().bestPositionSteps());
        };
    }

    /// The last proof, judged against the curve that led to it; empty when the last frame was none, or showed no star.
    public Optional<Proof> proof() {
        if (samples.isEmpty() || !samples.getLast().proof() || !samples.getLast().hasStars()) {
            return Optional.empty();
        }
        CurvePoint measured = samples.getLast().point();
        return fit().map(fit ->
                squareGrowth()
                        .map(parabola -> Proof.judge(parabola, measured, plan.law()))
                        .orElseGet(() -> Proof.judge(fit.fit(), measured)));
    }

    /// The parabola on which all samples of the run lie, whatever sweep they belong to, where they lie on one. A frame that no run-up
    /// preceded is none of them.
    Optional<SquareGrowth> squareGrowth() {
        return SquareGrowth.of(
                samples.stream()
                        .filter(s ->
                                s.hasStars() && s.sweeping() && s.travelSinceReversalSteps() > 0)
                        .map(Sample::point)
                        .toList(),
                plan.law());
    }

    SameStars stars() {
        return stars;
    }

    public FocusPlan plan() {
        return plan;
    }

    public Travel travel() {
        return travel;
    }

    /// Every frame as it came, in order: all that is needed to decide everything again.
    public List<Taken> taken() {
        return taken;
    }

    public int startSteps() {
        return startSteps;
    }

    /// Everything measured, proofs included, in order of arrival; sizes are those of all frames taken together.
    public List<Sample> samples() {
        return samples;
    }
}
