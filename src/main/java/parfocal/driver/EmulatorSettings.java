package parfocal.driver;

import java.util.Map;
import java.util.OptionalDouble;

/// How an emulated focuser leaves the factory.
///
/// @param positionSteps      where the counter stands
/// @param maximumSteps       the limit stored in the device, where it stores one
/// @param stepsPerSecond     how quick its motor is at its normal speed; 0 means the real device's speed
/// @param backlashSteps      play between motor and tube
/// @param temperatureCelsius what its probe feels; empty without a probe
/// @param quirks             habits of single firmwares, by names that each driver documents
public record EmulatorSettings(
        int positionSteps,
        int maximumSteps,
        double stepsPerSecond,
        double backlashSteps,
        OptionalDouble temperatureCelsius,
        Map<String, String> quirks) {
    public EmulatorSettings {
        quirks = Map.copyOf(quirks);
    }

    /// A healthy device with a probe at 10 °C and no play.
    public static EmulatorSettings at(int positionSteps, int maximumSteps) {
        return new EmulatorSettings(
                positionSteps, maximumSteps, 0, 0, OptionalDouble.of(10.0), Map.of());
    }
}
