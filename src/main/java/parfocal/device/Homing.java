package parfocal.device;

import java.util.OptionalDouble;

/// A focuser whose numbers mean something only after it has found a known stop, and then are known as well as it can count.
/// A focuser of this kind implements this as well.
public interface Homing {

    /// Drives to the stop and counts from there; returns when it stands there.
    ///
    /// @throws DeviceException when the device cannot be driven, or the stop is not found
    void home() throws DeviceException, InterruptedException;

    /// Standard deviation of the position, in steps; empty while nobody knows where it is. A position that was never found is
    /// reported as the device's best guess.
    OptionalDouble positionSigmaSteps();
}
