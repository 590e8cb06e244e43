package parfocal.selftest;

import java.time.Duration;
import java.util.Optional;

/// One order of the test and what became of it.
///
/// @param fromSteps      where it stood
/// @param targetSteps    where it was sent
/// @param endSteps       where it stood when nothing changed any more
/// @param untilIdle      from the order until it first said that it stands; empty when it never did
/// @param stepsAfterIdle how far it went on after that
/// @param complaint      what its driver said of the order, if anything
public record Trial(
        int fromSteps,
        int targetSteps,
        int endSteps,
        Optional<Duration> untilIdle,
        int stepsAfterIdle,
        Optional<String> complaint) {
    /// A servo may rest a few counts off its target.
    static final int TOLERANCE_STEPS = 5;

    public boolean arrived() {
        return Math.abs(endSteps - targetSteps) <= TOLERANCE_STEPS;
    }

    /// It stands where it stood, and was to go elsewhere.
    public boolean lost() {
        return !arrived() && Math.abs(endSteps - fromSteps) <= TOLERANCE_STEPS;
    }

    public boolean outward() {
        return targetSteps > fromSteps;
    }

    int wayOrderedSteps() {
        return Math.abs(targetSteps - fromSteps);
    }
}
