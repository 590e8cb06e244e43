package parfocal.device;

import java.util.List;

/// A wheel that turns one of several filters into the light.
public interface FilterWheel extends AutoCloseable {

    /// What people call this device; used in messages.
    String name();

    /// The filters by slot, as the wheel or its user names them. Asked when the wheel was connected.
    List<String> filters();

    /// The slot in the light, from 0.
    ///
    /// @throws DeviceException when the wheel cannot be read, or is turning and stays so
    int slot() throws DeviceException, InterruptedException;

    /// Turns to a slot and returns when the wheel stands there.
    ///
    /// @throws DeviceException [DeviceFault.Refused] for a slot it has not, or when it never arrives
    void turnTo(int slot) throws DeviceException, InterruptedException;

    @Override
    void close();
}
