package parfocal.device;

/// The direction in which the last part of a move is made, or in which a position was reached. It is a property of a focuser:
/// whoever always arrives the same way need not know its backlash.
public enum Approach {
    /// Toward larger numbers.
    UP,
    /// Toward smaller numbers.
    DOWN;

    /// +1 for up, -1 for down.
    public int sign() {
        return this == UP ? 1 : -1;
    }

    public Approach opposite() {
        return this == UP ? DOWN : UP;
    }
}
