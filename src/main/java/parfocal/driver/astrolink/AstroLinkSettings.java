package parfocal.driver.astrolink;

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
import parfocal.driver.SettingValue;
import parfocal.driver.astrolink.AstroLinkCommand.Sheet;

/// The settings of one of the boxes for one of its motors: shown from the lines it says, changed by the fields to write.
final class AstroLinkSettings {
    static final String MAXIMUM = "maximum-steps";
    static final String COMPENSATION = "compensation";
    static final String COMPENSATE_NOW = "compensate-beyond-steps";
    static final String FACTORY_RESET = "factory-reset";
    static final String UNKNOWN = "unknown";

    static final int LARGEST_THRESHOLD = 10_000;
    static final String COEFFICIENT = "compensation-steps-per-celsius";
    private static final Kind COMPENSATE_KIND = new Kind.Whole(0, LARGEST_THRESHOLD);
    private static final List<String> MODES = List.of("off", "manual", "automatic");
    private static final String OFF = "0";
    private static final String ON = "1";

    /// Fields of one line, by number, and what to write there.
    record Change(Sheet sheet, Map<Integer, String> fields) {}

    private record Place(Sheet sheet, int field) {}

    private final List<AstroLinkSetting> settings;
    private final Place automatic;

    AstroLinkSettings(AstroLinkModel model, int motor) {
        settings = AstroLinkCatalogue.of(model, motor);
        automatic =
                switch (model) {
                    case FOCUSER_LINK -> new Place(Sheet.SETTINGS, 11);
                    case MINI, USB -> new Place(Sheet.COMPENSATION, 4);
                    case MINI_II, MAX -> new Place(Sheet.SETTINGS, 24 + motor);
                };
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
    Change changeFor(SettingValue wanted) throws DeviceException {
        if (wanted.setting().equals(COMPENSATION)) {
            return mode(wanted);
        }
        AstroLinkSetting setting =
                settings.stream()
                        .filter(each -> each.name().equals(wanted.setting()))
                        .findFirst()
                        .orElseThrow(wanted::unknown);
        return new Change(
                setting.sheet(),
                setting.fieldsFor(wanted).orElseThrow(() -> wanted.bad(setting.allowed())));
    }

    private Change mode(SettingValue wanted) throws DeviceException {
        return switch (MODES.indexOf(wanted.text())) {
            case 0 ->
                    new Change(
                            automatic.sheet(),
                            Map.of(automatic.field(), OFF, place(COEFFICIENT).field(), OFF));
            case 1 -> new Change(automatic.sheet(), Map.of(automatic.field(), OFF));
            case 2 -> new Change(automatic.sheet(), Map.of(automatic.field(), ON));
            default -> throw wanted.bad(new Kind.Choice(MODES).allowed());
        };
    }

    /// @throws DeviceException `BadValue` when it is no threshold
    static int threshold(SettingValue wanted) throws DeviceException {
        wanted.require(COMPENSATE_KIND);
        return Integer.parseInt(wanted.text());
    }

    static DeviceException unsupported(String device, String what) {
        return new DeviceException(new DeviceFault.Unsupported(device, what));
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
}
