package parfocal.hub;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.device.Setting;

/// One focuser as it was configured.
///
/// @param id        unique in the hub, lower case, kebab; names its files and is typed after `--focuser`
/// @param name      as people call it
/// @param driverId  see `parfocal drivers`
/// @param address   where it is plugged in, as it was typed
/// @param simulated whether it belongs to a simulated rig; said everywhere
/// @param plug      opens it
/// @param own       hub settings that the configuration names; they win over what was changed while running
/// @param device    settings of the device itself, given to it each time it is opened
public record FocuserPlan(
        String id,
        String name,
        String driverId,
        String address,
        boolean simulated,
        Plug<Focuser> plug,
        Optional<FocuserSettings> own,
        Map<String, String> device) {
    public FocuserPlan {
        device = Map.copyOf(device);
    }

    /// Gives the device the settings that the configuration wants it to have.
    void configure(Focuser opened) throws DeviceException {
        if (device.isEmpty()) {
            return;
        }
        List<Setting> present = opened.settings();
        for (Map.Entry<String, String> wanted : device.entrySet()) {
            boolean already =
                    present.stream()
                            .anyMatch(setting ->
                                    setting.name().equals(wanted.getKey())
                                            && setting.value().equals(wanted.getValue()));
            if (!already) {
                opened.change(wanted.getKey(), wanted.getValue());
            }
        }
    }
}
