package parfocal.rig;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The night a rig meets: everything `--set` can change, as numbers under their published names. Immutable.
public final class Scene {

    /// One number of the scene.
    ///
    /// @param name    kebab-case, with its unit
    /// @param meaning one line for `--help` and error messages
    public record Knob(String name, String meaning, double minimum, double maximum) {}

    static final Knob BACKLASH_STEPS =
            new Knob("backlash-steps", "play between motor and tube", 0, 100_000);
    static final Knob START_STEPS =
            new Knob("start-steps", "where the focuser stands when the night begins", 0, 1_000_000);
    static final Knob BEST_STEPS =
            new Knob("best-steps", "best focus, reported steps on the way up", 0, 1_000_000);
    static final Knob SEEING_ARCSEC =
            new Knob("seeing-arcsec", "full width at half maximum of the seeing", 0.2, 20);
    static final Knob SEEING_JITTER =
            new Knob("seeing-jitter", "relative scatter of the seeing from frame to frame", 0, 1);
    static final Knob HOT_PIXELS =
            new Knob("hot-pixels", "hot pixels as a fraction of all pixels", 0, 0.05);
    static final Knob NEBULOSITY =
            new Knob("nebulosity", "brightest nebulosity, in units of the sky", 0, 100);
    static final Knob CLOUDS_AT_SAMPLE =
            new Knob(
                    "clouds-at-sample",
                    "a cloud covers three frames from this one on; 0 never",
                    0,
                    1000);
    static final Knob STUCK_AT_SAMPLE =
            new Knob(
                    "stuck-at-sample",
                    "from this frame on the motor counts and the tube stands; 0 never",
                    0,
                    1000);
    static final Knob GHOST_AT_SAMPLE =
            new Knob("ghost-at-sample", "the moves before this frame are lost; 0 never", 0, 1000);
    static final Knob SLIP_PER_MOVE =
            new Knob(
                    "slip-per-move",
                    "steps the tube slides inward after the moves to each frame",
                    0,
                    10_000);
    static final Knob BINDING_UP_STEPS =
            new Knob(
                    "binding-up-steps",
                    "driven up, the tube follows no farther than to this place, as of best-steps, and the motor counts on; 0 everywhere",
                    0,
                    1_000_000);
    static final Knob BINDING_DOWN_STEPS =
            new Knob(
                    "binding-down-steps",
                    "driven down, the tube follows no farther than to this place, as of best-steps, and the motor counts on; 0 everywhere",
                    0,
                    1_000_000);
    static final Knob UNEQUAL_STEPS =
            new Knob(
                    "unequal-steps",
                    "how long a step up is against a step down; 1.1 is ten percent more, 0 and 1 are equal",
                    0,
                    3);
    static final Knob VEIL_ARCSEC =
            new Knob(
                    "veil-arcsec",
                    "full width over which a veil on the glass, such as frost, spreads each star, in focus or not",
                    0,
                    300);
    static final Knob WIND =
            new Knob("wind", "pixels over which the wind smears each frame", 0, 50);
    static final Knob COOLING =
            new Knob("cooling-celsius-per-hour", "how fast the night cools", -20, 20);
    static final Knob STEPS_PER_CELSIUS =
            new Knob(
                    "steps-per-celsius",
                    "how far best focus moves when it gets a degree warmer; 0 as the rig's own tube does",
                    -10_000,
                    10_000);
    static final Knob CLIFF_HFR_PIXELS =
            new Knob(
                    "cliff-hfr-pixels",
                    "larger stars are measured as this large, and farther out as a little less; 0 all are measured as they are",
                    0,
                    1000);
    static final Knob SPHERICAL_WAVES =
            new Knob(
                    "spherical-waves",
                    "spherical aberration of the wavefront at the rim, against the focus of the middle",
                    -5,
                    5);
    static final Knob ASTIGMATISM_WAVES =
            new Knob(
                    "astigmatism-waves",
                    "astigmatism of the wavefront at the rim, everywhere in the field",
                    0,
                    5);
    static final Knob STARS =
            new Knob("stars", "stars brighter than magnitude 14 in the field", 0, 1_000_000);
    static final Knob STAR_MAGNITUDES =
            new Knob(
                    "star-magnitudes",
                    "magnitudes by which all of them are brighter, as in a bright cluster",
                    0,
                    12);

    static final Knob REFLECTIONS =
            new Knob(
                    "reflections",
                    "how many of the brightest stars are seen a second time, a tenth as bright, across the middle of the field",
                    0,
                    1000);
    static final Knob REFLECTION_STEPS =
            new Knob(
                    "reflection-steps",
                    "best focus of these reflections less that of the stars",
                    -100_000,
                    100_000);
    static final Knob TILT_STEPS =
            new Knob(
                    "tilt-steps",
                    "best focus at the right edge of the field less that at the left",
                    -10_000,
                    10_000);
    static final Knob TILT_DOWN_STEPS =
            new Knob(
                    "tilt-down-steps",
                    "best focus at the bottom of the field less that at the top",
                    -10_000,
                    10_000);
    static final Knob CURVATURE_STEPS =
            new Knob(
                    "curvature-steps",
                    "best focus in the corners of the field less that in its middle",
                    -10_000,
                    10_000);

    static final Knob OVER_COMPENSATION_STEPS =
            new Knob(
                    "over-compensation-steps",
                    "steps that something adds at each reversal against backlash, whether there is any or not",
                    0,
                    100_000);
    static final Knob FOREIGN_MOVE_STEPS =
            new Knob(
                    "foreign-move-steps",
                    "steps that somebody else moves the focuser while the third and each later frame is exposed",
                    -10_000,
                    10_000);
    static final Knob EARLY_SECONDS =
            new Knob(
                    "early-seconds",
                    "each move lasts so long, and the driver says at once that it is over; 0 it tells the truth",
                    0,
                    60);
    static final Knob DEW_PER_FRAME =
            new Knob(
                    "dew-per-frame",
                    "share of the light that dew takes from frame to frame",
                    0,
                    0.5);
    static final Knob FILTER_AT_SAMPLE =
            new Knob(
                    "filter-at-sample",
                    "from this frame on the wheel has slipped, and another filter is in the light; 0 never",
                    0,
                    1000);
    static final Knob FILTER_MAGNITUDES =
            new Knob(
                    "filter-magnitudes",
                    "magnitudes by which stars and sky are fainter through that filter; negative brighter",
                    -10,
                    10);
    static final Knob FILTER_OFFSET_STEPS =
            new Knob(
                    "filter-offset-steps",
                    "best focus through that filter less that through the one before",
                    -10_000,
                    10_000);

    static final Knob BAHTINOV =
            new Knob(
                    "bahtinov",
                    "1 or true: a Bahtinov mask is on, and the telescope points at a star of magnitude 5",
                    0,
                    1);

    private static final List<Knob> KNOBS =
            List.of(
                    BACKLASH_STEPS,
                    START_STEPS,
                    BEST_STEPS,
                    SEEING_ARCSEC,
                    SEEING_JITTER,
                    VEIL_ARCSEC,
                    HOT_PIXELS,
                    NEBULOSITY,
                    CLOUDS_AT_SAMPLE,
                    STUCK_AT_SAMPLE,
                    GHOST_AT_SAMPLE,
                    SLIP_PER_MOVE,
                    BINDING_UP_STEPS,
                    BINDING_DOWN_STEPS,
                    UNEQUAL_STEPS,
                    WIND,
                    COOLING,
                    STEPS_PER_CELSIUS,
                    SPHERICAL_WAVES,
                    ASTIGMATISM_WAVES,
                    STARS,
                    STAR_MAGNITUDES,
                    REFLECTIONS,
                    REFLECTION_STEPS,
                    TILT_STEPS,
                    TILT_DOWN_STEPS,
                    CURVATURE_STEPS,
                    OVER_COMPENSATION_STEPS,
                    FOREIGN_MOVE_STEPS,
                    EARLY_SECONDS,
                    DEW_PER_FRAME,
                    FILTER_AT_SAMPLE,
                    FILTER_MAGNITUDES,
                    FILTER_OFFSET_STEPS,
                    CLIFF_HFR_PIXELS,
                    BAHTINOV);

    /// A quiet scene: everything that can be nothing is nothing.
    static final Scene QUIET = new Scene(Map.of());

    private final Map<String, Double> values;

    private Scene(Map<String, Double> values) {
        this.values = Map.copyOf(values);
    }

    /// Every setting there is, in the order of the list.
    public static List<Knob> knobs() {
        return KNOBS;
    }

    public double get(Knob knob) {
        return values.getOrDefault(knob.name(), 0.0);
    }

    Scene with(Knob knob, double value) {
        if (!(value >= knob.minimum() && value <= knob.maximum())) {
            throw new IllegalArgumentException(
                    "%s (%s) goes from %s to %s; %s was asked."
                            .formatted(
                                    knob.name(),
                                    knob.meaning(),
                                    plain(knob.minimum()),
                                    plain(knob.maximum()),
                                    plain(value)));
        }
        var changed = new LinkedHashMap<>(values);
        changed.put(knob.name(), value);
        return new Scene(changed);
    }

    Scene with(String setting, String value) {
        Knob knob =
                KNOBS.stream()
                        .filter(candidate -> candidate.name().equals(setting))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "A rig has no setting '%s'. There are: %s."
                                                .formatted(setting, String.join(", ", names()))));
        try {
            return with(knob, number(value));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "%s (%s) wants a number, not '%s'.".formatted(setting, knob.meaning(), value),
                    notANumber);
        }
    }

    private static double number(String value) {
        return switch (value) {
            case "true" -> 1;
            case "false" -> 0;
            default -> Double.parseDouble(value);
        };
    }

    private static List<String> names() {
        var names = new ArrayList<String>();
        KNOBS.forEach(knob -> names.add(knob.name()));
        return names;
    }

    /// A number as people write it.
    public static String plain(double value) {
        return value == 0 ? "0" : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scene scene && scene.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }
}
