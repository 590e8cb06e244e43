package parfocal.hub;

import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.device.Approach;
import parfocal.device.Travel;
import parfocal.motion.BacklashMode;

/// How the hub treats a focuser, whatever the device itself can be set to.
///
/// @param limits             narrower than the device's own travel; empty: the device's
/// @param approach           the direction in which samples and final moves of a run arrive
/// @param backlash           applied to the hub's own moves
/// @param backlashForClients whether also to moves of Alpaca and INDI clients, which usually bring their own
/// @param reversed           counts from the other end
/// @param stepMicrons        how far the tube goes in one step, where known
public record FocuserSettings(
        Optional<Travel> limits,
        Approach approach,
        BacklashMode backlash,
        boolean backlashForClients,
        boolean reversed,
        OptionalDouble stepMicrons) {

    /// Nothing known: the device's own travel, arrivals from above, no compensation.
    public static FocuserSettings unknown() {
        return new FocuserSettings(
                Optional.empty(),
                Approach.DOWN,
                new BacklashMode.Off(),
                false,
                false,
                OptionalDouble.empty());
    }

    public FocuserSettings withLimits(Optional<Travel> newLimits) {
        return new FocuserSettings(
                newLimits, approach, backlash, backlashForClients, reversed, stepMicrons);
    }

    public FocuserSettings withBacklash(BacklashMode newBacklash) {
        return new FocuserSettings(
                limits, approach, newBacklash, backlashForClients, reversed, stepMicrons);
    }

    public FocuserSettings withBacklashForClients(boolean newBacklashForClients) {
        return new FocuserSettings(
                limits, approach, backlash, newBacklashForClients, reversed, stepMicrons);
    }

    public FocuserSettings withApproach(Approach newApproach) {
        return new FocuserSettings(
                limits, newApproach, backlash, backlashForClients, reversed, stepMicrons);
    }

    public FocuserSettings withReversed(boolean newReversed) {
        return new FocuserSettings(
                limits, approach, backlash, backlashForClients, newReversed, stepMicrons);
    }

    public FocuserSettings withStepMicrons(OptionalDouble newStepMicrons) {
        return new FocuserSettings(
                limits, approach, backlash, backlashForClients, reversed, newStepMicrons);
    }
}
