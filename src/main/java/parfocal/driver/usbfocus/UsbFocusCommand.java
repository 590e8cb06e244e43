package parfocal.driver.usbfocus;

/// What may be said to a USB_Focus v3.
sealed interface UsbFocusCommand {

    record Identify() implements UsbFocusCommand {}

    record ReadSettings() implements UsbFocusCommand {}

    record ReadPosition() implements UsbFocusCommand {}

    record ReadTemperature() implements UsbFocusCommand {}

    record ReadSign() implements UsbFocusCommand {}

    /// Toward smaller numbers, from wherever it stands. Never repeat it unasked: twice is twice as far.
    record MoveIn(int steps) implements UsbFocusCommand {}

    /// Toward larger numbers, from wherever it stands. Never repeat it unasked: twice is twice as far.
    record MoveOut(int steps) implements UsbFocusCommand {}

    record Stop() implements UsbFocusCommand {}

    /// @param maximumSteps 1…65535
    record SetMaximum(int maximumSteps) implements UsbFocusCommand {}

    /// @param code 2 average, 3 slow, 4 ultra slow
    record SetSpeed(int code) implements UsbFocusCommand {}

    record SetRotation(boolean reversed) implements UsbFocusCommand {}

    record SetStepMode(boolean half) implements UsbFocusCommand {}

    /// @param stepsPerCelsius magnitude only, 0…999
    record SetCoefficient(int stepsPerCelsius) implements UsbFocusCommand {}

    record SetSign(boolean negative) implements UsbFocusCommand {}

    /// @param steps 0…999; how much compensation must be due before the device moves
    record SetThreshold(int steps) implements UsbFocusCommand {}

    /// Whether the device compensates by itself.
    record SetMode(boolean automatic) implements UsbFocusCommand {}

    /// Back to what the EEPROM held when it left the factory.
    record FactoryReset() implements UsbFocusCommand {}
}
