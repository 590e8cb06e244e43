package parfocal.motion;

import java.util.List;
import java.util.Optional;
import parfocal.device.Approach;
import parfocal.device.Travel;

/// The way to a target: which positions the motor goes to, one after the other, or why it cannot be done.
sealed interface Course {

    /// @param stopsSteps the motor's positions; none when everything is as it should be
    record Go(List<Integer> stopsSteps) implements Course {
        public Go {
            stopsSteps = List.copyOf(stopsSteps);
        }
    }

    /// The way does not fit the travel. It is refused rather than shortened: a position reached from the wrong side looks right and
    /// is out of focus.
    record DoesNotFit(String reason) implements Course {}

    /// @param travel      of the motor
    /// @param motorSteps  where the motor stands
    /// @param play        where in the play it left the gear
    /// @param targetSteps where the reported position shall be
    static Course plan(
            BacklashMode mode, Travel travel, int motorSteps, Play play, int targetSteps) {
        List<Integer> stops =
                switch (mode) {
                    case BacklashMode.Off() -> List.of(targetSteps);
                    case BacklashMode.Overshoot(Approach approach, int overshootSteps) ->
                            overshoot(approach, overshootSteps, motorSteps, play, targetSteps);
                    case BacklashMode.Absolute(int playSteps) ->
                            absolute(playSteps, motorSteps, play, targetSteps);
                };
        Optional<Integer> outside = stops.stream().filter(stop -> !travel.allows(stop)).findFirst();
        return outside.<Course>map(stop -> new DoesNotFit(why(mode, travel, stop)))
                .orElseGet(() -> new Go(stops));
    }

    private static List<Integer> overshoot(
            Approach approach, int overshootSteps, int motorSteps, Play play, int targetSteps) {
        var takenUp = new Play.Known(approach == Approach.UP ? 0 : overshootSteps);
        int way = (targetSteps - motorSteps) * approach.sign();
        if (way == 0 && play.equals(takenUp)) {
            return List.of();
        }
        if (way > 0 && play.after(motorSteps, targetSteps, overshootSteps).equals(takenUp)) {
            return List.of(targetSteps);
        }
        return List.of(targetSteps - approach.sign() * overshootSteps, targetSteps);
    }

    private static List<Integer> absolute(
            int playSteps, int motorSteps, Play play, int targetSteps) {
        int pulledDown = targetSteps - playSteps;
        return switch (play) {
            case Play.Known(int slackSteps) -> {
                int tube = motorSteps + slackSteps;
                if (targetSteps == tube) {
                    yield List.of();
                }
                yield List.of(targetSteps > tube ? targetSteps : pulledDown);
            }
            // One way of at least the play, and it is known again.
            case Play.Unknown() -> {
                if (targetSteps <= motorSteps) {
                    yield List.of(pulledDown);
                }
                yield pulledDown >= motorSteps
                        ? List.of(targetSteps)
                        : List.of(pulledDown, targetSteps);
            }
            case Play.Turning() -> List.of(pulledDown, targetSteps);
        };
    }

    private static String why(BacklashMode mode, Travel travel, int stop) {
        String must =
                "the motor would have to go to %d to take up the play, and it may go from %d to %d. "
                        .formatted(stop, travel.minimumSteps(), travel.maximumSteps());
        int innermost = travel.minimumSteps() + mode.widthSteps();
        int outermost = travel.maximumSteps() - mode.widthSteps();
        return switch (mode) {
            case BacklashMode.Off() -> must;
            case BacklashMode.Absolute _ -> must + "Ask for %d or more.".formatted(innermost);
            case BacklashMode.Overshoot(Approach approach, int _) ->
                    must
                            + (approach == Approach.UP
                                    ? "Ask for %d or more".formatted(innermost)
                                    : "Ask for %d or less".formatted(outermost))
                            + ", set a smaller overshoot, or approach from the other side.";
        };
    }
}
