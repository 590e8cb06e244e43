package parfocal.hub;

import parfocal.device.FilterWheel;

/// One filter wheel as it was configured.
///
/// @param id        unique among the wheels of the hub
/// @param name      as people call it
/// @param address   where it is, as it was typed
/// @param simulated whether it belongs to a simulated rig
/// @param plug      opens it
public record WheelPlan(
        String id, String name, String address, boolean simulated, Plug<FilterWheel> plug) {}
