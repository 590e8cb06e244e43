package parfocal.server.panel;

import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.report.Json;

/// Where devices are wired to the hub. The page only passes orders on; whoever reads the configuration carries them out, so that what is
/// added here is there after a restart as well.
public interface Workbench {

    /// One device to be wired.
    ///
    /// @param kind     `focuser`, `camera`, `filter-wheel`, `sensor` or `rig`
    /// @param name     as people call it; of a rig, its name in `parfocal rigs`
    /// @param driverId of a focuser
    /// @param address  of everything but a rig
    record Entry(String kind, String name, Optional<String> driverId, Optional<String> address) {}

    /// The file that holds the wiring, as it is shown to people.
    String place();

    /// Asks the device at an address whether it is a certain model; nothing else is written to it.
    ///
    /// @throws DeviceException with what answered instead
    Json ask(String driverId, String address) throws DeviceException;

    /// Takes a device in, now and after a restart.
    ///
    /// @throws DeviceException [parfocal.device.DeviceFault.Refused] when the name is taken or something is missing; nothing is changed
    void add(Entry entry) throws DeviceException;

    /// Calls a device otherwise, now and after a restart; it stays connected, and what is remembered of it stays too.
    ///
    /// @param kind `focuser`, `camera` or `filter-wheel`
    /// @throws DeviceException [parfocal.device.DeviceFault.Refused] when it is not in the file, or another one has the new name
    void rename(String kind, String name, String newName) throws DeviceException;

    /// How the hub treats the line of one focuser.
    ///
    /// @param trace          whether the talk on it is written down
    /// @param resetOnConnect whether the board is made to start anew each time it is connected; for boards at a serial port
    record Habits(boolean trace, boolean resetOnConnect) {}

    /// Empty where no focuser of that name is in the file.
    Optional<Habits> habits(String focuser) throws DeviceException;

    /// Takes the focuser's line up anew, with other habits.
    ///
    /// @throws DeviceException [parfocal.device.DeviceFault.Refused] when it is not in the file, or it cannot be done
    void change(String focuser, Habits habits) throws DeviceException;

    /// Lets a device go, now and for good.
    ///
    /// @throws DeviceException [parfocal.device.DeviceFault.Refused] when it is not in the file, with what to do instead
    void remove(String kind, String name) throws DeviceException;
}
