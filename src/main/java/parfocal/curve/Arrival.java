package parfocal.curve;

/// The direction in which the focuser came to a position: toward larger numbers or toward smaller ones.
public enum Arrival {
    UP,
    DOWN;

    int sign() {
        return this == UP ? 1 : -1;
    }
}
