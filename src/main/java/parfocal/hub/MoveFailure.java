package parfocal.hub;

import parfocal.device.DeviceFault;

/// A move that did not arrive by itself; a halt is no failure.
///
/// @param number counts them
/// @param who    ordered it
public record MoveFailure(long number, Client who, DeviceFault fault) {}
