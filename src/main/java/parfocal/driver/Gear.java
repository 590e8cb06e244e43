package parfocal.driver;

/// What lies between a motor and the tube: play on reversal, and whatever else a drawtube suffers.
///
/// The play operator: with the motor at `x` and play `b` the tube stands at `q` in `[x, x + b]`; it is pushed up when it is
/// lower and pulled down when it is higher. So `q = x` on the way up and `q = x + b` on the way down. A device that makes up for more play
/// than there is has less than none: `b` is negative, and the tube is there at once.
public final class Gear {
    /// The tube has not gone anywhere by less.
    private static final double ROUNDING = 1e-6;

    private final double playSteps;
    private double shaftSteps;
    private double tubeSteps;
    private double lastWaySteps;
    private double lostSteps;
    private double turnedSteps;
    private boolean disengaged;
    private double stepUp = 1;
    private double highestDrivenSteps = Double.POSITIVE_INFINITY;
    private double lowestDrivenSteps = Double.NEGATIVE_INFINITY;

    /// @param playSteps  width of the play in steps; negative where more than all of it is compensated
    /// @param motorSteps where the motor stands
    /// @param takenUp    where in the play the tube stands: 0 as after a move up, 1 as after a move down
    public Gear(double playSteps, double motorSteps, double takenUp) {
        this.playSteps = playSteps;
        this.shaftSteps = motorSteps;
        this.tubeSteps = motorSteps + playSteps * takenUp;
        this.lastWaySteps = 1 - 2 * takenUp;
    }

    /// The motor's shaft has turned, in one direction, to this position.
    public void turnTo(double motorSteps) {
        double waySteps = motorSteps - shaftSteps;
        if (disengaged) {
            lostSteps += waySteps;
        } else {
            lostSteps -= (stepUp - 1) * Math.max(0, waySteps);
        }
        turnedSteps += Math.abs(waySteps);
        shaftSteps = motorSteps;
        double input = shaftSteps - lostSteps;
        double before = tubeSteps;
        tubeSteps =
                playSteps >= 0
                        ? Math.clamp(tubeSteps, input, input + playSteps)
                        : overCompensated(input, waySteps);
        bind(before);
        if (Math.abs(tubeSteps - before) > ROUNDING) {
            lastWaySteps = tubeSteps - before;
        }
    }

    private void bind(double before) {
        double highest = Math.max(before, highestDrivenSteps);
        double lowest = Math.min(before, lowestDrivenSteps);
        double follows = Math.clamp(tubeSteps, lowest, highest);
        lostSteps += tubeSteps - follows;
        tubeSteps = follows;
    }

    private double overCompensated(double input, double waySteps) {
        boolean down = waySteps == 0 ? lastWaySteps < 0 : waySteps < 0;
        return disengaged ? tubeSteps : down ? input + playSteps : input;
    }

    /// Lays the tube somewhere into its play without turning the motor: 0 as after a move up, 1 as after a move down.
    public void rest(double takenUp) {
        tubeSteps = shaftSteps - lostSteps + playSteps * takenUp;
        lastWaySteps = 1 - 2 * takenUp;
    }

    /// Whether the tube was last pulled down: what is loose on it, such as a mirror on its baffle, then leans the other way.
    public boolean lastPulledDown() {
        return lastWaySteps < 0;
    }

    /// Renumbers the motor without turning it.
    public void renumber(double motorSteps) {
        lostSteps += motorSteps - shaftSteps;
        shaftSteps = motorSteps;
    }

    /// While disengaged the motor counts and the tube stands still: a loose clamp, a dead winding, an order lost.
    public void disengage(boolean loose) {
        disengaged = loose;
    }

    /// How long a step up is against a step down, as of a motor that counts time and not turns, or a lens with keys of two sizes.
    public void lengthenStepsUp(double times) {
        stepUp = times;
    }

    /// From now on the tube can be driven up no farther than to one place, and down no farther than to the other: it meets something,
    /// or grease has grown stiff there.
    ///
    /// It slips, and is no spring: what the motor turns in vain, a motor stalled or a roller slipping on its shaft, is lost, and when it
    /// turns back the tube follows at once. A coupling that gave the steps back would have to wind up by hundreds of them; none does.
    ///
    /// @param highestSteps where it ends driven up; positive infinity where it does not
    /// @param lowestSteps  where it ends driven down; negative infinity where it does not
    public void bindBeyond(double highestSteps, double lowestSteps) {
        highestDrivenSteps = highestSteps;
        lowestDrivenSteps = lowestSteps;
    }

    /// The tube slides by itself, as under the weight of a camera; later moves start from where it came to rest.
    public void slip(double steps) {
        lostSteps -= steps;
        tubeSteps += steps;
    }

    /// Where the tube really is, in the motor's steps.
    public double tubeSteps() {
        return tubeSteps;
    }

    /// The whole way the motor's shaft has turned so far, forth and back.
    public double turnedSteps() {
        return turnedSteps;
    }

    public double playSteps() {
        return playSteps;
    }

    /// What the motor reports minus what reached the gear: grows when travel is lost.
    public double lostSteps() {
        return lostSteps;
    }
}
