package parfocal.driver.astrolink;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import parfocal.device.DeviceException;
import parfocal.device.Setting;
import parfocal.device.Travel;
import parfocal.driver.SettingValue;
import parfocal.driver.astrolink.AstroLinkCommand.Compensate;
import parfocal.driver.astrolink.AstroLinkCommand.Sheet;
import parfocal.driver.astrolink.AstroLinkSettings.Change;
import parfocal.driver.astrolink.AstroLinkTalk.Answer;

/// What the box keeps, as people see and change it: its limit, its other settings, and the order to compensate now.
final class AstroLinkPanel {
    private final AstroLinkTalk talk;
    private final AstroLinkGauge gauge;
    private final AstroLinkSheets sheets;
    private final AstroLinkSettings settings;
    private final String name;
    private final List<String> warnings;
    private volatile OptionalInt maximumSteps;

    /// Reads the lines on which limit and compensation stand.
    ///
    /// @param seen the status when the box was met
    AstroLinkPanel(
            AstroLinkTalk talk,
            AstroLinkGauge gauge,
            AstroLinkSheets sheets,
            AstroLinkSettings settings,
            String name,
            AstroLinkReading seen)
            throws DeviceException {
        this.talk = talk;
        this.gauge = gauge;
        this.sheets = sheets;
        this.settings = settings;
        this.name = name;
        Map<Sheet, List<String>> lines = new EnumMap<>(Sheet.class);
        for (Sheet sheet : List.of(Sheet.SETTINGS, settings.compensationSheet())) {
            if (!lines.containsKey(sheet)) {
                sheets.read(sheet).ifPresent(fields -> lines.put(sheet, fields));
            }
        }
        this.maximumSteps = settings.maximumSteps(lines);
        this.warnings = warnings(lines, seen);
    }

    /// Whole sentences about what was found when the box was met.
    List<String> warnings() {
        return warnings;
    }

    /// Without a limit in the box as wide as any, and [#requireWithin] says why nothing moves.
    Travel travel() {
        return new Travel(0, limit().orElse(AstroLinkCatalogue.LARGEST_STEPS));
    }

    private OptionalInt limit() {
        OptionalInt maximum = maximumSteps;
        return maximum.isPresent() && maximum.getAsInt() > 0 ? maximum : OptionalInt.empty();
    }

    /// @throws DeviceException `OutOfRange` beyond the limit; `Refused` where there is none, since the box would only pretend
    void requireWithin(int positionSteps) throws DeviceException {
        travel().require(name, positionSteps);
        if (limit().isEmpty()) {
            throw gauge.refused(
                    "to count to " + positionSteps,
                    "it has no maximum position and will not move. Set maximum-steps.");
        }
    }

    /// Reads the limit again.
    void readLimit() throws DeviceException {
        sheets.read(Sheet.SETTINGS)
                .ifPresent(fields ->
                        maximumSteps = settings.maximumSteps(Map.of(Sheet.SETTINGS, fields)));
    }

    List<Setting> list() throws DeviceException {
        Map<Sheet, List<String>> lines = new EnumMap<>(Sheet.class);
        for (Sheet sheet : settings.sheets()) {
            sheets.read(sheet).ifPresent(fields -> lines.put(sheet, fields));
        }
        maximumSteps = settings.maximumSteps(lines);
        return settings.list(lines, gauge.read().pendingSteps());
    }

    void change(String setting, String value) throws DeviceException {
        var wanted = new SettingValue(name, setting, value);
        String asked = setting + " = " + value;
        switch (setting) {
            case AstroLinkSettings.FACTORY_RESET ->
                    throw AstroLinkSettings.unsupported(
                            name,
                            "factory reset that is known to anybody but the maker's own panel program");
            case AstroLinkSettings.COMPENSATE_NOW ->
                    compensate(AstroLinkSettings.threshold(wanted));
            default -> write(settings.changeFor(wanted), setting, asked, value);
        }
    }

    private void compensate(int thresholdSteps) throws DeviceException {
        String asked = "compensation beyond " + thresholdSteps;
        AstroLinkReading before = gauge.requireStanding(asked);
        int due = before.pendingSteps().orElse(0);
        var command = new Compensate(thresholdSteps);
        Answer answer = talk.order(command);
        if (answer == Answer.NOT_UNDERSTOOD) {
            throw gauge.refused(asked, "it answered 'error'.");
        }
        boolean wanted = Math.abs(due) > thresholdSteps;
        if (wanted
                && !gauge.soon(reading ->
                        reading.moving()
                                || reading.positionSteps() != before.positionSteps()
                                || reading.pendingSteps().orElse(due) == 0)) {
            // Never ordered a second time: what was only slow would then be moved twice.
            throw answer == Answer.NONE
                    ? talk.silent(command)
                    : gauge.refused(
                            asked,
                            "%d steps are due and it did not move. Check that %d lies within its limits."
                                    .formatted(due, before.positionSteps() + due));
        }
        if (!wanted && answer == Answer.NONE) {
            throw talk.silent(command);
        }
    }

    private void write(Change change, String setting, String asked, String value)
            throws DeviceException {
        Sheet sheet = change.sheet();
        List<String> old = sheets.readSurely(sheet, setting);
        if (sheet != Sheet.BUTTONS && sheet != Sheet.BUZZER) {
            gauge.requireStanding(asked);
        }
        if (setting.equals(AstroLinkSettings.COMPENSATION)
                && !value.equals("off")
                && !settings.hasCoefficient(Map.of(sheet, old))) {
            throw gauge.refused(asked, "it has no coefficient yet. Set that first.");
        }
        List<String> wanted = new ArrayList<>(old);
        for (var field : change.fields().entrySet()) {
            if (field.getKey() > old.size()) {
                throw AstroLinkSettings.unsupported(
                        name,
                        "setting '" + setting + "' in this firmware, which is too old for it");
            }
            wanted.set(field.getKey() - 1, field.getValue());
        }
        Optional<List<String>> now = sheets.write(sheet, old, wanted);
        now.filter(_ -> sheet == Sheet.SETTINGS)
                .ifPresent(fields -> maximumSteps = settings.maximumSteps(Map.of(sheet, fields)));
        if (!now.equals(Optional.of(wanted))) {
            throw gauge.refused(
                    asked,
                    now.equals(Optional.of(old))
                            ? "told twice, it has not taken it. All is as it was."
                            : "it made something else of it, and would not be put back. Look at its settings.");
        }
    }

    private List<String> warnings(Map<Sheet, List<String>> lines, AstroLinkReading reading) {
        List<String> warnings = new ArrayList<>();
        List<String> missing = settings.missing(lines);
        if (!missing.isEmpty()) {
            warnings.add(
                    "%s: its firmware is too old for %s. Update it with the maker's program."
                            .formatted(name, String.join(", ", missing)));
        }
        if (limit().isEmpty()) {
            warnings.add(
                    "%s has no maximum position and will not move. Set maximum-steps."
                            .formatted(name));
        }
        if (settings.compensatesByItself(lines)) {
            warnings.add(
                    "%s moves by itself as the temperature changes. Set compensation to manual before a program compensates too."
                            .formatted(name));
        }
        reading.tripped()
                .ifPresent(reason ->
                        warnings.add(
                                "%s has switched its outputs off: %s.".formatted(name, reason)));
        return warnings;
    }
}
