package parfocal.autofocus;

import java.util.List;

/// What a run wants next. A value: deciding touches no hardware.
public sealed interface FocusStep {

    /// Go there and take a frame.
    ///
    /// @param via   places to pass first, so that the last part of the move has the right direction
    /// @param proof whether this is the proof of the best position
    /// @param why   one clause for people
    record MeasureAt(int positionSteps, List<Integer> via, boolean proof, String why)
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
