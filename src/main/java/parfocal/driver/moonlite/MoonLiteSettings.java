package parfocal.driver.moonlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.device.Setting;
import parfocal.device.Setting.Kind;
import parfocal.driver.SettingValue;
import parfocal.driver.moonlite.MoonLiteCommand.SetCoefficient;
import parfocal.driver.moonlite.MoonLiteCommand.SetCompensation;
import parfocal.driver.moonlite.MoonLiteCommand.SetSpeed;
import parfocal.driver.moonlite.MoonLiteCommand.SetStepMode;
import parfocal.driver.moonlite.MoonLiteCommand.SetTemperatureOffset;

/// What is set in the device, under the names people type. What a clone does not answer is empty and not offered.
///
/// @param speedCode         one of [MoonLiteCodec#SPEED_CODES], or what else it says
/// @param halfSteps         whether it counts half steps
/// @param coefficientRaw    of its own compensation, in a disputed unit
/// @param compensation      whether it compensates by itself; it cannot be asked, so empty until we have ordered it
/// @param offsetHalfDegrees of its thermometer; it cannot be asked either
record MoonLiteSettings(
        Optional<Integer> speedCode,
        Optional<Boolean> halfSteps,
        Optional<Integer> coefficientRaw,
        Optional<Boolean> compensation,
        Optional<Integer> offsetHalfDegrees) {
    static final String SPEED = "speed-steps-per-second";
    static final String STEP_MODE = "step-mode";
    static final String COEFFICIENT = "compensation-coefficient-raw";
    static final String COMPENSATION = "compensation";
    static final String OFFSET = "temperature-offset-half-degrees";

    private static final List<String> STEP_MODES = List.of("full", "half");
    private static final List<String> MODES = List.of("off", "on");
    private static final Kind SIGNED_BYTE = new Kind.Whole(Byte.MIN_VALUE, Byte.MAX_VALUE);
    private static final String UNKNOWN = "unknown";

    List<Setting> list() {
        var list = new ArrayList<Setting>();
        speedCode.ifPresent(code ->
                list.add(
                        new Setting(
                                SPEED,
                                "How quickly the motor turns: full steps a second on a genuine controller; half steps come"
                                        + " half as fast, and clones keep only the order.",
                                new Kind.Choice(MoonLiteCodec.SPEEDS_IN_STEPS_PER_SECOND),
                                speedWord(code))));
        halfSteps.ifPresent(half ->
                list.add(
                        new Setting(
                                STEP_MODE,
                                "Full or half steps. Positions are not renumbered by the change, so every position, backlash,"
                                        + " preset and coefficient learned before means something else afterwards.",
                                new Kind.Choice(STEP_MODES),
                                STEP_MODES.get(half ? 1 : 0))));
        coefficientRaw.ifPresent(raw ->
                list.add(
                        new Setting(
                                COEFFICIENT,
                                "The number the device's own compensation works with, raw: some firmware takes it for steps"
                                        + " per degree, some for half steps. Compensation by the program needs none of it.",
                                SIGNED_BYTE,
                                Integer.toString(raw))));
        list.add(
                new Setting(
                        COMPENSATION,
                        "Whether the device moves by itself as the temperature changes. It cannot be asked, only told, and many"
                                + " clones ignore it.",
                        new Kind.Choice(MODES),
                        compensation.map(on -> MODES.get(on ? 1 : 0)).orElse(UNKNOWN)));
        list.add(
                new Setting(
                        OFFSET,
                        "Added to each temperature, in half degrees Celsius. It cannot be asked, only told.",
                        SIGNED_BYTE,
                        offsetHalfDegrees.map(offset -> Integer.toString(offset)).orElse(UNKNOWN)));
        return List.copyOf(list);
    }

    /// What has to be said so that a setting takes a value.
    ///
    /// @throws DeviceException `Unsupported` for a name this device does not have, `BadValue` for an impossible value
    MoonLiteCommand commandFor(String device, String name, String value) throws DeviceException {
        new SettingValue(device, name, value).requireAmong(list());
        return switch (name) {
            case SPEED ->
                    new SetSpeed(
                            MoonLiteCodec.SPEED_CODES.get(
                                    MoonLiteCodec.SPEEDS_IN_STEPS_PER_SECOND.indexOf(value)));
            case STEP_MODE -> new SetStepMode(STEP_MODES.indexOf(value) == 1);
            case COEFFICIENT -> new SetCoefficient(Integer.parseInt(value));
            case COMPENSATION -> new SetCompensation(MODES.indexOf(value) == 1);
            default -> new SetTemperatureOffset(Integer.parseInt(value));
        };
    }

    /// These settings with what cannot be asked as it was ordered.
    MoonLiteSettings told(MoonLiteCommand order) {
        return new MoonLiteSettings(
                speedCode,
                halfSteps,
                coefficientRaw,
                order instanceof SetCompensation(boolean on) ? Optional.of(on) : compensation,
                order instanceof SetTemperatureOffset(int halfDegrees)
                        ? Optional.of(halfDegrees)
                        : offsetHalfDegrees);
    }

    /// Whether the device says what was ordered; true where it cannot be asked.
    boolean show(MoonLiteCommand order) {
        return switch (order) {
            case SetSpeed(int code) -> speedCode.equals(Optional.of(code));
            case SetStepMode(boolean half) -> halfSteps.equals(Optional.of(half));
            case SetCoefficient(int raw) -> coefficientRaw.equals(Optional.of(raw));
            default -> true;
        };
    }

    /// The present value of a setting, as [#list()] shows it.
    String value(String name) {
        return list().stream()
                .filter(setting -> setting.name().equals(name))
                .map(Setting::value)
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static String speedWord(int code) {
        int index = MoonLiteCodec.SPEED_CODES.indexOf(code);
        return index < 0 ? UNKNOWN : MoonLiteCodec.SPEEDS_IN_STEPS_PER_SECOND.get(index);
    }
}
