package parfocal.server.alpaca;

import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Setting;
import parfocal.hub.Client;
import parfocal.hub.HubFocuser;

/// Compensates for the temperature now, when more steps are due than the asker allows.
public interface Compensating {

    boolean isOffered(HubFocuser focuser);

    /// @param beyondSteps fewer than these are left undone
    /// @throws DeviceException [DeviceFault.Unsupported] where it is not offered, or as any move
    void compensate(HubFocuser focuser, int beyondSteps, Client who) throws DeviceException;

    /// By the device itself, where it knows how; the hub has no way of its own yet.
    static Compensating byTheDevice() {
        return new Compensating() {
            // As AstroLink's driver names it.
            private static final String ORDER = "compensate-beyond-steps";

            @Override
            public boolean isOffered(HubFocuser focuser) {
                return focuser.state().settings().stream()
                        .map(Setting::name)
                        .anyMatch(ORDER::equals);
            }

            @Override
            public void compensate(HubFocuser focuser, int beyondSteps, Client who)
                    throws DeviceException {
                if (!isOffered(focuser)) {
                    throw new DeviceException(
                            new DeviceFault.Unsupported(
                                    focuser.name(), "temperature compensation on demand"));
                }
                focuser.change(ORDER, Integer.toString(beyondSteps), who);
            }
        };
    }
}
