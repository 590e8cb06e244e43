package parfocal.autofocus;

import java.util.List;

/// What a run wants next. A value: deciding touches no hardware.
public sealed interface FocusStep {

    /// What a frame is taken for.
    enum Purpose {
        SAMPLE,
        /// A sample from beyond where the sweep began, because focus turned out to lie behind.
        RESTART,
        /// The first sample of another sweep, because the one before did not convince.
        NEW_SWEEP,
        /// One frame on the flank of a finished curve, reached against the direction of the sweep: where it lies tells the play.
        OTHER_WAY,
        /// The same place once more, a while later and without a move: whether focus moves by itself.
        WAITED,
        /// The exposure after arriving at best focus.
        PROOF;

        /// Whether it belongs to the curve of a sweep: neither the proof nor the look from the other side.
        boolean sweeping() {
            return switch (this) {
                case SAMPLE, RESTART, NEW_SWEEP -> true;
                case OTHER_WAY, WAITED, PROOF -> false;
            };
        }
    }

    /// Go there and take a frame.
    ///
    /// @param via places to pass first, so that the last part of the move has the right direction
    /// @param why one clause for people
    record MeasureAt(int positionSteps, List<Integer> via, Purpose purpose, String why)
            implements FocusStep {
        public MeasureAt {
            via = List.copyOf(via);
        }
    }

    /// The stars agree with the curve: done.
    record Accept() implements FocusStep {}

    /// It cannot be done; the focuser goes back to where it started.
    record GiveUp(Cause cause, String reason, String remedy) implements FocusStep {}
}
