package parfocal.driver.moonlite;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/// Which temperatures are believed. Without a probe some firmware says 0, some −63.5, −127 or another cold nonsense; the probes
/// built in most say 85 when they have just been powered.
final class MoonLiteProbe {
    private static final double COLDEST_CELSIUS = -50;
    private static final double HOTTEST_CELSIUS = 70;
    private static final double NEAR_CELSIUS = 2;
    private static final Duration RECENT = Duration.ofMinutes(10);

    private record Reading(double celsius, Instant at) {}

    private Optional<Reading> lastBelieved = Optional.empty();

    OptionalDouble believe(double celsius, Instant now) {
        if (celsius < COLDEST_CELSIUS || celsius > HOTTEST_CELSIUS) {
            return OptionalDouble.empty();
        }
        // In steps of half a degree a winter night stays at exactly 0.0 for a while, but it comes
        // there from somewhere near.
        if (celsius == 0 && !isNearTheLast(celsius, now)) {
            return OptionalDouble.empty();
        }
        lastBelieved = Optional.of(new Reading(celsius, now));
        return OptionalDouble.of(celsius);
    }

    private boolean isNearTheLast(double celsius, Instant now) {
        return lastBelieved
                .filter(last -> Math.abs(last.celsius() - celsius) <= NEAR_CELSIUS)
                .filter(last -> Duration.between(last.at(), now).compareTo(RECENT) <= 0)
                .isPresent();
    }
}
