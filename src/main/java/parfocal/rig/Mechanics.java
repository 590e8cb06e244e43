package parfocal.rig;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import parfocal.driver.FocuserEmulator;
import parfocal.driver.Gear;
import parfocal.time.Pace;

/// Where the tube really stands and where it should: temperature, play, and the mishaps of the scene.
final class Mechanics {
    private static final double START_CELSIUS = 10;

    private final RigPlan plan;
    private final FocuserEmulator focuser;
    private final SimulatedWheel wheel;
    private final Pace pace;
    private final Instant start;
    private final double bestAtStartSteps;
    private int lastMotorSteps;

    Mechanics(
            RigPlan plan,
            double bestAtStartSteps,
            FocuserEmulator focuser,
            SimulatedWheel wheel,
            Pace pace) {
        this.plan = plan;
        this.focuser = focuser;
        this.wheel = wheel;
        this.pace = pace;
        this.start = pace.now();
        this.bestAtStartSteps = bestAtStartSteps;
        this.lastMotorSteps = focuser.motor().positionSteps();
        beforeMovesTo(1);
    }

    /// Best focus now, through the filter in the light, as a place of the tube.
    double bestTubeSteps() {
        return bestAtStartSteps
                + wheel.offsetSteps()
                + plan.telescope().stepsPerCelsius() * (airCelsius() - START_CELSIUS);
    }

    double defocusSteps() {
        return focuser.motor().tubeSteps() - bestTubeSteps();
    }

    double airCelsius() {
        double hours = Duration.between(start, pace.now()).toMillis() / 3.6e6;
        return START_CELSIUS - plan.scene().get(Scene.COOLING) * hours;
    }

    /// What happens when the shutter opens.
    void beforeExposure() {
        focuser.feel(OptionalDouble.of(airCelsius()));
        int motorSteps = focuser.motor().positionSteps();
        if (motorSteps != lastMotorSteps) {
            gear().slip(-plan.scene().get(Scene.SLIP_PER_MOVE));
        }
        lastMotorSteps = motorSteps;
    }

    /// Sets the stage for the moves that lead to a frame, counted from 1.
    void beforeMovesTo(int next) {
        int stuckFrom = (int) plan.scene().get(Scene.STUCK_AT_SAMPLE);
        int ghost = (int) plan.scene().get(Scene.GHOST_AT_SAMPLE);
        gear().disengage(next == ghost || (stuckFrom > 0 && next >= stuckFrom));
    }

    Gear gear() {
        return focuser.motor().gear();
    }
}
