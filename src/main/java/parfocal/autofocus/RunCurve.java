package parfocal.autofocus;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import parfocal.curve.CriticalZone;
import parfocal.curve.CurvePoint;
import parfocal.curve.Hyperbola;
import parfocal.curve.Proof;
import parfocal.curve.SquareGrowth;

/// What the samples of a run say of its curve: the fits, best focus by whatever decides it, and the proof judged against it.
final class RunCurve {
    private final FocusRun run;
    private final Once<Optional<SweepFit>> fit;
    private final Once<Optional<SweepFit>> sweepFit;
    private final Once<Optional<ShapeOpinion>> shape;
    private final Once<Optional<BestFocus>> best;

    /// @param run everything measured so far
    RunCurve(FocusRun run) {
        this.run = run;
        this.sweepFit = new Once<>(this::fitOfSweep);
        this.fit = new Once<>(() -> learnedFit().or(this::coldFit));
        this.shape = new Once<>(this::opinion);
        this.best = new Once<>(() -> fit().map(this::best));
    }

    /// What the sweep before this one said, to plan this one by.
    Optional<Hyperbola> earlierCurve() {
        int begin = run.sweepBegin();
        if (begin == 0) {
            return Optional.empty();
        }
        if (run.binding().isPresent()) {
            return run.binding().get().curve();
        }
        return fitBefore().map(fit -> fit.fit().curve());
    }

    /// The curve of the present sweep, once it encloses its minimum.
    Optional<SweepFit> fit() {
        return fit.get();
    }

    /// The same, on a telescope that is not known: with the sweep before, where either says little.
    Optional<SweepFit> coldFit() {
        return sweepFit()
                .map(fit ->
                        run.sweeps() > 1 && new EnoughKnown(run, fit).wantsMore()
                                ? joined(fit)
                                : fit);
    }

    /// Of the samples of the present sweep alone.
    Optional<SweepFit> sweepFit() {
        return sweepFit.get();
    }

    private Optional<SweepFit> fitOfSweep() {
        return samples().isEmpty() ? Optional.empty() : SweepFit.of(run.sweep(), run.plan().law());
    }

    /// Of the samples before the present sweep alone; empty where they do not enclose a minimum, and where the tube bound.
    Optional<SweepFit> fitBefore() {
        int begin = run.sweepBegin();
        return begin == 0 || run.binding().isPresent()
                ? Optional.empty()
                : SweepFit.of(
                        samples().subList(0, begin).stream().filter(Sample::sweeping).toList(),
                        run.plan().law());
    }

    /// Reached in the same direction, both sweeps lie on one curve: unless the tube stands elsewhere in its play, or the driver counts anew.
    private SweepFit joined(SweepFit fit) {
        if (placeSigma(fit) > 0 || fitBefore().filter(fit::agrees).isEmpty()) {
            return fit;
        }
        return SweepFit.of(samples().stream().filter(Sample::sweeping).toList(), run.plan().law())
                .orElse(fit);
    }

    /// What the shape of the stars says of the present sweep; empty where it has nothing to say.
    Optional<ShapeOpinion> shape() {
        return shape.get();
    }

    private Optional<ShapeOpinion> opinion() {
        return squareGrowth().isPresent() || run.drift().isPresent()
                ? Optional.empty()
                : fit().flatMap(fit ->
                        ShapeOpinion.on(
                                fit,
                                run.taken(),
                                samples(),
                                run.plan().tolerance(),
                                placeSigma(fit)));
    }

    /// Best focus, by what decides it; empty as long as there is no curve.
    Optional<BestFocus> best() {
        return best.get();
    }

    /// After a proof that failed the sizes decide alone.
    private BestFocus best(SweepFit fit) {
        long proofs = samples().stream().skip(run.sweepBegin()).filter(Sample::proof).count();
        Optional<BestFocus> field = ofTheField(fit);
        if (field.isPresent()) {
            return field.get();
        }
        Optional<ShapeOpinion> shape = proofs > 1 ? Optional.empty() : shape();
        return shape.map(ShapeOpinion::best).orElseGet(() -> bySize(fit));
    }

    BestFocus bySize(SweepFit fit) {
        return ofTheField(fit).orElseGet(() -> ofStars(fit));
    }

    /// Where the field is not flat, stars of different places have no shape in common either.
    private Optional<BestFocus> ofTheField(SweepFit fit) {
        return squareGrowth().isPresent()
                ? Optional.empty()
                : FieldFocus.of(run, fit)
                        .map(flat ->
                                new BestFocus(flat.curve().bestPositionSteps(), flat.sigmaSteps())
                                        .withSigma(placeSigma(fit)));
    }

    private BestFocus ofStars(SweepFit fit) {
        return new BestFocus(
                        squareGrowth()
                                .map(SquareGrowth::bestPositionSteps)
                                .orElseGet(fit.fit().curve()::bestPositionSteps),
                        proofFrame()
                                .map(fit.fit()::sigmaStepsBeside)
                                .orElseGet(fit.fit()::sigmaSteps))
                .withSigma(placeSigma(fit))
                .withSigma(
                        run.drift().map(moving -> moving.sigmaSteps(fit.counting())).orElse(0.0));
    }

    private double placeSigma(SweepFit fit) {
        return new PlaceScatter(run.taken()).sigmaSteps(samples(), fit);
    }

    private Optional<CurvePoint> proofFrame() {
        return samples().isEmpty()
                        || !samples().getLast().proof()
                        || !samples().getLast().hasStars()
                ? Optional.empty()
                : Optional.of(samples().getLast().point());
    }

    /// What was learned serves one sweep; whatever has to be done again is done without it, and a fixed sweep needs none of it.
    Optional<LearnedSweep> learnedSweep() {
        return run.sweeps() > 1 || samples().isEmpty() || run.plan().fixed().isPresent()
                ? Optional.empty()
                : run.plan()
                        .learned()
                        .map(known ->
                                new LearnedSweep(run.plan(), run.travel(), run.sweep(), known));
    }

    Optional<SweepFit> learnedFit() {
        return learnedSweep()
                .flatMap(LearnedSweep::fit)
                .filter(fit ->
                        fit.fit().sigmaSteps()
                                <= CriticalZone.halfWidthSteps(
                                                fit.fit().curve(), run.plan().tolerance())
                                        / 2);
    }

    /// The last proof, judged against the curve that led to it; empty when the last frame was none, or showed no star.
    Optional<Proof> proof() {
        return proofFrame().flatMap(this::judged);
    }

    private Optional<Proof> judged(CurvePoint measured) {
        return fit().map(fit ->
                squareGrowth()
                        .map(parabola -> Proof.judge(parabola, measured, run.plan().law()))
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
                samples().stream()
                        .filter(Sample::hasStars)
                        .filter(counted)
                        .map(Sample::point)
                        .toList(),
                run.plan().law());
    }

    private List<Sample> samples() {
        return run.samples();
    }
}
