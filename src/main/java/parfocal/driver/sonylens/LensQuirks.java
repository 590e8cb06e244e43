package parfocal.driver.sonylens;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import parfocal.driver.Quirks;

/// The habits an emulated body and lens can have; the first of each is what it does unasked. See the package for their meaning.
record LensQuirks(Quirks quirks) {
    static final String TYPICAL = "typical";

    private static final String BUSY = "busy";
    private static final String SLIP = "slip-percent";
    private static final String JITTER = "jitter-percent";
    private static final String ASYMMETRY = "asymmetry-percent";
    private static final String PACE = "pace-percent";
    private static final String PERCENT = "percent";
    private static final String ENABLED = "manual-focus-enabled";
    private static final String CAMERA_MODE = "camera-mode";
    private static final String LENS_SWITCH = "lens-switch";
    private static final String SECOND_WRITE = "second-write";
    private static final String LENS = "lens";
    private static final String SEED = "seed";

    /// @throws IllegalArgumentException for a name or habit that is not in the table
    static LensQuirks of(Map<String, String> asked) {
        List<String> lenses =
                Stream.concat(Stream.of(TYPICAL), LensTables.all().stream().map(LensTable::id))
                        .toList();
        List<String> seeds = IntStream.rangeClosed(1, 99).mapToObj(Integer::toString).toList();
        Map<String, List<String>> known =
                Map.ofEntries(
                        Map.entry(BUSY, List.of("queue", "drop", "refuse")),
                        Map.entry(SLIP, List.of("0", "1", "2", "3", "5")),
                        Map.entry(JITTER, List.of("0.5", "0", "0.3", "1", "2")),
                        Map.entry(ASYMMETRY, List.of("0", "1", "2", "3")),
                        Map.entry(PACE, List.of("100", "10", "50", "200")),
                        Map.entry(PERCENT, List.of("shown", "missing")),
                        Map.entry(ENABLED, List.of("shown", "missing")),
                        Map.entry(CAMERA_MODE, List.of("manual", "auto")),
                        Map.entry(LENS_SWITCH, List.of("auto", "manual")),
                        Map.entry(SECOND_WRITE, List.of("accepted", "refused")),
                        Map.entry(LENS, lenses),
                        Map.entry(SEED, seeds));
        return new LensQuirks(Quirks.of("a Sony lens", known, asked));
    }

    boolean refusesWhenBusy() {
        return quirks.has(BUSY, "refuse");
    }

    boolean dropsWhenBusy() {
        return quirks.has(BUSY, "drop");
    }

    /// Probability that a press does nothing.
    double slip() {
        return fraction(SLIP);
    }

    /// Standard deviation of a press, as a fraction of its size.
    double jitter() {
        return fraction(JITTER);
    }

    /// How much shorter near keys are than far ones, as a fraction.
    double asymmetry() {
        return fraction(ASYMMETRY);
    }

    int pacePercent() {
        return Integer.parseInt(quirks.habit(PACE));
    }

    boolean showsPercent() {
        return quirks.has(PERCENT, "shown");
    }

    boolean showsManualFocusEnabled() {
        return quirks.has(ENABLED, "shown");
    }

    boolean cameraInManual() {
        return quirks.has(CAMERA_MODE, "manual");
    }

    boolean lensObeys() {
        return quirks.has(LENS_SWITCH, "auto");
    }

    boolean refusesSecondWrite() {
        return quirks.has(SECOND_WRITE, "refused");
    }

    /// @param rangeUnits of a lens nobody has counted
    LensTable lens(double rangeUnits) {
        return LensTables.byId(quirks.habit(LENS))
                .orElseGet(() -> UncountedLens.typical(rangeUnits));
    }

    long seed() {
        return Long.parseLong(quirks.habit(SEED));
    }

    private double fraction(String name) {
        return Double.parseDouble(quirks.habit(name)) / 100;
    }
}
