package parfocal.driver.celestron;

/// What may be said to a Celestron focus motor. Positions are raw encoder counts, as everywhere on the wire.
sealed interface CelestronCommand {

    record ReadVersion() implements CelestronCommand {}

    record ReadPosition() implements CelestronCommand {}

    record ReadLimits() implements CelestronCommand {}

    record ReadCalibration() implements CelestronCommand {}

    /// Whether the last ordered move has ended. Just after an order it may still speak of the move before.
    record ReadFinished() implements CelestronCommand {}

    /// To this position, from wherever it stands; giving it twice is harmless.
    record GoTo(int positionSteps) implements CelestronCommand {}

    /// The same at the slow rate. In the instruction set of the bus; no focuser program is known to use it.
    record GoSlowlyTo(int positionSteps) implements CelestronCommand {}

    /// Toward larger numbers until told otherwise.
    ///
    /// @param rate 0…9; 0 stops, and is how every move is stopped
    record TurnUp(int rate) implements CelestronCommand {}

    /// Toward smaller numbers until told otherwise.
    ///
    /// @param rate 0…9; 0 stops
    record TurnDown(int rate) implements CelestronCommand {}

    record StartCalibration() implements CelestronCommand {}

    /// The only way to end a calibration; the other stop is not to be used in it.
    record StopCalibration() implements CelestronCommand {}
}
