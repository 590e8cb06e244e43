package parfocal.hub;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import parfocal.compensation.CompensationSettings;
import parfocal.compensation.CompensationSettings.Mode;
import parfocal.compensation.CompensationWish;
import parfocal.compensation.FocusHold;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.hub.HubEvent.Gravity;
import parfocal.thermal.StudyWords;
import parfocal.thermal.TemperatureLaw;
import parfocal.thermal.TemperaturePoint;
import parfocal.thermal.TemperatureStudy;
import parfocal.time.Pace;

/// Holds one focuser in focus as the temperature changes, and keeps the points its law is learned from.
///
/// Whatever puts the focuser somewhere (a client, a hand at the knob, an accepted run) makes that place, at the temperature of that
/// moment, the reference. After a start nothing moves by itself until somebody has done so, or has ordered a compensation once.
public final class HubCompensation {
    private final HubFocuser focuser;
    private final Surroundings surroundings;
    private final FocusHold hold;
    private final Calculator calculator;
    private final Readiness readiness;
    private final CompensationNews news;
    private final FocusAdvice advice;
    private final PointNow points;
    private final Learning learning;
    private final ChangeMeter meter;
    private final HeldPlace place;
    private final CompensationMoves moves;
    private final CompensationRecall recall;
    private CompensationWish heard;
    private OptionalDouble zoneSteps;

    HubCompensation(
            HubFocuser focuser,
            Surroundings surroundings,
            Memory memory,
            Events events,
            Pace pace) {
        this.focuser = focuser;
        this.surroundings = surroundings;
        CompensationMemory kept = memory.compensation(focuser.id());
        this.heard = kept.heard();
        this.zoneSteps = kept.zoneSteps();
        this.hold = new FocusHold(kept.settings());
        this.news = new CompensationNews(focuser, events, pace);
        this.recall =
                new CompensationRecall(
                        focuser.id(), memory, kept, words -> news.say(Gravity.TROUBLE, words));
        this.calculator =
                new Calculator(
                        focuser,
                        memory,
                        pace,
                        this::point,
                        this::changed,
                        words -> news.say(Gravity.TROUBLE, words));
        this.advice = new FocusAdvice(hold);
        this.readiness = new Readiness(focuser, hold, surroundings, pace);
        this.points = new PointNow(focuser, hold, readiness, pace);
        this.learning = new Learning(hold, calculator, points, news);
        this.meter = new ChangeMeter(hold);
        this.place = new HeldPlace(kept.stoodSteps());
        this.moves = new CompensationMoves(focuser, hold, place, news, kept.playSteps());
        kept.reference().ifPresent(hold::remember);
    }

    public synchronized CompensationSettings settings() {
        return hold.settings();
    }

    public synchronized CompensationState state() {
        OptionalDouble target = hold.targetSteps();
        int stands = focuser.state().positionSteps();
        return new CompensationState(
                hold.settings(),
                hold.celsius(),
                hold.reference(),
                target,
                hold.targetSigmaSteps(),
                target.isPresent()
                        ? OptionalDouble.of(target.getAsDouble() - stands)
                        : OptionalDouble.empty(),
                hold.settings().mode() == Mode.AUTOMATIC ? readiness.waiting() : Optional.empty(),
                hold.settings().law().map(this::consequence),
                meter.celsius(),
                advice.anew(zoneSteps),
                calculator.edition());
    }

    private String consequence(TemperatureLaw law) {
        return StudyWords.consequence(law, hold.celsius().orElse(10));
    }

    /// Counts the change of temperature from now on.
    public synchronized void resetMeter() {
        meter.reset();
        tell();
    }

    /// Changes how it holds; kept over restarts. What is due now stays due under a new law.
    public synchronized void settle(CompensationSettings settings, Client who) {
        boolean begins = settings.mode() != Mode.OFF && hold.settings().mode() != settings.mode();
        hold.settle(settings);
        if (begins) {
            // Whoever switches it on has focused.
            readiness.live(true);
            if (hold.reference().isEmpty() && focuser.state().availability().isReady()) {
                hold.refer(focuser.state().positionSteps(), 0);
            }
        }
        keep();
        sayWho(who.toString());
        tell();
    }

    /// Takes up what the configuration file says, where it says anything new: what was changed since it was heard last stays. A file
    /// focuses nothing, so that nothing moves for its sake before somebody has.
    public synchronized void heed(CompensationWish wish) {
        CompensationSettings fresh = wish.over(hold.settings(), heard);
        heard = wish;
        boolean changes = !fresh.equals(hold.settings());
        if (changes) {
            hold.settle(fresh);
        }
        keep();
        if (changes) {
            sayWho("the configuration");
            tell();
        }
    }

    /// As if nobody had ever said anything; what the configuration file says is heard anew when it is read next.
    synchronized void reset(Client who) {
        heard = CompensationWish.none();
        settle(CompensationSettings.unknown(), who);
    }

    private void sayWho(String who) {
        news.settled(who, hold.settings(), hold.settings().law().map(this::consequence));
    }

    /// Compensates now, if more steps are due than are to be left undone.
    ///
    /// @return how many steps it goes; empty when too few were due
    /// @throws DeviceException [DeviceFault.Refused] when it cannot be told how many are due, or as any move
    public synchronized OptionalInt compensate(int beyondSteps, Client who) throws DeviceException {
        Optional<String> missing = readiness.missing();
        if (missing.isPresent()) {
            throw new DeviceException(
                    new DeviceFault.Refused(focuser.name(), "to compensate", missing.get()));
        }
        readiness.live(true);
        int stands = focuser.state().positionSteps();
        OptionalInt order = hold.order(stands, beyondSteps);
        if (order.isPresent()) {
            moves.go(order.getAsInt(), who);
            return OptionalInt.of(order.getAsInt() - stands);
        }
        return order;
    }

    /// A client is exposing with a camera that the hub does not know: nothing moves by itself so long.
    public synchronized void keepStill(Duration time, Client who) {
        readiness.keepStill(time);
        news.say(
                Gravity.NOTE, "%s wants it still for %d seconds.".formatted(who, time.toSeconds()));
    }

    /// What its law is learned from.
    public Calculator calculator() {
        return calculator;
    }

    private synchronized TemperaturePoint point(double positionSteps, OptionalDouble sigmaSteps)
            throws DeviceException {
        return points.at(positionSteps, sigmaSteps, surroundings.filter());
    }

    /// Takes what the points say as the law from now on.
    ///
    /// @throws DeviceException [DeviceFault.Refused] when they say nothing
    public synchronized TemperatureStudy apply(Optional<String> filter, Client who)
            throws DeviceException {
        TemperatureStudy study = calculator.requireLaw(filter);
        settle(hold.settings().withLaw(study.law()), who);
        return study;
    }

    /// The numbers of all positions changed by so much.
    synchronized void renumbered(int bySteps) {
        hold.shift(bySteps);
        place.call(focuser.state().positionSteps());
        keep();
    }

    /// Another filter is in the light, and the focuser is sent after it: focus is elsewhere by so much, at any temperature.
    synchronized void followFilter(double bySteps, int targetSteps, Client who)
            throws DeviceException {
        focuser.arrive(targetSteps, moves.overshootSteps(), who);
        hold.shift(bySteps);
        place.expect(targetSteps);
        keep();
    }

    /// Steps per degree at the temperature of now, where a law is known that has no lag to be thought of.
    synchronized OptionalDouble stepsPerCelsius() {
        return hold.settings()
                .law()
                .filter(law -> law.lagMinutes() == 0)
                .map(law ->
                        OptionalDouble.of(law.pieceAt(hold.celsius().orElse(10)).stepsPerCelsius()))
                .orElse(OptionalDouble.empty());
    }

    /// An accepted and proven run is the best reference there is.
    synchronized void focused(FocusedRun run) {
        if (readiness.isLive() && hold.settings().mode() != Mode.OFF) {
            advice.surprise(run).ifPresent(words -> news.say(Gravity.WARNING, words));
        }
        hold.refer(run.focusSteps(), run.sigmaSteps());
        readiness.live(true);
        place.settle(run.standsSteps());
        zoneSteps = OptionalDouble.of(run.zoneSteps());
        moves.noticed(run.playSteps());
        learning.from(run);
        keep();
        tell();
    }

    /// Half width of the critical zone, by the latest accepted run.
    synchronized OptionalDouble zoneSteps() {
        return zoneSteps;
    }

    /// One look: reads the thermometer, sees whether the focuser was put elsewhere, and moves it if that is wanted and due.
    synchronized void look() {
        FocuserState state = focuser.state();
        OptionalDouble celsius =
                surroundings.celsius(hold.settings().sensorId().orElse(focuser.id()));
        if (celsius.isPresent()) {
            hold.feed(readiness.felt(), celsius.getAsDouble());
        }
        meter.look();
        news.care(hold.settings().mode(), readiness.fault(), advice.anew(zoneSteps));
        watchPlace(state);
        if (hold.settings().mode() == Mode.AUTOMATIC && readiness.waiting().isEmpty()) {
            hold.order(state.positionSteps(), hold.settings().thresholdSteps())
                    .ifPresent(moves::goByItself);
        }
        tell();
    }

    private void watchPlace(FocuserState state) {
        HeldPlace.Change change = place.look(state);
        switch (change) {
            case UNWATCHED -> {
                hold.forgetReference();
                readiness.live(false);
            }
            case PUT_ELSEWHERE -> {
                hold.refer(state.positionSteps(), 0);
                readiness.live(true);
            }
            case ARRIVED, NONE -> {}
        }
        if (change != HeldPlace.Change.NONE) {
            keep();
        }
    }

    private void keep() {
        var fresh =
                new CompensationMemory(
                        hold.settings(),
                        hold.reference(),
                        place.stoodSteps(),
                        moves.playSteps(),
                        zoneSteps,
                        heard);
        recall.keep(fresh);
    }

    private synchronized void changed() {
        tell();
    }

    private void tell() {
        news.tell(state());
    }
}
