package parfocal.hub;

import java.util.OptionalDouble;

/// What the hub knows beyond a focuser.
interface Surroundings {
    /// The temperature of a sensor elsewhere, or of a focuser's own.
    OptionalDouble celsius(String sensorId);

    /// Whether a camera of ours behind the focuser exposes.
    boolean exposing();

    /// The name of the filter in the light; empty where there is no wheel.
    String filter();
}
