package parfocal.device;

/// The direction in which the last part of a move is made. A best focus without it is half a number: play in the gear makes
/// the same number two places; and whoever always arrives the same way need not know the play.
public enum Approach {
    /// Toward larger numbers.
    UP,
    /// Toward smaller numbers.
    DOWN;

    /// +1 for up, −1 for down.
    public int sign() {
        return this == UP ? 1 : -1;
    }

    public Approach opposite() {
        return this == UP ? DOWN : UP;
    }
}
