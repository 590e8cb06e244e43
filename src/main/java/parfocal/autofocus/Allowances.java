package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parfocal.autofocus.FocusRun.Taken;
import parfocal.autofocus.FocusStep.Purpose;

/// The frames of a run as samples, with allowance made for what was found to stand between a size and its place: a focus that wanders,
/// stars that were measured too small far out, and trails.
///
/// @param samples as many as frames were taken, in the same order
/// @param sizes   of them as they were measured, trails included: see [Trails]
/// @param drift   how fast best focus moves while the run goes on, where that explains its frames; all samples are then as if taken at the
///                time of the last
/// @param cliff   whether stars far out were measured too small; those samples do not count
record Allowances(
        List<Sample> samples,
        List<FrameSize> sizes,
        Optional<Drift> drift,
        Optional<DetectionCliff> cliff) {

    static Allowances of(FocusPlan plan, List<Taken> taken, List<FrameSize> sizes) {
        List<FrameSize> across = Trails.takenOff(taken, sizes);
        var sized = new ArrayList<Sample>();
        for (int i = 0; i < taken.size(); i++) {
            Taken t = taken.get(i);
            sized.add(
                    new Sample(
                            t.positionSteps(),
                            t.step().purpose() == Purpose.OTHER_WAY
                                    ? plan.approach().opposite()
                                    : plan.approach(),
                            t.travelSinceReversalSteps(),
                            t.step().purpose(),
                            t.step().why(),
                            across.get(i),
                            t.moment(),
                            false,
                            0));
        }
        Optional<Drift> drift = Drift.in(sized, plan.law());
        List<Sample> allowed =
                drift.map(moving -> moving.allowedFor(sized)).orElse(List.copyOf(sized));
        Optional<DetectionCliff> cliff = DetectionCliff.in(allowed, plan.law());
        return new Allowances(
                cliff.map(edge -> edge.leftOut(allowed)).orElse(allowed), sizes, drift, cliff);
    }
}
