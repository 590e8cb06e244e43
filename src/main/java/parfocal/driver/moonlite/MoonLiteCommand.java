package parfocal.driver.moonlite;

/// What may be said to a MoonLite controller: one record per line of its sheet. Questions, named `Read…`, are answered; orders
/// are not.
sealed interface MoonLiteCommand {

    /// Firmware version, two digits.
    record ReadVersion() implements MoonLiteCommand {}

    record ReadPosition() implements MoonLiteCommand {}

    /// The target stored last, whether or not anything drives to it.
    record ReadTarget() implements MoonLiteCommand {}

    record ReadMoving() implements MoonLiteCommand {}

    /// The temperature of the last finished conversion.
    record ReadTemperature() implements MoonLiteCommand {}

    record ReadCoefficient() implements MoonLiteCommand {}

    record ReadSpeed() implements MoonLiteCommand {}

    record ReadStepMode() implements MoonLiteCommand {}

    /// The red part of the backlight; the maker's own program insists on an answer.
    record ReadBacklight() implements MoonLiteCommand {}

    /// Stores where to go; nothing turns.
    ///
    /// @param digits how many hexadecimal digits this firmware uses
    record SetTarget(int positionSteps, int digits) implements MoonLiteCommand {}

    /// Drives to the stored target, whatever it is.
    record Go() implements MoonLiteCommand {}

    record Stop() implements MoonLiteCommand {}

    /// Renumbers the present position; nothing turns.
    ///
    /// @param digits how many hexadecimal digits this firmware uses
    record SetPosition(int positionSteps, int digits) implements MoonLiteCommand {}

    /// Starts measuring the temperature, which takes up to 750 ms.
    record Convert() implements MoonLiteCommand {}

    /// @param halfDegrees added to each measurement, -128 to 127 half degrees Celsius
    record SetTemperatureOffset(int halfDegrees) implements MoonLiteCommand {}

    /// @param raw -128 to 127; whether it counts steps or half steps per degree is disputed
    record SetCoefficient(int raw) implements MoonLiteCommand {}

    record SetCompensation(boolean on) implements MoonLiteCommand {}

    /// @param code 0x02, 0x04, 0x08, 0x10 or 0x20; the larger, the slower
    record SetSpeed(int code) implements MoonLiteCommand {}

    record SetStepMode(boolean half) implements MoonLiteCommand {}

    /// Runs to a home switch, where there is one.
    record FindHome() implements MoonLiteCommand {}

    /// A question that is not on the sheet. Most firmware drops it; some answers.
    record UnknownQuestion(String letters) implements MoonLiteCommand {}

    /// The same for the second motor.
    record ToSecondMotor(MoonLiteCommand command) implements MoonLiteCommand {}
}
