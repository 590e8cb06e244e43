package parfocal.server.indi;

import java.util.List;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.hub.Availability;
import parfocal.hub.Client;

/// What kind of device it is, and what it is made of.
interface Trade {
    int FOCUSER = 8;
    int CAMERA = 2;
    int WHEEL = 16;
    int WEATHER = 128;

    /// The page of a control panel for what is used most.
    String MAIN = "Main Control";

    String name();

    /// Bits of `DRIVER_INTERFACE`.
    int interfaces();

    String driver();

    boolean simulated();

    Availability availability();

    /// Returns when it can be used.
    ///
    /// @throws DeviceException with the reason why it cannot
    void connect(Client who) throws DeviceException, InterruptedException;

    void disconnect(Client who);

    List<Panel> panels();

    /// Properties whose values a user wants back tomorrow, in the order in which they are to be given.
    List<String> kept();

    /// Puts what the hub keeps for this device back to how it is when nothing is known.
    void forget(Client who) throws DeviceException;

    /// What its user ought to be told, once: an order that was accepted and came to nothing.
    default Optional<String> complaint() {
        return Optional.empty();
    }
}
