package parfocal.hub;

import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.device.Travel;
import parfocal.motion.Backlash;
import parfocal.motion.BacklashMode;
import parfocal.motion.Limits;
import parfocal.motion.Reversed;
import parfocal.motion.Settling;
import parfocal.motion.SettlingSettings;
import parfocal.time.Pace;

/// An open focuser with everything between an order and its motor: Backlash → Settling → Limits → Reversed → Watched → driver.
///
/// @param watched  next to the driver
/// @param settling without backlash: for clients that bring their own, and for runs, which measure it
/// @param whole    with everything
record Stack(Watched watched, Settling settling, Backlash whole) {

    /// @throws IllegalArgumentException with a sentence, when the limits leave nothing of the device's travel
    static Stack of(Watched watched, FocuserSettings settings, Pace pace) {
        Focuser counted = settings.reversed() ? new Reversed(watched) : watched;
        Focuser limited = new Limits(counted, settings.limits().orElseGet(counted::travel));
        var settling = new Settling(limited, pace, SettlingSettings.defaults());
        return new Stack(watched, settling, new Backlash(settling, settings.backlash()));
    }

    Travel travel() {
        return settling.travel();
    }

    /// Stops now; nothing moves until a move is permitted again.
    void stop() throws DeviceException {
        watched.forbidMoves();
        whole.halt();
    }

    /// What carries out a move: with the play taken up by the hub, or not.
    Focuser mover(boolean takingUpPlay) {
        // In the absolute mode the numbers are the tube's, for everybody.
        boolean always = whole.mode() instanceof BacklashMode.Absolute;
        return takingUpPlay || always ? whole : settling;
    }
}
