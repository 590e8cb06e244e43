package parfocal.hub;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.hub.HubEvent.Gravity;

/// The named positions of one focuser.
final class PresetBook {
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d*[.,]?\\d+");

    private final Board board;
    private final FocuserRecall recall;
    private final Tending tending;

    PresetBook(Board board, FocuserRecall recall, Tending tending) {
        this.board = board;
        this.recall = recall;
        this.tending = tending;
    }

    SortedMap<String, Integer> all() {
        return recall.presets();
    }

    void name(String preset, int positionSteps, Client who) throws DeviceException {
        if (NUMBER.matcher(preset.strip()).matches()) {
            throw new DeviceException(
                    new DeviceFault.BadValue(
                            board.name(),
                            "the name of a preset",
                            preset,
                            "anything that is not just a number, which would be read as a position"));
        }
        // While the device is away, its own end is not known.
        if (tending.stack().isPresent()) {
            Numbers.require(
                    board.name(),
                    "preset '%s'".formatted(preset),
                    positionSteps,
                    tending.ready().travel());
        }
        var presets = new TreeMap<>(all());
        presets.put(preset, positionSteps);
        keep(presets, "%s calls %d '%s'.".formatted(who, positionSteps, preset));
    }

    void takeAway(String preset, Client who) throws DeviceException {
        var presets = new TreeMap<>(all());
        if (Optional.ofNullable(presets.remove(preset)).isEmpty()) {
            throw new DeviceException(
                    new DeviceFault.Unsupported(
                            board.name(),
                            "preset '%s'; it has %s"
                                    .formatted(
                                            preset,
                                            presets.isEmpty()
                                                    ? "none"
                                                    : String.join(", ", presets.keySet()))));
        }
        keep(presets, "%s took the name '%s' away.".formatted(who, preset));
    }

    private void keep(SortedMap<String, Integer> presets, String words) {
        recall.keep(known -> known.withPresets(presets));
        board.say(Gravity.NOTE, words);
        board.tellDetails();
    }
}
