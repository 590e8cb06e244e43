package parfocal.hub;

import java.util.Optional;
import parfocal.device.Camera;

/// One camera as it was configured.
///
/// @param id        unique among the cameras of the hub
/// @param name      as people call it
/// @param address   where it is, as it was typed
/// @param simulated whether it belongs to a simulated rig
/// @param focuserId the focuser in front of it; empty: any
/// @param plug      opens it
/// @param care      how runs use it
public record CameraPlan(
        String id,
        String name,
        String address,
        boolean simulated,
        Optional<String> focuserId,
        Plug<Camera> plug,
        CameraCare care) {

    /// One of which nothing else is said.
    public CameraPlan(
            String id,
            String name,
            String address,
            boolean simulated,
            Optional<String> focuserId,
            Plug<Camera> plug) {
        this(id, name, address, simulated, focuserId, plug, CameraCare.USUAL);
    }
}
