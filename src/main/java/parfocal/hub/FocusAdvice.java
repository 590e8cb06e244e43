package parfocal.hub;

import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.compensation.FocusHold;
import parfocal.thermal.TemperatureLaw;

/// What a compensation has to tell people about focus: that it is time to focus anew, and that a run was not where it was expected.
final class FocusAdvice {
    // Half of what observers without compensation refocus at.
    private static final double UNCOMPENSATED_CELSIUS = 1;
    // In the zone but for three in a thousand.
    private static final double DEVIATIONS_IN_THE_ZONE = 3;
    private static final double SURPRISING_SIGMAS = 4;

    private final FocusHold hold;

    FocusAdvice(FocusHold hold) {
        this.hold = hold;
    }

    /// Why it is time to focus anew.
    ///
    /// @param zoneSteps half width of the critical zone, where a run has told it
    Optional<String> anew(OptionalDouble zoneSteps) {
        if (zoneSteps.isEmpty()) {
            return Optional.empty();
        }
        double zone = zoneSteps.getAsDouble();
        OptionalDouble sigma = hold.targetSigmaSteps();
        if (sigma.isPresent()) {
            return sigma.getAsDouble() > zone / DEVIATIONS_IN_THE_ZONE
                    ? Optional.of(
                            "focus is known to ± %.1f steps only, of a critical zone of ± %.1f: focus anew"
                                    .formatted(sigma.getAsDouble(), zone))
                    : Optional.empty();
        }
        OptionalDouble celsius = hold.celsius();
        if (hold.reference().isEmpty() || celsius.isEmpty()) {
            return Optional.empty();
        }
        double change = celsius.getAsDouble() - hold.reference().get().celsius();
        return Math.abs(change) >= UNCOMPENSATED_CELSIUS
                ? Optional.of(
                        "it is %.1f °C %s than at the last focusing, and no coefficient is known: focus anew"
                                .formatted(Math.abs(change), change < 0 ? "colder" : "warmer"))
                : Optional.empty();
    }

    /// Two that should agree and do not: neither is to be trusted blindly.
    Optional<String> surprise(FocusedRun run) {
        OptionalDouble target = hold.targetSteps();
        // What somebody only put there promised nothing.
        boolean measured =
                hold.reference().filter(reference -> reference.sigmaSteps() > 0).isPresent();
        if (target.isEmpty() || !measured) {
            return Optional.empty();
        }
        double scatter = hold.settings().law().map(TemperatureLaw::scatterSteps).orElse(0.0);
        double expected = Math.hypot(scatter, hold.targetSigmaSteps().orElse(0));
        double error = Math.hypot(run.sigmaSteps(), expected);
        double off = run.focusSteps() - target.getAsDouble();
        return error > 0 && Math.abs(off) > SURPRISING_SIGMAS * error && Math.abs(off) > 1
                ? Optional.of(
                        "focus is %+.1f steps from where the temperature put it, %.0f times what is to be expected. Is the coefficient right, and did nothing slip?"
                                .formatted(off, Math.abs(off) / error))
                : Optional.empty();
    }
}
