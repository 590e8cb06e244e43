package parfocal.server.indi;

import java.time.Duration;

/// How often a number that changes by itself is told: `POLLING_PERIOD`. The end of a change is always told at once.
final class Rhythm {
    static final Duration USUAL = Duration.ofMillis(500);

    private volatile Duration period = USUAL;

    Duration period() {
        return period;
    }

    void set(Duration newPeriod) {
        period = newPeriod;
    }
}
