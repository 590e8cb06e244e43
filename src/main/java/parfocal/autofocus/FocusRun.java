package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import parfocal.autofocus.FocusStep.GiveUp;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.curve.Proof;
import parfocal.device.Travel;
import parfocal.stars.Star;

/// One autofocus run so far: measurements in, next step out. Immutable, with the complete history; nothing here touches a
/// device, so the same measurements always lead to the same decisions.
///
/// The laws it obeys: one direction for every sample and the final move; the same stars in every frame; uncertainty and
/// proof decide, not R²; nothing that failed a check is accepted, and nothing is refused without saying which; the sky is
/// believed before the driver.
public final class FocusRun {
    private final Task task;
    private final Optional<Before> before;
    private final TakenFrames frames;
    private final Disturbances disturbances;
    private final Allowances allowances;
    private final Once<Optional<Binding>> binding;
    private final Once<Optional<LostSteps>> lostSteps;
    private final RunCurve curve;

    /// One frame as it was taken; its size is known only together with all others.
    ///
    /// @param step                     what was ordered
    /// @param positionSteps            where the focuser said it stood
    /// @param placeSigmaSteps          see [parfocal.device.FocuserStatus#placeSigmaSteps()]
    /// @param travelSinceReversalSteps how far it had come in the direction of the sweep
    /// @param lateSeconds              how long it was waited for after its driver had called it arrived, because it had been caught moving
    ///                                 then; 0 for a driver that is believed
    /// @param moment                   when; empty in records of runs that did not keep it
    /// @param seen                     what was in the frame
    public record Taken(
            MeasureAt step,
            int positionSteps,
            double placeSigmaSteps,
            int travelSinceReversalSteps,
            double lateSeconds,
            Optional<Moment> moment,
            Seen seen) {}

    /// What had been measured through another filter, when the run began anew.
    ///
    /// @param run  up to its last frame
    /// @param jump by which that was noticed
    record Before(FocusRun run, LightJump jump) {}

    /// What does not change while a run lasts.
    private record Task(FocusPlan plan, Travel travel, int startSteps) {}

    private FocusRun(
            Task task,
            Optional<Before> before,
            TakenFrames frames,
            Disturbances disturbances,
            Optional<Once<Optional<Binding>>> binding) {
        this.task = task;
        this.before = before;
        this.frames = frames;
        this.disturbances = disturbances;
        this.allowances = Allowances.of(task.plan, frames.taken(), frames.stars().sizes());
        this.binding =
                binding.orElseGet(
                        () -> new Once<>(() -> Binding.before(samples(), sweepBegin(), task.plan)));
        this.lostSteps = new Once<>(() -> LostSteps.in(samples(), task.plan.law()));
        this.curve = new RunCurve(this);
    }

    /// A run that has measured nothing yet.
    public static FocusRun begin(FocusPlan plan, Travel travel, int startSteps) {
        return begin(new Task(plan, travel, startSteps), Optional.empty(), Disturbances.NONE);
    }

    private static FocusRun begin(Task task, Optional<Before> before, Disturbances disturbances) {
        return new FocusRun(task, before, TakenFrames.NONE, disturbances, Optional.empty());
    }

    /// The same run with a frame more that was exposed here and is no sample, because it was not taken where it was to be.
    FocusRun throwingOneAway() {
        return with(disturbances.throwingOneAway(everyTaken().size()));
    }

    /// The same run, which took a frame again for this.
    FocusRun mending(GiveUp disturbance) {
        return with(disturbances.mending(disturbance));
    }

    /// The run from its first frame on, by the same plan or by another; whatever was exposed until now is thrown away.
    FocusRun anew(FocusPlan advised) {
        return begin(advised, task.travel, task.startSteps)
                .with(disturbances.throwingAllAway(everyTaken().size()));
    }

    /// A run whose disturbances are known.
    public FocusRun with(Disturbances known) {
        return new FocusRun(task, before, frames, known, Optional.of(binding));
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
        return with(step, positionSteps, 0, 0, Optional.empty(), seen);
    }

    /// The run with one more frame.
    ///
    /// @param placeSigmaSteps see [parfocal.device.FocuserStatus#placeSigmaSteps()]
    /// @param lateSeconds     see [Taken]
    /// @param moment          likewise
    public FocusRun with(
            MeasureAt step,
            int positionSteps,
            double placeSigmaSteps,
            double lateSeconds,
            Optional<Moment> moment,
            Seen seen) {
        var frame =
                new Taken(
                        step,
                        positionSteps,
                        placeSigmaSteps,
                        frames.travelSinceReversal(step, positionSteps),
                        lateSeconds,
                        moment,
                        seen);
        var run =
                new FocusRun(
                        task,
                        before,
                        frames.with(frame),
                        disturbances,
                        step.purpose() == Purpose.NEW_SWEEP
                                ? Optional.empty()
                                : Optional.of(binding));
        return LightJump.in(run).map(run::anew).orElse(run);
    }

    /// Nothing that was measured before a jump can be held against what follows it: another filter has another focus.
    private FocusRun anew(LightJump jump) {
        return begin(task, Optional.of(new Before(this, jump)), disturbances);
    }

    /// What to do now.
    public FocusStep next() {
        return new LightChanges(this)
                .refusal()
                .<FocusStep>map(refusal -> refusal)
                .orElseGet(() -> new Decision(this).next());
    }

    /// What the run had measured when the light changed, and nothing of it counted any more; empty where it never did.
    Optional<Before> before() {
        return before;
    }

    /// Whether one move, or a little of each, did not reach the tube.
    Optional<LostSteps> lostSteps() {
        return lostSteps.get();
    }

    /// How fast best focus moves while the run goes on, where that explains its frames; all samples are then as if taken at the time of
    /// the last.
    public Optional<Drift> drift() {
        return allowances.drift();
    }

    /// Whether stars far out were measured too small; those samples are left out.
    Optional<DetectionCliff> cliff() {
        return allowances.cliff();
    }

    /// Where the tube was found to bind before the present sweep began.
    Optional<Binding> binding() {
        return binding.get();
    }

    /// The travel, as far as the tube is known to follow.
    Travel room() {
        return binding().map(b -> b.room(task.travel)).orElse(task.travel);
    }

    /// Where to pass, and last the start itself, so that it is reached in the direction of the samples.
    List<Integer> wayBack() {
        double runUp =
                fit().map(fit -> RunUp.steps(room(), fit.fit().curve().halfWidthSteps()))
                        .orElse(RunUp.steps(room()));
        int start = task.startSteps;
        return List.of(RunUp.behind(room(), task.plan.approach(), start, runUp), start);
    }

    /// What the run did to mend itself, each with its reason.
    public List<String> repairs() {
        var repairs = new ArrayList<String>();
        List<Taken> taken = taken();
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
        return 1
                + (int) taken().stream().filter(t -> t.step.purpose() == Purpose.NEW_SWEEP).count();
    }

    /// Samples of the present sweep: no proofs, and nothing from the other side.
    List<Sample> sweep() {
        return samples().stream().skip(sweepBegin()).filter(Sample::sweeping).toList();
    }

    /// Number of the sample that the present sweep began with.
    int sweepBegin() {
        int begin = samples().size() - 1;
        while (begin > 0 && samples().get(begin).purpose() != Purpose.NEW_SWEEP) {
            begin--;
        }
        return Math.max(0, begin);
    }

    /// What its samples say of the curve, with whatever was learned before and without it.
    RunCurve curve() {
        return curve;
    }

    /// The curve of the present sweep, once it encloses its minimum.
    public Optional<SweepFit> fit() {
        return curve().fit();
    }

    /// What the shape of the stars says of the present sweep; empty where it has nothing to say.
    public Optional<ShapeOpinion> shape() {
        return curve().shape();
    }

    /// Best focus, by what decides it; empty as long as there is no curve.
    public Optional<BestFocus> best() {
        return curve().best();
    }

    /// The last proof, judged against the curve that led to it; empty when the last frame was none, or showed no star.
    public Optional<Proof> proof() {
        return curve().proof();
    }

    SameStars stars() {
        return frames.stars();
    }

    public FocusPlan plan() {
        return task.plan;
    }

    public Travel travel() {
        return task.travel;
    }

    /// Frames as they came, since the run began or had to begin anew.
    public List<Taken> taken() {
        return frames.taken();
    }

    /// Every frame as it came, in order: all that is needed to decide everything again.
    public List<Taken> everyTaken() {
        return Stream.concat(
                        before.stream().flatMap(b -> b.run().everyTaken().stream()),
                        taken().stream())
                .toList();
    }

    /// What every frame said; those from before the run began anew on a scale of their own.
    public List<Sample> everySample() {
        return Stream.concat(
                        before.stream().flatMap(b -> b.run().everySample().stream()),
                        samples().stream())
                .toList();
    }

    /// What went wrong while the frames were taken.
    public Disturbances disturbances() {
        return disturbances;
    }

    public int startSteps() {
        return task.startSteps;
    }

    /// What the frames of [#taken] said, proofs included, in order of arrival; sizes are those of all of them taken together.
    public List<Sample> samples() {
        return allowances.samples();
    }

    /// The sizes of the same frames as their stars have them, without allowance for [Trails].
    List<FrameSize> measured() {
        return allowances.sizes();
    }
}
