package parfocal.autofocus;

import java.util.Optional;
import parfocal.curve.CurveFit;
import parfocal.device.Approach;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;

/// The play between motor and tube, measured: best focus approached upward lies so many steps above best focus approached downward.
///
/// Two whole runs, one in each direction, both proven. In each of them every sample was reached after a run-up, so that the play
/// was taken up; what is between their best positions is the play, and whatever else leans over at a reversal, such as a mirror:
/// for whoever moves the focuser it is the same.
///
/// @param down       the run that arrives downward
/// @param up         the run that arrives upward
/// @param steps      best position upward minus best position downward
/// @param sigmaSteps of both together
public record BacklashMeasurement(
        FocusResult down, FocusResult up, double steps, double sigmaSteps) {
    public static final String METHOD = "two runs in opposite directions";

    private static final double PROVEN_SIGMAS = 3;
    private static final double LEAST_IN_HALF_WIDTHS = 0.1;

    /// What came of trying.
    ///
    /// @param measurement empty when one of the runs was refused
    /// @param reason      why, then
    public record Attempt(Optional<BacklashMeasurement> measurement, Optional<String> reason) {}

    /// Runs down and then up, and goes back to best focus the first way.
    ///
    /// @param autofocus on the same focuser
    public static Attempt measure(Autofocus autofocus, Focuser focuser, FocusPlan plan)
            throws DeviceException, InterruptedException {
        FocusResult down = autofocus.run(plan.withApproach(Approach.DOWN));
        if (!down.accepted()) {
            return refused("downward", down);
        }
        FocusResult up = autofocus.run(plan.withApproach(Approach.UP));
        if (!up.accepted()) {
            return refused("upward", up);
        }
        int best = (int) Math.round(fit(down).curve().bestPositionSteps());
        double runUp = RunUp.steps(focuser.travel(), fit(down).curve().halfWidthSteps());
        focuser.moveTo(focuser.travel().nearest((int) Math.round(best + runUp)));
        focuser.moveTo(best);
        return new Attempt(Optional.of(between(down, up)), Optional.empty());
    }

    private static Attempt refused(String direction, FocusResult run) {
        return new Attempt(
                Optional.empty(),
                Optional.of(
                        "The run that arrives %s was refused. %s"
                                .formatted(direction, run.refusal().orElseThrow().reason())));
    }

    /// @param down accepted, as is `up`
    static BacklashMeasurement between(FocusResult down, FocusResult up) {
        CurveFit first = fit(down);
        CurveFit second = fit(up);
        return new BacklashMeasurement(
                down,
                up,
                second.curve().bestPositionSteps() - first.curve().bestPositionSteps(),
                Math.hypot(first.sigmaSteps(), second.sigmaSteps()));
    }

    private static CurveFit fit(FocusResult run) {
        return run.fit().orElseThrow().fit();
    }

    /// More than three standard deviations from none, and more than anybody would see.
    public boolean proven() {
        return Math.abs(steps) > PROVEN_SIGMAS * sigmaSteps
                && Math.abs(steps) > LEAST_IN_HALF_WIDTHS * fit(down).curve().halfWidthSteps();
    }

    /// What can be excluded when nothing was proven (95 %).
    public double lessThanSteps() {
        return Math.max(0, steps) + 2 * sigmaSteps;
    }

    /// The overshoot that covers it for certain; meant for moves that end in either direction.
    public double safeOvershootSteps() {
        return Math.ceil(Math.max(1.5 * steps, steps + PROVEN_SIGMAS * sigmaSteps));
    }

    public Optional<BacklashFound> found() {
        return proven()
                ? Optional.of(new BacklashFound(steps, sigmaSteps, METHOD, true))
                : Optional.empty();
    }

    public String sentence() {
        if (!proven()) {
            return "No backlash seen: best focus is the same from both sides; more than %.0f steps would have shown."
                    .formatted(lessThanSteps());
        }
        return steps > 0
                ? "%.0f ± %.0f steps of backlash: best focus lies that much lower when it is approached downward."
                        .formatted(steps, sigmaSteps)
                : "Best focus lies %.0f ± %.0f steps higher when it is approached downward: something compensates for more backlash than there is, or compensates twice."
                        .formatted(-steps, sigmaSteps);
    }

    public String remedy() {
        if (!proven()) {
            return "Nothing to do.";
        }
        return steps > 0
                ? "Always end moves in one direction, with an overshoot of %.0f steps. This program's autofocus needs no number."
                        .formatted(safeOvershootSteps())
                : "Switch off backlash compensation either in the device or in the program.";
    }
}
