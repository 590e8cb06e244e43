package parfocal.autofocus;

import java.util.List;
import parfocal.device.Approach;

/// What [PlayFindings] finds, told to people with its numbers and with what to do.
record PlayWords(FocusRun run) {
    /// @param leans whether the image jumped when the focuser turned round, as of a mirror that is loose
    Diagnosis backlash(BacklashFound backlash, boolean leans) {
        int last = run.samples().size() - 1;
        return switch (backlash.method()) {
            case PlayFindings.PROOF ->
                    new Diagnosis(
                            Cause.BACKLASH,
                            0.95,
                            "After arriving the first time the stars were larger than the curve promised; after a longer run-up they were not. The focuser has about %.0f ± %.0f steps of backlash."
                                    .formatted(backlash.steps(), backlash.sigmaSteps()),
                            overshoot(backlash),
                            List.of(last - 1, last));
            case PlayFindings.TWO_PROOFS ->
                    new Diagnosis(
                            Cause.BACKLASH,
                            0.75,
                            "Twice the stars were larger at best focus than the curve promised, both times by the same, and another sweep found focus at the same place: those two moves left the tube at least %.0f ± %.0f steps behind."
                                    .formatted(backlash.steps(), backlash.sigmaSteps()),
                            "Some backlash is not taken up in every move, as where a driver ends its moves in its own way. Tell the driver of it, or set an overshoot of more than %.0f steps, always ending %s."
                                    .formatted(backlash.steps() + 3 * backlash.sigmaSteps(), way()),
                            List.of());
            case PlayFindings.FIRST_FRAME ->
                    new Diagnosis(
                            Cause.BACKLASH,
                            0.9,
                            "The first frame, taken as the focuser stood, does not lie on the curve of the others, which were all approached from one side: the focuser has %s steps of backlash."
                                    .formatted(atLeast(backlash)),
                            measure(),
                            List.of(0));
            default ->
                    new Diagnosis(
                            Cause.BACKLASH,
                            0.92,
                            "%s %s%.0f ± %.0f steps%s: reached from the other side, the stars at %d were as large as %.0f steps farther on the curve."
                                    .formatted(
                                            leans ? "A reversal costs" : "The focuser has",
                                            backlash.proven() ? "" : "at least ",
                                            backlash.steps(),
                                            backlash.sigmaSteps(),
                                            leans
                                                    ? ", the gear's backlash and what the mirror shifts focus by when it leans over together"
                                                    : " of backlash",
                                            run.samples()
                                                    .get(OtherWay.in(run).orElseThrow().sample())
                                                    .positionSteps(),
                                            backlash.steps()),
                            overshoot(backlash),
                            List.of(OtherWay.in(run).orElseThrow().sample()));
        };
    }

    private static String atLeast(BacklashFound backlash) {
        double low = backlash.steps() - backlash.sigmaSteps();
        return backlash.sigmaSteps() < backlash.steps() / 3
                ? "at least %.0f ± %.0f".formatted(backlash.steps(), backlash.sigmaSteps())
                : "at least %.0f, and if the first frame was on the other side of focus, %.0f"
                        .formatted(low, low + 2 * backlash.sigmaSteps());
    }

    private String overshoot(BacklashFound backlash) {
        return "This run needs nothing, it arrived in the direction of its samples. For other moves set an overshoot of more than %.0f steps, always ending %s."
                .formatted(backlash.steps() + 3 * backlash.sigmaSteps(), way());
    }

    private String measure() {
        return "This run needs nothing, it arrived in the direction of its samples. How much more there is cannot be seen from here, for nobody knows how the gear stood before: for other moves set an overshoot of several times this, always ending %s, or measure it by racking in and out."
                .formatted(way());
    }

    private String way() {
        return run.plan().approach() == Approach.UP ? "upward" : "downward";
    }

    Diagnosis stayed(OtherWay look) {
        return new Diagnosis(
                Cause.GHOST_MOVE,
                0.85,
                "At %d, reached from the other side, the stars were as large as at the place before: that move was never carried out. Compensation that goes %.0f steps too far looks the same; one frame more from the other side, at another place, would tell."
                        .formatted(
                                run.samples().get(look.sample()).positionSteps(),
                                -look.play().steps()),
                "One order got lost between the program and the motor: check cable and supply, and slow the motor if it stalls.",
                List.of(look.sample()));
    }

    static Diagnosis overCompensated(OtherWay look) {
        return new Diagnosis(
                Cause.OVER_COMPENSATED_BACKLASH,
                0.8,
                "Reached from the other side, the stars lie %.0f ± %.0f steps nearer to focus than from this: something compensates for more backlash than there is, or compensates twice."
                        .formatted(-look.play().steps(), look.play().sigmaSteps()),
                "Switch off backlash compensation either in the device or in the program.",
                List.of(look.sample()));
    }

    static Diagnosis flop(double jump) {
        return new Diagnosis(
                Cause.MIRROR_FLOP,
                0.3,
                "The image jumped by %.0f px when the focuser turned round: something in the telescope, such as its mirror, leans over at a reversal."
                        .formatted(jump),
                "This run needs nothing, all its samples were reached in one direction. Lock the mirror if it can be locked, and focus anew after a meridian flip.",
                List.of());
    }
}
