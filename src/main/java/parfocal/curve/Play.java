package parfocal.curve;

/// Dead travel between motor and tube, as star sizes show it.
///
/// @param steps       the most probable amount; negative, in opposite arrivals, when something compensates too much
/// @param sigmaSteps  half the width of the 68 % interval, or its longer arm where the interval ends at 0
/// @param lowSteps    lower end of the 68 % interval
/// @param highSteps   upper end of the 68 % interval
/// @param deltaBic    how much better the points are explained with play than without; above 6 is strong
/// @param probability of so clear an estimate on this side of none when there is none (Student's t)
/// @param proven      more than 3 standard deviations from none, more than a tenth of the half-width, and no chance
/// @param atLeast     whether the points end before the play does, so that it may be larger
public record Play(
        double steps,
        double sigmaSteps,
        double lowSteps,
        double highSteps,
        double deltaBic,
        double probability,
        boolean proven,
        boolean atLeast) {

    /// What can be excluded when nothing was proven: play above this would have shown (95 %).
    public double lessThanSteps() {
        return Math.max(0, steps) + 2 * sigmaSteps;
    }
}
