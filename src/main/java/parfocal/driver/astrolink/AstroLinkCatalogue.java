package parfocal.driver.astrolink;

import static parfocal.driver.astrolink.AstroLinkSetting.choice;
import static parfocal.driver.astrolink.AstroLinkSetting.decimal;
import static parfocal.driver.astrolink.AstroLinkSetting.onOff;
import static parfocal.driver.astrolink.AstroLinkSetting.whole;

import java.util.List;
import java.util.stream.Stream;
import parfocal.driver.astrolink.AstroLinkCommand.Sheet;

/// What can be set in each of the boxes, and in which field of which line it stands. Numbers are those of the maker's drivers;
/// fields that none of them names are not offered.
final class AstroLinkCatalogue {
    static final int LARGEST_STEPS = 9_999_999;
    private static final String BUTTONS =
            "Whether the buttons on the device move it. Pressed, they change the position without a word.";
    private static final String BUZZER = "Whether the device beeps.";
    private static final String SPEED =
            "How quickly the motor turns. The acceleration is set along with it, as the maker's program does.";
    private static final String STEP_MODE =
            "How the motor is driven. Switching changes the size of a step, so every position, backlash, preset and coefficient"
                    + " learned before means something else afterwards.";
    private static final String RUNNING = "How strongly the motor is driven while it turns.";
    private static final String HOLDING = "How strongly the motor is held while it stands.";

    private AstroLinkCatalogue() {}

    /// @param motor 0 or 1
    static List<AstroLinkSetting> of(AstroLinkModel model, int motor) {
        return switch (model) {
            case FOCUSER_LINK -> focuserLink();
            case MINI -> mini();
            case USB -> usb();
            case MINI_II, MAX -> miniII(motor);
        };
    }

    private static List<AstroLinkSetting> focuserLink() {
        // Fields 1 to 4 have no name in the maker's driver, and are given back as they were.
        return joined(
                Stream.of(
                        motor(5, 6, 7),
                        List.of(onOff("manual-buttons", BUTTONS, Sheet.BUTTONS, 1)),
                        compensation(Sheet.SETTINGS, 8, 9, 10)));
    }

    private static List<AstroLinkSetting> mini() {
        return joined(
                Stream.of(
                        oneMotor(List.of("unipolar", "bipolar", "microstep")),
                        List.of(
                                whole("holding-power-percent", HOLDING, 0, 100, Sheet.SETTINGS, 3),
                                whole(
                                        "running-power-percent",
                                        RUNNING,
                                        0,
                                        100,
                                        Sheet.SETTINGS,
                                        4))));
    }

    private static List<AstroLinkSetting> usb() {
        return joined(
                Stream.of(
                        oneMotor(List.of("unipolar", "bipolar", "microstep-8", "microstep-32")),
                        List.of(
                                whole(
                                        "motor-current-milliamperes",
                                        RUNNING,
                                        100,
                                        1_500,
                                        Sheet.CURRENT,
                                        1),
                                onOff("holding-current", HOLDING, Sheet.CURRENT, 2)
                                        .worded(List.of("on", "off"), List.of("2", "3")))));
    }

    private static List<AstroLinkSetting> oneMotor(List<String> stepModes) {
        return joined(
                Stream.of(
                        motor(1, 6, 9),
                        List.of(
                                whole("speed-steps-per-second", SPEED, 1, 4_000, Sheet.SETTINGS, 2)
                                        .with(5, 2),
                                choice("step-mode", STEP_MODE, stepModes, Sheet.SETTINGS, 7),
                                onOff("manual-buttons", BUTTONS, Sheet.BUTTONS, 1),
                                onOff("buzzer", BUZZER, Sheet.BUZZER, 1)),
                        compensation(Sheet.COMPENSATION, 2, 1, 5)));
    }

    private static List<AstroLinkSetting> miniII(int motor) {
        List<String> stepModes = List.of("unipolar", "microstep-8", "microstep-32");
        return joined(
                Stream.of(
                        motor(13 + motor, 15 + motor, 17 + motor),
                        List.of(
                                whole(
                                                "speed-steps-per-second",
                                                SPEED,
                                                10,
                                                1_000,
                                                Sheet.SETTINGS,
                                                7 + motor)
                                        .with(9 + motor, 5),
                                choice(
                                        "step-mode",
                                        STEP_MODE,
                                        stepModes,
                                        Sheet.SETTINGS,
                                        11 + motor),
                                whole(
                                                "motor-current-milliamperes",
                                                RUNNING,
                                                100,
                                                2_000,
                                                Sheet.SETTINGS,
                                                3 + motor)
                                        .inTens(),
                                whole(
                                        "holding-current-percent",
                                        HOLDING,
                                        0,
                                        100,
                                        Sheet.SETTINGS,
                                        5 + motor),
                                onOff("manual-buttons", BUTTONS, Sheet.SETTINGS, 2),
                                onOff("buzzer", BUZZER, Sheet.SETTINGS, 1)),
                        compensation(Sheet.SETTINGS, 19 + motor, 21, 22 + motor)));
    }

    private static List<AstroLinkSetting> motor(int maximum, int rotation, int stepSize) {
        return List.of(
                whole(
                        AstroLinkSettings.MAXIMUM,
                        "The outer limit, kept in the device, which ignores orders beyond it without a word.",
                        1,
                        LARGEST_STEPS,
                        Sheet.SETTINGS,
                        maximum),
                choice(
                        "rotation",
                        "Which way the motor turns for larger numbers. Reverse it here or in software, not in both.",
                        List.of("standard", "reversed"),
                        Sheet.SETTINGS,
                        rotation),
                decimal(
                        "step-size-microns",
                        "How far the tube goes per step. Kept for programs; the device itself does not use it.",
                        0,
                        100,
                        Sheet.SETTINGS,
                        stepSize));
    }

    private static List<AstroLinkSetting> compensation(
            Sheet sheet, int coefficient, int cycle, int threshold) {
        return List.of(
                decimal(
                        AstroLinkSettings.COEFFICIENT,
                        "The device's own temperature compensation. The manual contradicts itself about the sign: cool the"
                                + " sensor and look which way it would go.",
                        -1_000,
                        1_000,
                        sheet,
                        coefficient),
                whole(
                        "compensation-cycle-seconds",
                        "How often automatic compensation looks at the temperature.",
                        1,
                        3_600,
                        sheet,
                        cycle),
                whole(
                        "compensation-threshold-steps",
                        "How many steps must be due before automatic compensation moves.",
                        0,
                        AstroLinkSettings.LARGEST_THRESHOLD,
                        sheet,
                        threshold));
    }

    private static List<AstroLinkSetting> joined(Stream<List<AstroLinkSetting>> parts) {
        return parts.flatMap(List::stream).toList();
    }
}
