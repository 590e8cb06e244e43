package parfocal.selftest;

import java.util.List;
import java.util.OptionalDouble;

/// What came out of a motion test.
///
/// @param outwardStepsPerSecond speed of large moves, starting and stopping not counted; empty when no large move arrived
/// @param findings              worst first; none when all is well
public record MotionReport(
        List<Trial> trials,
        OptionalDouble outwardStepsPerSecond,
        OptionalDouble inwardStepsPerSecond,
        List<Finding> findings) {
    public MotionReport {
        trials = List.copyOf(trials);
        findings = List.copyOf(findings);
    }
}
