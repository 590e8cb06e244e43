package parfocal.hub;

import java.time.Duration;

/// How long to wait before a device that is away is tried again: a second, then longer and longer.
final class Retries {
    static final Duration FIRST = Duration.ofSeconds(1);

    private final Duration longest;
    private Duration next = FIRST;

    Retries(Duration longest) {
        this.longest = longest;
    }

    Duration next() {
        Duration now = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return now;
    }

    /// It answers.
    void reset() {
        next = FIRST;
    }
}
