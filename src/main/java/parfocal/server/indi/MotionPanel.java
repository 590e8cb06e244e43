package parfocal.server.indi;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import parfocal.device.DeviceException;
import parfocal.device.Travel;
import parfocal.hub.Client;
import parfocal.hub.FocuserState;
import parfocal.hub.HubFocuser;
import parfocal.time.Pace;
import parfocal.wire.indi.NumberShape;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;
import parfocal.wire.indi.SwitchRule;

/// Where the focuser is, and everything that moves it.
///
/// `Ok` of `ABS_FOCUS_POSITION` says: it has arrived, stands still, and this is where. Clients take their picture on it, so it is said
/// once a move and never before. While it moves, whoever moves it, the state is `Busy`.
final class MotionPanel implements Panel {
    static final String ABSOLUTE = "ABS_FOCUS_POSITION";
    private static final String RELATIVE = "REL_FOCUS_POSITION";
    private static final String MOTION = "FOCUS_MOTION";
    private static final String TIMER = "FOCUS_TIMER";
    private static final String ABORT = "FOCUS_ABORT_MOTION";
    private static final String SYNC = "FOCUS_SYNC";
    private static final String HOME = "FOCUS_HOME";
    private static final String SIGMA = "FOCUS_POSITION_SIGMA";
    private static final NumberShape MILLISECONDS = new NumberShape("%4.0f", 0, 5_000, 50);

    private final HubFocuser focuser;
    private final String device;
    private final Pace pace;
    private final States states;
    private final Rhythm rhythm;
    private final AtomicBoolean halted = new AtomicBoolean();
    private final AtomicBoolean timeOver = new AtomicBoolean();
    private boolean outward;
    private double relativeSteps;
    private double timerMillis = 1_000;
    private Optional<Integer> syncedSteps = Optional.empty();
    private int shownSteps;
    private Instant shownAt = Instant.EPOCH;
    private Optional<String> complaint = Optional.empty();

    MotionPanel(HubFocuser focuser, String device, Pace pace, States states, Rhythm rhythm) {
        this.focuser = focuser;
        this.device = device;
        this.pace = pace;
        this.states = states;
        this.rhythm = rhythm;
    }

    /// Why the last move came to nothing; told once.
    Optional<String> complaint() {
        Optional<String> words = complaint;
        complaint = Optional.empty();
        return words;
    }

    @Override
    public boolean isUrgent(String property) {
        return property.equals(ABORT);
    }

    @Override
    public List<Property> properties() {
        FocuserState state = focuser.state();
        settle(state);
        Travel travel = state.travel();
        NumberShape range = range(travel);
        var properties = new ArrayList<Property>();
        properties.add(
                Draft.switches(device, MOTION, "Direction", Trade.MAIN, SwitchRule.ONE_OF_MANY)
                        .state(states.of(MOTION, PropertyState.OK))
                        .onOff("FOCUS_INWARD", "Focus In", !outward)
                        .onOff("FOCUS_OUTWARD", "Focus Out", outward)
                        .property());
        properties.add(
                Draft.numbers(device, TIMER, "Timer", Trade.MAIN)
                        .state(states.of(TIMER, PropertyState.OK))
                        .number("FOCUS_TIMER_VALUE", "Focus Timer (ms)", MILLISECONDS, timerMillis)
                        .property());
        properties.add(
                Draft.numbers(device, RELATIVE, "Relative Position", Trade.MAIN)
                        .state(states.of(RELATIVE, PropertyState.OK))
                        .number(
                                "FOCUS_RELATIVE_POSITION",
                                "Steps",
                                new NumberShape("%.f", 0, travel.lengthSteps(), range.step()),
                                relativeSteps)
                        .property());
        properties.add(
                Draft.numbers(device, ABSOLUTE, "Absolute Position", Trade.MAIN)
                        .state(states.of(ABSOLUTE, PropertyState.OK))
                        .number("FOCUS_ABSOLUTE_POSITION", "Steps", range, shownSteps)
                        .property());
        properties.add(
                Draft.button(device, ABORT, "Abort Motion", Trade.MAIN, "ABORT", "Abort")
                        .state(states.of(ABORT, PropertyState.IDLE))
                        .property());
        properties.add(
                Draft.numbers(device, SYNC, "Sync", Trade.MAIN)
                        .state(states.of(SYNC, PropertyState.OK))
                        .number(
                                "FOCUS_SYNC_VALUE",
                                "Steps",
                                range,
                                travel.nearest(syncedSteps.orElse(travel.minimumSteps())))
                        .property());
        if (focuser.hasHome()) {
            properties.addAll(home(state));
        }
        return properties;
    }

    @Override
    public PropertyState order(Asked asked, Client who) throws DeviceException, Unfit {
        return switch (asked.name()) {
            case MOTION -> {
                outward = asked.isPressed("FOCUS_OUTWARD");
                yield PropertyState.OK;
            }
            case ABSOLUTE -> {
                go((int) Math.round(asked.number("FOCUS_ABSOLUTE_POSITION")), who);
                yield PropertyState.BUSY;
            }
            case RELATIVE -> {
                go(asked.number("FOCUS_RELATIVE_POSITION"), who);
                yield PropertyState.BUSY;
            }
            case TIMER -> {
                run(asked.number("FOCUS_TIMER_VALUE"), who);
                yield PropertyState.BUSY;
            }
            case ABORT -> {
                if (asked.isPressed("ABORT")) {
                    // Before: the end of the move may be seen before this returns.
                    halted.set(true);
                    focuser.halt(who);
                }
                yield PropertyState.OK;
            }
            case SYNC -> {
                int steps = (int) Math.round(asked.number("FOCUS_SYNC_VALUE"));
                focuser.sync(steps, who);
                syncedSteps = Optional.of(steps);
                yield PropertyState.OK;
            }
            case HOME -> {
                if (asked.isPressed("GO")) {
                    focuser.home(who);
                }
                yield PropertyState.OK;
            }
            default -> throw new Unfit("Error: %s cannot be set.".formatted(asked.name()));
        };
    }

    /// Sends it there; `Busy` until it has arrived.
    void go(int positionSteps, Client who) throws DeviceException {
        halted.set(false);
        timeOver.set(false);
        focuser.moveTo(positionSteps, who);
        states.set(ABSOLUTE, PropertyState.BUSY);
    }

    private void go(double steps, Client who) throws DeviceException, Unfit {
        if (!(steps >= 1)) {
            throw new Unfit(
                    "Error: a relative move is of 1 step or more; the direction has a switch of its own.");
        }
        long target = focuser.state().positionSteps() + Math.round(outward ? steps : -steps);
        go(Math.clamp(target, Integer.MIN_VALUE, Integer.MAX_VALUE), who);
        relativeSteps = steps;
    }

    /// Runs for a time as focusers without positions do: toward the end of the travel, and is stopped.
    private void run(double millis, Client who) throws DeviceException, Unfit {
        if (!(millis >= 1)) {
            throw new Unfit("Error: the focuser runs for 1 ms or more.");
        }
        Travel travel = focuser.state().travel();
        int target = outward ? travel.maximumSteps() : travel.minimumSteps();
        go(target, who);
        timerMillis = millis;
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        pace.pause(Duration.ofMillis(Math.round(millis)));
                        boolean stillOurs =
                                focuser.state().mover().filter(who::equals).isPresent()
                                        && states.isBusy(TIMER)
                                        && focuser.state().targetSteps().orElse(target + 1)
                                                == target;
                        if (stillOurs) {
                            timeOver.set(true);
                            focuser.halt(who);
                        }
                    } catch (DeviceException deaf) {
                        timeOver.set(false);
                    } catch (InterruptedException closing) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    /// Brings states in line with what the focuser does.
    private void settle(FocuserState state) {
        boolean wasBusy = states.isBusy(ABSOLUTE);
        PropertyState now;
        if (state.moving()) {
            // What still turns after an abort is no new move.
            now =
                    halted.get() && state.targetSteps().isEmpty()
                            ? PropertyState.IDLE
                            : PropertyState.BUSY;
        } else if (wasBusy) {
            now = end(state);
        } else {
            now = states.of(ABSOLUTE, PropertyState.OK);
        }
        boolean tooSoon =
                now == PropertyState.BUSY
                        && wasBusy
                        && pace.now().isBefore(shownAt.plus(rhythm.period()));
        if (!tooSoon) {
            shownSteps = state.positionSteps();
            shownAt = pace.now();
        }
        states.set(ABSOLUTE, now);
        for (String with : List.of(RELATIVE, TIMER)) {
            if (states.isBusy(with) && now != PropertyState.BUSY) {
                states.set(with, now);
            }
        }
    }

    private PropertyState end(FocuserState state) {
        if (timeOver.getAndSet(false)) {
            return PropertyState.OK;
        }
        if (halted.get()) {
            return PropertyState.IDLE;
        }
        complaint = state.trouble();
        return state.trouble().isPresent() || !state.availability().isReady()
                ? PropertyState.ALERT
                : PropertyState.OK;
    }

    private List<Property> home(FocuserState state) {
        OptionalDouble sigma = state.positionSigmaSteps();
        return List.of(
                Draft.button(device, HOME, "Home", Trade.MAIN, "GO", "Go to the stop")
                        .state(states.of(HOME, PropertyState.IDLE))
                        .property(),
                Draft.numbers(device, SIGMA, "Uncertainty", Trade.MAIN)
                        .readOnly()
                        .state(sigma.isPresent() ? PropertyState.OK : PropertyState.ALERT)
                        .number("SIGMA", "Steps", new NumberShape("%.1f", 0, 0, 0), sigma.orElse(0))
                        .property());
    }

    static NumberShape range(Travel travel) {
        return new NumberShape(
                "%.f",
                travel.minimumSteps(),
                travel.maximumSteps(),
                Math.max(1, travel.lengthSteps() / 50));
    }
}
