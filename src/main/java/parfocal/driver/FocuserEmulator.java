package parfocal.driver;

import java.util.OptionalDouble;
import parfocal.link.WireDevice;

/// A focuser's firmware and mechanics without the metal: speaks the wire on one side, turns a motor on the other.
public interface FocuserEmulator extends WireDevice {

    /// The motor this firmware drives; the rig looks through it at the tube.
    Motor motor();

    /// What the probe feels from now on; empty pulls the probe out. A device without a probe ignores it.
    void feel(OptionalDouble temperatureCelsius);
}
