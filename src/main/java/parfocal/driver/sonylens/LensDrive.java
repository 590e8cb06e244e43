package parfocal.driver.sonylens;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalDouble;
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
    // Numbers of the lens's own display, which is a rounded one.
    private static final int INFINITY_PERCENT = 98;
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
    private final LensWhereabouts where;
    private LensChoice lens;
    private Optional<Phase> phase = Optional.empty();
    private OptionalDouble targetUnits = OptionalDouble.empty();
    private Instant due;
    // Whoever was connected before may have left a press in the body's queue, and if each of
    // several
    // had left one, homing would end so many too early.
    private final Instant quietUntil;
    private int retries;
    private int plans;
    private int homingRounds;

    LensDrive(String device, CameraLink link, LensChoice lens, Pace pace) {
        this.device = device;
        this.link = link;
        this.lens = lens;
        this.pace = pace;
        this.where = new LensWhereabouts(lens, pace);
        this.due = pace.now();
        this.quietUntil = due.plus(lens.pace(LensTable.KEYS));
    }

    boolean moving() {
        return phase.isPresent() || (where.pressedOnce() && pace.now().isBefore(due));
    }

    /// Whether it is on its way to the infinity stop.
    boolean searching() {
        return phase.filter(it -> it != Phase.TRAVELLING).isPresent();
    }

    /// When [#advance()] has something to do next.
    Instant due() {
        return due;
    }

    LensWhereabouts where() {
        return where;
    }

    /// Another lens, or other knowledge of the same: its position has to be found anew.
    void use(LensChoice other) {
        lens = other;
        where.use(other);
    }

    /// @param percent of the time the lens's table gives each press
    void pace(int percent) {
        lens = lens.atPace(percent);
        where.atPace(lens);
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
            boolean lost = where.sigmaUnits().orElse(Double.MAX_VALUE) > toleranceUnits;
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
                where.distrust("the camera was lost on the way.");
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
            where.distrust("the camera was lost.");
            throw lost;
        }
        if (!look.manualFocusEnabled().orElse(true)) {
            where.distrust(
                    "the camera left manual focus, and its autofocus may have moved the lens.");
        }
        if (look.focusPercent().isPresent() && !pace.now().isBefore(due.plus(link.lookLag()))) {
            if (!where.agreesWith(look.focusPercent().getAsInt())) {
                throw refused(Refusal.LENS_DOES_NOT_OBEY);
            }
        }
    }

    private Look look() throws DeviceException {
        Look look = link.look();
        where.looked(look);
        return look;
    }

    private void press(int key) throws DeviceException {
        Instant asked = pace.now();
        Outcome outcome = link.press(key);
        retries = outcome instanceof Outcome.Busy ? retries + 1 : 0;
        switch (outcome) {
            case Outcome.Done() -> {
                keys.remove();
                where.pressed(key, asked);
                due = pace.now().plus(lens.pace(key));
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
                where.maybePressed(key);
                due = pace.now().plus(lens.pace(key));
                throw trouble;
            }
        }
    }

    private void atStop(int key) throws DeviceException {
        keys.clear();
        if (key > 0) {
            found();
        } else if (targetUnits.orElse(0) > lens.table().rangeUnits() - AT_THE_STOP_UNITS) {
            where.atNearStop();
            end();
        } else {
            where.distrust("it ran into its near stop, where it was not expected.");
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
                where.rests();
                // A body that is slower than the table may have a press in its queue.
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
        Look look = link.look();
        where.lookedAtRest(look);
        // Nobody could see that it is not there yet.
        if (look.focusPercent().isEmpty() && due.isBefore(quietUntil)) {
            due = quietUntil;
        }
        homingRounds = 1;
        driveFar(where.farthestUnits());
    }

    private void driveFar(double units) {
        driveAgainstStop(1, units);
        phase = Optional.of(Phase.HOMING);
    }

    /// @param sign `+` far, `-` near
    private void driveAgainstStop(int sign, double units) {
        boolean sighted = where.percent().isPresent();
        keys.addAll(
                new StopRun(lens.table(), link.body().kind().keys(), sighted).keys(sign, units));
    }

    private void checkHome() throws DeviceException {
        Look look = look();
        int shown = look.focusPercent().orElse(100);
        if (shown >= INFINITY_PERCENT) {
            found();
            return;
        }
        boolean enabled = look.manualFocusEnabled().orElse(true);
        if (where.percentAtRest().equals(look.focusPercent())) {
            where.notFound("the lens did not move when it was homed.");
            throw refused(enabled ? Refusal.LENS_DOES_NOT_OBEY : Refusal.CAMERA_NOT_MANUAL);
        }
        if (++homingRounds > HOMING_ROUNDS) {
            where.notFound("its infinity stop was not found.");
            throw refused(
                    "the infinity stop was not found: the camera shows %d %% of the focus range. Is the right lens chosen?"
                            .formatted(shown));
        }
        driveFar(lens.table().rangeUnits() * (1 - shown / 100.0));
    }

    private void found() {
        where.atInfinity();
        if (targetUnits.orElse(0) < AT_THE_STOP_UNITS) {
            targetUnits = OptionalDouble.empty();
        }
        phase = Optional.of(Phase.TRAVELLING);
    }
}
