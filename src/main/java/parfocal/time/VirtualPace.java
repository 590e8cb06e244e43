package parfocal.time;

import java.time.Duration;
import java.time.Instant;

/// Time that passes only when somebody waits: a pause moves the clock and returns at once. For tests and simulated nights.
public final class VirtualPace implements Pace {
    private Instant now;

    public VirtualPace(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        advance(duration);
    }

    /// Moves the clock without the pretence of waiting.
    public synchronized void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not run backwards: " + duration);
        }
        now = now.plus(duration);
    }
}
