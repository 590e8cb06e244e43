package parfocal.device;

import java.util.List;

/// A focuser with absolute positions. Drivers implement it; wrappers in `parfocal.motion` add limits, backlash and
/// settling; everything above sees only this.
///
/// Positions are motor steps, larger is outward. Implementations may be called from several threads.
public interface Focuser extends AutoCloseable {

    /// What people call this device; used in messages.
    String name();

    /// Reads where it is, whether it moves, and how warm it is.
    ///
    /// @throws DeviceException when the device cannot be read
    FocuserStatus status() throws DeviceException;

    /// How far it may go. A driver asks its device when connecting; this does not talk to it again.
    Travel travel();

    /// Orders a move. A driver returns as soon as the order is given, and [FocuserStatus#moving()] tells the end; a
    /// settling wrapper returns when the focuser has arrived and stands still.
    ///
    /// @throws DeviceException [DeviceFault.OutOfRange] beyond the limits (nothing moves), or trouble on the way
    void moveTo(int positionSteps) throws DeviceException, InterruptedException;

    /// Stops now, wherever it is.
    void halt() throws DeviceException;

    /// Changes the number of the present position; nothing moves.
    ///
    /// @throws DeviceException [DeviceFault.Unsupported] where the device cannot
    default void sync(int positionSteps) throws DeviceException {
        throw new DeviceException(new DeviceFault.Unsupported(name(), "way to set its position"));
    }

    /// What can be set in the device, with present values.
    default List<Setting> settings() throws DeviceException {
        return List.of();
    }

    /// Changes a setting by its name.
    ///
    /// @throws DeviceException [DeviceFault.Unsupported] for an unknown name, [DeviceFault.BadValue] for an impossible
    ///     value
    default void change(String setting, String value) throws DeviceException {
        throw new DeviceException(new DeviceFault.Unsupported(name(), "setting '" + setting + "'"));
    }

    @Override
    void close();
}
