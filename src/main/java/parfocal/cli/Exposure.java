package parfocal.cli;

import java.time.Duration;

/// The value of `--exposure`.
final class Exposure {
    private static final double SHORTEST_SECONDS = 0.001;
    private static final double LONGEST_SECONDS = 600;

    private Exposure() {}

    /// @throws Misuse for an exposure that no camera makes
    static Duration ofSeconds(double seconds) throws Misuse {
        if (!(seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS)) {
            throw new Misuse(
                    "--exposure goes from %s to %.0f seconds; %s was asked."
                            .formatted(SHORTEST_SECONDS, LONGEST_SECONDS, seconds));
        }
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
