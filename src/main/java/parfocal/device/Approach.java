package parfocal.device;

/// The way in which the last part of a move is made. A best-focus position without it is half a number: play in the gear
/// makes the same number two places.
public enum Approach {
    /// Towards larger numbers.
    UP,
    /// Towards smaller numbers.
    DOWN;

    /// The direction of a move, empty-handed for a move of nothing: that keeps the direction of the one before.
    public static Approach of(int fromSteps, int toSteps, Approach whenEqual) {
        return toSteps > fromSteps ? UP : toSteps < fromSteps ? DOWN : whenEqual;
    }

    public Approach opposite() {
        return this == UP ? DOWN : UP;
    }

    /// +1 up, −1 down.
    public int sign() {
        return this == UP ? 1 : -1;
    }
}
