package parfocal.driver.sonylens;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import parfocal.device.Setting;
import parfocal.device.Setting.Kind;

/// What the user decides, and nobody else remembers: the body keeps none of it.
///
/// @param lens           by [LensTable#id()]
/// @param pacePercent    time given to the lens after a press, of what its table says
/// @param perMove        whether the camera is let go between moves
/// @param reverse        whether larger numbers are nearer instead of further
/// @param toleranceUnits the largest standard deviation to set out with; above it the lens is homed first
/// @param learned        a lens that is in no list, from a file
record LensSettings(
        String lens,
        int pacePercent,
        boolean perMove,
        boolean reverse,
        double toleranceUnits,
        Optional<LensTable> learned) {
    static final String LENS = "lens";
    static final String PACE = "pace-percent";
    static final String SESSION = "camera-session";
    static final String REVERSE = "reverse";
    static final String TOLERANCE = "tolerance-units";
    static final String HOME = "home";

    private static final String HOLD = "hold";
    private static final String PER_MOVE = "per-move";
    private static final String ON = "on";
    private static final String OFF = "off";
    private static final double USUAL_TOLERANCE_UNITS = 5;
    private static final String UNKNOWN = "unknown";

    static LensSettings of(String lens) {
        return new LensSettings(lens, 100, false, false, USUAL_TOLERANCE_UNITS, Optional.empty());
    }

    static LensSettings of(LensTable learned) {
        return new LensSettings(
                learned.id(), 100, false, false, USUAL_TOLERANCE_UNITS, Optional.of(learned));
    }

    /// @throws java.util.NoSuchElementException for a lens that is in no list
    LensChoice choice() {
        return LensChoice.of(
                Stream.concat(
                                learned.stream(),
                                Stream.concat(uncounted(), LensTables.all().stream()))
                        .filter(table -> table.id().equals(lens))
                        .findFirst()
                        .orElseThrow(),
                pacePercent);
    }

    static boolean knows(String lens) {
        return ids().contains(lens);
    }

    private List<String> offered() {
        return Stream.concat(learned.stream().map(LensTable::id), ids().stream())
                .distinct()
                .toList();
    }

    static List<String> ids() {
        return Stream.concat(uncounted(), LensTables.all().stream()).map(LensTable::id).toList();
    }

    private static Stream<LensTable> uncounted() {
        return Stream.of(
                UncountedLens.typical(UncountedLens.USUAL_RANGE_UNITS),
                UncountedLens.canon(),
                UncountedLens.nikon());
    }

    /// @param value one that its kind allows
    LensSettings with(String name, String value) {
        return switch (name) {
            case LENS ->
                    new LensSettings(value, pacePercent, perMove, reverse, toleranceUnits, learned);
            case PACE ->
                    new LensSettings(
                            lens,
                            Integer.parseInt(value),
                            perMove,
                            reverse,
                            toleranceUnits,
                            learned);
            case SESSION ->
                    new LensSettings(
                            lens,
                            pacePercent,
                            value.equals(PER_MOVE),
                            reverse,
                            toleranceUnits,
                            learned);
            case REVERSE ->
                    new LensSettings(
                            lens, pacePercent, perMove, value.equals(ON), toleranceUnits, learned);
            case TOLERANCE ->
                    new LensSettings(
                            lens,
                            pacePercent,
                            perMove,
                            reverse,
                            Double.parseDouble(value),
                            learned);
            default -> this;
        };
    }

    List<Setting> list(LensDrive drive) {
        var all = new ArrayList<Setting>();
        all.add(
                new Setting(
                        LENS,
                        "Which lens is on the camera. Its position is unknown after a change, until it is homed.",
                        new Kind.Choice(offered()),
                        lens));
        all.add(
                new Setting(
                        PACE,
                        "Time given to the lens after each press, of what its table says. Less is faster, until presses get lost.",
                        new Kind.Whole(10, 400),
                        Integer.toString(pacePercent)));
        all.add(
                new Setting(
                        SESSION,
                        "Whether the camera is held all the time, or let go between moves so that another program can take pictures.",
                        new Kind.Choice(List.of(HOLD, PER_MOVE)),
                        perMove ? PER_MOVE : HOLD));
        all.add(
                new Setting(
                        REVERSE,
                        "Off: 0 is the near end and larger is further, up to infinity. On: 0 is infinity and larger is nearer.",
                        new Kind.Choice(List.of(OFF, ON)),
                        reverse ? ON : OFF));
        all.add(
                new Setting(
                        TOLERANCE,
                        "When the position is less certain than this (one standard deviation), the lens is homed before a move.",
                        new Kind.Decimal(0.5, 10_000),
                        Double.toString(toleranceUnits)));
        all.add(
                new Setting(
                        HOME,
                        "Drives to the infinity stop and counts from there.",
                        new Kind.Order(),
                        ""));
        all.add(
                shown(
                        "focus-percent",
                        "Where the camera itself says that the lens is, in percent of its range: 100 is infinity.",
                        percent(drive.where().percent())));
        all.add(
                shown(
                        "position-sigma-units",
                        "How uncertain the position is, as one standard deviation.",
                        sigma(drive.where().sigmaUnits())));
        all.add(
                shown(
                        "position-doubt",
                        "Why nobody knows where the lens is, while that is so.",
                        drive.where().doubt().orElse("none")));
        all.add(
                shown(
                        "last-homed",
                        "When the lens was at its infinity stop last, in UTC.",
                        drive.where().lastHomed().map(Instant::toString).orElse("never")));
        return all;
    }

    private static Setting shown(String name, String description, String value) {
        return new Setting(name, description, new Kind.Shown(), value);
    }

    private static String percent(OptionalInt percent) {
        return percent.isPresent() ? Integer.toString(percent.getAsInt()) : UNKNOWN;
    }

    private static String sigma(OptionalDouble sigma) {
        return sigma.isPresent()
                ? String.format(Locale.ROOT, "%.1f", sigma.getAsDouble())
                : UNKNOWN;
    }

    /// Said when the lens is connected.
    Optional<String> warning() {
        boolean counted =
                LensTables.byId(lens).isPresent()
                        || learned.filter(table -> table.id().equals(lens)).isPresent();
        return counted
                ? Optional.empty()
                : Optional.of(
                        "No counted lens is chosen, so distances are guesses to 15 % and the lens is homed before most moves. Set lens"
                                + " to yours, or have it learned.");
    }
}
