package parfocal.rig;

import java.util.Map;

/// A rig as it stands in the catalogue: what is bolted together, and the night it meets unless told otherwise.
///
/// @param name         as typed after `--rig`
/// @param description  one line for the list
/// @param driverId     the focuser's driver
/// @param maximumSteps the outer end of the focuser's travel
/// @param quirks       what the emulated focuser is told of itself, such as which lens it is; see its driver
/// @param device       settings that its driver is given whenever it is connected
public record RigPlan(
        String name,
        String description,
        String driverId,
        int maximumSteps,
        Telescope telescope,
        Sensor sensor,
        Scene scene,
        Map<String, String> quirks,
        Map<String, String> device) {
    public RigPlan {
        device = Map.copyOf(device);
        quirks = Map.copyOf(quirks);
    }

    /// The same rig with one setting of its scene changed.
    ///
    /// @throws IllegalArgumentException with a sentence for people, when the setting or its value is not known
    public RigPlan with(String setting, String value) {
        return new RigPlan(
                name,
                description,
                driverId,
                maximumSteps,
                telescope,
                sensor,
                scene.with(setting, value),
                quirks,
                device);
    }
}
