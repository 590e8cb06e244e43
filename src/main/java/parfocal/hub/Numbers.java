package parfocal.hub;

import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Travel;

/// Positions that are only written down, where nothing moves.
final class Numbers {
    private Numbers() {}

    /// @param what is to be called so
    /// @throws DeviceException [DeviceFault.BadValue] beyond the limits
    static void require(String device, String what, int positionSteps, Travel travel)
            throws DeviceException {
        if (!travel.allows(positionSteps)) {
            throw new DeviceException(
                    new DeviceFault.BadValue(
                            device,
                            what,
                            Integer.toString(positionSteps),
                            "its limits, from %d to %d"
                                    .formatted(travel.minimumSteps(), travel.maximumSteps())));
        }
    }
}
