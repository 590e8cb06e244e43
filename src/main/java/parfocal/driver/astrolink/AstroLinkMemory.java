package parfocal.driver.astrolink;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parfocal.driver.Quirks;
import parfocal.driver.astrolink.AstroLinkCommand.Sheet;

/// What an emulated box keeps without power: its settings lines, each taken and given as a whole.
final class AstroLinkMemory {
    /// Where the settings of one motor stand, counted from 1. A place of 0 is none.
    private record Places(
            int maximum,
            int reversed,
            int speed,
            int acceleration,
            int mode,
            Sheet compensation,
            int coefficient,
            int cycle,
            int threshold,
            int automatic) {}

    private final AstroLinkModel model;
    private final boolean keepsMinus;
    private final Map<Sheet, List<String>> lines = new EnumMap<>(Sheet.class);

    AstroLinkMemory(Quirks quirks, int motor, int maximumSteps) {
        model = AstroLinkQuirks.model(quirks);
        keepsMinus = quirks.has("minus", "kept");
        switch (model) {
            case FOCUSER_LINK -> {
                put(Sheet.SETTINGS, "200:400:100:0:60000:0:300:0:30:20:0");
                put(Sheet.BUTTONS, "1");
            }
            case MINI, USB -> {
                put(Sheet.SETTINGS, "25000:220:0:100:440:0:0:1:257:0:0:0:0:0:1:0:0");
                put(Sheet.COMPENSATION, "30:0:0:0:20");
                put(Sheet.PROTECTION, "1090:140:100:100");
                put(Sheet.BUTTONS, "1");
                put(Sheet.BUZZER, "0");
                if (model == AstroLinkModel.USB) {
                    put(Sheet.CURRENT, "400:3");
                }
            }
            case MINI_II, MAX ->
                    put(
                            Sheet.SETTINGS,
                            "1:1:80:120:30:50:200:200:1000:1000:0:0:10000:80000:0:0:500:500:0:0:30:10:10:0:0:0:0:0:0:0:0"
                                    + ":0:40:90:10:1100:14000:10000:100:0");
        }
        set(Sheet.SETTINGS, places(motor).maximum(), maximumSteps);
        if (quirks.has("firmware", "old")) {
            // The newest fields, those of compensation, are the last ones or on a line of their
            // own.
            lines.remove(Sheet.COMPENSATION);
            List<String> settings = lines.getOrDefault(Sheet.SETTINGS, List.of());
            int kept = model == AstroLinkModel.FOCUSER_LINK ? 7 : Math.min(settings.size(), 18);
            lines.put(Sheet.SETTINGS, List.copyOf(settings.subList(0, kept)));
        }
    }

    private Places places(int motor) {
        return switch (model) {
            case FOCUSER_LINK -> new Places(5, 6, 1, 2, 0, Sheet.SETTINGS, 8, 9, 10, 11);
            case MINI, USB -> new Places(1, 6, 2, 5, 7, Sheet.COMPENSATION, 2, 1, 5, 4);
            case MINI_II, MAX ->
                    new Places(
                            13 + motor,
                            15 + motor,
                            7 + motor,
                            9 + motor,
                            11 + motor,
                            Sheet.SETTINGS,
                            19 + motor,
                            21,
                            22 + motor,
                            24 + motor);
        };
    }

    Optional<List<String>> line(Sheet sheet) {
        return Optional.ofNullable(lines.get(sheet));
    }

    /// @return false when the box has no such line, or the line has another number of fields
    boolean take(Sheet sheet, List<String> fields) {
        if (line(sheet).filter(now -> now.size() == fields.size()).isEmpty()) {
            return false;
        }
        // The author's earlier parser took every character for a digit. Which number a minus makes
        // there does not matter, as long as it is another one.
        lines.put(
                sheet,
                fields.stream().map(field -> keepsMinus ? field : field.replace("-", "")).toList());
        return true;
    }

    int maximumSteps(int motor) {
        return number(Sheet.SETTINGS, places(motor).maximum());
    }

    double stepsPerSecond(int motor) {
        return number(Sheet.SETTINGS, places(motor).speed());
    }

    double stepsPerSecondSquared(int motor) {
        return Math.max(1, number(Sheet.SETTINGS, places(motor).acceleration()));
    }

    /// How far the shaft turns for each step counted, in full steps; negative when reversed.
    double shaftPerStep(int motor) {
        boolean reversed = number(Sheet.SETTINGS, places(motor).reversed()) != 0;
        return (reversed ? -1 : 1) * microstep(number(Sheet.SETTINGS, places(motor).mode()));
    }

    private double microstep(int mode) {
        boolean newFamily = model.hasTwoMotors();
        return switch (mode) {
            case 1 -> newFamily ? 1 / 8.0 : 1;
            case 2 -> newFamily ? 1 / 32.0 : 1 / 8.0;
            case 3 -> 1 / 32.0;
            default -> 1;
        };
    }

    double stepsPerCelsius(int motor) {
        return number(places(motor).compensation(), places(motor).coefficient()) / 100.0;
    }

    int cycleSeconds(int motor) {
        return Math.max(1, number(places(motor).compensation(), places(motor).cycle()));
    }

    int thresholdSteps(int motor) {
        return number(places(motor).compensation(), places(motor).threshold());
    }

    boolean automatic(int motor) {
        return number(places(motor).compensation(), places(motor).automatic()) == 1;
    }

    boolean buttonsWork() {
        return model.hasTwoMotors()
                ? number(Sheet.SETTINGS, 2) == 1
                : number(Sheet.BUTTONS, 1) == 1;
    }

    private int number(Sheet sheet, int place) {
        List<String> fields = lines.getOrDefault(sheet, List.of());
        return place > 0 && place <= fields.size()
                ? (int) Double.parseDouble(fields.get(place - 1))
                : 0;
    }

    private void put(Sheet sheet, String fields) {
        lines.put(sheet, List.of(fields.split(":", -1)));
    }

    private void set(Sheet sheet, int place, int value) {
        List<String> fields = new ArrayList<>(lines.getOrDefault(sheet, List.of()));
        fields.set(place - 1, Integer.toString(value));
        lines.put(sheet, List.copyOf(fields));
    }
}
