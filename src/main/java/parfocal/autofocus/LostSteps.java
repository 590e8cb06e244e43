package parfocal.autofocus;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import parfocal.curve.ErrorLaw;
import parfocal.curve.Hyperbola;
import parfocal.device.Approach;

/// The numbers of the focuser are not to be believed: one move that was lost, a tube that slides a little after every move, one that
/// stands still from some frame on, binds, or steps up and down by unequal steps explains the frames far better than the positions as reported. See [Accounts].
///
/// @param kind        what happened to the positions
/// @param sample      number of the first sample it shows in, from 0
/// @param until       number of the first sample whose position is right again, as after a visit to the stop; empty where none is
/// @param steps       how many steps were lost in one move, or after each; 0 for a tube that stands still; the place beyond which it binds, as
///                    the counter had it when the run began; by which share a step up is longer than one down
/// @param curve       the curve of all frames, in the numbers with which the run began
/// @param improvement by how much `−2 ln L` is less than for the likeliest account that believes the numbers, its freedom paid for
/// @param rival       what explains the frames nearly as well
record LostSteps(
        Kind kind,
        int sample,
        OptionalInt until,
        double steps,
        Hyperbola curve,
        double improvement,
        Optional<LostSteps> rival) {
    enum Kind {
        GHOST,
        SLIP,
        STOPPED,
        BINDS_UP,
        BINDS_DOWN,
        UNEQUAL,
        /// The tube stands where it should, and best focus moves: see [Drift].
        DRIFT
    }

    /// @param all samples of a run in order of arrival
    static Optional<LostSteps> in(List<Sample> all, ErrorLaw law) {
        return Accounts.likeliest(all, law);
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
                    case BINDS_UP, BINDS_DOWN ->
                            "Driven %s from about %.0f to %d the counter ran on and the tube did not follow; coming back it did, and all numbers have been wrong since by as much."
                                    .formatted(
                                            kind == Kind.BINDS_UP ? "up" : "down",
                                            steps,
                                            Binding.farthest(samples, way()));
                    case UNEQUAL ->
                            "The frames fit together only if a step up moves the tube %.0f %% %s than a step down: each return lands elsewhere, the farther off the longer the way."
                                    .formatted(
                                            100 * Math.abs(steps), steps > 0 ? "farther" : "less");
                    case DRIFT -> "Best focus moved by itself.";
                };
        return rival.map(other -> what + " " + doubt(other.kind)).orElse(what);
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
                    case BINDS_UP, BINDS_DOWN -> "a tube that binds";
                    case UNEQUAL -> "unequal steps up and down";
                    case DRIFT -> "a focus that moves with temperature";
                };
        return "%s explains them nearly as well; two frames more, farther on, would tell."
                .formatted(Character.toUpperCase(instead.charAt(0)) + instead.substring(1));
    }

    /// In which a tube binds.
    private Approach way() {
        return kind == Kind.BINDS_UP ? Approach.UP : Approach.DOWN;
    }

    boolean binds() {
        return kind == Kind.BINDS_UP || kind == Kind.BINDS_DOWN;
    }

    Cause cause() {
        return switch (kind) {
            case GHOST -> Cause.GHOST_MOVE;
            case SLIP -> Cause.SLIP;
            case STOPPED -> Cause.MOTOR_NOT_MOVING;
            case BINDS_UP, BINDS_DOWN -> Cause.BINDING;
            case UNEQUAL -> Cause.UNEQUAL_STEPS;
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
            case BINDS_UP, BINDS_DOWN -> Refusals.STAY_CLEAR;
            case UNEQUAL ->
                    "Set the counter right at the stop and come from there to every place, always the same way; where the driver takes two step sizes, or a lens can be learned, have it learn both.";
            case DRIFT -> Drift.REMEDY;
        };
    }
}
