package parfocal.driver.usbfocus;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/// Which temperatures are believed. What the device says without a probe is unknown; digital probes of this kind give 0, −127
/// or 85 when they are absent or have just been powered.
final class UsbFocusProbe {
    private static final double COLDEST = -55;
    private static final double HOTTEST = 125;
    private static final double NEAR_CELSIUS = 2;
    private static final Duration RECENT = Duration.ofMinutes(10);

    private record Reading(double celsius, Instant at) {}

    private Optional<Reading> lastCertain = Optional.empty();

    OptionalDouble believe(double celsius, Instant now) {
        if (celsius < COLDEST || celsius > HOTTEST) {
            return OptionalDouble.empty();
        }
        if (celsius != 0 && celsius != 85) {
            lastCertain = Optional.of(new Reading(celsius, now));
            return OptionalDouble.of(celsius);
        }
        // A winter night does pass through exactly 0.0, but it comes from somewhere near and goes
        // on.
        boolean plausible =
                lastCertain
                        .filter(certain -> Math.abs(certain.celsius() - celsius) <= NEAR_CELSIUS)
                        .filter(certain ->
                                Duration.between(certain.at(), now).compareTo(RECENT) <= 0)
                        .isPresent();
        return plausible ? OptionalDouble.of(celsius) : OptionalDouble.empty();
    }
}
