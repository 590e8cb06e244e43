package parfocal.thermal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Tells a thermometer's readings from its faults.
///
/// Digital sensors say −127 °C when they are not there and 85 °C when they have just been switched on, and nothing near a telescope
/// changes by two degrees from one reading to the next. After a jump it is believed again when it is back near what it said before; a
/// sensor that fell off the tube never is, until somebody focuses anew and calls [#forget].
public final class BelievedThermometer {
    private static final double NOT_THERE = -127;
    private static final double JUST_SWITCHED_ON = 85;
    private static final double COLDEST = -60;
    private static final double WARMEST = 70;
    private static final double JUMP_CELSIUS = 2;
    // More than the air does when a front passes.
    private static final double FASTEST_CELSIUS_PER_HOUR = 10;
    private static final Duration FROZEN = Duration.ofHours(3);
    private static final Duration FROZEN_AT_NOUGHT = Duration.ofMinutes(30);

    private record Reading(Instant at, double celsius) {}

    private Optional<Reading> last = Optional.empty();
    private Instant changedAt = Instant.MAX;
    private Optional<String> fault = Optional.empty();

    /// Takes a reading in.
    ///
    /// @return the reading, when it is to be believed
    public Optional<Double> feed(Instant now, double celsius) {
        fault = impossible(celsius).or(() -> jump(now, celsius));
        if (fault.isPresent()) {
            return Optional.empty();
        }
        if (last.isEmpty() || last.get().celsius() != celsius) {
            changedAt = now;
        }
        last = Optional.of(new Reading(now, celsius));
        fault = frozen(now, celsius);
        return fault.isPresent() ? Optional.empty() : Optional.of(celsius);
    }

    /// What is wrong with it, to be put after its name: `it says −127 °C…`.
    public Optional<String> fault() {
        return fault;
    }

    /// Begins anew with the next reading.
    public void forget() {
        last = Optional.empty();
        fault = Optional.empty();
    }

    private static Optional<String> impossible(double celsius) {
        if (Double.isNaN(celsius) || Double.isInfinite(celsius)) {
            return Optional.of("it gives no number");
        }
        if (celsius == NOT_THERE || celsius == JUST_SWITCHED_ON) {
            return Optional.of(
                    "it says %.0f °C, as such sensors do when they are not connected or have just been switched on"
                            .formatted(celsius));
        }
        return celsius < COLDEST || celsius > WARMEST
                ? Optional.of("it says %.1f °C".formatted(celsius))
                : Optional.empty();
    }

    private Optional<String> jump(Instant now, double celsius) {
        return last.filter(before -> Math.abs(celsius - before.celsius()) > possible(before, now))
                .map(before ->
                        "it went from %.1f to %.1f °C from one reading to the next"
                                .formatted(before.celsius(), celsius));
    }

    private static double possible(Reading before, Instant now) {
        double hours = Duration.between(before.at(), now).toNanos() / 3.6e12;
        return JUMP_CELSIUS + FASTEST_CELSIUS_PER_HOUR * hours;
    }

    private Optional<String> frozen(Instant now, double celsius) {
        Duration same = Duration.between(changedAt, now);
        Duration longest = celsius == 0 ? FROZEN_AT_NOUGHT : FROZEN;
        return same.compareTo(longest) > 0
                ? Optional.of(
                        "it has said exactly %.2f °C for %d minutes"
                                .formatted(celsius, same.toMinutes()))
                : Optional.empty();
    }
}
