package parfocal.driver.sonylens;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.driver.sonylens.CameraLink.Look;
import parfocal.driver.sonylens.CameraLink.Outcome;
import parfocal.time.Pace;

/// The way of a lens, press by press. Nothing runs in the background: whoever calls [#advance()] in time has the next press sent.
/// The body acknowledges before the lens has moved, so after each press the lens is given its time by the clock.
///
/// Not for several threads at once.
final class LensDrive {
    private static final int RETRIES = 10;
    private static final int HOMING_ROUNDS = 3;
    // What is believed after a plan may differ a little from what the plan counted on; beside a
    // stop, where what might have
    // gone beyond it has not, each plan comes perhaps half as near as it was meant to.
    private static final int PLANS = 10;
    private static final int SEATING_KEY = 4;
    private static final int SEATING_PRESSES = 2;
    // Numbers of the lens's own display, which is a rounded one.
    private static final int INFINITY_PERCENT = 98;
    private static final double PERCENT_ERROR = 2;
    // Nearer than this to the stop a place cannot be aimed at from the stop's other side.
    private static final double AT_THE_STOP_UNITS = 0.5;

    private enum Phase {
        SETTING_OUT,
        HOMING,
        CHECKING_HOME,
        TRAVELLING
    }

    private final String device;
    private final CameraLink link;
    private final Pace pace;
    private final Deque<Integer> keys = new ArrayDeque<>();
    private LensChoice lens;
    private Optional<Phase> phase = Optional.empty();
    private OptionalDouble targetUnits = OptionalDouble.empty();
    private Instant due;
    private Instant pressedAt = Instant.EPOCH;
    private Duration lastPress = Duration.ZERO;
    private double lastTravelUnits;
    private double sigmaBeforePress;
    private double pressedSinceLook;
    private int retries;
    private int plans;
    private int homingRounds;
    private OptionalInt percentBefore = OptionalInt.empty();
    private OptionalInt percent = OptionalInt.empty();
    private Optional<String> doubt = Optional.of("it has not been homed yet.");
    private Optional<Instant> lastHomed = Optional.empty();

    LensDrive(String device, CameraLink link, LensChoice lens, Pace pace) {
        this.device = device;
        this.link = link;
        this.lens = lens;
        this.pace = pace;
        this.due = pace.now();
    }

    boolean moving() {
        return phase.isPresent() || (!lastPress.isZero() && pace.now().isBefore(due));
    }

    /// Whether it is on its way to the infinity stop.
    boolean searching() {
        return phase.filter(it -> it != Phase.TRAVELLING).isPresent();
    }

    /// When [#advance()] has something to do next.
    Instant due() {
        return due;
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

    /// Of the press under way. The body tells nothing of it; the lens is taken to turn evenly, from when the key was pressed and not
    /// from when that was acknowledged.
    private double stillToGo() {
        Duration gone = Duration.between(pressedAt, pace.now());
        if (gone.compareTo(lastPress) >= 0) {
            return 0;
        }
        return lastTravelUnits * (1 - (double) gone.toNanos() / lastPress.toNanos());
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

    /// Another lens, or other knowledge of the same: its position has to be found anew.
    void use(LensChoice other) {
        lens = other;
        lastTravelUnits = 0;
        distrust("another lens was chosen.");
    }

    /// @param percent of the time the lens's table gives each press
    void pace(int percent) {
        lens = lens.atPace(percent);
    }

    /// Sets out for a place; to the stop first when it is not known well enough where the lens is.
    ///
    /// @param toleranceUnits the largest standard deviation to set out with
    void moveTo(double units, double toleranceUnits) throws DeviceException {
        boolean homing = searching();
        targetUnits = OptionalDouble.of(units);
        plans = 0;
        if (!homing) {
            keys.clear();
            boolean lost = sigmaUnits().orElse(Double.MAX_VALUE) > toleranceUnits;
            boolean home = lost || units < AT_THE_STOP_UNITS;
            phase = Optional.of(home ? Phase.SETTING_OUT : Phase.TRAVELLING);
        }
        advance();
    }

    void home() throws DeviceException {
        targetUnits = OptionalDouble.empty();
        keys.clear();
        phase = Optional.of(Phase.SETTING_OUT);
        advance();
    }

    /// No further press; the one under way is let finish.
    void halt() {
        keys.clear();
        targetUnits = OptionalDouble.empty();
        phase = phase.map(_ -> Phase.TRAVELLING);
    }

    /// Sends what is due.
    ///
    /// @throws DeviceException when the way ends here; nothing more is sent then
    void advance() throws DeviceException {
        try {
            while (phase.isPresent() && !pace.now().isBefore(due)) {
                if (keys.isEmpty()) {
                    next(phase.get());
                } else {
                    press(keys.element());
                }
            }
        } catch (DeviceException trouble) {
            end();
            if (!(trouble.fault() instanceof DeviceFault.Refused)) {
                distrust("the camera was lost on the way.");
            }
            throw trouble;
        }
    }

    /// Looks at a lens at rest: whether the camera is still there, and whether somebody else has moved it.
    ///
    /// @throws DeviceException when the camera is lost, or the lens has not moved where it should have
    void watch() throws DeviceException {
        Look look;
        try {
            look = look();
        } catch (DeviceException lost) {
            distrust("the camera was lost.");
            throw lost;
        }
        if (!look.manualFocusEnabled().orElse(true)) {
            distrust("the camera left manual focus, and its autofocus may have moved the lens.");
        }
        if (look.focusPercent().isPresent() && !pace.now().isBefore(due.plus(link.lookLag()))) {
            compare(look.focusPercent().getAsInt());
        }
    }

    private void compare(int shown) throws DeviceException {
        if (doubt.isPresent()) {
            return;
        }
        double range = lens.table().rangeUnits();
        double expected = 100 * (1 - lens.position().unitsFromInfinity() / range);
        double allowed = PERCENT_ERROR + 300 * lens.position().sigmaUnits() / range;
        if (Math.abs(shown - expected) <= allowed) {
            percentBefore = OptionalInt.of(shown);
            return;
        }
        boolean stood = percentBefore.equals(OptionalInt.of(shown));
        distrust(
                "the camera shows %d %% of its focus range where %.0f %% were expected: by hand, by autofocus or by zooming, somebody has moved the lens."
                        .formatted(shown, expected));
        if (stood) {
            throw refused(Refusal.LENS_DOES_NOT_OBEY);
        }
    }

    private Look look() throws DeviceException {
        Look look = link.look();
        percent = look.focusPercent();
        pressedSinceLook = 0;
        return look;
    }

    private void distrust(String why) {
        if (doubt.isEmpty()) {
            doubt = Optional.of(why);
        }
    }

    private void press(int key) throws DeviceException {
        Instant asked = pace.now();
        Outcome outcome = link.press(key);
        retries = outcome instanceof Outcome.Busy ? retries + 1 : 0;
        switch (outcome) {
            case Outcome.Done() -> {
                keys.remove();
                pressedAt = asked;
                lastPress = lens.pace(key);
                due = pace.now().plus(lastPress);
                double before = lens.position().unitsFromInfinity();
                sigmaBeforePress = lens.position().sigmaUnits();
                lens.position().pressed(key);
                pressedSinceLook += lens.table().travelUnits(key);
                lastTravelUnits = lens.position().unitsFromInfinity() - before;
            }
            case Outcome.Busy(Duration wait) -> {
                due = pace.now().plus(wait);
                if (retries > RETRIES) {
                    throw refused(Refusal.BUSY);
                }
            }
            case Outcome.Refused(String reason) -> throw refused(reason);
            case Outcome.AtStop() -> atStop(key);
            case Outcome.Unanswered(DeviceException trouble) -> {
                lens.position().maybePressed(key);
                lastPress = lens.pace(key);
                due = pace.now().plus(lastPress);
                throw trouble;
            }
        }
    }

    private void atStop(int key) throws DeviceException {
        keys.clear();
        if (key > 0) {
            found();
        } else if (targetUnits.orElse(0) > lens.table().rangeUnits() - AT_THE_STOP_UNITS) {
            lens.position().atNearStop();
            end();
        } else {
            distrust("it ran into its near stop, where it was not expected.");
            throw refused(
                    "the lens is at its near stop. Home it, and see that the right lens is chosen.");
        }
    }

    private DeviceException refused(String reason) {
        retries = 0;
        return new DeviceException(new DeviceFault.Refused(device, "the focus keys", reason));
    }

    private void next(Phase over) throws DeviceException {
        switch (over) {
            case SETTING_OUT -> setOut();
            case HOMING -> {
                phase = Optional.of(Phase.CHECKING_HOME);
                lastTravelUnits = 0;
                // Whoever was connected before may have left a press in the body's queue.
                Duration queued = lens.pace(LensTable.KEYS);
                Duration lag = link.lookLag();
                due = pace.now().plus(queued.compareTo(lag) > 0 ? queued : lag);
            }
            case CHECKING_HOME -> checkHome();
            case TRAVELLING -> {
                if (targetUnits.isEmpty() || plans++ == PLANS) {
                    end();
                    return;
                }
                double from = lens.position().unitsFromInfinity();
                double range = lens.table().rangeUnits();
                double missing = range - from;
                if (plans > 1
                        && targetUnits.getAsDouble() > range - AT_THE_STOP_UNITS
                        && missing >= AT_THE_STOP_UNITS) {
                    driveAgainstStop(-1, missing + 3 * lens.position().sigmaUnits());
                } else {
                    keys.addAll(lens.planner().presses(from, targetUnits.getAsDouble()));
                }
                if (keys.isEmpty()) {
                    end();
                }
            }
        }
    }

    private void end() {
        keys.clear();
        targetUnits = OptionalDouble.empty();
        phase = Optional.empty();
    }

    private void setOut() throws DeviceException {
        percentBefore = look().focusPercent();
        homingRounds = 1;
        double far = doubt.isEmpty() ? units() + 3 * lens.position().sigmaUnits() : lostUnits();
        driveFar(far);
    }

    // The display's scale need not be the motor's, so it is not taken at its word.
    private double lostUnits() {
        double range = lens.table().rangeUnits();
        return percent.isPresent() ? Math.min(range, 1.3 * units() + 0.05 * range) : range;
    }

    private void driveFar(double units) {
        driveAgainstStop(1, units);
        phase = Optional.of(Phase.HOMING);
    }

    /// @param sign `+` far, `-` near
    private void driveAgainstStop(int sign, double units) {
        int biggest = link.body().kind().keys();
        KeySize size = lens.table().size(sign * biggest);
        double surely = Math.max(size.units() / 2, size.units() - 3 * size.sigmaUnits());
        int presses = (int) Math.ceil(units / surely);
        // Against the stop one too many does no harm. Where nobody can look whether the stop was
        // reached, some more make up for lost ones.
        presses += percent.isPresent() ? 1 : 1 + presses / 20;
        keys.addAll(Collections.nCopies(presses, sign * biggest));
        keys.addAll(Collections.nCopies(SEATING_PRESSES, sign * Math.min(SEATING_KEY, biggest)));
    }

    private void checkHome() throws DeviceException {
        Look look = look();
        int shown = look.focusPercent().orElse(100);
        if (shown >= INFINITY_PERCENT) {
            found();
            return;
        }
        boolean enabled = look.manualFocusEnabled().orElse(true);
        if (percentBefore.equals(look.focusPercent())) {
            doubt = Optional.of("the lens did not move when it was homed.");
            throw refused(enabled ? Refusal.LENS_DOES_NOT_OBEY : Refusal.CAMERA_NOT_MANUAL);
        }
        if (++homingRounds > HOMING_ROUNDS) {
            doubt = Optional.of("its infinity stop was not found.");
            throw refused(
                    "the infinity stop was not found: the camera shows %d %% of the focus range. Is the right lens chosen?"
                            .formatted(shown));
        }
        driveFar(lens.table().rangeUnits() * (1 - shown / 100.0));
    }

    private void found() {
        lens.position().homed();
        lastTravelUnits = 0;
        doubt = Optional.empty();
        lastHomed = Optional.of(pace.now());
        percentBefore = percent;
        if (targetUnits.orElse(0) < AT_THE_STOP_UNITS) {
            targetUnits = OptionalDouble.empty();
        }
        phase = Optional.of(Phase.TRAVELLING);
    }
}
