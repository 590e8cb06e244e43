package parfocal.driver;

import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.link.Line;
import parfocal.time.Pace;

/// A kind of focuser that can be driven. Implementations carry `@AutoService(FocuserDriver.class)` and are found, not listed.
public interface FocuserDriver {

    /// Who this is, as data.
    DriverInfo info();

    /// Makes sure that the right device answers, reads its state without changing any, and returns it.
    ///
    /// @throws DeviceException when nothing or something else answers; the line stays open, it is the caller's
    Focuser open(Line line, Pace pace) throws DeviceException;

    /// The device's firmware, speaking the same bytes from the other side.
    FocuserEmulator emulator(EmulatorSettings settings, Pace pace);
}
