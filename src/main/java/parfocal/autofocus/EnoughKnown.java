package parfocal.autofocus;

import java.util.Optional;

/// Whether a proof that passed is enough. Five samples leave two to see the scatter by, and where they scatter much, a curve and a proof agree by
/// chance: what the run itself sees of wind or of rough air asks for a second sweep that agrees, and so does a curve that knows its minimum
/// badly.
///
/// @param run everything measured so far
/// @param fit the curve that the proof was judged by
record EnoughKnown(FocusRun run, SweepFit fit) {
    /// Of one sweep, in critical zones; ordinary nights know best focus to 0.4.
    private static final double LARGEST_INTERVAL = 0.5;

    /// Of two sweeps on one curve, in air that is known to be rough: they have more to see the scatter by, and a whole zone is three standard deviations.
    private static final double LARGEST_OF_TWO = 0.75;

    /// Of a second sweep where nothing says that the air is rough.
    private static final double LARGEST_IN_THE_END = 1;

    /// Whether one sweep is not to be believed alone.
    boolean wantsMore() {
        return asked() && (zones(fit) > LARGEST_INTERVAL || shaken() || airIsRough());
    }

    /// Why the run should not end yet, with its numbers; empty where it may.
    Optional<String> doubt() {
        if (!asked()) {
            return Optional.empty();
        }
        boolean rough = shaken() || airIsRough();
        if (run.sweeps() == 1) {
            return rough
                    ? Optional.of(seen() + " One sweep and one proof agree by chance then.")
                    : imprecise(LARGEST_INTERVAL)
                            .filter(_ -> run.curve().learnedFit().isEmpty())
                            .filter(_ -> run.shape().isEmpty());
        }
        return rough ? afterTwo() : imprecise(LARGEST_IN_THE_END);
    }

    Cause cause() {
        return shaken() ? Cause.WIND_OR_GUIDING : Cause.BAD_SEEING;
    }

    /// Somebody who told the samples wanted no others, and a simulator's parabola has no air.
    private boolean asked() {
        return run.plan().fixed().isEmpty() && run.curve().squareGrowth().isEmpty();
    }

    private Optional<String> afterTwo() {
        Optional<SweepFit> before = run.curve().fitBefore();
        Optional<SweepFit> alone = run.curve().sweepFit();
        if (before.isPresent() && alone.isPresent() && !alone.get().agrees(before.get())) {
            return Optional.of(
                    "%s Two sweeps put best focus %.0f steps apart."
                            .formatted(seen(), alone.get().apartSteps(before.get())));
        }
        boolean joined = alone.filter(fit::equals).isEmpty();
        return imprecise(joined ? LARGEST_OF_TWO : LARGEST_INTERVAL).map(why -> seen() + " " + why);
    }

    private Optional<String> imprecise(double limit) {
        return interval() > limit
                ? Optional.of(
                        "In 95 of 100 such runs best focus is known to ±%.1f of the critical zone; ±%.2g is needed."
                                .formatted(interval(), limit))
                : Optional.empty();
    }

    /// In zones, of the curve that decides: on a field that is not flat, of the flattened one.
    private double interval() {
        return zones(
                FieldFocus.of(run, fit)
                        .map(flat -> new SweepFit(flat, fit.counting()))
                        .orElse(fit));
    }

    private double zones(SweepFit curve) {
        return curve.intervalInZones(run.plan().tolerance());
    }

    private String seen() {
        return Shaking.in(run)
                .map(shaking -> shaking.diagnosis().message())
                .or(() -> roughAir().map(RoughAir::sentence))
                .orElse("");
    }

    private boolean shaken() {
        return Shaking.in(run).isPresent();
    }

    private boolean airIsRough() {
        return roughAir().isPresent();
    }

    /// Frames from before and after a lost move scatter, too, and that was no air.
    private Optional<RoughAir> roughAir() {
        return run.lostSteps().isPresent()
                ? Optional.empty()
                : RoughAir.in(run.samples(), run.plan().law()).filter(RoughAir::surely);
    }
}
