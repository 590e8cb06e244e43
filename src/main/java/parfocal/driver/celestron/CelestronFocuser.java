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
import parfocal.driver.SettingValue;
import parfocal.driver.celestron.CelestronCalibration.Done;
import parfocal.driver.celestron.CelestronCalibration.Missing;
import parfocal.driver.celestron.CelestronCalibration.Running;
import parfocal.driver.celestron.CelestronCommand.GoTo;
import parfocal.driver.celestron.CelestronCommand.ReadCalibration;
import parfocal.driver.celestron.CelestronCommand.ReadFinished;
import parfocal.driver.celestron.CelestronCommand.ReadLimits;
import parfocal.driver.celestron.CelestronCommand.ReadVersion;
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
    private static final Duration FRESH = Duration.ofSeconds(2);

    // A motor told to stop before its late start might start all the same.
    private static final Duration WATCHED_AFTER_A_STOP = Duration.ofSeconds(10);

    private record Reading(int rawSteps, Instant at) {}

    private record Stopped(int rawSteps, Instant watchedUntil) {}

    private final Line line;
    private final Pace pace;
    private final CelestronTalk talk;
    private final String firmware;
    private final CelestronRange range;
    private volatile CelestronMapping mapping = CelestronMapping.RAW;
    private Optional<CelestronMove> move = Optional.empty();
    private Optional<Stopped> stopped = Optional.empty();
    private Reading last;
    private Instant lastChange;

    /// Meets the motor and reads it, changing nothing.
    CelestronFocuser(Line line, Pace pace) throws DeviceException {
        this.line = line;
        this.pace = pace;
        this.talk = new CelestronTalk(line, pace, NAME);
        this.firmware = meet(new ReadVersion(), CelestronReply.Version.class).toString();
        Limits limits = meet(new ReadLimits(), Limits.class);
        var said = meet(new ReadCalibration(), CelestronReply.Calibration.class);
        this.last = new Reading(talk.position(), pace.now());
        this.lastChange = last.at();
        this.range = new CelestronRange(talk, pace, limits, said, last.rawSteps());
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

    /// As the motor's calibration found it; without one as wide as any was ever found, and [#moveTo] says why nothing moves. It is not
    /// narrower, so that no check in front of this one refuses in other words.
    @Override
    public Travel travel() {
        return range.limits().map(mapping::travel).orElse(CelestronRange.WIDEST);
    }

    /// As [Focuser#status()]; a motor that makes no count for five seconds is told to stop, and told of by `Stuck`, once.
    @Override
    public synchronized FocuserStatus status() throws DeviceException {
        range.follow();
        boolean calibrating = range.calibrating();
        // Asked before the position: what is finished is then where the position says.
        boolean finished =
                calibrating
                        || talk.ask(new ReadFinished(), CelestronReply.Finished.class).finished();
        int rawSteps = talk.position();
        boolean moving = judge(rawSteps, finished) || calibrating;
        return new FocuserStatus(shown(rawSteps), moving, OptionalDouble.empty());
    }

    @Override
    public synchronized void moveTo(int positionSteps) throws DeviceException {
        range.follow();
        String order = "a move to " + positionSteps;
        switch (range.calibration()) {
            case Running running ->
                    throw talk.refused(
                            order,
                            "it is calibrating (%s). Wait, or stop the calibration."
                                    .formatted(running.story()));
            case Missing(String story) ->
                    throw talk.refused(
                            order,
                            ("its range is not known: %s. A move could drive it into its stop. Turn the knob to the middle"
                                            + " of the travel, then calibrate.")
                                    .formatted(story));
            case Done _ -> {}
        }
        travel().require(NAME, positionSteps);
        order(mapping.turn(positionSteps, range.limits().orElseThrow()));
    }

    private void order(int targetSteps) throws DeviceException {
        var ordered = CelestronMove.ordered(talk.position(), targetSteps, pace.now());
        stopped = Optional.empty();
        try {
            talk.ask(new GoTo(targetSteps), Acknowledged.class);
            move = Optional.of(ordered.told(true, pace.now()));
        } catch (DeviceException trouble) {
            // Unless it refused, it may have heard.
            move =
                    trouble.fault() instanceof DeviceFault.Refused
                            ? Optional.empty()
                            : Optional.of(ordered.told(false, pace.now()));
            throw trouble;
        }
    }

    @Override
    public void halt() throws DeviceException {
        // Before waiting for whoever is talking: the line is shared packet by packet.
        talk.tell(range.calibrating() ? new StopCalibration() : STOP);
        synchronized (this) {
            if (range.calibrating()) {
                stopped(range.stop());
            } else {
                stop();
            }
        }
    }

    @Override
    public synchronized List<Setting> settings() throws DeviceException {
        range.follow();
        return CelestronSettings.list(mapping, range.calibration(), talk.position(), firmware);
    }

    @Override
    public synchronized void change(String setting, String value) throws DeviceException {
        new SettingValue(NAME, setting, value).requireAmong(settings());
        switch (setting) {
            case CelestronSettings.MAPPING -> {
                requireRest(setting + " = " + value);
                mapping = CelestronMapping.valueOf(value.toUpperCase(Locale.ROOT));
            }
            case CelestronSettings.CALIBRATE -> {
                requireRest("a calibration");
                stopped = Optional.empty();
                range.calibrate(last.rawSteps());
            }
            case CelestronSettings.STOP_CALIBRATION -> stopped(range.stop());
            default -> throw new SettingValue(NAME, setting, value).unknown();
        }
    }

    @Override
    public void close() {
        line.close();
    }

    private void requireRest(String order) throws DeviceException {
        if (range.calibrating()) {
            throw talk.refused(order, "it is calibrating. Wait, or stop the calibration.");
        }
        if (status().moving()) {
            throw talk.refused(order, "it is moving. Halt it, or wait.");
        }
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
        stopped(talk.standstill(STOP));
    }

    private void stopped(int rawSteps) {
        move = Optional.empty();
        last = new Reading(rawSteps, pace.now());
        stopped = Optional.of(new Stopped(rawSteps, last.at().plus(WATCHED_AFTER_A_STOP)));
    }

    // Without a range there is no end to count from, and the motor's own counts are all there is.
    private int shown(int rawSteps) {
        return range.limits().map(limits -> mapping.turn(rawSteps, limits)).orElse(rawSteps);
    }
}
