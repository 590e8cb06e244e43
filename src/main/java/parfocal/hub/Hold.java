package parfocal.hub;

import java.time.Duration;
import java.time.Instant;
import parfocal.device.DeviceException;
import parfocal.time.Pace;

/// A move that lasts as long as somebody holds on to it. Whoever holds says so again and again; when the word does not come in time,
/// because a finger was lifted, a page was closed or a line was cut, the focuser is halted here, where it is moved.
final class Hold {
    /// Longer than a hiccup of a wireless line, shorter than a fright.
    static final Duration PATIENCE = Duration.ofMillis(500);

    /// Stops the move, unless something else moves the focuser by now.
    interface Stop {
        void stop() throws DeviceException;
    }

    /// Where it is told that the focuser could not be stopped.
    interface Alarm {
        void tell(DeviceException deaf);
    }

    private final long number;
    private final Pace pace;
    private final Stop stop;
    private Instant until;
    private boolean over;

    Hold(long number, Pace pace, Stop stop) {
        this.number = number;
        this.pace = pace;
        this.stop = stop;
        this.until = pace.now().plus(PATIENCE);
    }

    /// @param alarm told in the watching thread
    static Hold begin(long number, Pace pace, Stop stop, Alarm alarm) {
        var hold = new Hold(number, pace, stop);
        var _ =
                Thread.ofVirtual()
                        .name("hold-" + number)
                        .start(() -> {
                            try {
                                hold.watch();
                            } catch (DeviceException deaf) {
                                alarm.tell(deaf);
                            } catch (InterruptedException closing) {
                                Thread.currentThread().interrupt();
                            }
                        });
        return hold;
    }

    long number() {
        return number;
    }

    /// @return false when it is over
    synchronized boolean renew() {
        until = pace.now().plus(PATIENCE);
        return !over;
    }

    /// Nothing when it is over already.
    void release() throws DeviceException {
        if (end()) {
            stop.stop();
        }
    }

    private synchronized boolean end() {
        boolean first = !over;
        over = true;
        return first;
    }

    private synchronized Duration left() {
        return over ? Duration.ZERO : Duration.between(pace.now(), until);
    }

    /// Waits until it is over; then the focuser has been told to stop.
    void watch() throws DeviceException, InterruptedException {
        for (Duration left = left(); left.isPositive(); left = left()) {
            pace.pause(left);
        }
        release();
    }
}
