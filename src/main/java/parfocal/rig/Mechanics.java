package parfocal.rig;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import parfocal.device.Approach;
import parfocal.driver.FocuserEmulator;
import parfocal.driver.Gear;
import parfocal.time.Pace;

/// Where the tube really stands and where it should: temperature, play, and the mishaps of the scene.
final class Mechanics {
    static final double START_CELSIUS = 10;

    private static final int FIRST_FOREIGN_FRAME = 3;

    private final RigPlan plan;
    private final FocuserEmulator focuser;
    private final SimulatedWheel wheel;
    private final Pace pace;
    private final Instant start;
    private final double bestAtStartSteps;
    private double turnedBefore;
    private int exposures;

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
        this.turnedBefore = turnedSteps();
        beforeMovesTo(1);
    }

    /// Best focus now, through the filter in the light, as a place of the tube, when it got there this way.
    double bestTubeSteps(Approach approach) {
        return bestAtStartSteps
                + wheel.offsetSteps()
                + stepsPerCelsius() * (airCelsius() - START_CELSIUS)
                - (approach == Approach.DOWN ? plan.telescope().mirrorJumpSteps() : 0);
    }

    /// Light behind the filter that is in it, over that behind the one the wheel believes in.
    double passing() {
        return wheel.passing();
    }

    private double stepsPerCelsius() {
        double own = plan.scene().get(Scene.STEPS_PER_CELSIUS);
        return own == 0 ? plan.telescope().stepsPerCelsius() : own;
    }

    /// The way the tube last went.
    Approach lastWay() {
        var _ = focuser.motor().tubeSteps();
        return gear().lastPulledDown() ? Approach.DOWN : Approach.UP;
    }

    double defocusSteps() {
        return focuser.motor().tubeSteps() - bestTubeSteps(lastWay());
    }

    double airCelsius() {
        double hours = Duration.between(start, pace.now()).toMillis() / 3.6e6;
        return START_CELSIUS - plan.scene().get(Scene.COOLING) * hours;
    }

    /// The focuser's probe follows the air.
    void feelTheAir() {
        focuser.feel(OptionalDouble.of(airCelsius()));
    }

    /// What happens when the shutter opens.
    void beforeExposure() {
        feelTheAir();
        exposures++;
        int foreign = (int) plan.scene().get(Scene.FOREIGN_MOVE_STEPS);
        if (foreign != 0 && exposures >= FIRST_FOREIGN_FRAME) {
            int wanted = focuser.motor().positionSteps() + foreign;
            focuser.motor().jumpTo(Math.clamp(wanted, 0, plan.maximumSteps()));
        }
        double turned = turnedSteps();
        if (turned > turnedBefore) {
            gear().slip(-plan.scene().get(Scene.SLIP_PER_MOVE));
        }
        turnedBefore = turned;
    }

    /// Brought up to now: the motor may have turned since anybody asked.
    private double turnedSteps() {
        var _ = focuser.motor().positionSteps();
        return gear().turnedSteps();
    }

    /// Sets the stage for the moves that lead to a frame, counted from 1.
    void beforeMovesTo(int next) {
        int stuckFrom = (int) plan.scene().get(Scene.STUCK_AT_SAMPLE);
        int ghost = (int) plan.scene().get(Scene.GHOST_AT_SAMPLE);
        gear().disengage(next == ghost || (stuckFrom > 0 && next >= stuckFrom));
        int slips = (int) plan.scene().get(Scene.FILTER_AT_SAMPLE);
        if (slips > 0 && next >= slips) {
            wheel.slip(
                    plan.scene().get(Scene.FILTER_OFFSET_STEPS),
                    plan.scene().get(Scene.FILTER_MAGNITUDES));
        }
    }

    Gear gear() {
        return focuser.motor().gear();
    }
}
