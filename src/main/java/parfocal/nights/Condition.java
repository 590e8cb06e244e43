package parfocal.nights;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import parfocal.autofocus.Cause;
import parfocal.autofocus.FixedSweep;
import parfocal.autofocus.FocusPlan;
import parfocal.rig.RigPlan;
import parfocal.rig.TrueCurve;

/// Kinds of nights. Each night of a kind is drawn anew: backlash, start, seeing and what else belongs to it.
///
/// The first six are nights on which autofocus has to succeed. In each of the others one thing is wrong, and has to be named.
public enum Condition {
    /// Backlash from 0 to 300 steps (a quarter of the nights none; no more than leaves room to pass focus on both sides), start within
    /// six half-widths of focus, seeing that jitters by 2 to 10 %, some hot pixels, some nebulosity on every other night.
    ORDINARY,
    /// The same without any backlash: none may be claimed.
    NO_BACKLASH,
    /// The same from where stars are twelve times their size in focus.
    FAR,
    /// Ordinary nights of a telescope that one run of another night has taught: other air, focus elsewhere, the same play.
    LEARNED,
    /// Ordinary nights of a camera with up to twenty times as many hot pixels: one in a hundred.
    ORDINARY_HOT_PIXELS,
    /// Ordinary nights in the middle of a nebula, up to ten times as bright.
    ORDINARY_NEBULOSITY,
    NOTHING_WRONG,
    BACKLASH(Cause.BACKLASH),
    MOTOR_DEAD(Cause.MOTOR_NOT_MOVING),
    MOTOR_DIES(Cause.MOTOR_NOT_MOVING),
    GHOST_MOVE(Cause.GHOST_MOVE),
    SLIP(Cause.SLIP),
    BINDING(Cause.BINDING),
    UNEQUAL_STEPS(Cause.UNEQUAL_STEPS),
    CLOUDS(Cause.CLOUDS),
    WIND(Cause.WIND_OR_GUIDING),
    BAD_SEEING(Cause.BAD_SEEING),
    DEW(Cause.DEW),
    OVER_COMPENSATION(Cause.OVER_COMPENSATED_BACKLASH),
    FOREIGN_MOVE(Cause.FOREIGN_MOVE),
    STALE_POSITION(Cause.STALE_POSITION),
    /// The wheel slips in the middle of a run: another filter, with another focus, is in the light.
    FILTER_CHANGED(Cause.FILTER_CHANGED),
    MIRROR_FLOP(Cause.MIRROR_FLOP),
    TILT(Cause.TILT),
    ASTIGMATISM(Cause.ASTIGMATISM),
    /// Nine samples of a twelfth of a half-width.
    STEP_TOO_SMALL(Cause.STEP_TOO_SMALL),
    /// Seven samples three half-widths apart.
    STEP_TOO_LARGE(Cause.STEP_TOO_LARGE),
    END_OF_TRAVEL(Cause.LIMIT_REACHED, Cause.MINIMUM_AT_EDGE),
    NO_STARS(Cause.NO_STARS),
    FEW_STARS(Cause.TOO_FEW_STARS, Cause.NO_STARS),
    /// A bright cluster, and an exposure of a minute that somebody typed.
    SATURATED(Cause.SATURATED),
    UNDEREXPOSED(Cause.UNDEREXPOSED, Cause.TOO_FEW_STARS, Cause.NO_STARS),
    HOT_PIXELS(Cause.HOT_PIXELS),
    NEBULOSITY(Cause.NEBULOSITY),
    /// It cools so fast that best focus moves by one to three zones in a run of seven frames.
    TEMPERATURE_DRIFT(Cause.TEMPERATURE_DRIFT),
    /// Nine samples three quarters of a half-width apart, of which stars that are more than 1.8 to 2.4 times as large as in focus are
    /// measured as that large.
    DETECTION_CLIFF(Cause.DETECTION_CLIFF),
    /// A veil before the glass, such as frost: nine samples of the right step, and stars as large in each of them.
    FLAT_CURVE(Cause.BAD_SEEING),
    /// Reflections of the bright stars, in focus somewhere else, and the run begins near there.
    TWO_VALLEYS(Cause.NEBULOSITY),
    /// From where stars are 25 to 60 times their size in focus, or as far as the travel goes.
    FAR_FROM_FOCUS(Cause.FAR_FROM_FOCUS),
    CAMERA_FAULT(Cause.CAMERA_FAULT);

    private static final double GROWTH_OF_ZONE = 0.03;
    private static final double LARGEST_PLAY = 300;

    /// In half-widths: what a sweep needs beyond focus.
    private static final double ROOM_BEYOND = 4;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of makes sets that do not change.
    private final Set<Cause> expected;

    private final Optional<Cause> cause;

    /// @param expected any of these is right; the first is what is wrong
    Condition(Cause... expected) {
        this.expected = Set.of(expected);
        this.cause = Arrays.stream(expected).findFirst();
    }

    /// What is wrong; empty where nothing is.
    public Optional<Cause> cause() {
        return cause;
    }

    /// As it is typed and printed.
    public String published() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Condition> named(String name) {
        return Arrays.stream(values()).filter(c -> c.published().equals(name)).findFirst();
    }

    /// Those on which autofocus has to succeed.
    public static List<Condition> fair() {
        return List.of(
                ORDINARY, NO_BACKLASH, FAR, LEARNED, ORDINARY_HOT_PIXELS, ORDINARY_NEBULOSITY);
    }

    /// Those on which one thing is wrong or, to see what is claimed then, nothing.
    public static List<Condition> faults() {
        return Arrays.stream(values()).filter(c -> !fair().contains(c)).toList();
    }

    /// Any of these is the right diagnosis; empty: none is.
    public Set<Cause> expected() {
        return expected;
    }

    /// The same on one rig: a driver that watches its own motor calls a lost move, at the moment it is lost, a motor that does not move.
    Set<Cause> expectedOn(RigPlan rig) {
        return this == GHOST_MOVE && arrivesItsOwnWay(rig)
                ? Set.of(Cause.GHOST_MOVE, Cause.MOTOR_NOT_MOVING)
                : expected;
    }

    /// Whether such a night can befall a rig at all. The driver of a lens ends every move the same way, whatever way was ordered, and
    /// counts by itself: nothing there leans over or is compensated at a reversal, and there is no counter for others to move. A lens has no
    /// draw tube that could bind; and it sets its counter right at the stop, which this one meets in every run-up: it does already what
    /// helps against unequal steps. It counts from its stop and begins elsewhere than it was put: sizes that are level at one end of a sweep
    /// may be a lens that stopped, and no cliff.
    boolean befalls(RigPlan rig) {
        return switch (this) {
            case TEMPERATURE_DRIFT -> tellsHundredths(rig);
            case DETECTION_CLIFF,
                    OVER_COMPENSATION,
                    FOREIGN_MOVE,
                    STALE_POSITION,
                    MIRROR_FLOP,
                    BINDING,
                    UNEQUAL_STEPS ->
                    !arrivesItsOwnWay(rig);
            default -> true;
        };
    }

    /// In a sweep whose frames follow each other evenly, a focus that wanders looks like steps of another length: without a thermometer, or with one
    /// that tells half degrees only, there is nothing to make a run look twice.
    private static boolean tellsHundredths(RigPlan rig) {
        return Set.of("usb-focus", "astrolink").contains(rig.driverId());
    }

    private static boolean arrivesItsOwnWay(RigPlan rig) {
        return rig.driverId().equals("sony-lens");
    }

    /// Whether it shows in pictures only, and not in star sizes alone.
    public boolean needsPictures() {
        return switch (this) {
            case ORDINARY_HOT_PIXELS, ORDINARY_NEBULOSITY, HOT_PIXELS, NEBULOSITY -> true;
            default -> false;
        };
    }

    /// Whether the night may spare a run what is wrong with it: then no cause is a right answer, too. See [NightResult#harmless].
    boolean mayBeHarmless() {
        return switch (this) {
            case GHOST_MOVE, BAD_SEEING, END_OF_TRAVEL, TWO_VALLEYS -> true;
            default -> false;
        };
    }

    /// @param night as drawn
    FocusPlan focusPlan(RigPlan night) {
        return switch (this) {
            case STEP_TOO_SMALL -> FocusPlan.defaults().withFixed(sweepOf(9, 0.08, night));
            case DETECTION_CLIFF -> FocusPlan.defaults().withFixed(sweepOf(9, 0.75, night));
            case FLAT_CURVE -> FocusPlan.defaults().withFixed(sweepOf(9, 0.65, night));
            case STEP_TOO_LARGE -> FocusPlan.defaults().withFixed(sweepOf(7, 3, night));
            case SATURATED -> FocusPlan.defaults().withExposure(Duration.ofSeconds(60));
            case UNDEREXPOSED -> FocusPlan.defaults().withExposure(Duration.ofMillis(25));
            default -> FocusPlan.defaults();
        };
    }

    private static FixedSweep sweepOf(int samples, double halfWidths, RigPlan night) {
        return new FixedSweep(
                samples, (int) Math.max(1, Math.rint(halfWidths * halfWidthSteps(night))));
    }

    private static double halfWidthSteps(RigPlan rig) {
        return 4 * TrueCurve.of(rig).distanceOfGrowthSteps(GROWTH_OF_ZONE);
    }

    /// The frame, counted from 1, that the camera does not deliver.
    OptionalInt failingFrame() {
        return this == CAMERA_FAULT ? OptionalInt.of(3) : OptionalInt.empty();
    }

    /// One night of this kind on a rig.
    RigPlan drawn(RigPlan rig, RandomGenerator random) {
        double halfWidth = halfWidthSteps(rig);
        RigPlan night =
                rig.with("seeing-jitter", number(between(random, 0.02, 0.10)))
                        .with("hot-pixels", number(between(random, 0, 5e-4)))
                        .with(
                                "nebulosity",
                                number(random.nextBoolean() ? between(random, 0, 2) : 0));
        double play = random.nextInt(4) == 0 ? 0 : between(random, 0, mostPlay(rig, halfWidth));
        double away = between(random, -6, 6) * halfWidth;
        return switch (this) {
            case ORDINARY, LEARNED -> begin(night, play, away);
            case NO_BACKLASH -> begin(night, 0, away);
            case ORDINARY_HOT_PIXELS ->
                    begin(night, play, away)
                            .with("hot-pixels", number(between(random, 0.001, 0.01)));
            case ORDINARY_NEBULOSITY ->
                    begin(night, play, away).with("nebulosity", number(between(random, 2, 20)));
            case FAR -> begin(night, play, Math.copySign(twelvefold(rig), away));
            default -> new FaultScene(this, halfWidth, random).on(calm(rig, random));
        };
    }

    boolean ofAKnownTelescope() {
        return this == LEARNED || this == FLAT_CURVE;
    }

    /// The night of the run that taught the telescope: the same rig under other air, with focus and start elsewhere.
    RigPlan teaching(RigPlan night, RandomGenerator random) {
        double halfWidth = halfWidthSteps(night);
        double best = night.bestSteps() + between(random, -2, 2) * halfWidth;
        double start = best + between(random, -6, 6) * halfWidth;
        double air = night.seeingArcsec() * between(random, 0.8, 1.25);
        return night.with("best-steps", number(best))
                .with("start-steps", number(Math.clamp(Math.rint(start), 0, night.maximumSteps())))
                .with("seeing-arcsec", number(air))
                .with("veil-arcsec", "0")
                .with("seeing-jitter", number(between(random, 0.02, 0.10)));
    }

    private static RigPlan calm(RigPlan rig, RandomGenerator random) {
        return rig.with("seeing-jitter", number(between(random, 0.02, 0.06)));
    }

    /// With more than this between focus and the nearer end of the travel, the tube could not be brought past focus on both sides: a lens
    /// that focuses just before its stop has room for no more.
    private static double mostPlay(RigPlan rig, double halfWidth) {
        double best = rig.bestSteps();
        double room = Math.min(best, rig.maximumSteps() - best) - ROOM_BEYOND * halfWidth;
        return Math.clamp(room, 0, LARGEST_PLAY);
    }

    private static double twelvefold(RigPlan rig) {
        return TrueCurve.of(rig).distanceOfGrowthSteps(11);
    }

    /// @param away from the middle of the two best positions, upward and downward
    static RigPlan begin(RigPlan rig, double play, double away) {
        double start = rig.bestSteps() - play / 2 + away;
        return rig.with("backlash-steps", number(Math.rint(play)))
                .with("start-steps", number(Math.clamp(Math.rint(start), 0, rig.maximumSteps())));
    }

    static double between(RandomGenerator random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    static String number(double value) {
        return Double.toString(value);
    }
}
