package parfocal.driver.celestron;

import java.util.Arrays;
import java.util.List;
import parfocal.device.Setting;
import parfocal.device.Setting.Kind;

/// What can be set and seen, under the names people type. The motor keeps nothing but its calibration; the mapping is the driver's.
final class CelestronSettings {
    static final String MAPPING = "mapping";
    static final String CALIBRATE = "calibrate";
    static final String STOP_CALIBRATION = "stop-calibration";
    static final String CALIBRATION = "calibration";

    private CelestronSettings() {}

    static List<Setting> list(
            CelestronMapping mapping,
            CelestronCalibration calibration,
            int rawPositionSteps,
            String firmware) {
        return List.of(
                new Setting(
                        MAPPING,
                        "Which numbers are shown: the motor's own counts (raw), or counted down from the upper limit (mirrored)."
                                + " Presets, offsets and coefficients learned with one mean something else with the other.",
                        new Kind.Choice(
                                Arrays.stream(CelestronMapping.values())
                                        .map(CelestronMapping::word)
                                        .toList()),
                        mapping.word()),
                new Setting(
                        CALIBRATE,
                        "Drives from stop to stop to learn the range, three to four minutes. Begin near the middle of the travel.",
                        new Kind.Order(),
                        ""),
                new Setting(STOP_CALIBRATION, "Ends a calibration early.", new Kind.Order(), ""),
                shown(
                        CALIBRATION,
                        "Whether the motor knows its range, or how far it is in finding it.",
                        calibration.story()),
                shown(
                        "raw-position-steps",
                        "Where the motor stands in its own counts, whatever the mapping.",
                        Integer.toString(rawPositionSteps)),
                shown("firmware", "Version of the motor's firmware.", firmware));
    }

    private static Setting shown(String name, String description, String value) {
        return new Setting(name, description, new Kind.Shown(), value);
    }
}
