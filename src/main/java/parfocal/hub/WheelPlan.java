package parfocal.hub;

import java.util.Optional;
import parfocal.device.FilterWheel;

/// One filter wheel as it was configured.
///
/// @param id        unique among the wheels of the hub
/// @param name      as people call it
/// @param address   where it is, as it was typed
/// @param simulated whether it belongs to a simulated rig
/// @param focuserId the focuser whose light it filters; empty: that of every focuser without a wheel of its own
/// @param plug      opens it
public record WheelPlan(
        String id,
        String name,
        String address,
        boolean simulated,
        Optional<String> focuserId,
        Plug<FilterWheel> plug) {

    /// One before every focuser.
    public WheelPlan(
            String id, String name, String address, boolean simulated, Plug<FilterWheel> plug) {
        this(id, name, address, simulated, Optional.empty(), plug);
    }
}
