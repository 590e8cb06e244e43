package parfocal.device;

import java.util.OptionalDouble;

/// One consistent reading of a focuser.
///
/// @param positionSteps      motor steps from the inner end; larger is further out
/// @param moving             whether the motor was turning when the reading was taken
/// @param searching          whether it is on its way to a stop to count from: until it is there the position is a guess, which need
///                           not change while the motor turns; a device that says so ends the search by itself
/// @param temperatureCelsius the focuser's own probe, or empty when it has none or the probe lies
/// @param placeSigmaSteps    how far the place behind this number may lie from where the same number was before, as a standard deviation: 0
///                           for a focuser that knows, more for one that adds up steps of which none is quite like the other
public record FocuserStatus(
        int positionSteps,
        boolean moving,
        boolean searching,
        OptionalDouble temperatureCelsius,
        double placeSigmaSteps) {

    /// Of a focuser that knows where it is.
    public FocuserStatus(int positionSteps, boolean moving, OptionalDouble temperatureCelsius) {
        this(positionSteps, moving, false, temperatureCelsius, 0);
    }

    /// The same reading in other numbers.
    public FocuserStatus at(int otherPositionSteps) {
        return new FocuserStatus(
                otherPositionSteps, moving, searching, temperatureCelsius, placeSigmaSteps);
    }
}
