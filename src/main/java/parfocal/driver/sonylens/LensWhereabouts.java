package parfocal.driver.sonylens;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import parfocal.driver.sonylens.CameraLink.Look;
import parfocal.time.Pace;

/// Where a lens is: what its presses add up to, what the body shows, and whether either is to be believed.
///
/// Not for several threads at once.
final class LensWhereabouts {
    // Numbers of the lens's own display, which is a rounded one.
    private static final double PERCENT_ERROR = 2;

    private final Pace pace;
    private LensChoice lens;
    private Instant pressedAt = Instant.EPOCH;
    private Duration lastPress = Duration.ZERO;
    private double lastTravelUnits;
    private double sigmaBeforePress;
    private double pressedSinceLook;
    private OptionalInt percentAtRest = OptionalInt.empty();
    private OptionalInt percent = OptionalInt.empty();
    private Optional<String> doubt = Optional.of("it has not been homed yet.");
    private Optional<Instant> lastHomed = Optional.empty();

    LensWhereabouts(LensChoice lens, Pace pace) {
        this.lens = lens;
        this.pace = pace;
    }

    /// Why nobody knows where the lens is; empty while it is known.
    Optional<String> doubt() {
        return doubt;
    }

    Optional<Instant> lastHomed() {
        return lastHomed;
    }

    /// As the body showed it last.
    OptionalInt percent() {
        return percent;
    }

    /// As the body showed it when the lens was at rest last.
    OptionalInt percentAtRest() {
        return percentAtRest;
    }

    /// Distance from the infinity stop, or the best guess while there is doubt.
    double units() {
        if (doubt.isPresent() && percent.isPresent()) {
            double range = lens.table().rangeUnits();
            double shown =
                    Math.clamp(
                            range * (1 - percent.getAsInt() / 100.0) + pressedSinceLook, 0, range);
            double allowed = PERCENT_ERROR / 100 * range + 3 * lens.position().sigmaUnits();
            // A lost camera is a reason to doubt the count, not to forget it.
            if (lastHomed.isEmpty()
                    || Math.abs(shown - lens.position().unitsFromInfinity()) > allowed) {
                return shown;
            }
        }
        return lens.position().unitsFromInfinity() - stillToGo();
    }

    OptionalDouble sigmaUnits() {
        if (doubt.isPresent()) {
            return OptionalDouble.empty();
        }
        double arrivedUnits = lens.position().sigmaUnits();
        // A stop that a press is still on its way to says nothing yet.
        return OptionalDouble.of(
                stillToGo() == 0 ? arrivedUnits : Math.max(arrivedUnits, sigmaBeforePress));
    }

    /// See [LensPosition#placeSigmaUnits()].
    double placeSigmaUnits() {
        return lens.position().placeSigmaUnits();
    }

    /// Of the press under way. The body tells nothing of it; the lens is taken to turn evenly, from when the key was pressed and not
    /// from when that was acknowledged.
    private double stillToGo() {
        Duration gone = Duration.between(pressedAt, pace.now());
        if (gone.compareTo(lastPress) >= 0) {
            return 0;
        }
        return lastTravelUnits * (1 - (double) gone.toNanos() / lastPress.toNanos());
    }

    /// Whether a key has been pressed since it was connected.
    boolean pressedOnce() {
        return !lastPress.isZero();
    }

    /// How far the infinity stop may be at most.
    double farthestUnits() {
        if (doubt.isEmpty()) {
            return units() + 3 * lens.position().sigmaUnits();
        }
        double range = lens.table().rangeUnits();
        // The display's scale need not be the motor's, so it is not taken at its word.
        return percent.isPresent() ? Math.min(range, 1.3 * units() + 0.05 * range) : range;
    }

    /// Another lens, or other knowledge of the same: its position has to be found anew.
    void use(LensChoice other) {
        lens = other;
        lastTravelUnits = 0;
        distrust("another lens was chosen.");
    }

    /// The same lens with other times for its presses.
    void atPace(LensChoice same) {
        lens = same;
    }

    void distrust(String why) {
        if (doubt.isEmpty()) {
            doubt = Optional.of(why);
        }
    }

    /// It was looked for and not found; whatever was doubted before.
    void notFound(String why) {
        doubt = Optional.of(why);
    }

    void looked(Look look) {
        percent = look.focusPercent();
        pressedSinceLook = 0;
    }

    void lookedAtRest(Look look) {
        looked(look);
        percentAtRest = look.focusPercent();
    }

    /// A press was acknowledged.
    ///
    /// @param asked when it was sent
    void pressed(int key, Instant asked) {
        pressedAt = asked;
        lastPress = lens.pace(key);
        double before = lens.position().unitsFromInfinity();
        sigmaBeforePress = lens.position().sigmaUnits();
        lens.position().pressed(key);
        pressedSinceLook += lens.table().travelUnits(key);
        lastTravelUnits = lens.position().unitsFromInfinity() - before;
    }

    /// A press may have happened or not.
    void maybePressed(int key) {
        lens.position().maybePressed(key);
        lastPress = lens.pace(key);
    }

    /// The last press is over, however long it was to take.
    void rests() {
        lastTravelUnits = 0;
    }

    void atInfinity() {
        lens.position().homed();
        rests();
        doubt = Optional.empty();
        lastHomed = Optional.of(pace.now());
        percentAtRest = percent;
    }

    void atNearStop() {
        lens.position().atNearStop();
    }

    /// Holds what the body shows of a lens at rest against the count.
    ///
    /// @return false when the lens has not moved at all where it should have
    boolean agreesWith(int shown) {
        if (doubt.isPresent()) {
            return true;
        }
        double range = lens.table().rangeUnits();
        double expected = 100 * (1 - lens.position().unitsFromInfinity() / range);
        double allowed = PERCENT_ERROR + 300 * lens.position().sigmaUnits() / range;
        if (Math.abs(shown - expected) <= allowed) {
            percentAtRest = OptionalInt.of(shown);
            return true;
        }
        boolean stood = percentAtRest.equals(OptionalInt.of(shown));
        distrust(
                "the camera shows %d %% of its focus range where %.0f %% were expected: by hand, by autofocus or by zooming, somebody has moved the lens."
                        .formatted(shown, expected));
        return !stood;
    }
}
