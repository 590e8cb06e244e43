package parfocal.motion;

import parfocal.device.Approach;

/// How the play between motor and tube is dealt with.
public sealed interface BacklashMode {

    /// Not at all: here, because the device or a client does it, or there is none.
    record Off() implements BacklashMode {}

    /// Every move ends in the approach direction, whichever way it began. The play need not be known, only that it is less.
    ///
    /// @param overshootSteps how far past the target a move against the approach direction goes before it comes back
    record Overshoot(Approach approach, int overshootSteps) implements BacklashMode {
        public Overshoot {
            if (overshootSteps < 1) {
                throw new IllegalArgumentException(
                        "an overshoot of %d steps takes up no play".formatted(overshootSteps));
            }
        }
    }

    /// At every reversal the motor goes so much further, and the reported position does not show it: it is the tube's. Numbers are
    /// those of the motor on the way up.
    ///
    /// @param playSteps the play, which must be known exactly: what is missing or too much remains as an error
    record Absolute(int playSteps) implements BacklashMode {
        public Absolute {
            if (playSteps < 1) {
                throw new IllegalArgumentException(
                        "a play of %d steps needs no compensation".formatted(playSteps));
            }
        }
    }

    /// The signed number of focuser manuals and of INDI: positive overshoots on outward moves, negative on inward ones, 0 is off.
    static BacklashMode signed(int steps) {
        if (steps == 0) {
            return new Off();
        }
        return new Overshoot(steps > 0 ? Approach.DOWN : Approach.UP, Math.absExact(steps));
    }

    /// The width of the play that is counted on.
    default int widthSteps() {
        return switch (this) {
            case Off() -> 0;
            case Overshoot(Approach _, int overshootSteps) -> overshootSteps;
            case Absolute(int playSteps) -> playSteps;
        };
    }
}
