package parfocal.driver.celestron;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Travel;
import parfocal.driver.celestron.CelestronCalibration.Done;
import parfocal.driver.celestron.CelestronCalibration.Missing;
import parfocal.driver.celestron.CelestronCalibration.Running;
import parfocal.driver.celestron.CelestronCommand.ReadCalibration;
import parfocal.driver.celestron.CelestronCommand.ReadLimits;
import parfocal.driver.celestron.CelestronCommand.StartCalibration;
import parfocal.driver.celestron.CelestronCommand.StopCalibration;
import parfocal.driver.celestron.CelestronReply.Acknowledged;
import parfocal.driver.celestron.CelestronReply.Calibration;
import parfocal.driver.celestron.CelestronReply.Limits;
import parfocal.time.Pace;

/// The range the motor may move in, and the calibration that finds it. Positions are raw counts.
///
/// Reads may come from any thread; whatever talks belongs to the one that holds the focuser.
final class CelestronRange {
    /// INDI accepted upper limits up to this.
    static final Travel WIDEST = new Travel(0, 60_000);

    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);
    private static final Duration TO_END = Duration.ofSeconds(2);

    private final CelestronTalk talk;
    private final Pace pace;
    private volatile Optional<Limits> limits = Optional.empty();
    private volatile CelestronCalibration calibration;
    private Instant due;

    /// @param said what the motor told of its calibration when it was met
    CelestronRange(CelestronTalk talk, Pace pace, Limits range, Calibration said, int rawSteps) {
        this.talk = talk;
        this.pace = pace;
        this.due = pace.now();
        boolean running = said.state() > 0 && !said.done();
        this.calibration =
                running
                        ? new Running(rawSteps, true, said, rawSteps, due, due)
                        : judged(said.done(), range, "");
    }

    /// The last that made sense; empty while there is none.
    Optional<Limits> limits() {
        return limits;
    }

    CelestronCalibration calibration() {
        return calibration;
    }

    boolean calibrating() {
        return calibration instanceof Running;
    }

    /// Orders a calibration and waits until the motor is at it.
    ///
    /// @throws DeviceException `Refused` when it does not begin, or the line's troubles; then it may have begun, and
    ///     [#follow()] will find out
    void calibrate(int fromSteps) throws DeviceException {
        CelestronCalibration before = calibration;
        Instant now = pace.now();
        var said = new Calibration(before instanceof Done, 0);
        calibration = new Running(fromSteps, false, said, fromSteps, now, now);
        try {
            talk.ask(new StartCalibration(), Acknowledged.class);
        } catch (DeviceException trouble) {
            if (trouble.fault() instanceof DeviceFault.Refused) {
                calibration = before;
            }
            throw trouble;
        }
        due = now;
        follow();
        while (calibration instanceof Running running && !running.begun()) {
            talk.listen(BETWEEN_QUESTIONS);
            follow();
        }
        if (!calibrating()) {
            throw talk.refused("a calibration", calibration.story());
        }
    }

    /// Ends a calibration early, by the one order that may be used for it.
    ///
    /// @return where the motor stands now
    int stop() throws DeviceException {
        if (!(calibration instanceof Running running)) {
            throw talk.refused("the end of a calibration", "none is running.");
        }
        talk.ask(new StopCalibration(), Acknowledged.class);
        int rawSteps = talk.standstill(new StopCalibration());
        Instant end = pace.now().plus(TO_END);
        Calibration said = read();
        while (said.state() > 0) {
            if (!pace.now().isBefore(end)) {
                throw talk.refused(
                        "the end of the calibration",
                        "it goes on in state %d.".formatted(said.state()));
            }
            talk.listen(CelestronTalk.STANDSTILL);
            said = read();
        }
        ended(said, "the last calibration was stopped; " + running.beforeAndAfter(rawSteps));
        return rawSteps;
    }

    /// Looks how far a calibration is, once a second at most: the motor does it more quietly when left
    /// alone. A question that stays unanswered is asked again at the next call.
    void follow() throws DeviceException {
        if (!(calibration instanceof Running running) || pace.now().isBefore(due)) {
            return;
        }
        Calibration said = read();
        int rawSteps = talk.position();
        Instant now = pace.now();
        due = now.plus(BETWEEN_QUESTIONS);
        Running seen = running.seen(said, rawSteps, now);
        String places = running.beforeAndAfter(rawSteps);
        switch (seen.verdict(now)) {
            case GOING_ON -> calibration = seen;
            case SUCCEEDED -> ended(said, places);
            case FAILED ->
                    ended(
                            said,
                            "the calibration failed in %s; %s".formatted(running.step(), places));
            case HELD -> {
                talk.ask(new StopCalibration(), Acknowledged.class);
                ended(
                        said,
                        "the calibration stood still in %s and was stopped; %s"
                                .formatted(seen.step(), places));
            }
            case NEVER_BEGAN ->
                    ended(said, "the motor acknowledged a calibration and did not begin it");
        }
    }

    private Calibration read() throws DeviceException {
        return talk.ask(new ReadCalibration(), Calibration.class);
    }

    private void ended(Calibration said, String story) throws DeviceException {
        Limits range = talk.ask(new ReadLimits(), Limits.class);
        calibration = judged(said.done(), range, "; " + story);
    }

    private CelestronCalibration judged(boolean done, Limits range, String story) {
        boolean known = done && range.sensible();
        limits = known ? Optional.of(range) : Optional.empty();
        if (known) {
            return new Done(
                    "calibrated, raw %d to %d%s"
                            .formatted(range.lowSteps(), range.highSteps(), story));
        }
        return new Missing(
                done
                        ? "the motor says that it is calibrated, and its limits are %d and %d"
                                .formatted(range.lowSteps(), range.highSteps())
                        : "not calibrated" + story);
    }
}
