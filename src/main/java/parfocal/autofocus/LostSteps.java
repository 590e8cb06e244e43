package parfocal.autofocus;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import parfocal.curve.ErrorLaw;

/// The numbers of the focuser are not to be believed: one move that was lost, a tube that slides a little after every move, or one that
/// stands still from some frame on explains the frames far better than the positions as reported. See [Accounts].
///
/// @param kind        what happened to the positions
/// @param sample      number of the first sample it shows in, from 0
/// @param until       number of the first sample whose position is right again, as after a visit to the stop; empty where none is
/// @param steps       how many steps were lost in one move, or after each; 0 for a tube that stands still
/// @param improvement by how much `−2 ln L` is less than for the likeliest account that believes the numbers, its freedom paid for
/// @param rival       what explains the frames nearly as well
record LostSteps(
        Kind kind,
        int sample,
        OptionalInt until,
        double steps,
        double improvement,
        Optional<Kind> rival) {
    enum Kind {
        GHOST,
        SLIP,
        STOPPED,
        /// The tube stands where it should, and best focus moves: see [Drift].
        DRIFT
    }

    /// @param all samples of a run in order of arrival
    static Optional<LostSteps> in(List<Sample> all, ErrorLaw law) {
        return Accounts.of(all, law).flatMap(Accounts::likeliest);
    }

    /// What happened, with its numbers.
    String sentence(List<Sample> samples) {
        int position = samples.get(sample).positionSteps();
        String what =
                switch (kind) {
                    case GHOST ->
                            "From the frame at %d on%s, everything fits only if the move of %.0f steps before it was never carried out."
                                    .formatted(
                                            position,
                                            until.isPresent()
                                                    ? " and until the sweep began anew"
                                                    : "",
                                            Math.abs(steps));
                    case SLIP ->
                            "The frames fit together only if the tube slides about %.0f steps %s after every move."
                                    .formatted(Math.abs(steps), steps > 0 ? "inward" : "outward");
                    case STOPPED ->
                            "From the frame at %d on%s the counter ran on and the tube stood still, or nothing fits."
                                    .formatted(
                                            position,
                                            size(samples).isPresent()
                                                    ? ", %.2f px large,"
                                                            .formatted(size(samples).getAsDouble())
                                                    : "");
                    case DRIFT -> "Best focus moved by itself.";
                };
        return rival.map(other -> what + " " + doubt(other)).orElse(what);
    }

    private OptionalDouble size(List<Sample> samples) {
        return samples.get(sample).size().hfrPixels();
    }

    /// Of what explains the frames nearly as well as what is believed.
    static String doubt(Kind other) {
        String instead =
                switch (other) {
                    case GHOST -> "one lost move";
                    case SLIP -> "a tube that slides";
                    case STOPPED -> "a tube that stands still";
                    case DRIFT -> "a focus that moves with temperature";
                };
        return "%s explains them nearly as well; two frames more, farther on, would tell."
                .formatted(Character.toUpperCase(instead.charAt(0)) + instead.substring(1));
    }

    Cause cause() {
        return switch (kind) {
            case GHOST -> Cause.GHOST_MOVE;
            case SLIP -> Cause.SLIP;
            case STOPPED -> Cause.MOTOR_NOT_MOVING;
            case DRIFT -> Cause.TEMPERATURE_DRIFT;
        };
    }

    String remedy() {
        return switch (kind) {
            case GHOST ->
                    "One order got lost between the program and the motor: check cable and supply, and slow the motor if it stalls.";
            case SLIP ->
                    "Tighten the tension and lock screws of the draw tube, or lighten its load; focus cannot be kept while it slides. A telescope that is still cooling drifts likewise: two frames at one place, five minutes apart and without a move between, would tell.";
            case STOPPED ->
                    "Check the coupling, the clamp screw of the draw tube, the motor's cable and its power.";
            case DRIFT -> Drift.REMEDY;
        };
    }
}
