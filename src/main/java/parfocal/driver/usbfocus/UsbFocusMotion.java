package parfocal.driver.usbfocus;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.driver.usbfocus.UsbFocusCommand.MoveIn;
import parfocal.driver.usbfocus.UsbFocusCommand.MoveOut;
import parfocal.driver.usbfocus.UsbFocusCommand.ReadPosition;
import parfocal.driver.usbfocus.UsbFocusCommand.Stop;
import parfocal.time.Pace;

/// Moving a device that knows relative moves only, cannot be asked whether it moves, and answers a stop as it likes.
final class UsbFocusMotion {
    private static final Duration AFTER_A_STOP = Duration.ofMillis(100);
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int STOPS_TRIED = 3;
    private static final int ORDERS_TRIED = 2;

    private record Reading(int positionSteps, Instant at) {}

    private final UsbFocusTalk talk;
    private final Pace pace;
    private final String device;
    private Optional<UsbFocusMove> move = Optional.empty();
    private Reading last;
    private boolean turningUnasked;
    private boolean met;

    /// Reads where the device stands.
    UsbFocusMotion(UsbFocusTalk talk, Pace pace, String device) throws DeviceException {
        this.talk = talk;
        this.pace = pace;
        this.device = device;
        this.last = new Reading(positionSteps(), pace.now());
    }

    int positionSteps() throws DeviceException {
        return talk.ask(new ReadPosition(), UsbFocusReply.Position.class).steps();
    }

    /// Whether the motor turns, judged by the position just read and by what was heard with it.
    ///
    /// @throws DeviceException `Stuck` when an ordered move has made no step for five seconds; it has been stopped then
    boolean moving(int positionSteps) throws DeviceException {
        Instant now = pace.now();
        boolean star = talk.takeStar();
        Reading before = last;
        last = new Reading(positionSteps, now);
        if (move.isEmpty()) {
            return turningUnasked(before);
        }
        met = true;
        UsbFocusMove seen = move.get().seen(positionSteps, star, now);
        UsbFocusMove.Verdict verdict = seen.verdict(now);
        move = verdict == UsbFocusMove.Verdict.TURNING ? Optional.of(seen) : Optional.empty();
        if (verdict == UsbFocusMove.Verdict.STUCK) {
            // Without this it would go on by itself when whatever holds it lets go.
            tellStop();
            throw new DeviceException(
                    new DeviceFault.Stuck(
                            device,
                            positionSteps,
                            seen.targetSteps(),
                            Duration.between(seen.lastChange(), now)));
        }
        return verdict == UsbFocusMove.Verdict.TURNING;
    }

    /// A device that is met in the middle of a move shows it by nothing but two readings with time between them: waits until the
    /// next reading can be compared with the one at the meeting.
    void awaitComparison() throws DeviceException {
        Duration apart = Duration.between(last.at(), pace.now());
        if (!met && move.isEmpty() && apart.compareTo(UsbFocusMove.STANDSTILL) < 0) {
            var _ = talk.listen(UsbFocusMove.STANDSTILL.minus(apart));
        }
    }

    // The handpad, or the device's own compensation, turns without a word.
    private boolean turningUnasked(Reading before) {
        Duration apart = Duration.between(before.at(), last.at());
        boolean same = last.positionSteps() == before.positionSteps();
        if (same && apart.compareTo(UsbFocusMove.STANDSTILL) < 0) {
            // Too soon to tell.
            last = before;
            return turningUnasked;
        }
        met = true;
        turningUnasked = !same && apart.compareTo(FRESH) <= 0;
        return turningUnasked;
    }

    /// Orders a move; a move under way is stopped first, because what a second order does to a turning motor is not known.
    void moveTo(int targetSteps) throws DeviceException {
        awaitComparison();
        int fromSteps = positionSteps();
        if (move.isPresent() ? !endedAt(fromSteps) : moving(fromSteps)) {
            tellStop();
            fromSteps = standstill();
        }
        move = Optional.empty();
        if (fromSteps != targetSteps) {
            order(fromSteps, targetSteps);
        }
    }

    /// Says stop and waits for nothing; may be done while somebody else is talking.
    void tellStop() throws DeviceException {
        talk.tell(new Stop());
    }

    /// Makes sure that the motor has obeyed: nobody knows what a stop is answered with, so two equal readings are the answer.
    int standstill() throws DeviceException {
        int before = -1;
        int after = -1;
        for (int tried = 1; tried <= STOPS_TRIED; tried++) {
            var _ = talk.listen(AFTER_A_STOP);
            before = positionSteps();
            var _ = talk.listen(UsbFocusMove.STANDSTILL);
            after = positionSteps();
            if (before == after) {
                move = Optional.empty();
                met = true;
                turningUnasked = false;
                var _ = talk.takeStar();
                last = new Reading(after, pace.now());
                return after;
            }
            tellStop();
        }
        throw new DeviceException(
                new DeviceFault.Refused(
                        device, "halt", "it went on from %d to %d".formatted(before, after)));
    }

    // A relative order given twice moves twice. So it is given once, and the position
    // asked right behind it: an answer shows that the device was counting bytes as we
    // do. If it was not, two equal readings show that the order was not heard.
    private void order(int fromSteps, int targetSteps) throws DeviceException {
        int steps = Math.abs(targetSteps - fromSteps);
        UsbFocusCommand order = targetSteps < fromSteps ? new MoveIn(steps) : new MoveOut(steps);
        var _ = talk.takeStar();
        move = Optional.of(UsbFocusMove.ordered(fromSteps, targetSteps, pace.now()));
        for (int tried = 1; tried <= ORDERS_TRIED; tried++) {
            if (understood(order, fromSteps)) {
                return;
            }
        }
        move = Optional.empty();
        throw new DeviceException(
                new DeviceFault.Refused(
                        device, "a move to " + targetSteps, "it did not understand it twice."));
    }

    private boolean understood(UsbFocusCommand order, int fromSteps) throws DeviceException {
        int refusalsBefore = talk.refusalsHeard();
        talk.tell(order);
        if (positionSteps() != fromSteps || talk.refusalsHeard() == refusalsBefore) {
            return true;
        }
        var _ = talk.listen(UsbFocusMove.STANDSTILL);
        return positionSteps() != fromSteps;
    }

    private boolean endedAt(int positionSteps) {
        Instant now = pace.now();
        return move.map(ordered -> ordered.seen(positionSteps, talk.takeStar(), now))
                .filter(seen -> seen.verdict(now) == UsbFocusMove.Verdict.ENDED)
                .isPresent();
    }
}
