package parfocal.driver.usbfocus;

/// What a USB_Focus v3 may say.
sealed interface UsbFocusReply {

    /// A move has ended.
    record Star() implements UsbFocusReply {}

    record Name(String name) implements UsbFocusReply {}

    record Position(int steps) implements UsbFocusReply {}

    record Temperature(double celsius) implements UsbFocusReply {}

    /// The sign of the compensation coefficient.
    record Sign(boolean negative) implements UsbFocusReply {}

    /// Everything the device tells of its EEPROM.
    ///
    /// @param speed                2 average, 3 slow, 4 ultra slow
    /// @param stepsPerCelsius      magnitude only; the sign is asked separately
    /// @param thresholdSteps       of the automatic compensation
    /// @param firmware             such as 1505
    /// @param maximumSteps         the outer limit
    record Settings(
            boolean reversed,
            boolean halfSteps,
            int speed,
            int stepsPerCelsius,
            int thresholdSteps,
            int firmware,
            int maximumSteps)
            implements UsbFocusReply {}

    record Done() implements UsbFocusReply {}

    record EepromReset() implements UsbFocusReply {}

    /// Six bytes that meant nothing to the device; most often a sign that it counts from another byte than we do.
    record NotUnderstood() implements UsbFocusReply {}

    /// A line that answers no question of ours.
    record Other(String text) implements UsbFocusReply {}
}
