package parfocal.server.alpaca;

import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Setting;
import parfocal.hub.Client;
import parfocal.hub.Hub;
import parfocal.hub.HubCompensation;
import parfocal.hub.HubFocuser;

/// Compensates for the temperature now, when more steps are due than the asker allows.
public interface Compensating {

    boolean isOffered(HubFocuser focuser);

    /// @param beyondSteps fewer than these are left undone
    /// @throws DeviceException [DeviceFault.Unsupported] where it is not offered, or as any move
    void compensate(HubFocuser focuser, int beyondSteps, Client who) throws DeviceException;

    /// By the hub, where it has a coefficient for the focuser; otherwise by the device itself, where it knows how.
    static Compensating by(Hub hub) {
        Compensating device = byTheDevice();
        return new Compensating() {
            @Override
            public boolean isOffered(HubFocuser focuser) {
                return own(focuser).isPresent() || device.isOffered(focuser);
            }

            @Override
            public void compensate(HubFocuser focuser, int beyondSteps, Client who)
                    throws DeviceException {
                Optional<HubCompensation> own = own(focuser);
                if (own.isPresent()) {
                    var _ = own.get().compensate(beyondSteps, who);
                } else {
                    device.compensate(focuser, beyondSteps, who);
                }
            }

            private Optional<HubCompensation> own(HubFocuser focuser) {
                return hub.compensation(focuser.id())
                        .filter(compensation -> compensation.settings().law().isPresent());
            }
        };
    }

    /// By the device itself, where it knows how.
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
