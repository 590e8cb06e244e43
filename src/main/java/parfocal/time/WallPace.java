package parfocal.time;

import java.time.Duration;
import java.time.Instant;

/// Real time, read from the monotonic clock so that a correction of the system clock cannot shorten or stretch a wait.
final class WallPace implements Pace {
    static final WallPace INSTANCE = new WallPace();

    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();

    @Override
    public Instant now() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }
}
