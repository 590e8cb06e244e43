package parfocal.hub;

import java.time.Duration;
import java.time.Instant;
import parfocal.time.Pace;

/// How often a focuser is looked at: thirty times a second while something moves, so that a page is never far behind; four times a second for
/// a while after; every two seconds at rest; and never so often that the line would be busy for more than a fifth of the time, or half of it
/// while something moves.
final class Cadence {
    static final Duration WHILE_LIVELY = Duration.ofMillis(250);
    static final Duration AT_REST = Duration.ofSeconds(2);

    private static final Duration WHILE_MOVING = Duration.ofMillis(33);
    private static final Duration LIVELY_FOR = Duration.ofSeconds(3);
    private static final int REST_PER_EXCHANGE = 4;
    // At 9600 baud a status line takes 100 ms; a page may be no further behind than that and a
    // little more.
    private static final int REST_PER_EXCHANGE_MOVING = 1;

    private final Pace pace;
    private Instant livelyUntil = Instant.EPOCH;

    Cadence(Pace pace) {
        this.pace = pace;
    }

    /// Something moves, or has just been ordered to.
    void lively() {
        livelyUntil = pace.now().plus(LIVELY_FOR);
    }

    /// @param exchange how long one reading takes
    Duration interval(boolean moving, Duration exchange) {
        Duration wanted =
                moving ? WHILE_MOVING : pace.now().isBefore(livelyUntil) ? WHILE_LIVELY : AT_REST;
        int rest = moving ? REST_PER_EXCHANGE_MOVING : REST_PER_EXCHANGE;
        Duration gentle = exchange.multipliedBy(1 + rest);
        return gentle.compareTo(wanted) > 0 ? gentle : wanted;
    }
}
