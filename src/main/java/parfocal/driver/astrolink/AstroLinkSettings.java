package parfocal.driver.astrolink;

import static parfocal.driver.astrolink.AstroLinkSetting.choice;
import static parfocal.driver.astrolink.AstroLinkSetting.onOff;
import static parfocal.driver.astrolink.AstroLinkSetting.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Setting;
import parfocal.device.Setting.Kind;
import parfocal.driver.astrolink.AstroLinkCommand.Sheet;

/// What can be set in one of the boxes for one of its motors, and in which field of which line it stands.
final class AstroLinkSettings {
    static final String MAXIMUM = "maximum-steps";
    static final String COMPENSATION = "compensation";
    static final String COMPENSATE_NOW = "compensate-beyond-steps";
    static final String FACTORY_RESET = "factory-reset";
    static final String UNKNOWN = "unknown";

    private static final int LARGEST_STEPS = 9_999_999;
    private static final int LARGEST_THRESHOLD = 10_000;
    private static final String COEFFICIENT = "compensation-hundredth-steps-per-celsius";
    private static final List<String> MODES = List.of("off", "manual", "automatic");
    private static final String OFF = "0";
    private static final String ON = "1";

    /// Fields of one line, by number, and what to write there.
    record Change(Sheet sheet, Map<Integer, String> fields) {}

    private record Place(Sheet sheet, int field) {}

    private final List<AstroLinkSetting> settings;
    private final Place automatic;

    AstroLinkSettings(AstroLinkModel model, int motor) {
        settings =
                switch (model) {
                    case FOCUSER_LINK -> focuserLink();
                    case MINI -> mini();
                    case USB -> usb();
                    case MINI_II, MAX -> miniII(motor);
                };
        automatic =
                switch (model) {
                    case FOCUSER_LINK -> new Place(Sheet.SETTINGS, 11);
                    case MINI, USB -> new Place(Sheet.COMPENSATION, 4);
                    case MINI_II, MAX -> new Place(Sheet.SETTINGS, 24 + motor);
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
                        MAXIMUM,
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
                whole(
                        "step-size-hundredth-microns",
                        "How far the tube goes per step, in hundredths of a micron. Kept for programs; the device itself"
                                + " does not use it.",
                        0,
                        10_000,
                        Sheet.SETTINGS,
                        stepSize));
    }

    private static List<AstroLinkSetting> compensation(
            Sheet sheet, int coefficient, int cycle, int threshold) {
        return List.of(
                whole(
                        COEFFICIENT,
                        "The device's own temperature compensation, in hundredths of a step for each degree. The manual"
                                + " contradicts itself about the sign: cool the sensor and look which way it would go.",
                        -100_000,
                        100_000,
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
                        LARGEST_THRESHOLD,
                        sheet,
                        threshold));
    }

    /// The lines that have to be read to know everything.
    Set<Sheet> sheets() {
        return settings.stream().map(AstroLinkSetting::sheet).collect(Collectors.toSet());
    }

    /// The line that tells whether the device compensates by itself.
    Sheet compensationSheet() {
        return automatic.sheet();
    }

    /// @param lines        as read; a line that the firmware does not know is missing
    /// @param pendingSteps what compensation is due
    List<Setting> list(Map<Sheet, List<String>> lines, OptionalInt pendingSteps) {
        List<Setting> all =
                new ArrayList<>(
                        settings.stream().flatMap(each -> each.shown(lines).stream()).toList());
        mode(lines)
                .ifPresent(mode ->
                        all.add(
                                new Setting(
                                        COMPENSATION,
                                        "Whether the device compensates: not at all, when ordered, or by itself. Where a"
                                                + " program compensates, choose manual or off, or both will. Off"
                                                + " forgets the coefficient.",
                                        new Kind.Choice(MODES),
                                        mode)));
        if (pendingSteps.isPresent()) {
            all.add(
                    new Setting(
                            COMPENSATE_NOW,
                            "Set it to a number to compensate now, if more steps than that are due. What it shows is what is"
                                    + " due.",
                            COMPENSATE_KIND,
                            Integer.toString(pendingSteps.getAsInt())));
        }
        return List.copyOf(all);
    }

    private Optional<String> mode(Map<Sheet, List<String>> lines) {
        return field(lines, automatic)
                .map(on ->
                        switch (on) {
                            case ON -> "automatic";
                            case OFF -> hasCoefficient(lines) ? "manual" : "off";
                            default -> UNKNOWN;
                        });
    }

    boolean hasCoefficient(Map<Sheet, List<String>> lines) {
        return field(lines, place(COEFFICIENT))
                .filter(AstroLinkCodec::isNumber)
                .filter(text -> Double.parseDouble(text) != 0)
                .isPresent();
    }

    boolean compensatesByItself(Map<Sheet, List<String>> lines) {
        return field(lines, automatic).filter(ON::equals).isPresent();
    }

    OptionalInt maximumSteps(Map<Sheet, List<String>> lines) {
        return field(lines, place(MAXIMUM))
                .filter(AstroLinkCodec::isWhole)
                .map(text -> OptionalInt.of(Math.max(0, Integer.parseInt(text))))
                .orElseGet(OptionalInt::empty);
    }

    /// What this program could set and the firmware's lines, as far as they were read, are too short for.
    List<String> missing(Map<Sheet, List<String>> lines) {
        return Stream.concat(
                        settings.stream()
                                .filter(each -> lines.containsKey(each.sheet()))
                                .filter(each -> each.shown(lines).isEmpty())
                                .map(AstroLinkSetting::name),
                        Stream.of(COMPENSATION).filter(_ -> mode(lines).isEmpty()))
                .toList();
    }

    /// What has to be written so that a setting takes a value. Nothing is asked for this.
    ///
    /// @throws DeviceException `Unsupported` for an unknown name, `BadValue` for an impossible value
    Change changeFor(String device, String name, String value) throws DeviceException {
        if (name.equals(COMPENSATION)) {
            return mode(device, value);
        }
        AstroLinkSetting setting =
                settings.stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> unsupported(device, "setting '" + name + "'"));
        return new Change(
                setting.sheet(),
                setting.fieldsFor(value)
                        .orElseThrow(() -> bad(device, name, value, setting.allowed())));
    }

    private Change mode(String device, String value) throws DeviceException {
        return switch (MODES.indexOf(value)) {
            case 0 ->
                    new Change(
                            automatic.sheet(),
                            Map.of(automatic.field(), OFF, place(COEFFICIENT).field(), OFF));
            case 1 -> new Change(automatic.sheet(), Map.of(automatic.field(), OFF));
            case 2 -> new Change(automatic.sheet(), Map.of(automatic.field(), ON));
            default -> throw bad(device, COMPENSATION, value, new Kind.Choice(MODES).allowed());
        };
    }

    /// @throws DeviceException `BadValue` when it is no threshold
    static int threshold(String device, String value) throws DeviceException {
        if (!possible(COMPENSATE_KIND, value)) {
            throw bad(device, COMPENSATE_NOW, value, COMPENSATE_KIND.allowed());
        }
        return Integer.parseInt(value);
    }

    static boolean possible(Kind kind, String value) {
        return switch (kind) {
            case Kind.Choice(List<String> words) -> words.contains(value);
            case Kind.Order() -> value.equals("yes");
            case Kind.Whole(int minimum, int maximum) -> {
                try {
                    int number = Integer.parseInt(value);
                    yield number >= minimum && number <= maximum;
                } catch (NumberFormatException _) {
                    yield false;
                }
            }
        };
    }

    static DeviceException unsupported(String device, String what) {
        return new DeviceException(new DeviceFault.Unsupported(device, what));
    }

    private static DeviceException bad(String device, String name, String value, String allowed) {
        return new DeviceException(new DeviceFault.BadValue(device, name, value, allowed));
    }

    private Place place(String name) {
        AstroLinkSetting setting =
                settings.stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        return new Place(setting.sheet(), setting.field());
    }

    private static Optional<String> field(Map<Sheet, List<String>> lines, Place place) {
        List<String> fields = lines.getOrDefault(place.sheet(), List.of());
        return place.field() <= fields.size()
                ? Optional.of(fields.get(place.field() - 1))
                : Optional.empty();
    }

    private static List<AstroLinkSetting> joined(Stream<List<AstroLinkSetting>> parts) {
        return parts.flatMap(List::stream).toList();
    }

    private static final Kind COMPENSATE_KIND = new Kind.Whole(0, LARGEST_THRESHOLD);
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
}
