package parfocal.driver.astrolink;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import parfocal.driver.Gear;
import parfocal.driver.Motor;
import parfocal.time.Pace;

/// One motor of an emulated box, with its limits, its saved position and its compensation.
final class AstroLinkAxis {
    private final Pace pace;
    private final AstroLinkMemory memory;
    private final int number;
    private final double speedScale;
    private final Motor motor;
    private int savedSteps;
    private OptionalDouble referenceCelsius;
    private Instant nextCheck;

    /// @param stepsPerSecond at the speed set on leaving the factory; 0 means just what is set
    AstroLinkAxis(
            Pace pace,
            AstroLinkMemory memory,
            int number,
            int positionSteps,
            double stepsPerSecond,
            double backlashSteps,
            OptionalDouble celsius) {
        this.pace = pace;
        this.memory = memory;
        this.number = number;
        double set = memory.stepsPerSecond(number);
        this.speedScale = stepsPerSecond > 0 && set > 0 ? stepsPerSecond / set : 1;
        this.motor =
                new Motor(
                        pace,
                        positionSteps,
                        set * speedScale,
                        new Gear(backlashSteps, positionSteps, 0));
        this.savedSteps = positionSteps;
        this.referenceCelsius = celsius;
        this.nextCheck = pace.now().plusSeconds(memory.cycleSeconds(number));
    }

    Motor motor() {
        return motor;
    }

    int stepsToGo() {
        return motor.targetSteps() - motor.positionSteps();
    }

    /// Beyond the limits nothing happens, and nothing is said.
    void moveTo(long positionSteps) {
        if (positionSteps >= 0 && positionSteps <= memory.maximumSteps(number)) {
            save();
            motor.driveTo((int) positionSteps);
        }
    }

    /// Slows down as quickly as the acceleration allows; the counter goes on meanwhile.
    void halt() {
        int toGo = stepsToGo();
        double speed = memory.stepsPerSecond(number);
        double seconds = speed / (2 * memory.stepsPerSecondSquared(number));
        int coasting = (int) Math.floor(speed * speedScale * seconds);
        motor.driveTo(
                motor.positionSteps() + Integer.signum(toGo) * Math.min(coasting, Math.abs(toGo)));
    }

    void renumber(int positionSteps) {
        motor.renumber(positionSteps);
        savedSteps = positionSteps;
    }

    void settingsChanged() {
        motor.speed(memory.stepsPerSecond(number) * speedScale);
        motor.gearing(memory.shaftPerStep(number));
        nextCheck = pace.now().plusSeconds(memory.cycleSeconds(number));
    }

    int pendingSteps(OptionalDouble celsius) {
        if (celsius.isEmpty() || referenceCelsius.isEmpty()) {
            return 0;
        }
        double change = celsius.getAsDouble() - referenceCelsius.getAsDouble();
        return (int) Math.round(change * memory.stepsPerCelsius(number));
    }

    void compensate(int thresholdSteps, OptionalDouble celsius) {
        int due = pendingSteps(celsius);
        if (!motor.moving() && Math.abs(due) > thresholdSteps) {
            int before = motor.targetSteps();
            moveTo((long) motor.positionSteps() + due);
            if (motor.targetSteps() != before) {
                referenceCelsius = celsius;
            }
        }
    }

    /// What the firmware does unasked: saves the position after a move, and compensates where it is told to.
    void live(OptionalDouble celsius) {
        save();
        if (referenceCelsius.isEmpty()) {
            referenceCelsius = celsius;
        }
        if (!pace.now().isBefore(nextCheck)) {
            nextCheck = pace.now().plus(Duration.ofSeconds(memory.cycleSeconds(number)));
            if (memory.automatic(number)) {
                compensate(memory.thresholdSteps(number), celsius);
            }
        }
    }

    /// After power came back: the number is the one saved last, wherever the tube is.
    void wakeUp(OptionalDouble celsius) {
        save();
        motor.stop();
        motor.renumber(savedSteps);
        referenceCelsius = celsius;
    }

    private void save() {
        if (!motor.moving()) {
            savedSteps = motor.positionSteps();
        }
    }
}
