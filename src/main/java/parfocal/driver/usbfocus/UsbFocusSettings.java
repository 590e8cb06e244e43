package parfocal.driver.usbfocus;

import java.util.List;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.device.Setting;
import parfocal.device.Setting.Kind;
import parfocal.driver.SettingValue;
import parfocal.driver.usbfocus.UsbFocusCommand.FactoryReset;
import parfocal.driver.usbfocus.UsbFocusCommand.SetCoefficient;
import parfocal.driver.usbfocus.UsbFocusCommand.SetMaximum;
import parfocal.driver.usbfocus.UsbFocusCommand.SetMode;
import parfocal.driver.usbfocus.UsbFocusCommand.SetRotation;
import parfocal.driver.usbfocus.UsbFocusCommand.SetSign;
import parfocal.driver.usbfocus.UsbFocusCommand.SetSpeed;
import parfocal.driver.usbfocus.UsbFocusCommand.SetStepMode;
import parfocal.driver.usbfocus.UsbFocusCommand.SetThreshold;

/// What is set in the device, under the names people type.
///
/// @param eeprom    as last read
/// @param negative  sign of the coefficient, empty where the firmware would not tell
/// @param automatic whether it compensates by itself; it cannot be asked, so empty until we have ordered it
record UsbFocusSettings(
        UsbFocusReply.Settings eeprom, Optional<Boolean> negative, Optional<Boolean> automatic) {
    static final String COMPENSATION = "compensation";

    private static final List<String> SPEEDS = List.of("average", "slow", "ultra-slow");
    private static final int FIRST_SPEED_CODE = 2;
    private static final List<String> STEP_MODES = List.of("full", "half");
    private static final List<String> ROTATIONS = List.of("standard", "reversed");
    private static final List<String> MODES = List.of("off", "automatic");
    private static final String UNKNOWN = "unknown";

    List<Setting> list() {
        return List.of(
                new Setting(
                        "maximum-steps",
                        "The outer limit, kept in the device.",
                        new Kind.Whole(1, UsbFocusCodec.LARGEST_STEPS),
                        Integer.toString(eeprom.maximumSteps())),
                new Setting(
                        "speed",
                        "How quickly the motor turns.",
                        new Kind.Choice(SPEEDS),
                        word(SPEEDS, eeprom.speed() - FIRST_SPEED_CODE)),
                new Setting(
                        "step-mode",
                        "Full or half steps. Switching changes the size of a step, so every position, backlash, preset"
                                + " and coefficient learned before means something else afterwards.",
                        new Kind.Choice(STEP_MODES),
                        word(STEP_MODES, eeprom.halfSteps() ? 1 : 0)),
                new Setting(
                        "rotation",
                        "Which way the motor turns for larger numbers. Reverse it here or in software, not in both.",
                        new Kind.Choice(ROTATIONS),
                        word(ROTATIONS, eeprom.reversed() ? 1 : 0)),
                new Setting(
                        "compensation-steps-per-celsius",
                        "The device's own temperature compensation: steps for each degree. Positive: colder moves to smaller"
                                + " numbers.",
                        new Kind.Whole(
                                -UsbFocusCodec.LARGEST_COEFFICIENT,
                                UsbFocusCodec.LARGEST_COEFFICIENT),
                        coefficient()),
                new Setting(
                        "compensation-threshold-steps",
                        "How many steps must be due before the device's own compensation moves.",
                        new Kind.Whole(0, UsbFocusCodec.LARGEST_THRESHOLD),
                        Integer.toString(eeprom.thresholdSteps())),
                new Setting(
                        COMPENSATION,
                        "Whether the device moves by itself as the temperature changes. It cannot be asked, only told.",
                        new Kind.Choice(MODES),
                        automatic.map(on -> word(MODES, on ? 1 : 0)).orElse(UNKNOWN)),
                new Setting(
                        "factory-reset",
                        "Puts everything the device keeps back to how it left the factory.",
                        new Kind.Order(),
                        ""));
    }

    /// What has to be said so that a setting takes a value.
    ///
    /// @throws DeviceException `Unsupported` for an unknown name, `BadValue` for an impossible value
    List<UsbFocusCommand> commandsFor(String device, String name, String value)
            throws DeviceException {
        new SettingValue(device, name, value).requireAmong(list());
        return switch (name) {
            case "maximum-steps" -> List.of(new SetMaximum(Integer.parseInt(value)));
            case "speed" -> List.of(new SetSpeed(SPEEDS.indexOf(value) + FIRST_SPEED_CODE));
            case "step-mode" -> List.of(new SetStepMode(STEP_MODES.indexOf(value) == 1));
            case "rotation" -> List.of(new SetRotation(ROTATIONS.indexOf(value) == 1));
            case "compensation-steps-per-celsius" -> {
                int signed = Integer.parseInt(value);
                yield List.of(new SetCoefficient(Math.abs(signed)), new SetSign(signed < 0));
            }
            case "compensation-threshold-steps" ->
                    List.of(new SetThreshold(Integer.parseInt(value)));
            case COMPENSATION -> List.of(new SetMode(MODES.indexOf(value) == 1));
            default -> List.of(new FactoryReset());
        };
    }

    /// Whether the device now says what was ordered; true where it cannot say.
    boolean show(UsbFocusCommand order) {
        return switch (order) {
            case SetMaximum(int maximumSteps) -> eeprom.maximumSteps() == maximumSteps;
            case SetSpeed(int code) -> eeprom.speed() == code;
            case SetStepMode(boolean half) -> eeprom.halfSteps() == half;
            case SetRotation(boolean reversed) -> eeprom.reversed() == reversed;
            case SetCoefficient(int steps) -> eeprom.stepsPerCelsius() == steps;
            case SetSign(boolean minus) -> negative.orElse(minus) == minus;
            case SetThreshold(int steps) -> eeprom.thresholdSteps() == steps;
            default -> true;
        };
    }

    private String coefficient() {
        return negative.map(minus -> minus ? -eeprom.stepsPerCelsius() : eeprom.stepsPerCelsius())
                .map(steps -> Integer.toString(steps))
                .orElse(UNKNOWN);
    }

    private static String word(List<String> words, int index) {
        return index >= 0 && index < words.size() ? words.get(index) : UNKNOWN;
    }
}
