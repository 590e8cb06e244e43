package parfocal.driver;

import java.time.Duration;
import java.time.Instant;
import parfocal.time.Pace;

/// A stepper motor as an emulator needs it: finite speed, a counter that is always right about itself, and a [Gear] on its
/// shaft. Time comes from the pace; nothing runs in the background.
public final class Motor {
    private final Pace pace;
    private final Gear gear;
    private double stepsPerSecond;
    private Instant legStart;
    private int legStartSteps;
    private int targetSteps;
    private boolean stalled;
    private double shaftPerStep = 1;
    private int anchorSteps;
    private double anchorShaft;

    public Motor(Pace pace, int positionSteps, double stepsPerSecond, Gear gear) {
        this.pace = pace;
        this.gear = gear;
        this.stepsPerSecond = stepsPerSecond;
        this.legStart = pace.now();
        this.legStartSteps = positionSteps;
        this.targetSteps = positionSteps;
        this.anchorSteps = positionSteps;
        this.anchorShaft = positionSteps;
    }

    /// Starts turning towards the target, from wherever the motor is now.
    public synchronized void driveTo(int positionSteps) {
        beginLeg(positionSteps());
        targetSteps = positionSteps;
    }

    public synchronized void stop() {
        driveTo(positionSteps());
    }

    /// Renumbers the present position; nothing turns. A move under way ends here.
    public synchronized void renumber(int positionSteps) {
        stop();
        gear.renumber(positionSteps);
        beginLeg(positionSteps);
        targetSteps = positionSteps;
        anchorSteps = positionSteps;
        anchorShaft = positionSteps;
    }

    /// Has turned to this position by now, in one direction; for a device whose moves are found out only afterwards. A stalled
    /// motor has not.
    public synchronized void jumpTo(int positionSteps) {
        if (stalled) {
            return;
        }
        beginLeg(positionSteps());
        targetSteps = positionSteps;
        legStartSteps = positionSteps;
        gear.turnTo(shaftAt(positionSteps));
    }

    /// How far the shaft turns for each step counted from now on: 1 at first, 0.5 for half steps, negative when the firmware
    /// turns the other way round. Nothing turns and nothing is renumbered by the change.
    public synchronized void gearing(double newShaftPerStep) {
        int here = positionSteps();
        anchorShaft = shaftAt(here);
        anchorSteps = here;
        shaftPerStep = newShaftPerStep;
    }

    public synchronized void speed(double newStepsPerSecond) {
        beginLeg(positionSteps());
        stepsPerSecond = newStepsPerSecond;
    }

    /// A stalled motor keeps its order, and neither turns nor counts until it is released.
    public synchronized void stall(boolean holds) {
        beginLeg(positionSteps());
        stalled = holds;
    }

    public synchronized int positionSteps() {
        if (stalled) {
            return legStartSteps;
        }
        double seconds = Duration.between(legStart, pace.now()).toNanos() / 1e9;
        double turned =
                Math.min(seconds * stepsPerSecond, Math.abs((double) targetSteps - legStartSteps));
        int position =
                legStartSteps
                        + (int)
                                (Math.signum((double) targetSteps - legStartSteps)
                                        * Math.floor(turned));
        gear.turnTo(shaftAt(position));
        return position;
    }

    public synchronized int targetSteps() {
        return targetSteps;
    }

    public synchronized boolean moving() {
        return positionSteps() != targetSteps;
    }

    /// Where the tube really is, in full steps of this motor; the truth that no program on the wire can see.
    public synchronized double tubeSteps() {
        var _ = positionSteps();
        return gear.tubeSteps();
    }

    public Gear gear() {
        return gear;
    }

    private double shaftAt(int positionSteps) {
        return anchorShaft + (positionSteps - anchorSteps) * shaftPerStep;
    }

    private void beginLeg(int fromSteps) {
        legStart = pace.now();
        legStartSteps = fromSteps;
    }
}
