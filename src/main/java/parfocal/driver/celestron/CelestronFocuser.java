package parfocal.driver.celestron;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Setting;
import parfocal.device.Travel;
import parfocal.driver.celestron.CelestronCalibration.Done;
import parfocal.driver.celestron.CelestronCalibration.Missing;
import parfocal.driver.celestron.CelestronCalibration.Running;
import parfocal.driver.celestron.CelestronCommand.GoTo;
import parfocal.driver.celestron.CelestronCommand.ReadCalibration;
import parfocal.driver.celestron.CelestronCommand.ReadFinished;
import parfocal.driver.celestron.CelestronCommand.ReadLimits;
import parfocal.driver.celestron.CelestronCommand.ReadPosition;
import parfocal.driver.celestron.CelestronCommand.ReadVersion;
import parfocal.driver.celestron.CelestronCommand.StartCalibration;
import parfocal.driver.celestron.CelestronCommand.StopCalibration;
import parfocal.driver.celestron.CelestronCommand.TurnUp;
import parfocal.driver.celestron.CelestronReply.Acknowledged;
import parfocal.driver.celestron.CelestronReply.Limits;
import parfocal.link.Line;
import parfocal.time.Pace;

/// A Celestron focus motor at the other end of a line. Inside, all positions are raw counts; they are turned into what is shown at
/// the edge.
final class CelestronFocuser implements Focuser {
    static final String NAME = "Celestron focus motor";

    private static final CelestronCommand STOP = new TurnUp(0);
    private static final Duration STANDSTILL = Duration.ofMillis(400);
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);
    private static final int READINGS_TO_STAND = 6;

    // A motor told to stop before its late start might start all the same.
    private static final Duration WATCHED_AFTER_A_STOP = Duration.ofSeconds(10);

    private record Reading(int rawSteps, Instant at) {}

    private record Stopped(int rawSteps, Instant watchedUntil) {}

    private final Line line;
    private final Pace pace;
    private final CelestronTalk talk;
    private final String firmware;
    private volatile CelestronMapping mapping = CelestronMapping.RAW;
    private volatile Optional<Limits> limits = Optional.empty();
    private volatile CelestronCalibration calibration;
    private Instant calibrationDue;
    private Optional<CelestronMove> move = Optional.empty();
    private Optional<Stopped> stopped = Optional.empty();
    private Reading last;
    private Instant lastChange;

    /// Meets the motor and reads it, changing nothing.
    CelestronFocuser(Line line, Pace pace) throws DeviceException {
        this.line = line;
        this.pace = pace;
        this.talk = new CelestronTalk(line, pace, NAME);
        this.firmware = introduce().toString();
        Limits range = meet(new ReadLimits(), Limits.class);
        var said = meet(new ReadCalibration(), CelestronReply.Calibration.class);
        this.last = new Reading(position(), pace.now());
        this.lastChange = last.at();
        this.calibrationDue = last.at();
        boolean running = said.state() > 0 && !said.done();
        this.calibration =
                running
                        ? new Running(
                                last.rawSteps(), true, said, last.rawSteps(), last.at(), last.at())
                        : judged(said.done(), range, "as the motor has kept it");
    }

    private CelestronReply.Version introduce() throws DeviceException {
        return meet(new ReadVersion(), CelestronReply.Version.class);
    }

    private <R extends CelestronReply> R meet(CelestronCommand question, Class<R> awaited)
            throws DeviceException {
        try {
            return talk.ask(question, awaited);
        } catch (DeviceException trouble) {
            String heard =
                    switch (trouble.fault()) {
                        case DeviceFault.Garbled(_, _, String received) -> received;
                        case DeviceFault.Refused(_, String order, _) ->
                                "a device that does not know " + order;
                        default -> throw trouble;
                    };
            throw new DeviceException(
                    new DeviceFault.WrongDevice(NAME, "a Celestron focus motor", heard), trouble);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    /// As the motor's calibration found it; without one 0 to 0, and [#moveTo] says why.
    @Override
    public Travel travel() {
        return limits.map(mapping::travel).orElse(new Travel(0, 0));
    }

    /// As [Focuser#status()]; a motor that makes no count for five seconds is told to stop, and told of by `Stuck`, once.
    @Override
    public synchronized FocuserStatus status() throws DeviceException {
        follow();
        boolean calibrating = calibration instanceof Running;
        // Asked before the position: what is finished is then where the position says.
        boolean finished =
                calibrating
                        || talk.ask(new ReadFinished(), CelestronReply.Finished.class).finished();
        int rawSteps = position();
        boolean moving = judge(rawSteps, finished) || calibrating;
        return new FocuserStatus(shown(rawSteps), moving, OptionalDouble.empty());
    }

    @Override
    public synchronized void moveTo(int positionSteps) throws DeviceException {
        follow();
        String order = "a move to " + positionSteps;
        switch (calibration) {
            case Running running ->
                    throw refused(
                            order,
                            "it is calibrating (%s). Wait, or stop the calibration."
                                    .formatted(running.story()));
            case Missing(String story) ->
                    throw refused(
                            order,
                            ("its range is not known: %s. A move could drive it into its stop. Turn the knob to the middle"
                                            + " of the travel, then calibrate.")
                                    .formatted(story));
            case Done _ -> {}
        }
        travel().require(NAME, positionSteps);
        int targetSteps = limits.map(range -> mapping.turn(positionSteps, range)).orElseThrow();
        move = Optional.empty();
        stopped = Optional.empty();
        int fromSteps = position();
        talk.ask(new GoTo(targetSteps), Acknowledged.class);
        move = Optional.of(CelestronMove.ordered(fromSteps, targetSteps, pace.now()));
    }

    @Override
    public void halt() throws DeviceException {
        // Before waiting for whoever is talking: the line is shared packet by packet.
        talk.tell(calibration instanceof Running ? new StopCalibration() : STOP);
        synchronized (this) {
            if (calibration instanceof Running running) {
                stopCalibration(running);
            } else {
                stop();
            }
        }
    }

    @Override
    public synchronized List<Setting> settings() throws DeviceException {
        follow();
        return CelestronSettings.list(mapping, calibration, position(), firmware);
    }

    @Override
    public synchronized void change(String setting, String value) throws DeviceException {
        CelestronSettings.require(NAME, settings(), setting, value);
        switch (setting) {
            case CelestronSettings.MAPPING -> {
                requireRest(setting + " = " + value);
                mapping = CelestronMapping.valueOf(value.toUpperCase(Locale.ROOT));
            }
            case CelestronSettings.CALIBRATE -> {
                requireRest("a calibration");
                calibrate();
            }
            case CelestronSettings.STOP_CALIBRATION -> {
                if (!(calibration instanceof Running running)) {
                    throw refused("the end of a calibration", "none is running.");
                }
                stopCalibration(running);
            }
            // What is only shown has been given the value that it has.
            default -> {}
        }
    }

    @Override
    public void close() {
        line.close();
    }

    private void requireRest(String order) throws DeviceException {
        if (calibration instanceof Running) {
            throw refused(order, "it is calibrating. Wait, or stop the calibration.");
        }
        if (status().moving()) {
            throw refused(order, "it is moving. Halt it, or wait.");
        }
    }

    private void calibrate() throws DeviceException {
        CelestronCalibration before = calibration;
        int fromSteps = last.rawSteps();
        var said = new CelestronReply.Calibration(before instanceof Done, 0);
        Instant now = pace.now();
        stopped = Optional.empty();
        // Already now: should the acknowledgement be lost, the motor may have begun.
        calibration = new Running(fromSteps, false, said, fromSteps, now, now);
        try {
            talk.ask(new StartCalibration(), Acknowledged.class);
        } catch (DeviceException trouble) {
            if (trouble.fault() instanceof DeviceFault.Refused) {
                calibration = before;
            }
            throw trouble;
        }
        calibrationDue = now;
        follow();
        while (calibration instanceof Running running && !running.begun()) {
            talk.listen(BETWEEN_QUESTIONS);
            follow();
        }
        if (!(calibration instanceof Running)) {
            throw refused("a calibration", calibration.story());
        }
    }

    // Asked once a second at most; the motor calibrates more quietly when left alone. A question
    // unanswered is asked again.
    private void follow() throws DeviceException {
        if (!(calibration instanceof Running running) || pace.now().isBefore(calibrationDue)) {
            return;
        }
        var said = talk.ask(new ReadCalibration(), CelestronReply.Calibration.class);
        int rawSteps = position();
        Instant now = pace.now();
        calibrationDue = now.plus(BETWEEN_QUESTIONS);
        Running seen = running.seen(said, rawSteps, now);
        switch (seen.verdict(now)) {
            case GOING_ON -> calibration = seen;
            case SUCCEEDED -> ended(seen, seen.beforeAndAfter(rawSteps));
            case FAILED ->
                    ended(
                            seen,
                            "the calibration failed in state %d of %d; %s"
                                    .formatted(
                                            running.last().state(),
                                            CelestronCalibration.STATES,
                                            running.beforeAndAfter(rawSteps)));
            case HELD -> {
                talk.ask(new StopCalibration(), Acknowledged.class);
                ended(
                        seen,
                        "the calibration stood still in state %d of %d and was stopped; %s"
                                .formatted(
                                        said.state(),
                                        CelestronCalibration.STATES,
                                        seen.beforeAndAfter(rawSteps)));
            }
            case NEVER_BEGAN ->
                    ended(seen, "the motor acknowledged a calibration and did not begin it");
        }
    }

    private void stopCalibration(Running running) throws DeviceException {
        talk.ask(new StopCalibration(), Acknowledged.class);
        int rawSteps = standstill(new StopCalibration());
        var said = talk.ask(new ReadCalibration(), CelestronReply.Calibration.class);
        for (int reading = 1; said.state() > 0; reading++) {
            if (reading == READINGS_TO_STAND) {
                throw refused(
                        "the end of the calibration",
                        "it goes on in state %d.".formatted(said.state()));
            }
            talk.listen(STANDSTILL);
            said = talk.ask(new ReadCalibration(), CelestronReply.Calibration.class);
        }
        ended(
                running.seen(said, rawSteps, pace.now()),
                "the last calibration was stopped; " + running.beforeAndAfter(rawSteps));
        last = new Reading(rawSteps, pace.now());
    }

    private void ended(Running seen, String story) throws DeviceException {
        Limits range = talk.ask(new ReadLimits(), Limits.class);
        calibration = judged(seen.last().done(), range, story);
    }

    private CelestronCalibration judged(boolean done, Limits range, String story) {
        if (done && range.sensible()) {
            limits = Optional.of(range);
            return new Done(
                    "calibrated, raw %d to %d; %s"
                            .formatted(range.lowSteps(), range.highSteps(), story));
        }
        limits = Optional.empty();
        return new Missing(
                done
                        ? "the motor says that it is calibrated, and its limits are %d and %d"
                                .formatted(range.lowSteps(), range.highSteps())
                        : "not calibrated; " + story);
    }

    private boolean judge(int rawSteps, boolean finished) throws DeviceException {
        Instant now = pace.now();
        Reading before = last;
        last = new Reading(rawSteps, now);
        if (rawSteps != before.rawSteps()) {
            lastChange = now;
        }
        if (move.isPresent()) {
            return judgeMove(move.get().seen(rawSteps, finished, now), now);
        }
        if (stopped.filter(stop -> now.isBefore(stop.watchedUntil())).isPresent()) {
            if (rawSteps == stopped.get().rawSteps()) {
                return false;
            }
            stopped = Optional.of(new Stopped(rawSteps, stopped.get().watchedUntil()));
            talk.tell(STOP);
            return true;
        }
        // A hand controller may turn it, or it may be on a move ordered before we came.
        return finished
                ? rawSteps != before.rawSteps()
                        && Duration.between(before.at(), now).compareTo(FRESH) <= 0
                : Duration.between(lastChange, now).compareTo(CelestronMove.PATIENCE) < 0;
    }

    private boolean judgeMove(CelestronMove seen, Instant now) throws DeviceException {
        move = Optional.of(seen);
        return switch (seen.verdict(now)) {
            case TURNING -> true;
            case ENDED -> {
                move = Optional.empty();
                yield false;
            }
            case STUCK -> {
                // Without this it would go on by itself when whatever holds it lets go.
                move = Optional.empty();
                stop();
                throw new DeviceException(
                        new DeviceFault.Stuck(
                                NAME,
                                shown(seen.lastSteps()),
                                shown(seen.targetSteps()),
                                Duration.between(seen.lastChange(), now)));
            }
        };
    }

    private void stop() throws DeviceException {
        talk.ask(STOP, Acknowledged.class);
        int rawSteps = standstill(STOP);
        move = Optional.empty();
        last = new Reading(rawSteps, pace.now());
        stopped = Optional.of(new Stopped(rawSteps, last.at().plus(WATCHED_AFTER_A_STOP)));
    }

    private int standstill(CelestronCommand stop) throws DeviceException {
        int rawSteps = position();
        for (int reading = 1; reading <= READINGS_TO_STAND; reading++) {
            talk.listen(STANDSTILL);
            int before = rawSteps;
            rawSteps = position();
            if (rawSteps == before) {
                return rawSteps;
            }
            talk.tell(stop);
        }
        throw refused("halt", "it goes on, and is now at %d.".formatted(shown(rawSteps)));
    }

    private int position() throws DeviceException {
        return talk.ask(new ReadPosition(), CelestronReply.Position.class).steps();
    }

    // Without a range there is no end to count from, and the motor's own counts are all there is.
    private int shown(int rawSteps) {
        return limits.map(range -> mapping.turn(rawSteps, range)).orElse(rawSteps);
    }

    private static DeviceException refused(String order, String reason) {
        return new DeviceException(new DeviceFault.Refused(NAME, order, reason));
    }
}
