package parfocal.server.indi;

import java.util.List;
import parfocal.device.DeviceException;
import parfocal.hub.Client;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;

/// Some properties of a device that belong together. Used by the device's own thread, but for urgent orders.
interface Panel {

    /// How they are now. Looking never talks to the hardware.
    List<Property> properties();

    /// Carries out an order for one of them, or begins to.
    ///
    /// @return the state that answers it
    /// @throws DeviceException when it is refused: the answer is Alert, with the reason
    /// @throws Unfit           as above
    PropertyState order(Asked asked, Client who)
            throws DeviceException, Unfit, InterruptedException;

    /// Whether an order for this property overtakes all that wait, as one that stops something must.
    default boolean isUrgent(String property) {
        return false;
    }
}
