package parfocal.autofocus;

import java.util.List;
import java.util.stream.Collectors;
import parfocal.autofocus.FocusStep.GiveUp;
import parfocal.device.Travel;

/// Why a sweep could not go on, each with its numbers and what to do.
final class Refusals {
    static final String MORE_TRAVEL =
            "Move the draw tube or add or remove a spacer so that focus comes nearer to the middle of the travel, or"
                    + " correct the focuser's limits.";

    static final String STAY_CLEAR =
            "See what the tube meets there (a screw, the lock, a cable, stiff grease), lower the motor's speed, or set the focuser's limits so that it stays clear of it; then set the counter right.";

    /// Share of the travel by which a counter may be wrong about where the stop is.
    static final double AT_THE_STOP = 0.01;

    private Refusals() {}

    static final String REPORTS_EARLY =
            "Look for a newer driver or for its setting of how often it asks the device; with other programs, set a settling time of at least that long after each move.";

    static final String LOOK_AT_THE_WHEEL =
            "Look at the filter wheel: another program has turned it, or it slips. Nobody may turn it while a run lasts.";

    /// @param began the filter that was in the light when the run began
    static GiveUp filterTurned(String wheel, String began, String found) {
        return new GiveUp(
                Cause.FILTER_CHANGED,
                "%s was turned while the run lasted, from %s to %s. This run had not ordered that."
                        .formatted(wheel, began, found),
                LOOK_AT_THE_WHEEL);
    }

    /// @param expectedSteps where the focuser stood when it was last asked
    static GiveUp foreignMove(int expectedSteps, int foundSteps) {
        return new GiveUp(
                Cause.FOREIGN_MOVE,
                "The focuser moved while the shutter was open: it stood at %d when the exposure began and at %d when it ended. This run had not ordered that, so somebody else moves it."
                        .formatted(expectedSteps, foundSteps),
                "Look for another program that is connected to it, and switch off the driver's own temperature compensation while a run lasts.");
    }

    /// A disturbance that was mended the time before.
    static GiveUp again(GiveUp disturbance) {
        return disturbance.cause() == Cause.STALE_POSITION
                ? disturbance
                : new GiveUp(
                        disturbance.cause(),
                        disturbance.reason() + " It was not the first time.",
                        disturbance.remedy());
    }

    static GiveUp stalePosition(int expectedSteps, int foundSteps, double lateSeconds) {
        return new GiveUp(
                Cause.STALE_POSITION,
                "Again and again the driver called the focuser arrived while it still moved: the last time it said %d, stood at %d after the exposure, and came to rest %.1f s after it had been called arrived."
                        .formatted(expectedSteps, foundSteps, lateSeconds),
                REPORTS_EARLY);
    }

    /// @param looks all without a star, at least one
    static GiveUp noStars(List<Sample> looks) {
        String elsewhere =
                looks.stream()
                        .skip(1)
                        .map(look -> Integer.toString(look.positionSteps()))
                        .collect(Collectors.joining(", "));
        return new GiveUp(
                Cause.NO_STARS,
                "There is no star to measure at %d%s."
                        .formatted(
                                looks.getFirst().positionSteps(),
                                elsewhere.isEmpty() ? "" : ", nor at " + elsewhere),
                "Take the cap off, check for clouds, expose longer, or move the focuser nearer to focus by hand.");
    }

    /// @param samples all of the sweep, the first with stars
    static GiveUp unmoved(List<Sample> samples) {
        int lowest = samples.stream().mapToInt(Sample::positionSteps).min().orElseThrow();
        int highest = samples.stream().mapToInt(Sample::positionSteps).max().orElseThrow();
        return new GiveUp(
                Cause.MOTOR_NOT_MOVING,
                "The counter went from %d to %d and the stars stayed at %.2f px: the numbers change, the stars do not."
                        .formatted(lowest, highest, hfr(samples.getFirst())),
                "Check the motor's power and cable, the coupling and the clamp screw of the draw tube.");
    }

    /// @param last the samples over which nothing changed
    static GiveUp tubeStopped(List<Sample> last, Travel travel) {
        int stands = last.getLast().positionSteps();
        int left = Math.min(stands - travel.minimumSteps(), travel.maximumSteps() - stands);
        if (left < AT_THE_STOP * travel.lengthSteps()) {
            return new GiveUp(
                    Cause.LIMIT_REACHED,
                    "From %d to %d the counter ran and the stars stayed at %.2f px, %d steps before the end of the travel: the tube has met its stop."
                            .formatted(
                                    last.getFirst().positionSteps(),
                                    stands,
                                    hfr(last.getLast()),
                                    left),
                    MORE_TRAVEL);
        }
        return new GiveUp(
                Cause.MOTOR_NOT_MOVING,
                "From %d to %d the counter ran and the stars stayed at %.2f px, after they had changed before: the tube stopped following."
                        .formatted(
                                last.getFirst().positionSteps(),
                                last.getLast().positionSteps(),
                                hfr(last.getLast())),
                "Check the coupling, the clamp screw of the draw tube, the motor's cable and its power.");
    }

    static GiveUp endReached(Sample last) {
        return new GiveUp(
                Cause.MINIMUM_AT_EDGE,
                "The sweep came to the end of the travel at %d, where stars are %s, without passing a smallest size."
                        .formatted(
                                last.positionSteps(),
                                last.hasStars()
                                        ? "%.2f px".formatted(hfr(last))
                                        : "not to be seen"),
                "Start nearer to focus, move the draw tube or a spacer, or correct the focuser's limits.");
    }

    static GiveUp noRoom(int bestSteps, int limitSteps, double wantedSteps) {
        return new GiveUp(
                Cause.LIMIT_REACHED,
                "Best focus seems to lie near %d, and the focuser ends at %d: the curve needs about %.0f steps beyond focus on that side."
                        .formatted(bestSteps, limitSteps, wantedSteps),
                MORE_TRAVEL);
    }

    private static double hfr(Sample sample) {
        return sample.size().hfrPixels().orElse(Double.NaN);
    }
}
