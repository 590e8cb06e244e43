package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parfocal.autofocus.FocusStep.Accept;
import parfocal.autofocus.FocusStep.GiveUp;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.curve.CriticalZone;
import parfocal.curve.CurveFit;
import parfocal.curve.CurvePoint;
import parfocal.curve.Proof;
import parfocal.device.Approach;
import parfocal.device.Travel;
import parfocal.stars.StarField;

/// One autofocus run so far: measurements in, next step out. Immutable, with the complete history; nothing here touches a
/// device, so the same measurements always lead to the same decisions.
///
/// The five laws it obeys: one direction for every sample and the final move; the same stars in every frame; uncertainty and
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
    private record Taken(int positionSteps, Approach arrival, int travelSinceReversalSteps, boolean proof) {}

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
                            t.positionSteps, t.arrival, t.travelSinceReversalSteps, t.proof, sizes.get(i)));
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
    public FocusRun with(MeasureAt step, int positionSteps, StarField field) {
        var more = new ArrayList<>(taken);
        more.add(
                new Taken(
                        positionSteps,
                        plan.approach(),
                        travelSinceReversal(step, positionSteps),
                        step.proof()));
        return new FocusRun(plan, travel, startSteps, stars.with(field), List.copyOf(more));
    }

    private int travelSinceReversal(MeasureAt step, int positionSteps) {
        if (taken.isEmpty()) {
            return 0;
        }
        if (!step.via().isEmpty()) {
            return Math.abs(positionSteps - step.via().getLast());
        }
        Taken before = taken.getLast();
        return before.travelSinceReversalSteps + Math.abs(positionSteps - before.positionSteps);
    }

    /// What to do now.
    public FocusStep next() {
        if (samples.isEmpty()) {
            return new MeasureAt(startSteps, List.of(), false, "looking where we are");
        }
        if (samples.getLast().proof()) {
            return afterProof();
        }
        return new Sweep(plan, travel, sweepSamples(), fit()).next().orElseGet(this::prove);
    }

    private FocusStep prove() {
        Optional<CurveFit> fit = fit();
        if (fit.isEmpty()) {
            return new GiveUp(Cause.MINIMUM_AT_EDGE, noCurveReason(), "Start nearer to focus, or widen the limits.");
        }
        Optional<GiveUp> refusal = refusal(fit.get());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return arrive(fit.get(), Sweep.RUN_UP, "arriving as every sample did, and looking whether it is true");
    }

    /// The last part of the way is made in the direction of the sweep, from beyond where the sweep began.
    private MeasureAt arrive(CurveFit fit, double runUpHalfWidths, String why) {
        int target = travel.nearest((int) Math.round(fit.curve().bestPositionSteps()));
        int sign = plan.approach().sign();
        int back =
                target - (int) Math.ceil(sign * runUpHalfWidths * fit.curve().halfWidthSteps());
        for (Sample sample : sweepSamples()) {
            back = sign > 0 ? Math.min(back, sample.positionSteps()) : Math.max(back, sample.positionSteps());
        }
        return new MeasureAt(target, List.of(travel.nearest(back)), true, why);
    }

    private FocusStep afterProof() {
        Proof proof = proof().orElseThrow();
        if (proof.passed()) {
            return new Accept();
        }
        int failures = (int) samples.stream().filter(Sample::proof).count();
        if (failures > plan.mostRepairs()) {
            return new GiveUp(
                    Cause.BAD_SEEING,
                    "%s Arriving again and a second sweep did not mend it.".formatted(proof.sentence()),
                    "Wait for steadier air, expose longer, or measure the backlash of the focuser.");
        }
        CurveFit fit = fit().orElseThrow();
        if (failures == 1) {
            return arrive(
                    fit,
                    2 * Sweep.RUN_UP,
                    "the stars are not as the curve promised: arriving again with a longer run-up, in case the gear hung in"
                            + " its play");
        }
        double halfWidth = fit.curve().halfWidthSteps();
        int sign = plan.approach().sign();
        double best = fit.curve().bestPositionSteps();
        int begin = travel.nearest((int) Math.round(best - sign * 2.4 * halfWidth));
        int back = travel.nearest((int) Math.round(best - sign * (2.4 + 2 * Sweep.RUN_UP) * halfWidth));
        return new MeasureAt(
                begin,
                List.of(back),
                false,
                "still not: focus has moved or the sweep was misled, so a second sweep around it");
    }

    /// Samples since the last proof; while none has been taken since, those that led to it.
    private List<Sample> sweepSamples() {
        int end = samples.size();
        while (end > 0 && samples.get(end - 1).proof()) {
            end--;
        }
        int begin = end;
        while (begin > 0 && !samples.get(begin - 1).proof()) {
            begin--;
        }
        return samples.subList(begin, end);
    }

    /// The curve through the samples that count, when they make one.
    public Optional<CurveFit> fit() {
        return CurveFit.of(points(), plan.law()) instanceof CurveFit fit && bracketed(fit)
                ? Optional.of(fit)
                : Optional.empty();
    }

    /// Samples whose play is surely taken up, as points of a curve.
    private List<CurvePoint> points() {
        return counting().stream().map(FocusRun::point).toList();
    }

    private static CurvePoint point(Sample sample) {
        return new CurvePoint(
                sample.positionSteps(),
                sample.size().hfrPixels().orElse(Double.NaN),
                sample.size().sigmaPixels());
    }

    private List<Sample> counting() {
        List<Sample> sweep =
                sweepSamples().stream().filter(s -> s.size().hfrPixels().isPresent()).toList();
        // How far is far enough depends on the width of the curve, and that on which samples count: begin strict.
        int longest = sweep.stream().mapToInt(Sample::travelSinceReversalSteps).max().orElse(0);
        double engaged = longest / 4.0;
        List<Sample> counting = List.of();
        for (int round = 0; round < 3; round++) {
            double limit = engaged;
            counting = sweep.stream().filter(s -> s.travelSinceReversalSteps() >= limit).toList();
            if (!(CurveFit.of(counting.stream().map(FocusRun::point).toList(), plan.law())
                    instanceof CurveFit fit)) {
                return counting;
            }
            engaged = Sweep.ENGAGED_AFTER * fit.curve().halfWidthSteps();
        }
        return counting;
    }

    /// Two samples on each side clearly higher than the bottom.
    private static boolean bracketed(CurveFit fit) {
        int below = 0;
        int above = 0;
        for (CurvePoint point : fit.usedPoints()) {
            if (point.hfrPixels() > 1.15 * fit.curve().minimumPixels()) {
                if (point.positionSteps() < fit.curve().bestPositionSteps()) {
                    below++;
                } else {
                    above++;
                }
            }
        }
        return fit.usedCount() >= 4 && below >= 1 && above >= 1;
    }

    /// Why the curve cannot be trusted with a final move, if so.
    private Optional<GiveUp> refusal(CurveFit fit) {
        double zone = CriticalZone.halfWidthSteps(fit.curve(), plan.tolerance());
        if (fit.sigmaSteps() > zone / 2) {
            return Optional.of(
                    new GiveUp(
                            Cause.BAD_SEEING,
                            "Best focus is known to ± %.1f steps only; half the critical zone of ± %.1f is needed."
                                    .formatted(fit.sigmaSteps(), zone),
                            "Expose longer, or wait for steadier air."));
        }
        return Optional.empty();
    }

    private String noCurveReason() {
        return switch (CurveFit.of(points(), plan.law())) {
            case parfocal.curve.NoCurve none -> none.reason();
            case CurveFit fit ->
                    "The samples do not enclose the minimum, which they suggest near %.0f."
                            .formatted(fit.curve().bestPositionSteps());
        };
    }

    /// The last proof, judged against the curve that led to it; empty while none has been taken since the last sample.
    public Optional<Proof> proof() {
        if (samples.isEmpty() || !samples.getLast().proof()) {
            return Optional.empty();
        }
        return judged(samples.getLast());
    }

    Optional<Proof> judged(Sample proof) {
        return fit().map(
                        fit ->
                                Proof.judge(
                                        fit,
                                        proof.positionSteps(),
                                        proof.size().hfrPixels().orElse(Double.NaN),
                                        proof.size().sigmaPixels()));
    }

    public FocusPlan plan() {
        return plan;
    }

    public int startSteps() {
        return startSteps;
    }

    /// Everything measured, proofs included, in order of arrival; sizes are those of all frames taken together.
    public List<Sample> samples() {
        return samples;
    }

    /// Whether the sample counts in the curve.
    public boolean counts(Sample sample) {
        return counting().contains(sample);
    }
}
