package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import parfocal.autofocus.FocusRun.Taken;
import parfocal.autofocus.FocusStep.MeasureAt;

/// The frames of a run as they came, and the stars they share.
///
/// @param taken in order of arrival
/// @param stars of all of them
record TakenFrames(List<Taken> taken, SameStars stars) {
    static final TakenFrames NONE = new TakenFrames(List.of(), SameStars.none());

    TakenFrames with(Taken frame) {
        var more = new ArrayList<>(taken);
        more.add(frame);
        return new TakenFrames(List.copyOf(more), stars.with(frame.seen().stars()));
    }

    /// How far the focuser will have come in the direction of the sweep when a step has taken it to a position.
    int travelSinceReversal(MeasureAt step, int positionSteps) {
        if (!step.via().isEmpty()) {
            return Math.abs(positionSteps - step.via().getLast());
        }
        if (taken.isEmpty()) {
            return 0;
        }
        Taken before = taken.getLast();
        return before.travelSinceReversalSteps() + Math.abs(positionSteps - before.positionSteps());
    }
}
