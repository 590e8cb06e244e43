package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.curve.CriticalZone;
import parfocal.curve.CurvePoint;
import parfocal.curve.Hyperbola;
import parfocal.curve.Proof;
import parfocal.curve.SquareGrowth;
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
    private final Optional<Binding> binding;

    /// One frame as it was taken; its size is known only together with all others.
    ///
    /// @param step                     what was ordered
    /// @param positionSteps            where the focuser said it stood
    /// @param placeSigmaSteps          see [parfocal.device.FocuserStatus#placeSigmaSteps()]
    /// @param travelSinceReversalSteps how far it had come in the direction of the sweep
    /// @param lateSeconds              how long it was waited for after its driver had called it arrived, because it had been caught moving
    ///                                 then; 0 for a driver that is believed
    /// @param seen                     what was in the frame
    public record Taken(
            MeasureAt step,
            int positionSteps,
            double placeSigmaSteps,
            int travelSinceReversalSteps,
            double lateSeconds,
            Seen seen) {}

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
        this.binding = bindingBefore(sweepBegin(samples.size()));
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

    /// The run with one more frame, of a focuser that knows where it stands.
    public FocusRun with(MeasureAt step, int positionSteps, Seen seen) {
        return with(step, positionSteps, 0, 0, seen);
    }

    /// The run with one more frame.
    ///
    /// @param placeSigmaSteps see [parfocal.device.FocuserStatus#placeSigmaSteps()]
    /// @param lateSeconds     see [Taken]
    public FocusRun with(
            MeasureAt step,
            int positionSteps,
            double placeSigmaSteps,
            double lateSeconds,
            Seen seen) {
        var more = new ArrayList<>(taken);
        more.add(
                new Taken(
                        step,
                        positionSteps,
                        placeSigmaSteps,
                        travelSinceReversal(step, positionSteps),
                        lateSeconds,
                        seen));
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
        return new Decision(this).next();
    }

    /// Whether one move, or a little of each, did not reach the tube.
    Optional<LostSteps> lostSteps() {
        return LostSteps.in(samples, plan.law());
    }

    /// Where the tube was found to bind before the present sweep began.
    Optional<Binding> binding() {
        return binding;
    }

    private Optional<Binding> bindingBefore(int sweepBegin) {
        if (sweepBegin == 0) {
            return Optional.empty();
        }
        List<Sample> seen = samples.subList(0, sweepBegin + 1);
        return Binding.in(seen, plan.law()).or(() -> Binding.byComingBack(seen, plan.approach()));
    }

    /// The travel, as far as the tube is known to follow.
    Travel room() {
        return binding.map(b -> b.room(travel)).orElse(travel);
    }

    /// A place before another in the direction of the sweep, inside the room there is.
    int before(double positionSteps, double distanceSteps) {
        return room().nearest(
                        (int) Math.round(positionSteps - plan.approach().sign() * distanceSteps));
    }

    /// Where to pass, and last the start itself, so that it is reached in the direction of the samples.
    List<Integer> wayBack() {
        double runUp =
                fit().map(fit -> RunUp.steps(room(), fit.fit().curve().halfWidthSteps()))
                        .orElse(RunUp.steps(room()));
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

    int sweeps() {
        return 1 + (int) taken.stream().filter(t -> t.step.purpose() == Purpose.NEW_SWEEP).count();
    }

    /// Samples of the present sweep: no proofs, and nothing from the other side.
    List<Sample> sweep() {
        return samples.subList(sweepBegin(samples.size()), samples.size()).stream()
                .filter(Sample::sweeping)
                .toList();
    }

    /// The sample that the sweep of the last one before `end` began with.
    int sweepBegin(int end) {
        int begin = end - 1;
        while (begin > 0 && samples.get(begin).purpose() != Purpose.NEW_SWEEP) {
            begin--;
        }
        return Math.max(0, begin);
    }

    /// What the sweep before this one said, to plan this one by.
    Optional<Hyperbola> earlierCurve() {
        int begin = sweepBegin(samples.size());
        if (begin == 0) {
            return Optional.empty();
        }
        if (binding.isPresent()) {
            return binding.get().curve();
        }
        List<Sample> earlier = samples.subList(0, begin).stream().filter(Sample::sweeping).toList();
        return SweepFit.of(earlier, plan.law()).map(fit -> fit.fit().curve());
    }

    /// The curve of the present sweep, once it encloses its minimum.
    public Optional<SweepFit> fit() {
        return learnedFit().or(this::coldFit);
    }

    /// The same, on a telescope that is not known.
    Optional<SweepFit> coldFit() {
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
    BestFocus best(SweepFit fit) {
        long proofs =
                samples.subList(sweepBegin(samples.size()), samples.size()).stream()
                        .filter(Sample::proof)
                        .count();
        Optional<ShapeOpinion> shape = proofs > 1 ? Optional.empty() : shape();
        return shape.map(opinion -> opinion.best().among(placeSigma(), fit))
                .orElseGet(() -> bySize(fit));
    }

    BestFocus bySize(SweepFit fit) {
        return new BestFocus(
                        squareGrowth()
                                .map(SquareGrowth::bestPositionSteps)
                                .orElseGet(fit.fit().curve()::bestPositionSteps),
                        proofFrame()
                                .map(fit.fit()::sigmaStepsBeside)
                                .orElseGet(fit.fit()::sigmaSteps))
                .among(placeSigma(), fit);
    }

    private double placeSigma() {
        return taken.getLast().placeSigmaSteps;
    }

    private Optional<CurvePoint> proofFrame() {
        return samples.isEmpty() || !samples.getLast().proof() || !samples.getLast().hasStars()
                ? Optional.empty()
                : Optional.of(samples.getLast().point());
    }

    /// What was learned serves one sweep; whatever has to be done again is done without it, and a fixed sweep needs none of it.
    Optional<LearnedSweep> learnedSweep() {
        return sweeps() > 1 || samples.isEmpty() || plan.fixed().isPresent()
                ? Optional.empty()
                : plan.learned().map(known -> new LearnedSweep(plan, travel, sweep(), known));
    }

    Optional<SweepFit> learnedFit() {
        return learnedSweep()
                .flatMap(LearnedSweep::fit)
                .filter(fit ->
                        fit.fit().sigmaSteps()
                                <= CriticalZone.halfWidthSteps(fit.fit().curve(), plan.tolerance())
                                        / 2);
    }

    /// The last proof, judged against the curve that led to it; empty when the last frame was none, or showed no star.
    public Optional<Proof> proof() {
        return proofFrame().flatMap(this::judged);
    }

    private Optional<Proof> judged(CurvePoint measured) {
        return fit().map(fit ->
                squareGrowth()
                        .map(parabola -> Proof.judge(parabola, measured, plan.law()))
                        .orElseGet(() -> Proof.judge(fit.fit(), measured)));
    }

    /// The parabola on which all samples of the run lie, whatever sweep they belong to, where they lie on one. A frame that no run-up
    /// preceded is none of them.
    Optional<SquareGrowth> squareGrowth() {
        return squareGrowth(s -> s.sweeping() && s.travelSinceReversalSteps() > 0);
    }

    /// The same with proofs counted in, for what is said of a run that has ended: the bottom is where a parabola shows best.
    Optional<SquareGrowth> squareGrowthWithProofs() {
        return squareGrowth(s -> s.proof() || (s.sweeping() && s.travelSinceReversalSteps() > 0));
    }

    private Optional<SquareGrowth> squareGrowth(Predicate<Sample> counted) {
        return SquareGrowth.of(
                samples.stream()
                        .filter(Sample::hasStars)
                        .filter(counted)
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
