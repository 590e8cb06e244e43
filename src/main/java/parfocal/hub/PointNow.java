package parfocal.hub;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import parfocal.compensation.FocusHold;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.thermal.TemperaturePoint;
import parfocal.time.Pace;

/// Points for the calculator at the temperature of now.
final class PointNow {
    private final HubFocuser focuser;
    private final FocusHold hold;
    private final Readiness readiness;
    private final Pace pace;

    PointNow(HubFocuser focuser, FocusHold hold, Readiness readiness, Pace pace) {
        this.focuser = focuser;
        this.hold = hold;
        this.readiness = readiness;
        this.pace = pace;
    }

    /// @throws DeviceException [DeviceFault.Refused] without a temperature that is to be believed
    TemperaturePoint at(double positionSteps, OptionalDouble sigmaSteps, String filter)
            throws DeviceException {
        OptionalDouble celsius = hold.meanCelsius();
        Optional<String> fault = readiness.fault();
        if (celsius.isEmpty() || fault.isPresent()) {
            throw new DeviceException(
                    new DeviceFault.Refused(
                            focuser.name(),
                            "to note a point",
                            fault.map("its thermometer is not to be believed: "::concat)
                                    .orElse("there is no temperature")));
        }
        return new TemperaturePoint(
                celsius.getAsDouble(),
                positionSteps,
                sigmaSteps,
                TemperaturePoints.night(pace.now()),
                filter,
                new TreeMap<>(hold.laggedCelsius()));
    }
}
