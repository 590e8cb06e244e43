package parfocal.hub;

import parfocal.device.DeviceException;

/// Opens a device where it is plugged in; asked again whenever it was lost.
public interface Plug<T> {

    /// @throws DeviceException when it is not there, or something else is; nothing is left open
    T open() throws DeviceException, InterruptedException;
}
