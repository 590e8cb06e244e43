package parfocal.server.alpaca;

import java.util.Optional;
import parfocal.compensation.CompensationSettings;
import parfocal.compensation.CompensationSettings.Mode;
import parfocal.device.DeviceException;
import parfocal.hub.Client;
import parfocal.hub.Hub;
import parfocal.hub.HubCompensation;
import parfocal.hub.HubFocuser;

/// Alpaca's TempComp: the hub's compensation where it has a coefficient for the focuser, otherwise the device's own.
final class TempComp {
    private TempComp() {}

    static boolean isAvailable(Hub hub, HubFocuser focuser) {
        return own(hub, focuser).isPresent() || DeviceCompensation.isAvailable(focuser.state());
    }

    static boolean isOn(Hub hub, HubFocuser focuser) {
        return own(hub, focuser)
                .map(compensation -> compensation.settings().mode() == Mode.AUTOMATIC)
                .orElseGet(() -> DeviceCompensation.isOn(focuser.state()));
    }

    static void turn(Hub hub, HubFocuser focuser, boolean on, Client who)
            throws Refusal, DeviceException {
        Optional<HubCompensation> own = own(hub, focuser);
        if (own.isEmpty()) {
            DeviceCompensation.turn(focuser, on, who);
            return;
        }
        CompensationSettings settings = own.get().settings();
        if (on != (settings.mode() == Mode.AUTOMATIC)) {
            own.get().settle(settings.withMode(on ? Mode.AUTOMATIC : Mode.MANUAL), who);
        }
    }

    private static Optional<HubCompensation> own(Hub hub, HubFocuser focuser) {
        return hub.compensation(focuser.id())
                .filter(compensation -> compensation.settings().law().isPresent())
                .filter(compensation -> compensation.state().celsius().isPresent());
    }
}
