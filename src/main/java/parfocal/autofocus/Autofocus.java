package parfocal.autofocus;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import parfocal.autofocus.AutofocusEvent.Advised;
import parfocal.autofocus.AutofocusEvent.Going;
import parfocal.autofocus.AutofocusEvent.GoingBack;
import parfocal.autofocus.FocusStep.Accept;
import parfocal.autofocus.FocusStep.GiveUp;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.device.Camera;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.FilterWheel;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Travel;
import parfocal.time.Pace;

/// The loop of a run: the only code that touches both camera and focuser. Everything it calls either computes or does.
public final class Autofocus {
    /// A counter that settles, or is corrected, by less has not been moved by anybody.
    private static final int FEWEST_FOREIGN_STEPS = 3;

    private static final int MOST_FOREIGN = 1;
    private static final int MOST_EARLY = 3;

    private final Focuser focuser;
    private final Eye eye;
    private final Pace pace;
    private final Consumer<AutofocusEvent> tell;
    private final Moves moves;
    private final Optional<FilterWheel> wheel;

    /// @param focuser one whose moves return when it stands still, limits kept: see `parfocal.motion`
    public Autofocus(Focuser focuser, Camera camera, Pace pace, Consumer<AutofocusEvent> tell) {
        this(focuser, Eye.through(camera), pace, tell);
    }

    /// @param eye what looks instead of a camera
    public Autofocus(Focuser focuser, Eye eye, Pace pace, Consumer<AutofocusEvent> tell) {
        this(focuser, eye, pace, tell, Optional.empty());
    }

    private Autofocus(
            Focuser focuser,
            Eye eye,
            Pace pace,
            Consumer<AutofocusEvent> tell,
            Optional<FilterWheel> wheel) {
        this.focuser = focuser;
        this.eye = eye;
        this.pace = pace;
        this.tell = tell;
        this.moves = new Moves(focuser, pace);
        this.wheel = wheel;
    }

    /// The same with a wheel that is to stand while a run lasts. Turned by somebody else it is turned back, and the frame taken again.
    public Autofocus watching(FilterWheel steady) {
        return new Autofocus(focuser, eye, pace, tell, Optional.of(steady));
    }

    /// Runs to the end: accepted and proven, or back at the start with a reason.
    ///
    /// @throws DeviceException when the focuser cannot even be read to begin with
    /// @throws InterruptedException when cancelled; the focuser is back at the start, or where it could be stopped
    public FocusResult run(FocusPlan plan) throws DeviceException, InterruptedException {
        Instant began = pace.now();
        int startSteps = focuser.status().positionSteps();
        FocusPlan lit = FirstLooks.before(plan, eye.largestBinning());
        tellAdvice(plan, lit);
        FocusRun run = FocusRun.begin(lit, focuser.travel(), startSteps);
        var steady = SteadyWheel.of(wheel);
        var disturbances = new EnumMap<Cause, Integer>(Cause.class);
        try {
            while (true) {
                switch (run.next()) {
                    case MeasureAt step -> {
                        FocusRun more = measure(run, step, began);
                        Optional<GiveUp> moved = movedMeanwhile(more);
                        if (moved.isEmpty()) {
                            moved = steady.turnedMeanwhile();
                        }
                        if (moved.isEmpty()) {
                            run = more;
                            continue;
                        }
                        run = run.throwingOneAway();
                        if (disturbances.merge(moved.get().cause(), 1, Integer::sum)
                                > mostOf(moved.get().cause())) {
                            GiveUp again = Refusals.again(moved.get());
                            goBack(run, again.reason());
                            return FocusResult.of(
                                    Optional.of(again), run, position(), since(began));
                        }
                        if (moved.get().cause() == Cause.STALE_POSITION) {
                            // Moves before it may have been cut short by the next, run-ups above
                            // all: nothing that was seen until now can be trusted.
                            run = run.anew(run.plan());
                        } else {
                            run = run.mending(moved.get());
                        }
                    }
                    case Accept() -> {
                        return FocusResult.of(Optional.empty(), run, position(), since(began));
                    }
                    case GiveUp refusal -> {
                        goBack(run, refusal.reason());
                        return FocusResult.of(Optional.of(refusal), run, position(), since(began));
                    }
                }
            }
        } catch (DeviceException trouble) {
            return afterTrouble(run, trouble, began);
        } catch (InterruptedException cancelled) {
            backAfterCancel(run);
            throw cancelled;
        }
    }

    private FocusRun measure(FocusRun run, MeasureAt step, Instant began)
            throws DeviceException, InterruptedException {
        tell.accept(new Going(step));
        if (step.purpose() == Purpose.WAITED) {
            pace.pause(Drift.WAIT);
        } else {
            for (int waypoint : step.via()) {
                moves.moveTo(waypoint);
            }
            moves.moveTo(step.positionSteps());
        }
        FocuserStatus stands = focuser.status();
        Duration until = since(began).plus(run.plan().exposure().dividedBy(2));
        Seen seen = eye.binned(run.plan().binning()).look(run.plan().exposure());
        if (run.everyTaken().isEmpty()) {
            Optional<FocusPlan> advised = FirstLooks.after(run.plan(), seen);
            if (advised.isPresent()) {
                tellAdvice(run.plan(), advised.get());
                return run.anew(advised.get());
            }
        }
        FocusRun next =
                run.with(
                        step,
                        stands.positionSteps(),
                        stands.placeSigmaSteps(),
                        moves.lateSeconds(),
                        Optional.of(
                                new Moment(until.toMillis() / 1000.0, stands.temperatureCelsius())),
                        seen);
        AutofocusEvent.measured(next).forEach(tell);
        return next;
    }

    /// Frames that are taken again before the run ends. A counter may be set right once, or somebody touch a button; a driver that is
    /// early is waited for as long as it was late at worst, and the longest move may still be to come.
    private static int mostOf(Cause disturbance) {
        return disturbance == Cause.STALE_POSITION ? MOST_EARLY : MOST_FOREIGN;
    }

    /// The tube is to stand still from before an exposure to its end; only this run may move it.
    private Optional<GiveUp> movedMeanwhile(FocusRun run)
            throws DeviceException, InterruptedException {
        if (run.taken().isEmpty()) {
            return Optional.empty();
        }
        int expected = run.taken().getLast().positionSteps();
        int found = focuser.status().positionSteps();
        if (Math.abs(found - expected) < FEWEST_FOREIGN_STEPS) {
            return Optional.empty();
        }
        return Optional.of(
                moves.endLateAt(expected, FEWEST_FOREIGN_STEPS)
                        ? Refusals.stalePosition(expected, found, moves.lateSeconds())
                        : Refusals.foreignMove(expected, found));
    }

    private void tellAdvice(FocusPlan before, FocusPlan now) {
        int known = before.looks().map(looks -> looks.changes().size()).orElse(0);
        now.looks().stream()
                .flatMap(looks -> looks.changes().stream().skip(known))
                .forEach(change -> tell.accept(new Advised(change.advice())));
    }

    /// Back where it began, arriving as the samples did.
    private void goBack(FocusRun run, String reason) throws DeviceException, InterruptedException {
        tell.accept(new GoingBack(run.startSteps(), reason));
        for (int waypoint : run.wayBack()) {
            moves.moveTo(waypoint);
        }
    }

    private FocusResult afterTrouble(FocusRun run, DeviceException trouble, Instant began)
            throws InterruptedException {
        String reason = trouble.fault().message();
        OptionalInt standsAt;
        try {
            goBack(run, reason);
            standsAt = position();
        } catch (DeviceException second) {
            reason +=
                    " And it could not be brought back to %d: %s"
                            .formatted(run.startSteps(), second.fault().message());
            standsAt = OptionalInt.empty();
        }
        Cause cause = causeOf(trouble.fault(), run.travel());
        var refusal =
                new GiveUp(
                        cause,
                        reason,
                        cause == Cause.LIMIT_REACHED
                                ? Refusals.MORE_TRAVEL
                                : "See to the device, then run again.");
        return FocusResult.of(Optional.of(refusal), run, standsAt, since(began));
    }

    private static Cause causeOf(DeviceFault fault, Travel travel) {
        return switch (fault) {
            case DeviceFault.CameraFailed _ -> Cause.CAMERA_FAULT;
            case DeviceFault.OutOfRange _ -> Cause.LIMIT_REACHED;
            case DeviceFault.Stuck stuck when atItsStop(stuck, travel) -> Cause.LIMIT_REACHED;
            case DeviceFault.Stuck _,
                    DeviceFault.Silent _,
                    DeviceFault.Garbled _,
                    DeviceFault.NotConnected _,
                    DeviceFault.WrongDevice _,
                    DeviceFault.Unsupported _,
                    DeviceFault.BadValue _,
                    DeviceFault.Refused _ ->
                    Cause.MOTOR_NOT_MOVING;
        };
    }

    /// A focuser that stands just before the end of its travel, sent on toward it, has met its stop a little early.
    private static boolean atItsStop(DeviceFault.Stuck stuck, Travel travel) {
        double near = Refusals.AT_THE_STOP * travel.lengthSteps();
        boolean inward = stuck.targetSteps() < stuck.positionSteps();
        int end = inward ? travel.minimumSteps() : travel.maximumSteps();
        return Math.abs(stuck.positionSteps() - end) < near;
    }

    private void backAfterCancel(FocusRun run) {
        try {
            focuser.halt();
            goBack(run, "cancelled");
        } catch (DeviceException _) {
            // The cancellation is what the caller hears; the focuser has been told to stop and
            // shows its own trouble.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration since(Instant began) {
        return Duration.between(began, pace.now());
    }

    /// Where it stands; empty when that cannot be known.
    private OptionalInt position() {
        try {
            return OptionalInt.of(focuser.status().positionSteps());
        } catch (DeviceException _) {
            return OptionalInt.empty();
        }
    }
}
