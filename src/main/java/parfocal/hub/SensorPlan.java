package parfocal.hub;

import parfocal.device.WeatherStation;

/// One sensor elsewhere as it was configured: a weather station, or the thermometer of somebody else's focuser.
///
/// @param id      unique among the sensors of the hub, and none of its focusers'
/// @param name    as people call it
/// @param address where it is, as it was typed
/// @param plug    opens it
public record SensorPlan(String id, String name, String address, Plug<WeatherStation> plug) {}
