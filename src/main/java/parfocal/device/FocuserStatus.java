package parfocal.device;

import java.util.OptionalDouble;

/// One consistent reading of a focuser.
///
/// @param positionSteps      motor steps from the inner end; larger is further out
/// @param moving             whether the motor was turning when the reading was taken
/// @param temperatureCelsius the focuser's own probe, or empty when it has none or the probe lies
public record FocuserStatus(int positionSteps, boolean moving, OptionalDouble temperatureCelsius) {}
